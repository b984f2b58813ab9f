// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/password_policy.h"
#include "ui/wizard/step_page.h"

class QPushButton;

namespace latchkey::ui::widgets {
class FieldError;
class PasswordField;
class RuleList;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

/// The new password, twice. The rules stand there before anything is typed, and each is ticked as it is met;
/// the service has the last word, and what it says stands beside the field. The commit page of the wizard.
class PasswordPage : public StepPage {
  Q_OBJECT
public:
  explicit PasswordPage(WizardSession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isComplete() const override;
  void retranslate() override;
  void present() override;
  void leave() override;
  [[nodiscard]] QString primaryText() const override;

protected:
  void enter() override;
  void submit() override;
  [[nodiscard]] QString problemSentence(const protocol::Problem& problem, const QDateTime& at) const override;
  void placeProblem(const QString& sentence) override;
  void problemShown(const protocol::Problem& problem) override;

private:
  void build();
  void edited();
  void judge();
  void suggest();
  void showCapsLock();
  void showLock();
  [[nodiscard]] rules::PasswordPolicy policy() const;
  [[nodiscard]] rules::PasswordOwner owner() const;

  widgets::Banner* m_lock;
  QWidget* m_unlockPart;
  QPushButton* m_unlock;
  bool m_askedToUnlock = false;
  widgets::StaticLabel* m_label;
  widgets::PasswordField* m_password;
  QPushButton* m_suggest;
  widgets::StaticLabel* m_suggested;
  widgets::FieldError* m_error;
  widgets::StaticLabel* m_againLabel;
  widgets::PasswordField* m_again;
  widgets::Banner* m_capsLock;
  widgets::RuleList* m_rules;
  bool m_isFine = false;
  bool m_isSuggested = false;
  bool m_isUnlocking = false;  ///< the last thing that was asked for
};

}  // namespace latchkey::ui::wizard
