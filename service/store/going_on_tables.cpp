// SPDX-License-Identifier: GPL-3.0-or-later
// What going on from another PC asks of the tables of a recovery.
#include "service/store/recovery_tables.h"

namespace latchkey::service::store {

namespace {
constexpr Sql liveByReceipt{"SELECT id FROM recoveries WHERE receipt = ? AND live = 1"};
constexpr Sql endCodesOf{
    "UPDATE codes SET live_contact = NULL, matched = 0, sent = 0, expires_at = 0 WHERE recovery_id = ?"};
// The other one may have had nothing to do with a contact yet: then a row that was never sent counts for it.
constexpr Sql carryAttemptsOver{
    "INSERT INTO codes (recovery_id, slot, purpose, handle, mac, sent_at, expires_at, attempts, matched, "
    "sent, live_contact) SELECT ?, slot, purpose, '', mac, 0, 0, attempts, 0, 0, NULL FROM codes "
    "WHERE recovery_id = ? "
    "ON CONFLICT (recovery_id, slot, purpose) DO UPDATE SET attempts = codes.attempts + excluded.attempts"};
}  // namespace

QString SqlRecoveries::liveBy(const QString& receipt) {
  const auto rows = m_session.rows(liveByReceipt, {receipt});
  return rows.isEmpty() ? QString() : rows.first().first().toString();
}

void SqlCodes::carryAttempts(const QString& fromRecovery, const QString& toRecovery) {
  m_session.change(endCodesOf, {fromRecovery});
  m_session.change(carryAttemptsOver, {toRecovery, fromRecovery});
}

}  // namespace latchkey::service::store
