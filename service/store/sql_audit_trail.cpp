// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sql_audit_trail.h"

#include <algorithm>
#include <limits>

#include "service/store/journal_rows.h"
#include "service/store/values.h"

namespace latchkey::service::store {

using domain::JournalRow;
using domain::StoreError;

namespace {
/// Before every number: also those that somebody has put below the first.
constexpr qint64 beforeAll = std::numeric_limits<qint64>::min();

constexpr Sql latestRows{"SELECT " JOURNAL_COLUMNS " FROM journal ORDER BY number DESC LIMIT ?"};
constexpr Sql latestOfAccount{"SELECT " JOURNAL_COLUMNS
                              " FROM journal WHERE account_key = ? AND account_key <> '' "
                              "ORDER BY number DESC LIMIT ?"};
constexpr Sql latestOfReceipt{"SELECT " JOURNAL_COLUMNS
                              " FROM journal WHERE receipt = ? AND receipt <> '' "
                              "ORDER BY number DESC LIMIT ?"};
constexpr Sql latestOfBoth{"SELECT " JOURNAL_COLUMNS
                           " FROM journal WHERE receipt = ? AND receipt <> '' AND account_key = ? "
                           "ORDER BY number DESC LIMIT ?"};

/// In pages, so that a trail of any length fits. False when the database fails.
bool walk(Connection& connection, const std::function<bool(const JournalRow&)>& take) {
  for (qint64 after = beforeAll;;) {
    const auto page = readRows(connection, after, journalPage);
    if (!page) return false;
    for (const JournalRow& row : *page) {
      if (!take(row)) return true;
    }
    if (page->size() < journalPage) return true;
    after = page->last().number;
  }
}
}  // namespace

Result<QList<JournalRow>, StoreError> SqlAuditTrail::latest(const QString& accountKey, const QString& receipt,
                                                            int limit) {
  Connection* const connection = m_database.connection();
  if (connection == nullptr) return unexpected(StoreError::Unavailable);
  const bool hasAccount = !accountKey.isEmpty();
  const auto rows = hasAccount && !receipt.isEmpty()
                        ? connection->rows(latestOfBoth, {receipt, accountKey, limit})
                    : hasAccount         ? connection->rows(latestOfAccount, {accountKey, limit})
                    : !receipt.isEmpty() ? connection->rows(latestOfReceipt, {receipt, limit})
                                         : connection->rows(latestRows, {limit});
  if (!rows) return unexpected(StoreError::Unavailable);
  QList<JournalRow> found;
  for (const QVariantList& row : *rows) found.append(journalRowOf(row));
  std::reverse(found.begin(), found.end());
  return found;
}

Result<void, StoreError> SqlAuditTrail::all(const std::function<bool(const JournalRow&)>& take) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Read);
  if (!scope.isOpen() || !walk(*connection, take)) return unexpected(StoreError::Unavailable);
  return {};
}

Result<domain::TrailReport, StoreError> SqlAuditTrail::verify(const std::optional<domain::KnownRow>& known) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Read);
  if (!scope.isOpen()) return unexpected(StoreError::Unavailable);
  const auto head = readHead(*connection);
  if (!head) return unexpected(StoreError::Unavailable);
  domain::ChainCheck check(m_keys, *head, known);
  domain::TrailReport report;
  const auto take = [&](const JournalRow& row) {
    if (row.entry.event == QLatin1String(domain::journalAdopted)) report.adopted = row;
    return check.take(row);
  };
  if (!walk(*connection, take)) return unexpected(StoreError::Unavailable);
  report.broken = check.finish();
  report.rows = check.rows();
  if (*head) report.end = {(*head)->last, (*head)->lastLink};
  return report;
}

}  // namespace latchkey::service::store
