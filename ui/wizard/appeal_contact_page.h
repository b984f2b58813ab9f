// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

class QLineEdit;

namespace latchkey::ui::widgets {
class FieldError;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

/// Where the answer to an appeal is to go. A code follows, which shows that the person reads mail there.
class AppealContactPage : public StepPage {
  Q_OBJECT
public:
  explicit AppealContactPage(WizardSession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isComplete() const override;
  void retranslate() override;
  void takeFocus() override;
  [[nodiscard]] QString primaryText() const override;

protected:
  void enter() override;
  void submit() override;
  [[nodiscard]] QString problemSentence(const protocol::Problem& problem, const QDateTime& at) const override;
  void placeProblem(const QString& sentence) override;
  void problemShown(const protocol::Problem& problem) override;

private:
  widgets::StaticLabel* m_label;
  QLineEdit* m_contact;
  widgets::FieldError* m_error;
  widgets::StaticLabel* m_hint;
};

}  // namespace latchkey::ui::wizard
