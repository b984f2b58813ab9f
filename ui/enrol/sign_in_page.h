// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/enrol/add_page.h"

class QLineEdit;
class QPushButton;

namespace latchkey::ui::widgets {
class Banner;
class FieldError;
class PasswordField;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::enrol {

/// Account and present password, what this is for, and who sees what is registered.
class SignInPage : public AddPage {
  Q_OBJECT
public:
  using SignIn = std::function<void(const QString& account, platform::Secret password)>;
  /// The way to a password of one's own.
  using Recover = std::function<void(const QString& account)>;

  /// @param recover null: not offered
  SignInPage(const QString& account, SignIn signIn, Recover recover, Now now, QWidget* parent = nullptr);

  void begin() override;
  void present(const protocol::EnrolmentView& view) override;
  void leave() override;
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool isComplete() const override;
  void submit() override;
  void showProblem(const protocol::Problem& problem) override;
  void takeFocus() override;

private:
  void build();

  SignIn m_signIn;
  Recover m_recover;
  widgets::StaticLabel* m_accountLabel;
  QLineEdit* m_account;
  widgets::FieldError* m_accountError;
  widgets::StaticLabel* m_passwordLabel;
  widgets::PasswordField* m_password;
  widgets::Banner* m_capsLock;
  widgets::FieldError* m_passwordError;
  QPushButton* m_newPassword;
  widgets::StaticLabel* m_whoSees;
};

}  // namespace latchkey::ui::enrol
