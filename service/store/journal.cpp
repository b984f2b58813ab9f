// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/journal.h"

#include "service/store/journal_rows.h"
#include "service/store/values.h"

namespace latchkey::service::store {

using domain::JournalEntry;
using domain::JournalHead;
using domain::JournalRow;

namespace {

constexpr Sql headSql{"SELECT pruned, pruned_link, last, last_link, seal FROM journal_head WHERE id = 1"};
constexpr Sql putHead{
    "INSERT INTO journal_head (id, pruned, pruned_link, last, last_link, seal) VALUES (1, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET pruned = excluded.pruned, pruned_link = excluded.pruned_link, "
    "last = excluded.last, last_link = excluded.last_link, seal = excluded.seal"};
constexpr Sql lastRow{"SELECT number, link FROM journal ORDER BY number DESC LIMIT 1"};
constexpr Sql insertRow{
    "INSERT INTO journal (number, at, event, recovery_id, account_key, detail, receipt, link) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Sql rowsAfter{"SELECT " JOURNAL_COLUMNS " FROM journal WHERE number > ? ORDER BY number LIMIT ?"};
constexpr Sql setLink{"UPDATE journal SET link = ? WHERE number = ?"};
// The database's own clock: a migration runs before there is any other.
constexpr Sql nowSql{"SELECT unixepoch('now') * 1000",
                     "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"};
constexpr Sql pruneRows{"DELETE FROM journal WHERE number <= ?"};

bool write(Connection& connection, const JournalHead& head) {
  return connection
      .change(putHead,
              {head.pruned, notNull(head.prunedLink), head.last, notNull(head.lastLink), notNull(head.seal)})
      .has_value();
}

/// What comes back from the database as it went in: lone surrogates do not, and in some no NUL.
QString storable(const Dialect& dialect, const QString& text) {
  QString kept = text.isValidUtf16() ? notNull(text) : QString::fromUtf8(text.toUtf8());
  if (!dialect.takesText(kept)) kept.replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
  return kept;
}
}  // namespace

std::optional<std::optional<JournalHead>> readHead(Connection& connection) {
  const auto rows = connection.rows(headSql);
  if (!rows) return std::nullopt;
  if (rows->isEmpty()) return std::optional<JournalHead>();
  const QVariantList& row = rows->first();
  return std::optional<JournalHead>({row.at(0).toLongLong(), row.at(1).toByteArray(), row.at(2).toLongLong(),
                                     row.at(3).toByteArray(), row.at(4).toByteArray()});
}

std::optional<QList<JournalRow>> readRows(Connection& connection, qint64 after, int limit) {
  const auto rows = connection.rows(rowsAfter, {after, limit});
  if (!rows) return std::nullopt;
  QList<JournalRow> read;
  for (const QVariantList& row : *rows) read.append(journalRowOf(row));
  return read;
}

std::optional<JournalHead> Journal::head(Connection& connection) const {
  if (m_keys == nullptr) return std::nullopt;
  auto stored = readHead(connection);
  if (!stored) return std::nullopt;
  if (*stored) return **stored;
  // Somebody has taken it away: on from the last row, without a seal.
  const auto rows = connection.rows(lastRow);
  if (!rows) return std::nullopt;
  JournalHead head = domain::emptyHead(*m_keys);
  head.seal.clear();
  if (!rows->isEmpty()) {
    head.last = rows->first().at(0).toLongLong();
    head.lastLink = rows->first().at(1).toByteArray();
  }
  return head;
}

bool Journal::append(Connection& connection, const JournalEntry& entry) const {
  auto head = this->head(connection);
  if (!head) return false;
  const bool sealed = isSealed(*m_keys, *head);
  const auto kept = [&connection](const QString& text) { return storable(connection.dialect(), text); };
  JournalRow row{head->last + 1,
                 {entry.at, kept(entry.event), kept(entry.recoveryId), kept(entry.accountKey),
                  kept(entry.detail), kept(entry.receipt)},
                 {}};
  row.link = linkOf(*m_keys, head->lastLink, row);
  if (!connection.change(insertRow, {row.number, row.entry.at, row.entry.event, row.entry.recoveryId,
                                     row.entry.accountKey, row.entry.detail, row.entry.receipt, row.link})) {
    return false;
  }
  head->last = row.number;
  head->lastLink = row.link;
  head->seal.clear();
  if (sealed) seal(*m_keys, *head);
  return write(connection, *head);
}

std::optional<int> Journal::prune(Connection& connection, qint64 before) const {
  auto head = this->head(connection);
  if (!head) return std::nullopt;
  if (!isSealed(*m_keys, *head)) return 0;
  const qint64 first = head->pruned;
  domain::ChainCheck check(*m_keys, head);
  for (bool more = true; more;) {
    const auto page = readRows(connection, head->pruned, journalPage);
    if (!page) return std::nullopt;
    more = page->size() == journalPage;
    for (const JournalRow& row : *page) {
      // Up to the first that is young: behind it there may be rows from before a clock was set back.
      if (row.entry.at >= before || !check.take(row)) {
        more = false;
        break;
      }
      head->pruned = row.number;
      head->prunedLink = row.link;
    }
  }
  if (head->pruned == first) return 0;
  seal(*m_keys, *head);
  const auto removed = connection.change(pruneRows, {head->pruned});
  if (!removed || !write(connection, *head)) return std::nullopt;
  return removed;
}

bool Journal::adopt(Connection& connection, bool isOld) const {
  if (m_keys == nullptr) return false;
  JournalHead head = domain::emptyHead(*m_keys);
  qint64 count = 0;
  for (;;) {
    const auto page = readRows(connection, head.last, journalPage);
    if (!page) return false;
    for (const JournalRow& row : *page) {
      head.lastLink = linkOf(*m_keys, head.lastLink, row);
      head.last = row.number;
      ++count;
      if (!connection.change(setLink, {head.lastLink, row.number})) return false;
    }
    if (page->size() < journalPage) break;
  }
  seal(*m_keys, head);
  if (!write(connection, head)) return false;
  if (!isOld) return true;
  const auto now = connection.rows(nowSql);
  if (!now) return false;
  return append(connection, {now->first().first().toLongLong(),
                             QString::fromLatin1(domain::journalAdopted),
                             {},
                             {},
                             QStringLiteral("%1 rows, up to row %2").arg(count).arg(head.last)});
}

}  // namespace latchkey::service::store
