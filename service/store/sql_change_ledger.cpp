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

}  // namespace latchkey::service::store
