// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

namespace latchkey::ui::widgets {
class StaticLabel;
}

namespace latchkey::ui::wizard {

/// Stopped, or run out of time: starting again is all that it takes, with the account filled in.
class EndPage : public StepPage {
  Q_OBJECT
public:
  /// @param step Cancelled or Expired.
  EndPage(WizardSession& session, flow::Step step, QWidget* parent = nullptr);

  void retranslate() override;
  void present() override;
  [[nodiscard]] bool hasFieldToFill() const override { return false; }
  [[nodiscard]] QString primaryText() const override;
  void primaryAtEnd() override;

protected:
  [[nodiscard]] QString whySentence() const override;

private:
  widgets::StaticLabel* m_hint;
  widgets::StaticLabel* m_receipt;
};

}  // namespace latchkey::ui::wizard
