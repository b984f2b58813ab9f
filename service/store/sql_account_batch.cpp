// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sql_account_batch.h"

#include <array>
#include <tuple>

#include "service/store/shared_statements.h"
#include "service/store/values.h"

namespace latchkey::service::store {

using domain::Contact;
using domain::NewAccount;
using domain::RegisterFault;
using domain::StoreError;

namespace {
constexpr std::array<Sql, 3> makeSql{
    // Holds the index of a million names; beyond it SQLite goes on with its temporary file.
    Sql{"PRAGMA temp.cache_size = -65536", "SET temp_buffers = '64MB'"},
    Sql{"CREATE TEMP TABLE incoming (account_key TEXT PRIMARY KEY, mark INTEGER, display_name TEXT, realm "
        "TEXT, "
        "status INTEGER, language INTEGER, locked INTEGER, note TEXT, verifier BLOB)"},
    Sql{"CREATE TEMP TABLE incoming_contacts (account_key TEXT, contact_id TEXT, position INTEGER, kind "
        "INTEGER, "
        "value TEXT, raw TEXT, national TEXT, extension TEXT, usable INTEGER)"}};
constexpr Sql insertIncoming{
    "INSERT INTO incoming (account_key, mark, display_name, realm, status, language, locked, note, "
    "verifier) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account_key) DO NOTHING"};
constexpr Sql insertIncomingContact{
    "INSERT INTO incoming_contacts (account_key, contact_id, position, kind, value, raw, national, "
    "extension, usable) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Sql existingSql{
    "SELECT i.mark FROM incoming i JOIN accounts a ON a.account_key = i.account_key "
    "ORDER BY i.mark LIMIT ?"};
// In the order of their keys: the tables grow at their ends instead of all over.
constexpr Sql moveAccounts{
    "INSERT INTO accounts (account_key, display_name, realm, status, language, locked, note, created_at) "
    "SELECT account_key, display_name, realm, status, language, locked, note, ? FROM incoming "
    "ORDER BY account_key"};
constexpr Sql movePasswords{
    "INSERT INTO passwords (account_key, verifier, marker, changed_at) "
    "SELECT account_key, verifier, '', ? FROM incoming WHERE LENGTH(verifier) > 0"};
constexpr Sql moveContacts{
    "INSERT INTO contacts (account_key, contact_id, position, kind, value, raw, national, extension, usable) "
    "SELECT account_key, contact_id, position, kind, value, raw, national, extension, usable "
    "FROM incoming_contacts ORDER BY account_key, contact_id"};
}  // namespace

SqlAccountBatch::SqlAccountBatch(Database& database, const domain::Clock& clock)
    : m_connection(database.connection()), m_journal(database.journal()), m_clock(clock) {
  m_ready = makeTables();
}

SqlAccountBatch::~SqlAccountBatch() {
  if (m_connection == nullptr) return;
  m_waiting.reset();
  for (const char* const table : {"incoming", "incoming_contacts"}) {
    std::ignore = m_connection->run(QStringLiteral("DROP TABLE IF EXISTS ") + QLatin1String(table));
  }
}

bool SqlAccountBatch::makeTables() {
  if (m_connection == nullptr) return false;
  const Dialect& dialect = m_connection->dialect();
  for (const Sql& statement : makeSql) {
    if (!m_connection->run(dialect.schemaText(dialect.textOf(statement)))) return false;
  }
  // A transaction over the temporary tables alone: it spares a journal for each row and locks nothing else.
  m_waiting.emplace(m_connection, Scope::Mode::Temporary);
  return m_waiting->isOpen();
}

Result<bool, StoreError> SqlAccountBatch::add(const NewAccount& entry, qint64 mark) {
  if (!m_ready) return unexpected(StoreError::Unavailable);
  const domain::Account& account = entry.account;
  const auto added = m_connection->change(
      insertIncoming,
      {account.key, mark, notNull(account.displayName), notNull(account.realm), toNumber(account.status),
       toNumber(account.language), account.lock == domain::LockState::Locked ? 1 : 0, notNull(entry.note),
       notNull(entry.verifier)});
  if (!added) return unexpected(StoreError::Unavailable);
  if (*added != 1) return false;
  int position = 0;
  for (const Contact& contact : account.contacts) {
    ++position;
    const QString id = contact.id.isEmpty() ? QStringLiteral("c%1").arg(position) : contact.id;
    if (!m_connection->change(
            insertIncomingContact,
            {account.key, id, position, toNumber(contact.kind), notNull(contact.value), notNull(contact.raw),
             notNull(contact.national), notNull(contact.extension), contact.usable ? 1 : 0})) {
      return unexpected(StoreError::Unavailable);
    }
  }
  return true;
}

Result<QList<qint64>, StoreError> SqlAccountBatch::existing(int limit) {
  const auto rows = m_ready ? m_connection->rows(existingSql, {limit}) : std::nullopt;
  if (!rows) return unexpected(StoreError::Unavailable);
  QList<qint64> marks;
  for (const QVariantList& row : *rows) marks.append(row.first().toLongLong());
  return marks;
}

Result<void, RegisterFault> SqlAccountBatch::commit(const domain::JournalEntry& note) {
  if (!m_ready || !m_waiting->commit()) return unexpected(RegisterFault::Unavailable);
  m_ready = false;  // once
  Scope scope(m_connection, Scope::Mode::LongWrite);
  if (scope.isOpen() && moveOver(note) && scope.commit()) return {};
  return unexpected(scope.rollBack() == SqlFault::Conflict ? RegisterFault::AlreadyExists
                                                           : RegisterFault::Unavailable);
}

bool SqlAccountBatch::moveOver(const domain::JournalEntry& note) {
  const qint64 now = m_clock.now();
  return m_connection->change(moveAccounts, {now}) && m_connection->change(movePasswords, {now}) &&
         m_connection->change(moveContacts, {}) && m_journal.append(*m_connection, note);
}

}  // namespace latchkey::service::store
