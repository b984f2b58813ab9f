// SPDX-License-Identifier: GPL-3.0-or-later
// The rehearsal: the same flow, which never comes to a password.
#include "core/flow/recovery_flow.h"

namespace latchkey::flow {

void RecoveryFlow::chooseRehearsal() {
  if (m_step != Step::Reason) return;
  m_reason = protocol::Reason::ForgotPassword;
  m_rehearsal = true;
  moveLocally(Event::RehearsalChosen);
}

/// Whoever was told that nothing will be changed must never be led to a password, nor the other way round,
/// whatever the service says.
bool RecoveryFlow::isOfThis(const protocol::RecoveryView& view, Step to) const {
  return view.rehearsal == m_rehearsal && isPlaceOf(to, m_rehearsal);
}

}  // namespace latchkey::flow
