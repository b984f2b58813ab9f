// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/sign_in_page.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/protocol/limits.h"
#include "core/rules/account_name.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/password_field.h"
#include "ui/wizard/buttons.h"

namespace latchkey::ui::enrol {

using protocol::ProblemKind;

SignInPage::SignInPage(const QString& account, SignIn signIn, Recover recover, Now now, QWidget* parent)
    : AddPage({}, std::move(now), parent),
      m_signIn(std::move(signIn)),
      m_recover(std::move(recover)),
      m_accountLabel(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_account(new QLineEdit),
      m_accountError(new widgets::FieldError(m_account)),
      m_passwordLabel(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_password(new widgets::PasswordField),
      m_capsLock(new widgets::Banner),
      m_passwordError(new widgets::FieldError(m_password)),
      m_newPassword(wizard::newLink(QStringLiteral("enrolNewPasswordButton"))),
      m_whoSees(new widgets::StaticLabel) {
  build();
  m_account->setText(account);
}

void SignInPage::build() {
  m_account->setObjectName(QStringLiteral("enrolAccountLineEdit"));
  m_account->setMaxLength(protocol::limits::account.most);
  m_account->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
  m_accountLabel->setBuddy(m_account);
  m_accountError->setObjectName(QStringLiteral("enrolAccountFieldError"));
  m_password->setObjectName(QStringLiteral("enrolPasswordField"));
  m_password->setMaximumLength(protocol::limits::password.most);
  m_passwordLabel->setBuddy(m_password);
  m_passwordError->setObjectName(QStringLiteral("enrolPasswordFieldError"));
  m_capsLock->setObjectName(QStringLiteral("enrolCapsLockBanner"));
  m_whoSees->setTone(widgets::Tone::Muted);
  m_whoSees->setObjectName(QStringLiteral("enrolWhoSeesLabel"));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::unit);
  column->addWidget(m_accountLabel);
  column->addWidget(m_account);
  column->addWidget(m_accountError);
  column->addSpacing(theme::spacing::unit);
  column->addWidget(m_passwordLabel);
  column->addWidget(m_password);
  column->addWidget(m_passwordError);
  column->addWidget(m_newPassword, 0, Qt::AlignLeading);
  column->addWidget(m_capsLock);
  column->addSpacing(theme::spacing::twice);
  column->addWidget(m_whoSees);
  m_newPassword->hide();
  connect(m_newPassword, &QPushButton::clicked, this, [this] { m_recover(m_account->text()); });
  connect(m_account, &QLineEdit::textChanged, this, [this] {
    m_accountError->clear();
    m_passwordError->clear();
    m_newPassword->hide();
    Q_EMIT readinessChanged();
  });
  connect(m_password, &widgets::SecretEdit::textEdited, this, [this] {
    if (m_password->length() > 0) {
      m_passwordError->clear();
      m_newPassword->hide();
    }
    Q_EMIT readinessChanged();
  });
  connect(m_password, &widgets::PasswordField::capsLockChanged, this, [this](bool on) {
    if (on)
      m_capsLock->showMessage(widgets::Banner::Kind::Warning, text::passwordCapsLock());
    else
      m_capsLock->clear();
  });
  m_capsLock->clear();
}

void SignInPage::begin() {
  leave();
}

void SignInPage::present(const protocol::EnrolmentView&) {
  retranslate();
}

void SignInPage::leave() {
  m_password->clear();
  m_password->setRevealed(false);
  m_accountError->clear();
  m_passwordError->clear();
  m_newPassword->hide();
}

void SignInPage::retranslate() {
  m_accountLabel->setText(text::accountLabel());
  m_account->setAccessibleName(text::withoutMnemonic(text::accountLabel()));
  m_passwordLabel->setText(text::enrolPasswordLabel());
  m_password->setAccessibleName(text::withoutMnemonic(text::enrolPasswordLabel()));
  m_password->setToggleTexts(text::passwordShowButton(), text::passwordHideButton());
  m_password->setMenuTexts(text::pasteAction(), text::selectAllAction());
  m_newPassword->setText(text::enrolNewPasswordButton());
  m_whoSees->setText(text::enrolWhoSees());
}

QString SignInPage::title() const {
  return text::enrolSignInTitle();
}

QString SignInPage::why() const {
  return text::enrolSignInWhy();
}

QString SignInPage::primaryText() const {
  return text::enrolSignInButton();
}

bool SignInPage::isComplete() const {
  return !m_account->text().trimmed().isEmpty() && m_password->length() > 0;
}

void SignInPage::submit() {
  const auto name = rules::AccountName::parseWritten(m_account->text());
  if (!name) {
    m_accountError->setError(text::accountNameError(name.error()));
    return m_account->setFocus(Qt::OtherFocusReason);
  }
  // A copy: a lost answer of the service leaves the password in its field, for "Try again".
  m_signIn(m_account->text(), m_password->secret().clone());
}

void SignInPage::showProblem(const protocol::Problem& problem) {
  const QString sentence = text::enrolProblemText(problem, now());
  if (problem.kind == ProblemKind::InvalidField && problem.field == QLatin1String("/account")) {
    m_accountError->setError(sentence);
    return m_account->setFocus(Qt::OtherFocusReason);
  }
  if (problem.kind == ProblemKind::SignInRefused || problem.kind == ProblemKind::PasswordMustChange ||
      problem.kind == ProblemKind::AccountStopped)
    m_password->clear();
  m_passwordError->setError(sentence);
  m_newPassword->setVisible(problem.kind == ProblemKind::PasswordMustChange && m_recover);
  m_password->setFocus(Qt::OtherFocusReason);
}

void SignInPage::takeFocus() {
  if (m_account->text().isEmpty())
    m_account->setFocus(Qt::OtherFocusReason);
  else
    m_password->setFocus(Qt::OtherFocusReason);
}

}  // namespace latchkey::ui::enrol
