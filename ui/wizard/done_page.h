// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

class QPushButton;

namespace latchkey::ui::widgets {
class PlainLabel;
}

namespace latchkey::ui::wizard {

class BulletList;

/// The account is back: what to do now at the locked PC (SPEC section 4).
class DonePage : public StepPage {
  Q_OBJECT
public:
  explicit DonePage(WizardSession& session, QWidget* parent = nullptr);

  void retranslate() override;
  void present() override;
  [[nodiscard]] bool hasFieldToFill() const override { return false; }
  [[nodiscard]] QString primaryText() const override;
  void primaryAtEnd() override;

private:
  void copyAddress();

  widgets::PlainLabel* m_account;
  widgets::StaticLabel* m_heading;
  BulletList* m_advice;
  QWidget* m_addressRow;
  widgets::PlainLabel* m_address;
  QPushButton* m_copy;
  widgets::StaticLabel* m_notified;
  widgets::StaticLabel* m_receipt;
  bool m_copied = false;
};

}  // namespace latchkey::ui::wizard
