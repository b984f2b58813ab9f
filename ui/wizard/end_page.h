// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

namespace latchkey::ui::widgets {
class StaticLabel;
}

namespace latchkey::ui::wizard {

class SupportBox;

/// Stopped, run out of time, or ended behind this window: starting again is all that it takes, with the
/// account filled in. What ended it may be for the support to hear.
class EndPage : public StepPage {
  Q_OBJECT
public:
  /// @param step Cancelled or Expired.
  EndPage(WizardSession& session, flow::Step step, QWidget* parent = nullptr);

  void retranslate() override;
  void present() override;
  [[nodiscard]] bool hasFieldToFill() const override { return false; }
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] QString titleSentence() const override;
  void primaryAtEnd() override;

protected:
  [[nodiscard]] QString whySentence() const override;

private:
  [[nodiscard]] bool wasSuperseded() const;

  widgets::StaticLabel* m_hint;
  SupportBox* m_support;
  widgets::StaticLabel* m_receipt;
};

}  // namespace latchkey::ui::wizard
