// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/key_page.h"

#include <QLineEdit>
#include <QUrl>
#include <QVBoxLayout>
#include <utility>

#include "core/rules/client_data.h"
#include "ui/enrol/key_step.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_key_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/mnemonic.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::enrol {

using flow::KeyError;
using flow::NewKey;
using protocol::MethodKind;
using protocol::ProblemKind;

namespace {
constexpr int longestKeyName = 64;
}

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
      m_key(new KeyStep),
      m_whoSees(new widgets::StaticLabel) {
  m_name->setObjectName(QStringLiteral("keyNameLineEdit"));
  m_name->setMaxLength(longestKeyName);
  m_nameLabel->setBuddy(m_name);
  m_nameError->setObjectName(QStringLiteral("keyNameFieldError"));
  m_nameHint->setTone(widgets::Tone::Muted);
  m_banner->setObjectName(QStringLiteral("newKeyBanner"));
  m_whoSees->setObjectName(QStringLiteral("whoSeesLabel"));
  m_whoSees->setTone(widgets::Tone::Muted);
  auto* const name = new QVBoxLayout(m_nameBox);
  name->setContentsMargins(0, 0, 0, 0);
  name->setSpacing(theme::spacing::half);
  for (QWidget* part : std::initializer_list<QWidget*>{m_nameLabel, m_name, m_nameError, m_nameHint})
    name->addWidget(part);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::twice);
  for (QWidget* part : std::initializer_list<QWidget*>{m_banner, m_nameBox, m_key, m_whoSees})
    column->addWidget(part);
  connect(m_name, &QLineEdit::textChanged, this, [this] {
    m_nameError->clear();
    m_banner->clear();
    Q_EMIT readinessChanged();
  });
  connect(m_key, &KeyStep::readinessChanged, this, &AddPage::readinessChanged);
  connect(m_key, &KeyStep::stateChanged, this, [this] {
    m_nameBox->setVisible(isNaming());
    m_key->setVisible(!isNaming());
    Q_EMIT faceTurned();
  });
  retranslate();
  m_key->hide();
}

bool KeyPage::isNaming() const {
  return m_key->state() == KeyStep::State::Idle;
}

bool KeyPage::isTaken(const QString& name) const {
  return m_names.contains(name, Qt::CaseInsensitive);
}

QString KeyPage::nameToBegin() const {
  // After a removal the number of them is the name of one that stayed.
  int number = static_cast<int>(m_names.size()) + 1;
  while (isTaken(text::newKeyName(number))) ++number;
  return text::newKeyName(number);
}

void KeyPage::begin() {
  m_clientData.clear();
  m_name->clear();
  m_banner->clear();
  m_key->reset();
}

void KeyPage::present(const protocol::EnrolmentView& view) {
  m_names.clear();
  for (const protocol::RegisteredMethod& method : view.methods)
    if (method.kind == MethodKind::SecurityKey && method.handle != m_replaces) m_names << method.label;
  const bool isWanted =
      view.stage == protocol::EnrolStage::Key && view.adding && view.adding->kind == MethodKind::SecurityKey;
  if (!isWanted) {
    if (m_keys != nullptr) m_keys->cancel();
    m_clientData.clear();
    if (m_name->text().isEmpty()) m_name->setText(nameToBegin());
    if (!isNaming()) m_key->reset();
    return;
  }
  const protocol::AddingView& adding = *view.adding;
  const QByteArray clientData = rules::clientDataFor(adding.challenge, m_origin, rules::KeyCeremony::Create);
  // A look at the same thing is no reason to make the key blink anew.
  if (std::exchange(m_clientData, clientData) == clientData) return;
  if (!rules::mayAskFor(adding.rpId, QUrl(m_origin).host())) return m_key->refuse();
  make({adding.rpId, view.realmName.isEmpty() ? adding.rpId : view.realmName, clientData, adding.userId,
        view.accountName, adding.credentials, adding.verifiesPerson});
}

void KeyPage::make(const flow::NewKeyRequest& request) {
  m_key->start([this, request](platform::Secret pin, KeyStep::Told told, KeyStep::Ended ended) {
    if (m_keys == nullptr) return ended(KeyError{});
    m_keys->make(
        request, std::move(pin), std::move(told),
        [this, clientData = request.clientData, ended = std::move(ended)](Result<NewKey, KeyError> end) {
          if (!end) return ended(end.error());
          ended(std::nullopt);
          send(protocol::RegisterKey{end->credential, end->publicKey, clientData, end->authenticatorData});
        });
  });
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
  m_whoSees->setText(text::whoSeesKeys());
  m_key->retranslate();
}

QString KeyPage::title() const {
  return isNaming() ? text::nameKeyTitle() : text::registerKeyTitle();
}

QString KeyPage::why() const {
  return isNaming() ? text::nameKeyWhy() : text::registerKeyWhy();
}

QString KeyPage::primaryText() const {
  return isNaming() ? text::nextButton() : m_key->primaryText();
}

bool KeyPage::isComplete() const {
  return isNaming() ? !m_name->text().trimmed().isEmpty() : m_key->isComplete();
}

void KeyPage::submit() {
  if (!isComplete()) return;
  m_banner->clear();
  if (!isNaming()) return m_key->submit();
  if (isTaken(m_name->text().simplified())) {
    m_nameError->setError(text::keyNameTaken());
    return takeFocus();
  }
  protocol::AddMethod method;
  method.kind = MethodKind::SecurityKey;
  method.label = m_name->text().simplified();
  method.replaces = m_replaces;
  send(std::move(method));
}

void KeyPage::showProblem(const protocol::Problem& problem) {
  if (m_keys != nullptr) m_keys->cancel();
  if (isNaming() && problem.kind == ProblemKind::InvalidField && problem.field == QLatin1String("/label")) {
    m_nameError->setError(text::keyNameRefused());
    return takeFocus();
  }
  if (!isNaming()) m_key->stop();
  m_banner->showMessage(widgets::Banner::Kind::Error, problem.kind == ProblemKind::KeyRefused
                                                          ? text::newKeyRefused()
                                                          : text::enrolProblemText(problem, now()));
}

void KeyPage::takeFocus() {
  if (!isNaming()) return m_key->takeFocus();
  m_name->setFocus(Qt::OtherFocusReason);
  m_name->selectAll();
}

}  // namespace latchkey::ui::enrol
