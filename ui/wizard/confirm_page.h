// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

class QLineEdit;

namespace latchkey::ui::widgets {
class FieldError;
}

namespace latchkey::ui::wizard {

/// The part of the contact that the mask hides. It prevents mistakes and proves nothing.
class ConfirmPage : public StepPage {
  Q_OBJECT
public:
  explicit ConfirmPage(WizardSession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isComplete() const override;
  void retranslate() override;
  void present() override;
  void takeFocus() override;
  [[nodiscard]] QString primaryText() const override;

protected:
  void enter() override;
  void submit() override;
  [[nodiscard]] QString problemSentence(const protocol::Problem& problem, const QDateTime& at) const override;
  void placeProblem(const QString& sentence) override;

private:
  widgets::StaticLabel* m_contact;
  widgets::StaticLabel* m_label;
  QLineEdit* m_entry;
  widgets::FieldError* m_error;
  widgets::StaticLabel* m_hint;
  QString m_handle;  ///< the method that the entry was typed for
};

}  // namespace latchkey::ui::wizard
