// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/objection_tables.h"

#include "core/platform/guard.h"
#include "service/store/shared_statements.h"

namespace latchkey::service::store {

using domain::ObjectionTicket;

namespace {
constexpr Sql issueTicketSql{
    "INSERT INTO objection_tickets (mac, account_key, realm, recovery_id, receipt, subject, channel, "
    "issued_at, expires_at, used_at, reader) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)"};
constexpr Sql findTicket{
    "SELECT account_key, realm, recovery_id, receipt, subject, channel, issued_at, expires_at, reader "
    "FROM objection_tickets WHERE mac = ? AND used_at = 0 AND expires_at > ?"};
constexpr Sql useTicket{
    "UPDATE objection_tickets SET used_at = ? WHERE mac = ? AND used_at = 0 AND expires_at > ?"};
constexpr Sql usedAnyway{"UPDATE objection_tickets SET used_at = 0 WHERE mac = ?"};  // tests of the guard
constexpr Sql freezeSql{
    "INSERT INTO freezes (account_key, frozen_at, frozen_until, told) VALUES (?, ?, ?, 0) "
    "ON CONFLICT (account_key) DO UPDATE SET frozen_at = excluded.frozen_at, "
    "frozen_until = excluded.frozen_until, "
    "told = CASE WHEN freezes.frozen_until > excluded.frozen_at THEN freezes.told ELSE 0 END "
    "WHERE freezes.frozen_until < excluded.frozen_until"};
constexpr Sql takeTellingSql{"UPDATE freezes SET told = 1 WHERE account_key = ? AND told = 0"};
constexpr Sql frozenUntilSql{
    "SELECT frozen_until, account_key FROM freezes WHERE " OWN_OR_NEAREST("freezes")};
constexpr Sql unfreezeSql{"DELETE FROM freezes WHERE account_key = ? AND frozen_until > ?"};
constexpr Sql dropTicketsSql{"DELETE FROM objection_tickets WHERE account_key = ?"};
constexpr Sql dropTicketsOfSql{"DELETE FROM objection_tickets WHERE account_key = ? AND reader = ?"};

/// From when on a ticket has to be good.
qint64 judged(qint64 now) {
  return platform::isOn(platform::Guard::TicketExpiry) ? now : 0;
}
}  // namespace

void SqlObjections::issue(const ObjectionTicket& ticket) {
  m_session.change(issueTicketSql,
                   {ticket.mac, ticket.accountKey, notNull(ticket.realm), notNull(ticket.recoveryId),
                    notNull(ticket.receipt), toNumber(ticket.subject), toNumber(ticket.channel),
                    ticket.issuedAt, ticket.expiresAt, notNull(ticket.reader)});
}

std::optional<ObjectionTicket> SqlObjections::find(const QByteArray& mac, qint64 now) {
  const auto rows = m_session.rows(findTicket, {mac, judged(now)});
  if (rows.isEmpty()) return std::nullopt;
  const QVariantList& row = rows.first();
  return ObjectionTicket{mac,
                         row.at(0).toString(),
                         row.at(1).toString(),
                         row.at(2).toString(),
                         row.at(3).toString(),
                         toEnum<domain::MessageSubject>(row.at(4)),
                         toEnum<domain::Channel>(row.at(5)),
                         row.at(6).toLongLong(),
                         row.at(7).toLongLong(),
                         row.at(8).toString()};
}

bool SqlObjections::use(const QByteArray& mac, qint64 now) {
  const bool used = m_session.change(useTicket, {now, mac, judged(now)}) == 1;
  if (!platform::isOn(platform::Guard::ConsumeTicket)) m_session.change(usedAnyway, {mac});
  return used;
}

void SqlObjections::freeze(const QString& accountKey, qint64 now, qint64 until) {
  m_session.change(freezeSql, {accountKey, now, until});
}

qint64 SqlObjections::frozenUntil(const QString& accountKey, qint64 now) {
  const auto ends = ownOf(m_session.rows(frozenUntilSql, {accountKey}), accountKey,
                          [](const QVariantList& row) { return row.first().toLongLong(); });
  const qint64 until = ends.isEmpty() ? 0 : ends.first();
  return until > now ? until : 0;
}

bool SqlObjections::takeTelling(const QString& accountKey) {
  return m_session.change(takeTellingSql, {accountKey}) == 1;
}

bool SqlObjections::unfreeze(const QString& accountKey, qint64 now) {
  return m_session.change(unfreezeSql, {accountKey, now}) == 1;
}

void SqlObjections::dropTickets(const QString& accountKey) {
  m_session.change(dropTicketsSql, {accountKey});
}

void SqlObjections::dropTicketsOf(const QString& accountKey, const QString& reader) {
  if (!platform::isOn(platform::Guard::TicketOfReader)) return dropTickets(accountKey);
  m_session.change(dropTicketsOfSql, {accountKey, reader});
}

}  // namespace latchkey::service::store
