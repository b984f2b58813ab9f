// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

class QPushButton;

namespace latchkey::ui::widgets {
class ChoiceList;
}

namespace latchkey::ui::wizard {

class BulletList;

/// Why can't you sign in? With advice before anything is reset, where there is some.
class ReasonPage : public StepPage {
  Q_OBJECT
public:
  explicit ReasonPage(WizardSession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isComplete() const override;
  void retranslate() override;
  /// Goes back into the recovery of a kept place.
  void resume(protocol::Reason reason);

Q_SIGNALS:
  /// The person has a message about a recovery that is not theirs.
  void objectionWanted();
  /// An appeal of theirs was approved.
  void approvalWanted();

protected:
  void submit() override;
  [[nodiscard]] QString problemSentence(const protocol::Problem& problem, const QDateTime& at) const override;

private:
  [[nodiscard]] protocol::Reason chosen() const;
  void showAdvice();

  widgets::ChoiceList* m_choices;
  QWidget* m_advice;
  widgets::StaticLabel* m_adviceTitle;
  BulletList* m_adviceList;
  QPushButton* m_notMe;
  QPushButton* m_approval;
};

}  // namespace latchkey::ui::wizard
