// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/key_page.h"

#include <QUrl>
#include <QVBoxLayout>

#include "core/rules/client_data.h"
#include "ui/text/chrome_text.h"
#include "ui/text/key_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/answer_field.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/other_methods.h"

namespace latchkey::ui::wizard {

using flow::KeyError;
using flow::KeyFault;
using flow::KeyNews;

namespace {
constexpr int longestPin = 63;  // bytes (CTAP 2.1, section 6.5.1)
}

KeyPage::KeyPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::SecurityKey, parent),
      m_doNow(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_hint(new widgets::StaticLabel),
      m_pinBox(new QWidget),
      m_pinLabel(new widgets::StaticLabel),
      m_pin(new widgets::AnswerField),
      m_pinHint(new widgets::StaticLabel),
      m_others(new OtherMethods) {
  setSign(theme::Icon::SecurityKey, widgets::Tone::Accent);
  m_doNow->setObjectName(QStringLiteral("keyDoNowLabel"));
  m_hint->setObjectName(QStringLiteral("keyHintLabel"));
  m_pinLabel->setObjectName(QStringLiteral("keyPinLabel"));
  m_pinLabel->setBuddy(m_pin);
  m_pin->setObjectName(QStringLiteral("keyPinField"));
  m_pin->setMaximumLength(longestPin);
  m_pinHint->setObjectName(QStringLiteral("keyPinHintLabel"));
  m_pinHint->setTone(widgets::Tone::Muted);
  auto* const pinLayout = new QVBoxLayout(m_pinBox);
  pinLayout->setContentsMargins(0, 0, 0, 0);
  pinLayout->setSpacing(theme::spacing::unit);
  pinLayout->addWidget(m_pinLabel);
  pinLayout->addWidget(m_pin);
  pinLayout->addWidget(m_pinHint);
  column()->addWidget(m_doNow);
  column()->addWidget(m_hint);
  column()->addWidget(m_pinBox);
  column()->addWidget(m_others);
  m_pinBox->hide();
  connect(m_pin, &widgets::SecretEdit::textEdited, this, [this] { Q_EMIT readinessChanged(); });
  connect(m_others, &OtherMethods::chosen, this, [this](const QString& handle) {
    leave();
    show(State::Stopped);
    act([this, handle] { flow().chooseMethod(handle); });
  });
}

bool KeyPage::isComplete() const {
  return m_state == State::Stopped || (m_state == State::Pin && !m_pin->secret().isEmpty());
}

QString KeyPage::primaryText() const {
  switch (m_state) {
    case State::Waiting:
      return {};
    case State::Pin:
      return StepPage::primaryText();
    case State::Stopped:
      return text::tryAgainButton();
  }
  return {};
}

void KeyPage::retranslate() {
  StepPage::retranslate();
  m_pinLabel->setText(text::keyPinLabel());
  m_pin->setAccessibleName(text::withoutMnemonic(text::keyPinLabel()));
  m_pin->setAccessibleDescription(text::keyPinHint());
  m_pin->setToggleTexts(text::passwordShowButton(), text::passwordHideButton());
  m_pin->setMenuTexts(text::pasteAction(), text::selectAllAction());
  m_pinHint->setText(text::keyPinHint());
  m_others->showBeside(view());
  sayState();
}

void KeyPage::present() {
  StepPage::present();
  retranslate();
  const bool isNew = view().securityKey && view().securityKey->challenge != m_challenge;
  // A challenge that is used up while a key is waited for is no use to that key.
  if (std::exchange(m_begins, false) || (isNew && m_state == State::Waiting && !m_challenge.isEmpty()))
    look();
}

void KeyPage::enter() {
  leave();
  m_begins = true;
  m_error.reset();
  m_state = State::Waiting;
}

void KeyPage::leave() {
  if (session().settings().keys) session().settings().keys->cancel();
  m_pin->clear();
  m_pin->setRevealed(false);
  m_challenge.clear();
}

void KeyPage::takeFocus() {
  if (!hasPanel() && m_state == State::Pin) return m_pin->setFocus(Qt::OtherFocusReason);
  StepPage::takeFocus();
}

void KeyPage::look(platform::Secret pin) {
  const auto& asked = view().securityKey;
  const WizardSettings& settings = session().settings();
  m_news.reset();
  m_error.reset();
  m_isStrange = !asked || !rules::mayAskFor(asked->rpId, QUrl(settings.origin).host());
  if (m_isStrange) return show(State::Stopped);
  if (!settings.keys) {
    m_error = KeyError{};
    return show(State::Stopped);
  }
  m_challenge = asked->challenge;
  m_clientData = rules::clientDataFor(asked->challenge, settings.origin);
  show(State::Waiting);
  settings.keys->ask(
      {asked->rpId, m_clientData, asked->credentials, asked->verifiesPerson}, std::move(pin),
      [this](KeyNews news) { told(news); },
      [this](Result<flow::KeyAnswer, KeyError> end) { ended(std::move(end)); });
}

void KeyPage::told(KeyNews news) {
  m_news = news;
  sayState();
  widgets::announce(*m_doNow, widgets::Urgency::Polite);
}

void KeyPage::ended(Result<flow::KeyAnswer, KeyError> end) {
  m_news.reset();
  if (end) {
    // Whatever becomes of it, the key is not asked once more before the person says so.
    show(State::Stopped);
    if (flow().isBusy()) return;  // beside another request this one would be dropped
    protocol::SubmitAssertion assertion{end->credential, m_clientData, end->authenticatorData,
                                        end->signature};
    return act([this, assertion] { flow().submitAssertion(assertion); });
  }
  m_error = end.error();
  const bool wantsPin = m_error->fault == KeyFault::PinNeeded || m_error->fault == KeyFault::PinWrong;
  show(wantsPin ? State::Pin : State::Stopped);
  takeFocus();
  widgets::announce(*m_doNow, widgets::Urgency::Assertive);
}

void KeyPage::show(State state) {
  m_state = state;
  m_pinBox->setVisible(state == State::Pin);
  if (state != State::Pin) m_pin->clear();
  sayState();
  Q_EMIT primaryTextChanged();
  Q_EMIT readinessChanged();
}

void KeyPage::sayState() {
  QString lead;
  QString hint;
  if (m_isStrange) {
    lead = text::keyNotForThisService();
  } else if (m_error) {
    lead = text::keyProblem(*m_error);
  } else if (m_news) {
    lead = text::keyDoNow(*m_news);
    hint = text::keyDoNowHint(*m_news);
  } else if (m_state == State::Waiting && !flow().isBusy()) {
    lead = text::keyLooking();
  }
  m_doNow->setText(lead);
  m_doNow->setTone(m_isStrange || m_error || m_news == KeyNews::OtherKey ? widgets::Tone::Error
                                                                         : widgets::Tone::Normal);
  m_doNow->setVisible(!lead.isEmpty());
  m_hint->setText(hint);
  m_hint->setVisible(!hint.isEmpty());
}

void KeyPage::submit() {
  clearProblem();
  platform::Secret pin;
  if (m_state == State::Pin) pin = m_pin->secret().clone();
  look(std::move(pin));
}

void KeyPage::problemShown(const protocol::Problem&) {
  if (session().settings().keys) session().settings().keys->cancel();
  show(State::Stopped);
}

}  // namespace latchkey::ui::wizard
