// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sql_change_ledger.h"

#include <algorithm>

#include "service/store/session.h"
#include "service/store/values.h"

namespace latchkey::service::store {

using domain::DirectoryChange;
using domain::StoreError;

namespace {
constexpr Sql insertChange{
    "INSERT INTO directory_changes (account_key, marker, ordinal, server, state_before, verifier, "
    "started_at, "
    "confirmed) SELECT ?, ?, 1 + COALESCE(MAX(ordinal), 0), ?, ?, ?, ?, ? FROM directory_changes "
    "WHERE account_key = ?"};
constexpr Sql findChange{
    "SELECT server, state_before, verifier, started_at, confirmed FROM directory_changes "
    "WHERE account_key = ? AND marker = ?"};
constexpr Sql confirmChange{
    "UPDATE directory_changes SET confirmed = 1 WHERE account_key = ? AND marker = ?"};
constexpr Sql forgetOldChanges{
    "DELETE FROM directory_changes WHERE account_key = ? AND confirmed = 1 AND marker <> ? AND ordinal NOT "
    "IN "
    "(SELECT ordinal FROM directory_changes WHERE account_key = ? AND confirmed = 1 "
    "ORDER BY ordinal DESC LIMIT ?)"};
constexpr Sql dropChange{"DELETE FROM directory_changes WHERE account_key = ? AND marker = ?"};
constexpr Sql verifiersOf{
    "SELECT verifier FROM directory_changes WHERE account_key = ? AND confirmed = 1 "
    "ORDER BY ordinal DESC LIMIT ?"};

#define TEMPORARY_COLUMNS "account_key, marker, server, state_after, expires_at"
constexpr Sql keepTemporary{
    "INSERT INTO temporary_ends (" TEMPORARY_COLUMNS
    ") VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (account_key) DO UPDATE SET marker = excluded.marker, server = excluded.server, "
    "state_after = excluded.state_after, expires_at = excluded.expires_at"};
constexpr Sql dueTemporary{"SELECT " TEMPORARY_COLUMNS
                           " FROM temporary_ends WHERE expires_at <= ? ORDER BY expires_at LIMIT ?"};
constexpr Sql keptTemporary{"SELECT " TEMPORARY_COLUMNS
                            " FROM temporary_ends WHERE account_key = ? AND marker = ?"};
constexpr Sql forgetTemporary{"DELETE FROM temporary_ends WHERE account_key = ? AND marker = ?"};
constexpr Sql forgetEarlierTemporary{"DELETE FROM temporary_ends WHERE account_key = ? AND marker <> ?"};
#undef TEMPORARY_COLUMNS

domain::TemporaryChange temporaryOf(const QVariantList& row) {
  return {row.at(0).toString(), row.at(1).toString(), row.at(2).toString(), row.at(3).toByteArray(),
          row.at(4).toLongLong()};
}
}  // namespace

Result<void, StoreError> SqlChangeLedger::begin(const DirectoryChange& change) {
  Session session(m_database.connection(), Scope::Mode::Write);
  session.change(insertChange,
                 {change.accountKey, change.marker, notNull(change.server), notNull(change.stateBefore),
                  notNull(change.verifier), change.startedAt, change.confirmed ? 1 : 0, change.accountKey});
  return session.commit();
}

Result<std::optional<DirectoryChange>, StoreError> SqlChangeLedger::find(const QString& accountKey,
                                                                         const QString& marker) {
  Session session(m_database.connection(), Scope::Mode::Read);
  const auto rows = session.rows(findChange, {accountKey, marker});
  if (session.failed()) return unexpected(StoreError::Unavailable);
  if (rows.isEmpty()) return std::optional<DirectoryChange>();
  const QVariantList& row = rows.first();
  return std::optional<DirectoryChange>({accountKey, marker, row.at(0).toString(), row.at(1).toByteArray(),
                                         row.at(2).toByteArray(), row.at(3).toLongLong(),
                                         row.at(4).toBool()});
}

Result<void, StoreError> SqlChangeLedger::confirm(const QString& accountKey, const QString& marker,
                                                  int keep) {
  Session session(m_database.connection(), Scope::Mode::Write);
  session.change(confirmChange, {accountKey, marker});
  session.change(forgetOldChanges, {accountKey, marker, accountKey, std::max(0, keep)});
  session.change(forgetEarlierTemporary, {accountKey, marker});
  return session.commit();
}

Result<void, StoreError> SqlChangeLedger::drop(const QString& accountKey, const QString& marker) {
  Session session(m_database.connection(), Scope::Mode::Write);
  session.change(dropChange, {accountKey, marker});
  return session.commit();
}

Result<QList<QByteArray>, StoreError> SqlChangeLedger::verifiers(const QString& accountKey, int limit) {
  Session session(m_database.connection(), Scope::Mode::Read);
  const auto rows = session.rows(verifiersOf, {accountKey, limit});
  if (session.failed()) return unexpected(StoreError::Unavailable);
  QList<QByteArray> verifiers;
  for (const QVariantList& row : rows) verifiers.append(row.first().toByteArray());
  return verifiers;
}

Result<void, StoreError> SqlChangeLedger::keep(const domain::TemporaryChange& change) {
  Session session(m_database.connection(), Scope::Mode::Write);
  session.change(keepTemporary, {change.accountKey, change.marker, notNull(change.server),
                                 notNull(change.stateAfter), change.expiresAt});
  return session.commit();
}

Result<QList<domain::TemporaryChange>, StoreError> SqlChangeLedger::due(qint64 now, int limit) {
  Session session(m_database.connection(), Scope::Mode::Read);
  const auto rows = session.rows(dueTemporary, {now, limit});
  if (session.failed()) return unexpected(StoreError::Unavailable);
  QList<domain::TemporaryChange> changes;
  for (const QVariantList& row : rows) changes.append(temporaryOf(row));
  return changes;
}

Result<std::optional<domain::TemporaryChange>, StoreError> SqlChangeLedger::kept(const QString& accountKey,
                                                                                 const QString& marker) {
  Session session(m_database.connection(), Scope::Mode::Read);
  const auto rows = session.rows(keptTemporary, {accountKey, marker});
  if (session.failed()) return unexpected(StoreError::Unavailable);
  if (rows.isEmpty()) return std::optional<domain::TemporaryChange>();
  return std::optional(temporaryOf(rows.first()));
}

Result<void, StoreError> SqlChangeLedger::forget(const QString& accountKey, const QString& marker) {
  Session session(m_database.connection(), Scope::Mode::Write);
  session.change(forgetTemporary, {accountKey, marker});
  return session.commit();
}

}  // namespace latchkey::service::store
