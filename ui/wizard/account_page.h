// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

class QLineEdit;

namespace latchkey::ui::widgets {
class FieldError;
}

namespace latchkey::ui::wizard {

class KeepPlaceBox;
class ReceiptEntry;

/// Which account is it? Forgiving about how it is typed; shows the name that will be used.
class AccountPage : public StepPage {
  Q_OBJECT
public:
  explicit AccountPage(WizardSession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isComplete() const override;
  void retranslate() override;
  void present() override;

protected:
  void enter() override;
  void submit() override;
  void placeProblem(const QString& sentence) override;

private:
  void showName();

  widgets::StaticLabel* m_label;
  QLineEdit* m_account;
  widgets::StaticLabel* m_hint;
  widgets::StaticLabel* m_willBe;
  widgets::FieldError* m_error;
  ReceiptEntry* m_receipt;
  KeepPlaceBox* m_keep;
  bool m_nameRefused = false;
};

}  // namespace latchkey::ui::wizard
