// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/ldap_seats.h"

#include <utility>

namespace latchkey::service::directory {

LdapSeats::Taken LdapSeats::take() {
  std::unique_lock lock(m_mutex);
  const unsigned before = m_moves;
  const auto isOver = [this] { return m_taken < m_most || m_isStuck; };
  if (!m_changed.wait_for(lock, m_patience, isOver)) {
    // Others may have been quicker each time: then it moves, and nobody waits for ever all the same.
    m_isStuck = m_moves == before;
    if (m_isStuck) m_changed.notify_all();
  }
  if (m_taken >= m_most) return {nullptr, !std::exchange(m_isTold, true)};
  ++m_taken;
  noteMove();
  return {std::make_shared<Seat>(*this), false};
}

void LdapSeats::giveBack() {
  {
    const std::lock_guard lock(m_mutex);
    --m_taken;
    noteMove();
  }
  m_changed.notify_one();
}

void LdapSeats::noteMove() {
  ++m_moves;
  m_isStuck = false;
  m_isTold = false;
}

}  // namespace latchkey::service::directory
