// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sql_account_store.h"

#include "core/platform/guard.h"
#include "service/store/shared_statements.h"
#include "service/store/values.h"

namespace latchkey::service::store {

using domain::Account;
using domain::Contact;
using domain::StoredPassword;
using domain::StoreError;

namespace {
constexpr Sql accountOrNearest{"SELECT " ACCOUNT_COLUMNS
                               ", a.account_key FROM accounts a WHERE " OWN_OR_NEAREST("accounts")};
constexpr Sql contactsOrNearest{
    "SELECT contact_id, kind, value, raw, national, extension, usable, account_key FROM contacts "
    "WHERE " OWN_OR_NEAREST("contacts") " ORDER BY position"};
constexpr Sql passwordOf{
    "SELECT p.verifier, p.marker, p.changed_at, t.expires_at FROM passwords p "
    "LEFT JOIN temporary_passwords t ON t.account_key = p.account_key AND t.marker = p.marker "
    "WHERE p.account_key = ?"};
constexpr Sql putTemporary{
    "INSERT INTO temporary_passwords (account_key, marker, expires_at) VALUES (?, ?, ?) "
    "ON CONFLICT (account_key) DO UPDATE SET marker = excluded.marker, expires_at = excluded.expires_at"};
constexpr Sql dropTemporary{"DELETE FROM temporary_passwords WHERE account_key = ?"};
constexpr Sql historyOf{"SELECT verifier FROM password_history WHERE account_key = ? ORDER BY ordinal DESC"};
constexpr Sql accountExists{"SELECT 1 FROM accounts WHERE account_key = ?"};
constexpr Sql replaceSql{
    "UPDATE passwords SET verifier = ?, marker = ?, changed_at = ? WHERE account_key = ? AND verifier = ?"};
constexpr Sql insertPassword{
    "INSERT INTO passwords (account_key, verifier, marker, changed_at) "
    "SELECT account_key, ?, ?, ? FROM accounts WHERE account_key = ? "
    "ON CONFLICT (account_key) DO NOTHING"};
constexpr Sql keepOld{
    "INSERT INTO password_history (account_key, ordinal, verifier, marker) "
    "SELECT p.account_key, 1 + COALESCE((SELECT MAX(h.ordinal) FROM password_history h "
    "WHERE h.account_key = p.account_key), 0), p.verifier, p.marker "
    "FROM passwords p WHERE p.account_key = ? AND p.verifier = ?"};
constexpr Sql forgetOldPasswords{
    "DELETE FROM password_history WHERE account_key = ? AND ordinal <= "
    "(SELECT MAX(h.ordinal) FROM password_history h WHERE h.account_key = ?) - ?"};
constexpr Sql unlockSql{"UPDATE accounts SET locked = 0 WHERE account_key = ?"};
constexpr Sql markerInUse{
    "SELECT 1 FROM passwords WHERE account_key = ? AND marker = ? "
    "UNION ALL SELECT 1 FROM password_history WHERE account_key = ? AND marker = ?"};
}  // namespace

SqlAccountStore::SqlAccountStore(Database& database, const domain::Clock& clock)
    : m_database(database), m_clock(clock) {}

Result<std::optional<Account>, StoreError> SqlAccountStore::find(const QString& key) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Read);
  if (!scope.isOpen()) return unexpected(StoreError::Unavailable);
  const auto accounts = connection->rows(accountOrNearest, {key});
  // Asked for unknown accounts too: the work must not tell them apart.
  const auto contacts = connection->rows(contactsOrNearest, {key});
  if (!accounts || !contacts) return unexpected(StoreError::Unavailable);
  QList<Account> own = ownOf(*accounts, key, accountOf);
  QList<Contact> ownContacts = ownOf(*contacts, key, contactOf);
  if (own.isEmpty()) return std::optional<Account>();
  own.first().contacts = std::move(ownContacts);
  return std::optional<Account>(std::move(own.first()));
}

Result<std::optional<StoredPassword>, StoreError> SqlAccountStore::password(const QString& key) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Read);
  if (!scope.isOpen()) return unexpected(StoreError::Unavailable);
  const auto known = connection->rows(accountExists, {key});
  const auto present = connection->rows(passwordOf, {key});
  const auto history = connection->rows(historyOf, {key});
  if (!known || !present || !history) return unexpected(StoreError::Unavailable);
  if (known->isEmpty()) return std::optional<StoredPassword>();
  StoredPassword password;
  if (!present->isEmpty()) {
    const QVariantList& row = present->first();
    password.verifier = row.at(0).toByteArray();
    password.marker = row.at(1).toString();
    password.changedAt = row.at(2).toLongLong();
    password.temporaryUntil = row.at(3).toLongLong();
  }
  for (const QVariantList& row : *history) password.history.append(row.first().toByteArray());
  return std::optional<StoredPassword>(std::move(password));
}

Result<bool, StoreError> SqlAccountStore::replacePassword(const QString& key, const QByteArray& expected,
                                                          const StoredPassword& next, int keep) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Write);
  if (!scope.isOpen()) return unexpected(StoreError::Unavailable);
  std::optional<int> changed;
  QByteArray held = expected;
  if (!platform::isOn(platform::Guard::SwapPassword)) {
    const auto present = connection->rows(passwordOf, {key});
    if (present && !present->isEmpty()) held = present->first().first().toByteArray();
  }
  if (held.isEmpty()) {
    changed = connection->change(insertPassword, {next.verifier, next.marker, next.changedAt, key});
  } else {
    if (!connection->change(keepOld, {key, held})) return unexpected(StoreError::Unavailable);
    changed = connection->change(replaceSql, {next.verifier, next.marker, next.changedAt, key, held});
  }
  if (!changed) return unexpected(StoreError::Unavailable);
  if (*changed != 1) return false;
  const auto marked = next.temporaryUntil > 0
                          ? connection->change(putTemporary, {key, next.marker, next.temporaryUntil})
                          : connection->change(dropTemporary, {key});
  if (!marked || !connection->change(forgetOldPasswords, {key, key, keep}) ||
      !connection->change(unlockSql, {key}) || !scope.commit()) {
    return unexpected(StoreError::Unavailable);
  }
  return true;
}

Result<bool, StoreError> SqlAccountStore::unlock(const QString& key) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Write);
  if (!scope.isOpen()) return unexpected(StoreError::Unavailable);
  const auto changed = connection->change(unlockSql, {key});
  if (!changed || !scope.commit()) return unexpected(StoreError::Unavailable);
  return *changed == 1;
}

Result<bool, StoreError> SqlAccountStore::hasMarker(const QString& key, const QString& marker) {
  Connection* const connection = m_database.connection();
  const auto rows =
      connection == nullptr ? std::nullopt : connection->rows(markerInUse, {key, marker, key, marker});
  if (!rows) return unexpected(StoreError::Unavailable);
  return !rows->isEmpty();
}

}  // namespace latchkey::service::store
