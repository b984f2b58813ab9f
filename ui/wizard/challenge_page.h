// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

namespace latchkey::ui::widgets {
class ChallengeView;
}

namespace latchkey::ui::wizard {

/// The anti-robot test. Fetches picture and clip for the view, and asks for another challenge when one is
/// spent, too old, or of the wrong kind for what the person wants.
class ChallengePage : public StepPage {
  Q_OBJECT
public:
  explicit ChallengePage(WizardSession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isComplete() const override;
  void retranslate() override;
  void present() override;
  void takeFocus() override;
  void leave() override;
  [[nodiscard]] QString primaryText() const override;

protected:
  void submit() override;
  void placeProblem(const QString& sentence) override;
  void problemShown(const protocol::Problem& problem) override;

private:
  [[nodiscard]] protocol::ChallengeKind kind() const;
  [[nodiscard]] bool offers(protocol::ChallengeKind kind) const;
  void fetchPicture();
  void fetchClip();
  void startWork();
  void answer(std::function<void()> command);

  widgets::ChallengeView* m_challenge;
  QString m_id;  ///< of the challenge that is shown
  bool m_workWanted = false;
  bool m_answered = false;  ///< what is refused next was an answer, not the wish for another challenge
};

}  // namespace latchkey::ui::wizard
