// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/key_step.h"

#include <QVBoxLayout>
#include <utility>

#include "ui/text/chrome_text.h"
#include "ui/text/enrol_key_text.h"
#include "ui/text/key_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/answer_field.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::enrol {

using flow::KeyError;
using flow::KeyFault;
using flow::KeyNews;

namespace {
constexpr int longestPin = 63;  // bytes (CTAP 2.1, section 6.5.1)
}

KeyStep::KeyStep(QWidget* parent)
    : QWidget(parent),
      m_doNow(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_hint(new widgets::StaticLabel),
      m_pinBox(new QWidget),
      m_pinLabel(new widgets::StaticLabel),
      m_pin(new widgets::AnswerField),
      m_pinHint(new widgets::StaticLabel) {
  m_doNow->setObjectName(QStringLiteral("newKeyDoNowLabel"));
  m_hint->setObjectName(QStringLiteral("newKeyHintLabel"));
  m_pinLabel->setBuddy(m_pin);
  m_pin->setObjectName(QStringLiteral("newKeyPinField"));
  m_pin->setMaximumLength(longestPin);
  m_pinHint->setTone(widgets::Tone::Muted);
  auto* const pin = new QVBoxLayout(m_pinBox);
  pin->setContentsMargins(0, theme::spacing::wide, 0, 0);
  pin->setSpacing(theme::spacing::half);
  pin->addWidget(m_pinLabel);
  pin->addWidget(m_pin);
  pin->addWidget(m_pinHint);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::half);
  column->addWidget(m_doNow);
  column->addWidget(m_hint);
  column->addWidget(m_pinBox);
  connect(m_pin, &widgets::SecretEdit::textEdited, this, &KeyStep::readinessChanged);
  retranslate();
  reset();
}

void KeyStep::start(Ask ask) {
  m_ask = std::move(ask);
  m_isStrange = false;
  look();
}

void KeyStep::prepare(Ask ask) {
  m_ask = std::move(ask);
  m_isStrange = false;
  turnTo(State::Stopped);
}

void KeyStep::refuse() {
  m_ask = {};
  m_isStrange = true;
  turnTo(State::Stopped);
}

void KeyStep::stop() {
  m_news.reset();
  turnTo(State::Stopped);
}

void KeyStep::reset() {
  m_ask = {};
  m_news.reset();
  m_error.reset();
  m_isStrange = false;
  turnTo(State::Idle);
}

void KeyStep::retranslate() {
  m_pinLabel->setText(text::keyPinLabel());
  m_pin->setAccessibleName(text::withoutMnemonic(text::keyPinLabel()));
  m_pin->setAccessibleDescription(text::keyPinHint());
  m_pin->setToggleTexts(text::passwordShowButton(), text::passwordHideButton());
  m_pin->setMenuTexts(text::pasteAction(), text::selectAllAction());
  m_pinHint->setText(text::keyPinHint());
  sayState();
}

QString KeyStep::primaryText() const {
  switch (m_state) {
    case State::Pin:
      return text::nextButton();
    case State::Sent:  // where the answer of the service is lost
    case State::Stopped:
      return m_ask ? text::tryAgainButton() : QString();
    case State::Idle:
    case State::Waiting:
      break;
  }
  return {};
}

bool KeyStep::isComplete() const {
  if (m_state == State::Pin) return !m_pin->secret().isEmpty();
  return (m_state == State::Sent || m_state == State::Stopped) && m_ask;
}

void KeyStep::submit() {
  if (!isComplete()) return;
  platform::Secret pin;
  if (m_state == State::Pin) pin = m_pin->secret().clone();
  look(std::move(pin));
}

void KeyStep::takeFocus() {
  if (m_state == State::Pin) m_pin->setFocus(Qt::OtherFocusReason);
}

void KeyStep::look(platform::Secret pin) {
  m_news.reset();
  m_error.reset();
  turnTo(State::Waiting);
  // Held here: what it calls back may begin another one.
  const Ask ask = m_ask;
  ask(
      std::move(pin), [this](KeyNews news) { told(news); },
      [this](std::optional<KeyError> error) { ended(error); });
}

void KeyStep::told(KeyNews news) {
  m_news = news;
  sayState();
  widgets::announce(*m_doNow, widgets::Urgency::Polite);
}

void KeyStep::ended(std::optional<KeyError> error) {
  m_news.reset();
  if (!error) return turnTo(State::Sent);
  m_error = error;
  const bool wantsPin = error->fault == KeyFault::PinNeeded || error->fault == KeyFault::PinWrong;
  turnTo(wantsPin ? State::Pin : State::Stopped);
  takeFocus();
  widgets::announce(*m_doNow, widgets::Urgency::Assertive);
}

void KeyStep::turnTo(State state) {
  m_state = state;
  m_pinBox->setVisible(state == State::Pin);
  if (state != State::Pin) {
    m_pin->clear();
    m_pin->setRevealed(false);
  }
  sayState();
  Q_EMIT stateChanged();
  Q_EMIT readinessChanged();
}

void KeyStep::sayState() {
  QString lead;
  QString hint;
  if (m_isStrange) {
    lead = text::keyNotForThisService();
  } else if (m_error) {
    lead = text::keyProblem(*m_error);
  } else if (m_news) {
    lead = text::keyDoNow(*m_news);
    hint = *m_news == KeyNews::PlugIn ? text::newKeyPlugInHint() : text::keyDoNowHint(*m_news);
  } else if (m_state == State::Waiting) {
    lead = text::keyLooking();
  } else if (m_state == State::Sent) {
    lead = text::newKeySent();
  }
  const bool isUnfit = m_news == KeyNews::KnownKey || m_news == KeyNews::OtherKey;
  m_doNow->setText(lead);
  m_doNow->setTone(m_isStrange || m_error || isUnfit ? widgets::Tone::Error : widgets::Tone::Normal);
  m_doNow->setVisible(!lead.isEmpty());
  m_hint->setText(hint);
  m_hint->setVisible(!hint.isEmpty());
}

}  // namespace latchkey::ui::enrol
