// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/message_record.h"
#include "service/store/connection.h"
#include "service/store/values.h"

/// Statements that more than one file needs.
namespace latchkey::service::store {

/// As accountOf() of values.h takes them, of "accounts a".
#define ACCOUNT_COLUMNS                                                                                \
  "a.account_key, a.display_name, a.realm, a.status, a.language, a.locked, "                           \
  "(SELECT COUNT(*) FROM passwords p WHERE p.account_key = a.account_key), "                           \
  "(SELECT t.expires_at FROM temporary_passwords t JOIN passwords p ON p.account_key = t.account_key " \
  "AND p.marker = t.marker WHERE t.account_key = a.account_key)"
inline constexpr Sql accountByKey{"SELECT " ACCOUNT_COLUMNS " FROM accounts a WHERE a.account_key = ?"};
inline constexpr Sql contactsOf{
    "SELECT contact_id, kind, value, raw, national, extension, usable FROM contacts "
    "WHERE account_key = ? ORDER BY position"};

/// Of a table in which an account may have nothing: what belongs to it, or else to the nearest name after
/// it, or to the last of all. A row lies on other pages than the index that leads to it, and each page is a
/// call of the system: names that have none must not be told by that none is fetched. Both are looked up
/// whichever is taken, and in this way, for which SQLite neither scans nor makes a table. The name is the
/// last column, for ownOf().
#define OWN_OR_NEAREST(table)                                                         \
  "account_key = (SELECT MIN(name) FROM (SELECT MIN(account_key) AS name FROM " table \
  " WHERE account_key >= ? UNION ALL SELECT MAX(account_key) AS name FROM " table ") AS nearest)"
/// What is made of the account's own rows. It is made of the others too, and dropped: that takes time as
/// well.
template <typename Make>
[[nodiscard]] auto ownOf(const Connection::Rows& rows, const QString& accountKey, Make make) {
  QList<decltype(make(QVariantList()))> own;
  for (const QVariantList& row : rows) {
    auto made = make(row);
    if (row.last().toString() == accountKey) own.append(std::move(made));
  }
  return own;
}

/// As messageOf() takes them, of "messages m". Codes have an end and notices have none; the code itself is
/// gone once the message is settled.
#define MESSAGE_COLUMNS                                                                   \
  "m.id, m.recovery_id, m.channel, m.recipient, m.expires_at <> 0, m.state, m.attempts, " \
  "m.created_at, m.next_at, m.reason"
[[nodiscard]] inline domain::MessageRecord messageOf(const QVariantList& row) {
  domain::MessageRecord message;
  message.id = row.at(0).toString();
  message.recoveryId = row.at(1).toString();
  message.channel = toEnum<domain::Channel>(row.at(2));
  message.to = row.at(3).toString();
  message.carriesCode = row.at(4).toBool();
  message.state = toEnum<domain::MessageState>(row.at(5));
  message.attempts = row.at(6).toInt();
  message.createdAt = row.at(7).toLongLong();
  message.movesAt = row.at(8).toLongLong();
  message.reason = row.at(9).toString();
  return message;
}

}  // namespace latchkey::service::store
