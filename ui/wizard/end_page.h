// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

namespace latchkey::ui::widgets {
class CountdownLabel;
}

namespace latchkey::ui::wizard {

class SupportBox;

/// An end without a new password: stopped, run out of time, or not possible (SPEC section 2). Says what
/// happened and what helps, and offers to start again with the account filled in where that makes sense.
class EndPage : public StepPage {
  Q_OBJECT
public:
  /// @param step Cancelled, Expired or Ended.
  EndPage(WizardSession& session, flow::Step step, QWidget* parent = nullptr);

  void retranslate() override;
  void present() override;
  /// "Start again"; empty as long as a new recovery would be refused at once.
  [[nodiscard]] bool hasFieldToFill() const override { return false; }
  [[nodiscard]] QString primaryText() const override;
  void primaryAtEnd() override;

protected:
  [[nodiscard]] QString whySentence() const override;

private:
  [[nodiscard]] bool pauses() const;
  [[nodiscard]] bool mayStartAgain() const;
  void showSign();
  void showWhen();

  widgets::CountdownLabel* m_when;
  widgets::StaticLabel* m_hint;
  SupportBox* m_support;
  widgets::StaticLabel* m_receipt;
};

}  // namespace latchkey::ui::wizard
