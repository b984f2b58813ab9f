// SPDX-License-Identifier: GPL-3.0-or-later
// The appeal, and the way in by its approval: what the person does there.
#include <utility>

#include "core/flow/recovery_flow.h"

namespace latchkey::flow {

void RecoveryFlow::enterApproval() {
  if (!m_busy && m_step == Step::Reason) moveLocally(Event::ApprovalChosen);
}

void RecoveryFlow::openByApproval(platform::Secret code, protocol::Language language) {
  if (m_busy || m_step != Step::Approval) return;
  m_rehearsal = false;
  m_reason = protocol::Reason::ForgotPassword;  // the service knows the one that the appeal began with
  platform::wipe(m_account);                    // it is the appeal's, not the one of a recovery before
  beginAnew();
  run(protocol::OpenByApproval{std::move(code), language});
}

bool RecoveryFlow::mayAppeal() const {
  return m_view.appeal.has_value() && next(m_step, Event::AppealChosen).has_value();
}

void RecoveryFlow::beginAppeal() {
  if (!m_busy && mayAppeal()) moveLocally(Event::AppealChosen);
}

void RecoveryFlow::giveAppealContact(const QString& contact) {
  run(protocol::GiveAppealContact{contact});
}

void RecoveryFlow::fileAppeal(protocol::FileAppeal appeal) {
  run(std::move(appeal));
}

}  // namespace latchkey::flow
