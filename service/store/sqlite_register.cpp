// SPDX-License-Identifier: GPL-3.0-or-later
// AccountRegister of SqliteAccounts: what administration does.
#include "service/store/sqlite_accounts.h"
#include "service/store/values.h"

namespace latchkey::service::store {

using domain::Contact;
using domain::ListedAccount;
using domain::NewAccount;
using domain::RegisterError;
using domain::RegisterFault;
using domain::StoreError;

namespace {
constexpr Sql insertAccount{
    "INSERT INTO accounts (account_key, display_name, realm, status, language, note, created_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account_key) DO NOTHING"};
constexpr Sql insertPassword{
    "INSERT INTO passwords (account_key, verifier, marker, changed_at) VALUES (?, ?, '', ?)"};
constexpr Sql insertContact{
    "INSERT INTO contacts (account_key, contact_id, position, kind, value, raw, national, extension, usable) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Sql deleteContact{"DELETE FROM contacts WHERE account_key = ? AND contact_id = ?"};
// Ids are never given out twice within an account while a later one stands.
constexpr Sql lastPosition{"SELECT COALESCE(MAX(position), 0) FROM contacts WHERE account_key = ?"};
constexpr Sql accountExists{"SELECT 1 FROM accounts WHERE account_key = ?"};

#define LISTED_COLUMNS                                                                          \
  "SELECT a.account_key, a.display_name, a.realm, a.status, a.language, a.note, a.created_at, " \
  "(SELECT COUNT(*) FROM passwords p WHERE p.account_key = a.account_key) FROM accounts a "
constexpr Sql listSql{LISTED_COLUMNS "WHERE a.account_key > ? ORDER BY a.account_key LIMIT ?"};
constexpr Sql showSql{LISTED_COLUMNS "WHERE a.account_key = ?"};
#undef LISTED_COLUMNS
constexpr Sql contactsOf{
    "SELECT contact_id, kind, value, raw, national, extension, usable FROM contacts "
    "WHERE account_key = ? ORDER BY position"};

bool putContact(Connection& connection, const QString& key, const QString& id, int position,
                const Contact& contact) {
  return connection
      .change(insertContact,
              {key, id, position, toNumber(contact.kind), notNull(contact.value), notNull(contact.raw),
               notNull(contact.national), notNull(contact.extension), contact.usable ? 1 : 0})
      .has_value();
}

std::optional<ListedAccount> listed(Connection& connection, const QVariantList& row) {
  ListedAccount entry;
  entry.account = accountOf(row);
  entry.note = row.at(5).toString();
  entry.createdAt = row.at(6).toLongLong();
  entry.hasPassword = row.at(7).toInt() > 0;
  const auto contacts = connection.rows(contactsOf, {entry.account.key});
  if (!contacts) return std::nullopt;
  for (const QVariantList& contact : *contacts) entry.account.contacts.append(contactOf(contact));
  return entry;
}
}  // namespace

Result<void, RegisterError> SqliteAccounts::add(const QList<NewAccount>& accounts) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Write);
  int index = -1;
  const auto failure = [&index](RegisterFault fault) { return unexpected(RegisterError{fault, index}); };
  if (!scope.isOpen()) return failure(RegisterFault::Unavailable);
  const qint64 now = m_clock.now();
  for (const NewAccount& entry : accounts) {
    ++index;
    const domain::Account& account = entry.account;
    const auto added = connection->change(
        insertAccount, {account.key, notNull(account.displayName), notNull(account.realm),
                        toNumber(account.status), toNumber(account.language), notNull(entry.note), now});
    if (!added) return failure(RegisterFault::Unavailable);
    if (*added != 1) return failure(RegisterFault::AlreadyExists);
    if (!entry.verifier.isEmpty() &&
        !connection->change(insertPassword, {account.key, entry.verifier, now})) {
      return failure(RegisterFault::Unavailable);
    }
    int position = 0;
    for (const Contact& contact : account.contacts) {
      ++position;
      const QString id = contact.id.isEmpty() ? QStringLiteral("c%1").arg(position) : contact.id;
      if (!putContact(*connection, account.key, id, position, contact)) {
        return failure(connection->fault() == SqlFault::Conflict ? RegisterFault::AlreadyExists
                                                                 : RegisterFault::Unavailable);
      }
    }
  }
  if (!scope.commit()) return failure(RegisterFault::Unavailable);
  return {};
}

Result<QList<ListedAccount>, StoreError> SqliteAccounts::list(const QString& after, int limit) {
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

Result<std::optional<ListedAccount>, StoreError> SqliteAccounts::show(const QString& key) {
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

Result<QString, RegisterError> SqliteAccounts::addContact(const QString& key, const Contact& contact) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Write);
  const auto failure = [](RegisterFault fault) { return unexpected(RegisterError{fault, -1}); };
  if (!scope.isOpen()) return failure(RegisterFault::Unavailable);
  const auto known = connection->rows(accountExists, {key});
  const auto last = connection->rows(lastPosition, {key});
  if (!known || !last) return failure(RegisterFault::Unavailable);
  if (known->isEmpty()) return failure(RegisterFault::NoSuchAccount);
  const int position = last->first().first().toInt() + 1;
  const QString id = contact.id.isEmpty() ? QStringLiteral("c%1").arg(position) : contact.id;
  if (!putContact(*connection, key, id, position, contact)) {
    return failure(connection->fault() == SqlFault::Conflict ? RegisterFault::AlreadyExists
                                                             : RegisterFault::Unavailable);
  }
  if (!scope.commit()) return failure(RegisterFault::Unavailable);
  return id;
}

Result<void, RegisterError> SqliteAccounts::removeContact(const QString& key, const QString& contactId) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Write);
  const auto failure = [](RegisterFault fault) { return unexpected(RegisterError{fault, -1}); };
  if (!scope.isOpen()) return failure(RegisterFault::Unavailable);
  const auto known = connection->rows(accountExists, {key});
  const auto removed = connection->change(deleteContact, {key, contactId});
  if (!known || !removed) return failure(RegisterFault::Unavailable);
  if (known->isEmpty()) return failure(RegisterFault::NoSuchAccount);
  if (*removed != 1) return failure(RegisterFault::NoSuchContact);
  if (!scope.commit()) return failure(RegisterFault::Unavailable);
  return {};
}

}  // namespace latchkey::service::store
