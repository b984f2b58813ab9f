// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

class QLineEdit;

namespace latchkey::ui::wizard {

class ChallengePage : public StepPage {
  Q_OBJECT
public:
  explicit ChallengePage(WizardSession& session, QWidget* parent = nullptr);
  [[nodiscard]] bool isComplete() const override;

protected:
  void submit() override;

private:
  QLineEdit* m_answer;
};

}  // namespace latchkey::ui::wizard
