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
