// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

class QPushButton;

namespace latchkey::ui::widgets {
class PlainLabel;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

class BulletList;

/// What the rehearsal has shown: by what they would get in, what was not tried, and what to do where that is
/// too little.
class RehearsedPage : public StepPage {
  Q_OBJECT
public:
  explicit RehearsedPage(WizardSession& session, QWidget* parent = nullptr);

  void retranslate() override;
  void present() override;
  [[nodiscard]] bool hasFieldToFill() const override { return false; }
  [[nodiscard]] QString primaryText() const override;
  void primaryAtEnd() override;

private:
  widgets::PlainLabel* m_account;
  widgets::StaticLabel* m_heading;
  BulletList* m_proven;
  widgets::StaticLabel* m_untriedHeading;
  BulletList* m_untried;
  widgets::StaticLabel* m_adviceHeading;
  BulletList* m_advice;
  QPushButton* m_again;
  widgets::StaticLabel* m_receipt;
  widgets::StaticLabel* m_whoSees;
};

}  // namespace latchkey::ui::wizard
