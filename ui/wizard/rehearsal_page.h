// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

namespace latchkey::ui::widgets {
class StaticLabel;
}

namespace latchkey::ui::wizard {

class BulletList;

/// What a rehearsal is, before anything is begun. Stands where the reasons do otherwise.
class RehearsalPage : public StepPage {
  Q_OBJECT
public:
  explicit RehearsalPage(WizardSession& session, QWidget* parent = nullptr);

  void retranslate() override;
  [[nodiscard]] bool hasFieldToFill() const override { return false; }
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] QString titleSentence() const override;

protected:
  void submit() override;
  [[nodiscard]] QString whySentence() const override;

private:
  BulletList* m_points;
  widgets::StaticLabel* m_whoSees;
};

}  // namespace latchkey::ui::wizard
