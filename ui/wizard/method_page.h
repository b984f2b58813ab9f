// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

class QPushButton;

namespace latchkey::ui::widgets {
class ChoiceList;
}

namespace latchkey::ui::wizard {

/// How should we check that it is you? One card for each way, masked. Always a way out for who has none.
class MethodPage : public StepPage {
  Q_OBJECT
public:
  explicit MethodPage(WizardSession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isComplete() const override;
  void retranslate() override;
  void present() override;

protected:
  void enter() override;
  void submit() override;

private:
  void showChoices();
  void openNone();
  [[nodiscard]] PanelContent noneContent() const;

  widgets::ChoiceList* m_choices;
  QPushButton* m_none;
  widgets::StaticLabel* m_notYours;
  QPushButton* m_administrator;
};

}  // namespace latchkey::ui::wizard
