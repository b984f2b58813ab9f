// SPDX-License-Identifier: GPL-3.0-or-later
// The way back.
#include "core/flow/recovery_flow.h"

namespace latchkey::flow {

namespace {
/// Whether a code is sent there, after the confirm step; the others make their codes themselves.
bool hasContact(protocol::MethodKind kind) {
  switch (kind) {
    case protocol::MethodKind::Mail:
    case protocol::MethodKind::Text:
    case protocol::MethodKind::Call:
      return true;
    case protocol::MethodKind::Authenticator:
    case protocol::MethodKind::Questions:
    case protocol::MethodKind::SecurityKey:
    case protocol::MethodKind::StartCode:
      return false;
  }
  return true;
}
}  // namespace

Event RecoveryFlow::backEvent() const {
  if (m_step == Step::AppealContact && !m_open) return Event::BackToEndChosen;
  const bool confirmed = !m_view.code || hasContact(m_view.code->kind);
  return m_step == Step::Code && !confirmed ? Event::BackToMethodChosen : Event::BackChosen;
}

bool RecoveryFlow::canGoBack() const {
  return !m_busy && hasWayBack();
}

void RecoveryFlow::goBack() {
  if (!canGoBack()) return;
  const Step to = *next(m_step, backEvent());
  if (m_open && to == Step::Account) return drop(to);
  moveLocally(backEvent());
}

bool RecoveryFlow::hasWayBack() const {
  // The code of an approval was not asked for on a page before it.
  if (m_step == Step::Code && m_view.byAppeal) return false;
  // Begun at an end, an appeal that the service has taken up has no ways behind it.
  if (m_step == Step::AppealContact && m_open && m_view.methods.isEmpty()) return false;
  return next(m_step, backEvent()).has_value();
}

}  // namespace latchkey::flow
