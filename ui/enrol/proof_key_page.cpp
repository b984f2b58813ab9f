// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/proof_key_page.h"

#include <QUrl>
#include <QVBoxLayout>
#include <utility>

#include "core/rules/client_data.h"
#include "ui/enrol/key_step.h"
#include "ui/text/enrol_proof_text.h"
#include "ui/text/enrol_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

namespace latchkey::ui::enrol {

using flow::KeyAnswer;
using flow::KeyError;

ProofKeyPage::ProofKeyPage(Send send, Now now, flow::SecurityKeys* keys, QString origin, QWidget* parent)
    : AddPage(std::move(send), std::move(now), parent),
      m_keys(keys),
      m_origin(std::move(origin)),
      m_banner(new widgets::Banner),
      m_key(new KeyStep) {
  m_banner->setObjectName(QStringLiteral("proofKeyBanner"));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::twice);
  column->addWidget(m_banner);
  column->addWidget(m_key);
  connect(m_key, &KeyStep::readinessChanged, this, &AddPage::readinessChanged);
  connect(m_key, &KeyStep::stateChanged, this, &AddPage::faceTurned);
}

void ProofKeyPage::begin() {
  m_clientData.clear();
  m_banner->clear();
  m_key->reset();
}

void ProofKeyPage::present(const protocol::EnrolmentView& view) {
  if (!view.proof || !view.proof->securityKey) return;
  const protocol::SecurityKeyView& asked = *view.proof->securityKey;
  const QByteArray clientData = rules::clientDataFor(asked.challenge, m_origin);
  if (m_clientData == clientData) return;
  // After a refusal there is a new challenge, and the key is not asked before the person says so.
  const bool waits = m_key->state() != KeyStep::State::Stopped && m_key->state() != KeyStep::State::Sent;
  m_clientData = clientData;
  if (!rules::mayAskFor(asked.rpId, QUrl(m_origin).host())) return m_key->refuse();
  const flow::KeyRequest request{asked.rpId, clientData, asked.credentials, asked.verifiesPerson};
  auto ask = [this, request](platform::Secret pin, KeyStep::Told told, KeyStep::Ended ended) {
    if (m_keys == nullptr) return ended(KeyError{});
    m_keys->ask(
        request, std::move(pin), std::move(told),
        [this, clientData = request.clientData, ended = std::move(ended)](Result<KeyAnswer, KeyError> end) {
          if (!end) return ended(end.error());
          ended(std::nullopt);
          send(protocol::SubmitEnrolAssertion{end->credential, clientData, end->authenticatorData,
                                              end->signature});
        });
  };
  if (waits) return m_key->start(std::move(ask));
  m_key->prepare(std::move(ask));
}

void ProofKeyPage::leave() {
  if (m_keys != nullptr) m_keys->cancel();
  begin();
}

void ProofKeyPage::retranslate() {
  m_key->retranslate();
}

QString ProofKeyPage::title() const {
  return text::proofKeyTitle();
}

QString ProofKeyPage::why() const {
  return text::proofWhy();
}

QString ProofKeyPage::whoSees() const {
  return text::proofKeyWhoSees();
}

QString ProofKeyPage::primaryText() const {
  return m_key->primaryText();
}

bool ProofKeyPage::isComplete() const {
  return m_key->isComplete();
}

void ProofKeyPage::submit() {
  m_banner->clear();
  m_key->submit();
}

void ProofKeyPage::showProblem(const protocol::Problem& problem) {
  if (m_keys != nullptr) m_keys->cancel();
  m_key->stop();
  m_banner->showMessage(widgets::Banner::Kind::Error, text::enrolProblemText(problem, now()));
}

void ProofKeyPage::takeFocus() {
  m_key->takeFocus();
}

}  // namespace latchkey::ui::enrol
