// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/administration_tables.h"

#include "service/store/shared_statements.h"
#include "service/store/values.h"

namespace latchkey::service::store {

using domain::Account;
using domain::Contact;

namespace {
constexpr Sql insertContact{
    "INSERT INTO contacts (account_key, contact_id, position, kind, value, raw, national, extension, usable) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Sql deleteContact{"DELETE FROM contacts WHERE account_key = ? AND contact_id = ?"};
constexpr Sql keepRemoved{
    "INSERT INTO removed_contacts (account_key, kind, value, extension, removed_at) "
    "SELECT account_key, kind, value, extension, ? FROM contacts "
    "WHERE account_key = ? AND contact_id = ? AND usable = 1 "
    "ON CONFLICT (account_key, kind, value, extension) DO UPDATE SET removed_at = excluded.removed_at"};
constexpr Sql removedSince{
    "SELECT kind, value, extension FROM removed_contacts WHERE account_key = ? AND removed_at > ? "
    "ORDER BY removed_at"};
constexpr Sql lastPosition{"SELECT COALESCE(MAX(position), 0) FROM contacts WHERE account_key = ?"};
constexpr Sql settingsOf{"SELECT name, value FROM settings WHERE realm = ?"};
constexpr Sql putSetting{
    "INSERT INTO settings (realm, name, value) VALUES (?, ?, ?) "
    "ON CONFLICT (realm, name) DO UPDATE SET value = excluded.value"};
constexpr Sql deleteSetting{"DELETE FROM settings WHERE realm = ? AND name = ?"};
}  // namespace

std::optional<Account> SqlAccounts::find(const QString& key) {
  const auto rows = m_session.rows(accountByKey, {key});
  const auto contacts = m_session.rows(contactsOf, {key});
  if (rows.isEmpty() || m_session.failed()) return std::nullopt;
  Account account = accountOf(rows.first());
  for (const QVariantList& row : contacts) account.contacts.append(contactOf(row));
  return account;
}

QString SqlAccounts::addContact(const QString& key, const Contact& contact) {
  const auto last = m_session.rows(lastPosition, {key});
  if (last.isEmpty()) return {};
  const int position = last.first().first().toInt() + 1;
  const QString id = contact.id.isEmpty() ? QStringLiteral("c%1").arg(position) : contact.id;
  m_session.change(insertContact,
                   {key, id, position, toNumber(contact.kind), notNull(contact.value), notNull(contact.raw),
                    notNull(contact.national), notNull(contact.extension), contact.usable ? 1 : 0});
  return id;
}

bool SqlAccounts::removeContact(const QString& key, const QString& contactId, std::optional<qint64> kept) {
  if (kept) m_session.change(keepRemoved, {*kept, key, contactId});
  return m_session.change(deleteContact, {key, contactId}) == 1;
}

QList<Contact> SqlAccounts::removedContacts(const QString& key, qint64 since) {
  QList<Contact> removed;
  for (const QVariantList& row : m_session.rows(removedSince, {key, since})) {
    Contact contact;
    contact.kind = toEnum<domain::ContactKind>(row.at(0));
    contact.value = row.at(1).toString();
    contact.extension = row.at(2).toString();
    removed.append(contact);
  }
  return removed;
}

QHash<QString, QString> SqlSettings::of(const QString& realm) {
  QHash<QString, QString> settings;
  for (const QVariantList& row : m_session.rows(settingsOf, {realm})) {
    settings.insert(row.at(0).toString(), row.at(1).toString());
  }
  return settings;
}

void SqlSettings::put(const QString& realm, const QString& name, const QString& value) {
  m_session.change(putSetting, {realm, name, notNull(value)});
}

bool SqlSettings::remove(const QString& realm, const QString& name) {
  return m_session.change(deleteSetting, {realm, name}) == 1;
}

}  // namespace latchkey::service::store
