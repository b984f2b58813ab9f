// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/appeal_text.h"
#include "ui/wizard/step_page.h"

namespace latchkey::ui::wizard {

class AppealForm;

/// The form of an appeal: two faces to fill in, one to look through it. One step of the flow, so that what
/// was typed stays in its fields and goes with them.
class AppealFormPage : public StepPage {
  Q_OBJECT
public:
  explicit AppealFormPage(WizardSession& session, QWidget* parent = nullptr);

  void retranslate() override;
  void present() override;
  void leave() override;
  [[nodiscard]] QString titleSentence() const override;
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool hasFieldToFill() const override { return m_face != text::AppealFace::Review; }
  [[nodiscard]] bool hasWayBack() const override;
  void goBack() override;

protected:
  void enter() override;
  void submit() override;
  [[nodiscard]] QString whySentence() const override;
  [[nodiscard]] QString problemSentence(const protocol::Problem& problem, const QDateTime& at) const override;
  void problemShown(const protocol::Problem& problem) override;

private:
  void turnTo(text::AppealFace face);
  void showFace();
  void showReview();

  text::AppealFace m_face = text::AppealFace::About;
  AppealForm* m_form;
  widgets::Banner* m_nothing;
  QWidget* m_review;
};

}  // namespace latchkey::ui::wizard
