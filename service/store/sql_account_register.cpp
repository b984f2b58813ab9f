// SPDX-License-Identifier: GPL-3.0-or-later
// AccountRegister of SqlAccountStore: what administration does.
#include "service/store/shared_statements.h"
#include "service/store/sql_account_batch.h"
#include "service/store/sql_account_store.h"
#include "service/store/values.h"

namespace latchkey::service::store {

using domain::ListedAccount;
using domain::NewAccount;
using domain::RegisterError;
using domain::RegisterFault;
using domain::StoreError;

namespace {
#define LISTED_COLUMNS "SELECT " ACCOUNT_COLUMNS ", a.note, a.created_at FROM accounts a "
constexpr Sql listSql{LISTED_COLUMNS "WHERE a.account_key > ? ORDER BY a.account_key LIMIT ?"};
constexpr Sql showSql{LISTED_COLUMNS "WHERE a.account_key = ?"};
#undef LISTED_COLUMNS

std::optional<ListedAccount> listed(Connection& connection, const QVariantList& row) {
  ListedAccount entry;
  entry.account = accountOf(row);
  entry.note = row.at(8).toString();
  entry.createdAt = row.at(9).toLongLong();
  const auto contacts = connection.rows(contactsOf, {entry.account.key});
  if (!contacts) return std::nullopt;
  for (const QVariantList& contact : *contacts) entry.account.contacts.append(contactOf(contact));
  return entry;
}
}  // namespace

std::unique_ptr<domain::AccountBatch> SqlAccountStore::beginBatch() {
  return std::make_unique<SqlAccountBatch>(m_database, m_clock);
}

Result<void, RegisterError> SqlAccountStore::add(const QList<NewAccount>& accounts) {
  SqlAccountBatch batch(m_database, m_clock);
  const auto failure = [](RegisterFault fault, int index) { return unexpected(RegisterError{fault, index}); };
  QList<domain::MarkedAccount> marked;
  for (const NewAccount& entry : accounts) marked.append({entry, marked.size()});
  const auto repeated = batch.add(marked);
  if (!repeated) return failure(RegisterFault::Unavailable, -1);
  if (!repeated->isEmpty()) return failure(RegisterFault::AlreadyExists, static_cast<int>(repeated->first()));
  const auto existing = batch.existing(1);
  if (!existing) return failure(RegisterFault::Unavailable, -1);
  if (!existing->isEmpty()) return failure(RegisterFault::AlreadyExists, static_cast<int>(existing->first()));
  const QString only = accounts.size() == 1 ? accounts.first().account.key : QString();
  const auto done = batch.commit(
      {m_clock.now(), QStringLiteral("accounts-added"), {}, only, QString::number(accounts.size()), {}});
  if (!done) return failure(done.error(), -1);
  return {};
}

Result<QList<ListedAccount>, StoreError> SqlAccountStore::list(const QString& after, int limit) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Read);
  if (!scope.isOpen()) return unexpected(StoreError::Unavailable);
  const auto rows = connection->rows(listSql, {notNull(after), limit});
  if (!rows) return unexpected(StoreError::Unavailable);
  QList<ListedAccount> entries;
  for (const QVariantList& row : *rows) {
    const auto entry = listed(*connection, row);
    if (!entry) return unexpected(StoreError::Unavailable);
    entries.append(*entry);
  }
  return entries;
}

Result<std::optional<ListedAccount>, StoreError> SqlAccountStore::show(const QString& key) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Read);
  if (!scope.isOpen()) return unexpected(StoreError::Unavailable);
  const auto rows = connection->rows(showSql, {key});
  if (!rows) return unexpected(StoreError::Unavailable);
  if (rows->isEmpty()) return std::optional<ListedAccount>();
  const auto entry = listed(*connection, rows->first());
  if (!entry) return unexpected(StoreError::Unavailable);
  return entry;
}

}  // namespace latchkey::service::store
