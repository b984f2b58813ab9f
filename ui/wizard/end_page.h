// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

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
  void takeFocus() override;
  /// "Start again"; empty as long as a new recovery would be refused at once.
  [[nodiscard]] QString primaryText() const override;
  void primaryAtEnd() override;

protected:
  [[nodiscard]] QString whySentence() const override;

private:
  [[nodiscard]] bool mayStartAgain() const;
  void showWhen();

  widgets::StaticLabel* m_when;
  widgets::StaticLabel* m_hint;
  SupportBox* m_support;
  widgets::StaticLabel* m_receipt;
  bool m_mayStartAgain = true;
};

}  // namespace latchkey::ui::wizard
