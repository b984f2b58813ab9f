// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizard_session.h"

#include <QPointer>
#include <algorithm>
#include <utility>

namespace latchkey::ui::wizard {

WizardSession::WizardSession(flow::RecoveryFlow& flow, WizardSettings settings, QObject* parent)
    : QObject(parent), m_flow(flow), m_settings(std::move(settings)), m_answeredAt(m_settings.now()) {
  // Connected before any page, so that the pages find the moment of the answer when they hear of it.
  connect(&m_flow, &flow::RecoveryFlow::moved, this, &WizardSession::noteAnswer);
  connect(&m_flow, &flow::RecoveryFlow::moved, this, &WizardSession::noteStep);
  m_second.setInterval(1000);
  connect(&m_second, &QTimer::timeout, this, &WizardSession::tick);
  m_second.start();
  discover();
}

protocol::SupportContact WizardSession::support() const {
  const protocol::SupportContact none;
  return view().support == none ? m_discovery.support : view().support;
}

void WizardSession::discover() {
  if (m_isDiscovered || !m_asking.expired() || !m_settings.discover) return;
  // Under way for as long as somebody holds the callback: a recovery that ends takes it along unanswered.
  const auto asking = std::make_shared<Asking>();
  m_asking = asking;
  m_settings.discover([self = QPointer(this), asking](const auto& result) {
    if (!self) return;
    self->m_asking.reset();
    if (!result) return;  // said when the person needs the service: nothing to press here yet
    self->m_discovery = *result;
    self->m_isDiscovered = true;
    Q_EMIT self->discovered();
  });
}

bool WizardSession::takeAppealWish() {
  return m_flow.mayAppeal() && std::exchange(m_wantsAppeal, false);
}

void WizardSession::noteStep(flow::Step step) {
  // Given up before it came to that.
  if (step == flow::Step::Reason || step == flow::Step::Cancelled || step == flow::Step::Expired)
    m_wantsAppeal = false;
}

void WizardSession::setKeepsPlace(bool keeps) {
  if (keeps == m_keepsPlace) return;
  m_keepsPlace = keeps;
  if (m_settings.keepPlace) m_settings.keepPlace(keeps);
}

void WizardSession::tick() {
  if (m_flow.isOpen() && !m_expiryNoted) {
    const int seconds = std::min(view().idleExpiresIn, view().expiresIn);
    if (now() >= momentAfterAnswer(seconds)) {
      m_expiryNoted = true;
      m_flow.noteExpiry();
    }
  }
  Q_EMIT ticked();
}

void WizardSession::noteAnswer() {
  m_answeredAt = now();
  m_expiryNoted = false;
}

}  // namespace latchkey::ui::wizard
