// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sql_account_batch.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "service/store/shared_statements.h"
#include "service/store/values.h"

namespace latchkey::service::store {

using domain::Contact;
using domain::MarkedAccount;
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
#define INTO_INCOMING \
  "INSERT INTO incoming (account_key, mark, display_name, realm, status, language, locked, note, verifier) "
#define INTO_INCOMING_CONTACTS                                                                     \
  "INSERT INTO incoming_contacts (account_key, contact_id, position, kind, value, raw, national, " \
  "extension, usable) "
constexpr Sql insertIncoming{INTO_INCOMING
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account_key) DO NOTHING"};
constexpr Sql insertIncomingContact{INTO_INCOMING_CONTACTS "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
// A value for each column, which is an array of all rows.
constexpr Sql insertManyIncoming{
    INTO_INCOMING
    "SELECT * FROM UNNEST(CAST(? AS TEXT[]), CAST(? AS BIGINT[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]), "
    "CAST(? AS BIGINT[]), CAST(? AS BIGINT[]), CAST(? AS BIGINT[]), CAST(? AS TEXT[]), CAST(? AS BYTEA[])) "
    "ON CONFLICT (account_key) DO NOTHING RETURNING mark"};
constexpr Sql insertManyIncomingContacts{
    INTO_INCOMING_CONTACTS
    "SELECT * FROM UNNEST(CAST(? AS TEXT[]), CAST(? AS TEXT[]), CAST(? AS BIGINT[]), CAST(? AS BIGINT[]), "
    "CAST(? AS TEXT[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]), CAST(? AS BIGINT[]))"};
#undef INTO_INCOMING
#undef INTO_INCOMING_CONTACTS
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

/// Rows of one statement: one of ten thousand would save little more, and stand in memory several times.
constexpr std::size_t blockSize = 1000;

QVariantList valuesOf(const MarkedAccount& marked) {
  const domain::Account& account = marked.entry.account;
  return {account.key,
          marked.mark,
          notNull(account.displayName),
          notNull(account.realm),
          toNumber(account.status),
          toNumber(account.language),
          account.lock == domain::LockState::Locked ? 1 : 0,
          notNull(marked.entry.note),
          notNull(marked.entry.verifier)};
}

/// @param position the first is 1
QVariantList valuesOf(const QString& accountKey, const Contact& contact, qsizetype position) {
  return {accountKey,
          contact.id.isEmpty() ? QStringLiteral("c%1").arg(position) : contact.id,
          position,
          toNumber(contact.kind),
          notNull(contact.value),
          notNull(contact.raw),
          notNull(contact.national),
          notNull(contact.extension),
          contact.usable ? 1 : 0};
}

/// Rows, column by column, as PostgreSQL reads arrays.
class Columns {
public:
  void append(const QVariantList& row) {
    m_texts.resize(row.size());
    for (qsizetype column = 0; column < row.size(); ++column) {
      QString& text = m_texts[column];
      text += text.isEmpty() ? u'{' : u',';
      appendValue(text, row.at(column));
    }
  }
  [[nodiscard]] bool isEmpty() const { return m_texts.isEmpty(); }
  [[nodiscard]] QVariantList values() const {
    QVariantList all;
    for (const QString& text : m_texts) all.append(QString(text + u'}'));
    return all;
  }

private:
  static void appendValue(QString& text, const QVariant& value) {
    if (value.metaType() == QMetaType::fromType<QByteArray>()) {
      text += QLatin1String("\"\\\\x") + QLatin1String(value.toByteArray().toHex()) + u'"';
    } else if (value.metaType() == QMetaType::fromType<QString>()) {
      QString quoted = value.toString();
      quoted.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
      text += u'"' + quoted + u'"';
    } else {
      text += value.toString();
    }
  }

  QStringList m_texts;
};
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

Result<QList<qint64>, StoreError> SqlAccountBatch::add(const QList<MarkedAccount>& entries) {
  if (!m_ready) return unexpected(StoreError::Unavailable);
  QList<qint64> repeated;
  if (!m_connection->dialect().takesArrays()) {
    for (const MarkedAccount& marked : entries) {
      const auto isNew = addRow(marked);
      if (!isNew) return unexpected(StoreError::Unavailable);
      if (!*isNew) repeated.append(marked.mark);
    }
    return repeated;
  }
  for (std::span<const MarkedAccount> left(entries); !left.empty();) {
    const auto block = left.first(std::min(blockSize, left.size()));
    left = left.subspan(block.size());
    const auto fresh = addBlock(block);
    if (!fresh) return unexpected(StoreError::Unavailable);
    for (const MarkedAccount& marked : block) {
      if (!fresh->contains(marked.mark)) repeated.append(marked.mark);
    }
  }
  return repeated;
}

std::optional<bool> SqlAccountBatch::addRow(const MarkedAccount& marked) {
  const auto added = m_connection->change(insertIncoming, valuesOf(marked));
  if (!added) return std::nullopt;
  if (*added != 1) return false;
  const domain::Account& account = marked.entry.account;
  for (qsizetype i = 0; i < account.contacts.size(); ++i) {
    const auto values = valuesOf(account.key, account.contacts.at(i), i + 1);
    if (!m_connection->change(insertIncomingContact, values)) return std::nullopt;
  }
  return true;
}

std::optional<QSet<qint64>> SqlAccountBatch::addBlock(std::span<const MarkedAccount> block) {
  Columns accounts;
  for (const MarkedAccount& marked : block) accounts.append(valuesOf(marked));
  const auto added = m_connection->rows(insertManyIncoming, accounts.values());
  if (!added) return std::nullopt;
  QSet<qint64> fresh;
  for (const QVariantList& row : *added) fresh.insert(row.first().toLongLong());
  Columns contacts;
  for (const MarkedAccount& marked : block) {
    if (!fresh.contains(marked.mark)) continue;
    const domain::Account& account = marked.entry.account;
    for (qsizetype i = 0; i < account.contacts.size(); ++i) {
      contacts.append(valuesOf(account.key, account.contacts.at(i), i + 1));
    }
  }
  if (!contacts.isEmpty() && !m_connection->change(insertManyIncomingContacts, contacts.values())) {
    return std::nullopt;
  }
  return fresh;
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
  // Others go on writing meanwhile: what is new here is nothing that they know of.
  Scope scope(m_connection, Scope::Mode::LateWrite);
  if (scope.isOpen() && moveOver() && scope.join() && m_journal.append(*m_connection, note) &&
      scope.commit()) {
    return {};
  }
  return unexpected(scope.rollBack() == SqlFault::Conflict ? RegisterFault::AlreadyExists
                                                           : RegisterFault::Unavailable);
}

bool SqlAccountBatch::moveOver() {
  const qint64 now = m_clock.now();
  return m_connection->change(moveAccounts, {now}) && m_connection->change(movePasswords, {now}) &&
         m_connection->change(moveContacts, {});
}

}  // namespace latchkey::service::store
