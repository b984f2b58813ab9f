// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/appeal_tables.h"

#include "core/platform/guard.h"

namespace latchkey::service::store {

using domain::AppealRecord;
using domain::AppealState;
using platform::Guard;
using platform::isOn;

namespace {
#define APPEAL_COLUMNS                                                                                \
  "id, receipt, account_key, given_name, realm, cause, language, state, handle, slot, contact_mask, " \
  "contact, answers, begun_at, filed_at, decided_at, decided_by, release_at, ticket_expires_at, "     \
  "opened_recovery, touched_at"
constexpr Sql findAppeal{"SELECT " APPEAL_COLUMNS " FROM appeals WHERE id = ?"};
constexpr Sql appealsBy{
    "SELECT " APPEAL_COLUMNS
    " FROM appeals WHERE (? = '' OR receipt = ?) AND (? = '' OR account_key = ? OR given_name = ?) "
    "AND state BETWEEN ? AND ? ORDER BY filed_at DESC, id LIMIT ?"};
constexpr Sql dueAppeals{"SELECT " APPEAL_COLUMNS
                         " FROM appeals WHERE state = ? AND release_at <= ? ORDER BY release_at LIMIT ?"};
constexpr Sql findTicketSql{"SELECT " APPEAL_COLUMNS
                            " FROM appeals WHERE ticket = ? AND state = ? AND ticket_expires_at > ?"};
#undef APPEAL_COLUMNS
// Another address while it is begun, and the receipt that the recovery has gone on with by then; never over
// one that was filed.
constexpr Sql beginAppeal{
    "INSERT INTO appeals (id, receipt, account_key, given_name, realm, cause, language, state, handle, slot, "
    "contact_mask, contact, answers, begun_at, touched_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET receipt = excluded.receipt, handle = excluded.handle, slot = "
    "excluded.slot, "
    "contact_mask = excluded.contact_mask, contact = excluded.contact, language = excluded.language, "
    "touched_at = excluded.touched_at WHERE appeals.state = 0"};
constexpr Sql fileAppeal{
    "UPDATE appeals SET state = ?, account_key = ?, realm = ?, cause = ?, language = ?, answers = ?, "
    "filed_at = ?, touched_at = ? WHERE id = ? AND state = ?"};
constexpr Sql decideAppeal{
    "UPDATE appeals SET state = ?, decided_at = ?, decided_by = ?, release_at = ?, touched_at = ? "
    "WHERE id = ? AND state = ?"};
constexpr Sql decideAgain{
    // tests of the guard
    "UPDATE appeals SET state = ?, decided_at = ?, decided_by = ?, release_at = ?, touched_at = ? "
    "WHERE id = ?"};
constexpr Sql releaseAppeal{
    "UPDATE appeals SET state = ?, ticket = ?, ticket_expires_at = ?, touched_at = ? "
    "WHERE id = ? AND state = ?"};
constexpr Sql useTicketSql{
    "UPDATE appeals SET state = ?, opened_recovery = ?, touched_at = ? "
    "WHERE ticket = ? AND state = ? AND ticket_expires_at > ?"};
constexpr Sql usedAnyway{"UPDATE appeals SET state = ? WHERE ticket = ?"};  // tests of the guard
constexpr Sql endAppeal{
    "UPDATE appeals SET state = ?, touched_at = ? WHERE id = ? AND state BETWEEN ? AND ?"};
constexpr Sql endOpenAppeals{
    "UPDATE appeals SET state = ?, touched_at = ? WHERE account_key = ? AND id <> ? AND state BETWEEN ? AND "
    "?"};

AppealRecord appealOf(const QVariantList& row) {
  AppealRecord record;
  record.id = row.at(0).toString();
  record.receipt = row.at(1).toString();
  record.accountKey = row.at(2).toString();
  record.givenName = row.at(3).toString();
  record.realm = row.at(4).toString();
  record.cause = toEnum<domain::Cause>(row.at(5));
  record.language = toEnum<domain::Language>(row.at(6));
  record.state = toEnum<AppealState>(row.at(7));
  record.handle = row.at(8).toString();
  record.slot = row.at(9).toString();
  record.contactMask = row.at(10).toString();
  record.contact = row.at(11).toByteArray();
  record.answers = row.at(12).toByteArray();
  record.begunAt = row.at(13).toLongLong();
  record.filedAt = row.at(14).toLongLong();
  record.decidedAt = row.at(15).toLongLong();
  record.decidedBy = row.at(16).toString();
  record.releaseAt = row.at(17).toLongLong();
  record.ticketExpiresAt = row.at(18).toLongLong();
  record.openedRecovery = row.at(19).toString();
  record.touchedAt = row.at(20).toLongLong();
  return record;
}

QList<AppealRecord> appealsOf(const Connection::Rows& rows) {
  QList<AppealRecord> records;
  for (const QVariantList& row : rows) records.append(appealOf(row));
  return records;
}

std::optional<AppealRecord> first(const Connection::Rows& rows) {
  return rows.isEmpty() ? std::nullopt : std::optional(appealOf(rows.first()));
}

// From Filed to Used: what may still come to a password.
const int firstOpen = toNumber(AppealState::Filed);
const int lastOpen = toNumber(AppealState::Used);
}  // namespace

std::optional<AppealRecord> SqlAppeals::find(const QString& id) {
  return first(m_session.rows(findAppeal, {id}));
}

QList<AppealRecord> SqlAppeals::of(const domain::AppealFilter& filter) {
  const QString receipt = notNull(filter.receipt);
  const QString account = notNull(filter.account);
  const int last = toNumber(filter.openOnly ? AppealState::Used : AppealState::Completed);
  return appealsOf(m_session.rows(
      appealsBy, {receipt, receipt, account, account, account, firstOpen, last, filter.limit}));
}

QList<AppealRecord> SqlAppeals::due(qint64 now, int limit) {
  return appealsOf(m_session.rows(dueAppeals, {toNumber(AppealState::Approved), now, limit}));
}

std::optional<AppealRecord> SqlAppeals::findTicket(const QByteArray& ticket, qint64 now) {
  return first(m_session.rows(findTicketSql, {ticket, toNumber(AppealState::Released), now}));
}

void SqlAppeals::begin(const AppealRecord& record) {
  m_session.change(beginAppeal, {record.id, record.receipt, record.accountKey, notNull(record.givenName),
                                 record.realm, toNumber(record.cause), toNumber(record.language),
                                 toNumber(AppealState::Begun), record.handle, record.slot, record.contactMask,
                                 record.contact, notNull(record.answers), record.begunAt, record.touchedAt});
}

bool SqlAppeals::file(const AppealRecord& record) {
  return m_session.change(fileAppeal,
                          {toNumber(AppealState::Filed), record.accountKey, record.realm,
                           toNumber(record.cause), toNumber(record.language), notNull(record.answers),
                           record.filedAt, record.filedAt, record.id, toNumber(AppealState::Begun)}) == 1;
}

bool SqlAppeals::decide(const AppealRecord& record) {
  const QVariantList values{toNumber(record.state), record.decidedAt, notNull(record.decidedBy),
                            record.releaseAt,       record.decidedAt, record.id};
  if (!isOn(Guard::OneDecision)) return m_session.change(decideAgain, values) == 1;
  return m_session.change(decideAppeal, values + QVariantList{toNumber(AppealState::Filed)}) == 1;
}

bool SqlAppeals::release(const QString& id, const QByteArray& ticket, qint64 now, qint64 expiresAt) {
  return m_session.change(releaseAppeal, {toNumber(AppealState::Released), ticket, expiresAt, now, id,
                                          toNumber(AppealState::Approved)}) == 1;
}

bool SqlAppeals::useTicket(const QByteArray& ticket, const QString& recoveryId, qint64 now) {
  const bool used = m_session.change(useTicketSql, {toNumber(AppealState::Used), recoveryId, now, ticket,
                                                    toNumber(AppealState::Released), now}) == 1;
  if (!isOn(Guard::ConsumeApproval)) {
    m_session.change(usedAnyway, {toNumber(AppealState::Released), ticket});
  }
  return used;
}

bool SqlAppeals::end(const QString& id, AppealState state, qint64 now) {
  return m_session.change(endAppeal, {toNumber(state), now, id, firstOpen, lastOpen}) == 1;
}

int SqlAppeals::endOpen(const QString& accountKey, AppealState state, const QString& exceptId, qint64 now) {
  return m_session.change(endOpenAppeals,
                          {toNumber(state), now, accountKey, notNull(exceptId), firstOpen, lastOpen});
}

}  // namespace latchkey::service::store
