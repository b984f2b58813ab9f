// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/beside_session.h"

#include "app/assistant/card_file.h"
#include "core/flow/recovery_flow.h"
#include "core/platform/clock.h"
#include "core/platform/random.h"
#include "core/rules/client_data.h"
#include "ui/wizard/recovery_wizard.h"

namespace latchkey::assistant {

BesideSession::BesideSession(const client::GatewaySettings& gateway, Purpose purpose, const QString& account,
                             protocol::Language language, flow::SecurityKeys* keys, QObject* parent)
    : QObject(parent), m_gateway(gateway), m_flow(std::make_unique<flow::RecoveryFlow>(m_gateway)) {
  ui::wizard::WizardSettings settings;
  settings.account = account;
  settings.rehearsal = purpose == Purpose::Rehearsal;
  settings.language = language;
  settings.discover = [this](auto done) { m_gateway.discover(std::move(done)); };
  settings.now = [] { return QDateTime::fromMSecsSinceEpoch(platform::systemNow()); };
  settings.origin = rules::originOf(gateway.server);
  settings.keys = keys;
  settings.random = &platform::fillRandom;
  settings.saveCard = &saveCard;
  settings.openCard = &openCard;
  m_wizard = std::make_unique<ui::wizard::RecoveryWizard>(*m_flow, settings);
  connect(m_wizard.get(), &QDialog::finished, this, &BesideSession::closed);
  if (purpose == Purpose::Appeal) m_wizard->openAppeal();
  // Why is known: the first page need not ask.
  if (purpose == Purpose::Recovery) m_flow->chooseReason(protocol::Reason::ForgotPassword);
  m_wizard->show();
}

BesideSession::~BesideSession() = default;

void BesideSession::raise() {
  m_wizard->raise();
  m_wizard->activateWindow();
}

void BesideSession::stop() {
  m_wizard->hide();
  m_flow->cancel();
}

}  // namespace latchkey::assistant
