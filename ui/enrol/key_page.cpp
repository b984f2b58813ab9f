// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/key_page.h"

#include <QLineEdit>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/rules/client_data.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_key_text.h"
#include "ui/text/key_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/text/problem_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/answer_field.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::enrol {

using flow::KeyError;
using flow::KeyFault;
using flow::KeyNews;
using flow::NewKey;
using protocol::MethodKind;

namespace {
constexpr int longestKeyName = 64;
constexpr int longestPin = 63;  // bytes (CTAP 2.1, section 6.5.1)
}  // namespace

KeyPage::KeyPage(Send send, Now now, flow::SecurityKeys* keys, QString origin, QWidget* parent)
    : AddPage(std::move(send), std::move(now), parent),
      m_keys(keys),
      m_origin(std::move(origin)),
      m_nameBox(new QWidget),
      m_nameLabel(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_name(new QLineEdit),
      m_nameError(new widgets::FieldError(m_name)),
      m_nameHint(new widgets::StaticLabel),
      m_banner(new widgets::Banner),
      m_doNow(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_hint(new widgets::StaticLabel),
      m_pinBox(new QWidget),
      m_pinLabel(new widgets::StaticLabel),
      m_pin(new widgets::AnswerField),
      m_pinHint(new widgets::StaticLabel),
      m_whoSees(new widgets::StaticLabel) {
  build();
  connect(m_name, &QLineEdit::textChanged, this, [this] {
    m_nameError->clear();
    m_banner->clear();
    Q_EMIT readinessChanged();
  });
  connect(m_pin, &widgets::SecretEdit::textEdited, this, [this] { Q_EMIT readinessChanged(); });
  retranslate();
  turnTo(State::Naming);
}

void KeyPage::build() {
  m_name->setObjectName(QStringLiteral("keyNameLineEdit"));
  m_name->setMaxLength(longestKeyName);
  m_nameLabel->setBuddy(m_name);
  m_nameError->setObjectName(QStringLiteral("keyNameFieldError"));
  m_nameHint->setTone(widgets::Tone::Muted);
  m_banner->setObjectName(QStringLiteral("newKeyBanner"));
  m_doNow->setObjectName(QStringLiteral("newKeyDoNowLabel"));
  m_hint->setObjectName(QStringLiteral("newKeyHintLabel"));
  m_pinLabel->setBuddy(m_pin);
  m_pin->setObjectName(QStringLiteral("newKeyPinField"));
  m_pin->setMaximumLength(longestPin);
  m_pinHint->setTone(widgets::Tone::Muted);
  m_whoSees->setObjectName(QStringLiteral("whoSeesLabel"));
  m_whoSees->setTone(widgets::Tone::Muted);
  const auto boxed = [](QWidget& box, std::initializer_list<QWidget*> parts) {
    auto* const column = new QVBoxLayout(&box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing::half);
    for (QWidget* part : parts) column->addWidget(part);
  };
  boxed(*m_nameBox, {m_nameLabel, m_name, m_nameError, m_nameHint});
  boxed(*m_pinBox, {m_pinLabel, m_pin, m_pinHint});
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::twice);
  auto* const doNow = new QVBoxLayout;
  doNow->setSpacing(theme::spacing::half);
  doNow->addWidget(m_doNow);
  doNow->addWidget(m_hint);
  column->addWidget(m_banner);
  column->addWidget(m_nameBox);
  column->addLayout(doNow);
  column->addWidget(m_pinBox);
  column->addWidget(m_whoSees);
}

void KeyPage::begin() {
  m_request.reset();
  m_name->clear();
  m_banner->clear();
  turnTo(State::Naming);
}

void KeyPage::present(const protocol::EnrolmentView& view) {
  m_registered = static_cast<int>(
      std::ranges::count(view.methods, MethodKind::SecurityKey, &protocol::RegisteredMethod::kind));
  const bool isWanted =
      view.stage == protocol::EnrolStage::Key && view.adding && view.adding->kind == MethodKind::SecurityKey;
  if (!isWanted) {
    if (m_keys != nullptr) m_keys->cancel();
    m_request.reset();
    if (m_name->text().isEmpty()) m_name->setText(text::newKeyName(m_registered + 1));
    if (m_state != State::Naming) turnTo(State::Naming);
    return;
  }
  const protocol::AddingView& adding = *view.adding;
  flow::NewKeyRequest request{adding.rpId,
                              view.realmName.isEmpty() ? adding.rpId : view.realmName,
                              rules::clientDataFor(adding.challenge, m_origin, rules::KeyCeremony::Create),
                              adding.userId,
                              view.accountName,
                              adding.credentials,
                              adding.verifiesPerson};
  // A look at the same thing is no reason to make the key blink anew.
  const bool isNew = !m_request || m_request->clientData != request.clientData;
  m_request = std::move(request);
  if (isNew || m_state == State::Naming) look();
}

void KeyPage::leave() {
  if (m_keys != nullptr) m_keys->cancel();
  begin();
  m_replaces.clear();
}

void KeyPage::retranslate() {
  m_nameLabel->setText(text::keyNameLabel());
  m_name->setAccessibleName(text::withoutMnemonic(text::keyNameLabel()));
  m_name->setAccessibleDescription(text::keyNameHint());
  m_nameHint->setText(text::keyNameHint());
  m_pinLabel->setText(text::keyPinLabel());
  m_pin->setAccessibleName(text::withoutMnemonic(text::keyPinLabel()));
  m_pin->setAccessibleDescription(text::keyPinHint());
  m_pin->setToggleTexts(text::passwordShowButton(), text::passwordHideButton());
  m_pin->setMenuTexts(text::pasteAction(), text::selectAllAction());
  m_pinHint->setText(text::keyPinHint());
  m_whoSees->setText(text::whoSeesKeys());
  sayState();
}

QString KeyPage::title() const {
  return m_state == State::Naming ? text::nameKeyTitle() : text::registerKeyTitle();
}

QString KeyPage::why() const {
  return m_state == State::Naming ? text::nameKeyWhy() : text::registerKeyWhy();
}

QString KeyPage::primaryText() const {
  switch (m_state) {
    case State::Naming:
    case State::Pin:
      return text::nextButton();
    case State::Waiting:
    case State::Sent:
      return {};
    case State::Stopped:
      return text::tryAgainButton();
  }
  return {};
}

bool KeyPage::isComplete() const {
  switch (m_state) {
    case State::Naming:
      return !m_name->text().trimmed().isEmpty();
    case State::Pin:
      return !m_pin->secret().isEmpty();
    case State::Waiting:
    case State::Sent:
      return false;
    case State::Stopped:
      return true;
  }
  return false;
}

void KeyPage::submit() {
  if (!isComplete()) return;
  m_banner->clear();
  if (m_state == State::Naming) {
    protocol::AddMethod method;
    method.kind = MethodKind::SecurityKey;
    method.label = m_name->text().simplified();
    method.replaces = m_replaces;
    return send(std::move(method));
  }
  platform::Secret pin;
  if (m_state == State::Pin) pin = m_pin->secret().clone();
  look(std::move(pin));
}

void KeyPage::showProblem(const protocol::Problem& problem) {
  if (m_keys != nullptr) m_keys->cancel();
  const bool isOfName =
      problem.kind == protocol::ProblemKind::InvalidField && problem.field == QLatin1String("/label");
  if (m_state == State::Naming && isOfName) {
    m_nameError->setError(text::keyNameRefused());
    return takeFocus();
  }
  if (m_state != State::Naming) turnTo(State::Stopped);
  const bool isRefused = problem.kind == protocol::ProblemKind::KeyRefused;
  m_banner->showMessage(widgets::Banner::Kind::Error,
                        isRefused ? text::newKeyRefused() : text::problemText(problem, now()));
}

void KeyPage::takeFocus() {
  if (m_state == State::Pin) return m_pin->setFocus(Qt::OtherFocusReason);
  if (m_state != State::Naming) return;
  m_name->setFocus(Qt::OtherFocusReason);
  m_name->selectAll();
}

void KeyPage::look(platform::Secret pin) {
  m_news.reset();
  m_error.reset();
  m_isStrange = !m_request || !rules::mayAskFor(m_request->rpId, QUrl(m_origin).host());
  if (m_isStrange) return turnTo(State::Stopped);
  if (m_keys == nullptr) {
    m_error = KeyError{};
    return turnTo(State::Stopped);
  }
  turnTo(State::Waiting);
  m_keys->make(
      *m_request, std::move(pin), [this](KeyNews news) { told(news); },
      [this](Result<NewKey, KeyError> end) { ended(std::move(end)); });
}

void KeyPage::told(KeyNews news) {
  m_news = news;
  sayState();
  widgets::announce(*m_doNow, widgets::Urgency::Polite);
}

void KeyPage::ended(Result<NewKey, KeyError> end) {
  m_news.reset();
  if (end) {
    protocol::RegisterKey command{end->credential, end->publicKey, m_request->clientData,
                                  end->authenticatorData};
    turnTo(State::Sent);
    return send(std::move(command));
  }
  m_error = end.error();
  const bool wantsPin = m_error->fault == KeyFault::PinNeeded || m_error->fault == KeyFault::PinWrong;
  turnTo(wantsPin ? State::Pin : State::Stopped);
  takeFocus();
  widgets::announce(*m_doNow, widgets::Urgency::Assertive);
}

void KeyPage::turnTo(State state) {
  m_state = state;
  if (state == State::Naming) {
    m_news.reset();
    m_error.reset();
    m_isStrange = false;
  }
  m_nameBox->setVisible(state == State::Naming);
  m_pinBox->setVisible(state == State::Pin);
  if (state != State::Pin) {
    m_pin->clear();
    m_pin->setRevealed(false);
  }
  sayState();
  Q_EMIT faceTurned();
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
    hint = *m_news == KeyNews::PlugIn ? text::newKeyPlugInHint() : text::keyDoNowHint(*m_news);
  } else if (m_state == State::Waiting) {
    lead = text::keyLooking();
  } else if (m_state == State::Sent) {
    lead = text::newKeySent();
  }
  m_doNow->setText(lead);
  m_doNow->setTone(m_isStrange || m_error || m_news == KeyNews::KnownKey ? widgets::Tone::Error
                                                                         : widgets::Tone::Normal);
  m_doNow->setVisible(!lead.isEmpty());
  m_hint->setText(hint);
  m_hint->setVisible(!hint.isEmpty());
}

}  // namespace latchkey::ui::enrol
