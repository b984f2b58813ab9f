// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/password_page.h"

#include <QGridLayout>
#include <QVBoxLayout>
#include <span>
#include <utility>

#include "core/platform/secret.h"
#include "core/rules/password_suggestion.h"
#include "ui/text/chrome_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/text/password_text.h"
#include "ui/text/problem_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/widgets/password_field.h"
#include "ui/widgets/rule_list.h"
#include "ui/wizard/buttons.h"

namespace latchkey::ui::wizard {

using protocol::PasswordRulesView;
using protocol::ProblemKind;
using rules::PasswordViolation;
using widgets::PasswordField;
using widgets::RuleState;

namespace {

/// What more typing may still cure is not called wrong while somebody types.
bool isCuredByTyping(PasswordViolation violation) {
  switch (violation) {
    case PasswordViolation::TooShort:
    case PasswordViolation::TooFewClasses:
    case PasswordViolation::TooCommon:
      return true;
    case PasswordViolation::TooLong:
    case PasswordViolation::CharacterNotAllowed:
    case PasswordViolation::ContainsName:
    case PasswordViolation::ContainsOrganisationWord:
    case PasswordViolation::InHistory:
    case PasswordViolation::TooRecent:
    case PasswordViolation::RefusedByDirectory:
      return false;
  }
  Q_UNREACHABLE();
}

RuleState stateOf(const text::RuleLine& line, bool isTyped, const QList<PasswordViolation>& violations) {
  if (!isTyped) return RuleState::Pending;
  RuleState state = RuleState::Met;
  for (const PasswordViolation violation : line.violations) {
    if (!violations.contains(violation)) continue;
    if (!isCuredByTyping(violation)) return RuleState::Broken;
    state = RuleState::Pending;
  }
  return state;
}

}  // namespace

PasswordPage::PasswordPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Password, parent),
      m_lock(new widgets::Banner),
      m_unlockPart(new QWidget),
      m_unlock(newButton(QStringLiteral("unlockButton"), theme::ButtonKind::Plain)),
      m_label(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_password(new PasswordField),
      m_suggest(newLink(QStringLiteral("suggestButton"))),
      m_suggested(new widgets::StaticLabel),
      m_error(new widgets::FieldError(m_password)),
      m_againLabel(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_again(new PasswordField),
      m_capsLock(new widgets::Banner),
      m_rules(new widgets::RuleList) {
  setCommitPage(true);
  build();
  for (PasswordField* field : {m_password, m_again}) {
    connect(field, &PasswordField::textEdited, this, &PasswordPage::edited);
    connect(field, &PasswordField::capsLockChanged, this, &PasswordPage::showCapsLock);
  }
  connect(m_suggest, &QPushButton::clicked, this, &PasswordPage::suggest);
  connect(m_unlock, &QPushButton::clicked, this, [this] {
    if (flow().isBusy()) return;
    m_isUnlocking = true;
    m_askedToUnlock = true;
    m_error->clear();
    act([this] { flow().unlockAccount(); });
  });
}

void PasswordPage::build() {
  m_password->setObjectName(QStringLiteral("newPasswordField"));
  m_again->setObjectName(QStringLiteral("repeatPasswordField"));
  m_label->setBuddy(m_password);
  m_againLabel->setBuddy(m_again);
  m_error->setObjectName(QStringLiteral("passwordFieldError"));
  m_rules->setObjectName(QStringLiteral("passwordRuleList"));
  m_capsLock->setObjectName(QStringLiteral("capsLockBanner"));
  m_suggested->setObjectName(QStringLiteral("suggestedLabel"));
  m_suggested->setTone(widgets::Tone::Muted);
  m_lock->setObjectName(QStringLiteral("lockBanner"));

  // One grid, so that both fields are equally wide beside the suggestion.
  auto* fields = new QGridLayout;
  fields->setHorizontalSpacing(theme::spacing::twice);
  fields->setVerticalSpacing(theme::spacing::unit);
  fields->setColumnStretch(0, 1);
  auto* words = new QVBoxLayout;
  words->setSpacing(theme::spacing::unit);
  words->addWidget(m_error);
  words->addWidget(m_suggested);
  words->addSpacing(theme::spacing::unit);
  fields->addWidget(m_label, 0, 0, 1, 2);
  fields->addWidget(m_password, 1, 0);
  fields->addWidget(m_suggest, 1, 1);
  fields->addLayout(words, 2, 0, 1, 2);
  fields->addWidget(m_againLabel, 3, 0, 1, 2);
  fields->addWidget(m_again, 4, 0);
  auto* unlocking = new QVBoxLayout(m_unlockPart);
  unlocking->setContentsMargins(0, theme::spacing::half, 0, theme::spacing::twice);
  unlocking->addWidget(m_unlock, 0, Qt::AlignLeading);
  column()->addWidget(m_lock);
  column()->addWidget(m_unlockPart);
  column()->addLayout(fields);
  column()->addWidget(m_capsLock);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_rules);
  m_suggest->setVisible(session().settings().random != nullptr);
}

bool PasswordPage::isComplete() const {
  return m_isFine;
}

void PasswordPage::retranslate() {
  StepPage::retranslate();
  m_label->setText(text::passwordLabel());
  m_password->setAccessibleName(text::withoutMnemonic(text::passwordLabel()));
  m_againLabel->setText(text::passwordAgainLabel());
  m_again->setAccessibleName(text::withoutMnemonic(text::passwordAgainLabel()));
  for (PasswordField* field : {m_password, m_again}) {
    field->setToggleTexts(text::passwordShowButton(), text::passwordHideButton());
    field->setMenuTexts(text::pasteAction(), text::selectAllAction());
  }
  m_suggest->setText(text::passwordSuggestButton());
  m_suggested->setText(m_isSuggested ? text::passwordSuggested() : QString());
  m_suggested->setVisible(m_isSuggested);
  m_rules->setAccessibleName(text::passwordRulesName());
  QStringList lines;
  for (const text::RuleLine& line : text::ruleLines(view().passwordRules.value_or(PasswordRulesView())))
    lines << widgets::visibleText(line.text);  // an organisation's words come from outside
  m_rules->setStateTexts(text::ruleNotYet(), text::ruleMet(), text::ruleNotMet());
  m_rules->setSummary(text::rulesSummary);
  m_rules->setRules(lines << text::bothFieldsSame());
  showLock();
  showCapsLock();
  judge();
}

void PasswordPage::showLock() {
  using protocol::AccountLock;
  m_unlock->setText(text::passwordUnlockButton());
  m_unlock->setAccessibleDescription(text::passwordLocked());
  const bool locked = view().lock == AccountLock::Locked;
  m_unlockPart->setVisible(locked);
  // Who is sure of their password is done with one press.
  setFocusProxy(locked ? static_cast<QWidget*>(m_unlock) : m_password);
  switch (view().lock) {
    case AccountLock::Unknown:
      // Told before, and not any more: the directory has refused it for good.
      if (!m_askedToUnlock) return m_lock->clear();
      return m_lock->showMessage(widgets::Banner::Kind::Warning, text::passwordCannotUnlock());
    case AccountLock::Open:
      return m_lock->showMessage(widgets::Banner::Kind::Info, text::passwordNotLocked());
    case AccountLock::Locked:
      return m_lock->showMessage(widgets::Banner::Kind::Warning, text::passwordLocked());
  }
}

void PasswordPage::present() {
  StepPage::present();
  retranslate();
}

void PasswordPage::enter() {
  leave();
}

void PasswordPage::leave() {
  for (PasswordField* field : {m_password, m_again}) {
    field->clear();
    field->setRevealed(false);
  }
  m_isSuggested = false;
  m_askedToUnlock = false;
}

QString PasswordPage::primaryText() const {
  return text::passwordSetButton();
}

void PasswordPage::submit() {
  m_isUnlocking = false;
  // A copy: a lost answer leaves the password in its field, so that "Try again" has it.
  act([this] { flow().setPassword(m_password->secret().clone()); });
}

void PasswordPage::edited() {
  // What the person types in place of the suggestion was not meant to be read over their shoulder.
  if (std::exchange(m_isSuggested, false)) m_password->setRevealed(false);
  m_suggested->hide();
  m_error->clear();
  clearProblem();
  judge();
}

void PasswordPage::judge() {
  const auto violations = rules::judgePassword(m_password->secret().view(), policy(), owner());
  const bool isTyped = m_password->length() > 0;
  const bool same = isTyped && m_password->secret().equals(m_again->secret());
  QList<RuleState> states;
  for (const text::RuleLine& line : text::ruleLines(view().passwordRules.value_or(PasswordRulesView())))
    states << stateOf(line, isTyped, violations);
  m_rules->setStates(states << (same ? RuleState::Met : RuleState::Pending));
  m_isFine = isTyped && violations.isEmpty() && same;
  Q_EMIT readinessChanged();
}

void PasswordPage::suggest() {
  QByteArray random(static_cast<qsizetype>(rules::suggestionRandomBytes), Qt::Uninitialized);
  const std::span bytes(random.data(), rules::suggestionRandomBytes);
  session().settings().random(std::as_writable_bytes(bytes));
  const auto suggestion = rules::suggestPassword(std::as_bytes(bytes), policy(), owner());
  platform::wipe(random);
  if (!suggestion) return;
  m_password->setSecret(*suggestion);
  m_again->setSecret(*suggestion);
  m_password->setRevealed(true);  // a password that nobody has seen is of no use
  m_isSuggested = true;
  m_suggested->setText(text::passwordSuggested());
  m_suggested->show();
  m_password->setFocus();
}

void PasswordPage::showCapsLock() {
  const bool on = m_password->isCapsLockOn() || m_again->isCapsLockOn();
  if (on) {
    m_capsLock->showMessage(widgets::Banner::Kind::Warning, text::passwordCapsLock());
  } else {
    m_capsLock->clear();
  }
}

QString PasswordPage::problemSentence(const protocol::Problem& problem, const QDateTime& at) const {
  if (problem.kind != ProblemKind::PasswordRefused || problem.violations.isEmpty())
    return text::problemText(problem, at);
  QStringList sentences{text::passwordRefused()};
  for (const QString& code : problem.violations) sentences << text::violationText(code);
  return sentences.join(QLatin1Char('\n'));
}

/// What unlocking is refused for is no fault of a password.
void PasswordPage::placeProblem(const QString& sentence) {
  m_error->setError(m_isUnlocking ? QString() : sentence);
  StepPage::placeProblem(m_isUnlocking ? sentence : QString());
}

void PasswordPage::problemShown(const protocol::Problem& problem) {
  if (problem.kind != ProblemKind::PasswordRefused) return;
  m_again->clear();
  m_password->selectAll();
  // Emptying the second field took the words away again.
  m_error->setError(problemSentence(problem, session().now()));
  m_password->setFocus();
}

rules::PasswordPolicy PasswordPage::policy() const {
  const PasswordRulesView rules = view().passwordRules.value_or(PasswordRulesView());
  return {rules.minimumLength, rules.maximumLength, rules.minimumClasses,   rules.asciiOnly,
          rules.refuseCommon,  rules.refuseNames,   rules.organisationWords};
}

rules::PasswordOwner PasswordPage::owner() const {
  return {view().accountName, view().displayName};
}

}  // namespace latchkey::ui::wizard
