// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sqlite_delivery_records.h"

#include <algorithm>

#include "service/store/recovery_tables.h"

namespace latchkey::service::store {

using domain::MessageRecord;
using domain::RecoveryRecord;
using domain::StoreError;

namespace {
// Codes have an end and notices have none; the code itself is gone once the message is settled.
#define MESSAGE_COLUMNS                                                                          \
  "SELECT m.id, m.recovery_id, m.channel, m.recipient, m.expires_at <> 0, m.state, m.attempts, " \
  "m.created_at, m.next_at, m.reason FROM messages m "
constexpr Sql messagesOfRecovery{MESSAGE_COLUMNS
                                 "WHERE m.recovery_id = ? AND m.recipient <> '' ORDER BY m.created_at, "
                                 "m.rowid"};
constexpr Sql messagesOfAccount{MESSAGE_COLUMNS
                                "JOIN recoveries r ON r.id = m.recovery_id WHERE r.account_key = ? AND "
                                "m.recipient <> '' ORDER BY m.created_at, m.rowid"};
constexpr Sql noticesTo{MESSAGE_COLUMNS
                        "WHERE m.recovery_id = '' AND m.recipient = ? ORDER BY m.created_at, m.rowid"};
#undef MESSAGE_COLUMNS
constexpr Sql recoveriesOf{"SELECT id FROM recoveries WHERE receipt = ? ORDER BY created_at DESC"};

/// The states of migrations/001_initial.sql, in their order.
MessageRecord messageOf(const QVariantList& row) {
  MessageRecord message;
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
}  // namespace

Result<QList<RecoveryRecord>, StoreError> SqliteDeliveryRecords::recoveriesBy(const QString& receipt) {
  Session session(m_database.connection(), Scope::Mode::Read);
  SqlRecoveries recoveries(session);
  QList<RecoveryRecord> found;
  for (const QVariantList& row : session.rows(recoveriesOf, {receipt})) {
    if (auto record = recoveries.find(row.first().toString())) found.append(std::move(*record));
  }
  if (session.failed()) return unexpected(StoreError::Unavailable);
  return found;
}

Result<QList<MessageRecord>, StoreError> SqliteDeliveryRecords::ofRecovery(const QString& id) {
  Session session(m_database.connection(), Scope::Mode::Read);
  QList<MessageRecord> messages;
  for (const QVariantList& row : session.rows(messagesOfRecovery, {id})) messages.append(messageOf(row));
  if (session.failed()) return unexpected(StoreError::Unavailable);
  return messages;
}

Result<QList<MessageRecord>, StoreError> SqliteDeliveryRecords::ofAccount(const QString& accountKey,
                                                                          const QStringList& contacts) {
  Session session(m_database.connection(), Scope::Mode::Read);
  QList<MessageRecord> messages;
  for (const QVariantList& row : session.rows(messagesOfAccount, {accountKey})) {
    messages.append(messageOf(row));
  }
  for (const QString& contact : contacts) {
    for (const QVariantList& row : session.rows(noticesTo, {contact})) messages.append(messageOf(row));
  }
  if (session.failed()) return unexpected(StoreError::Unavailable);
  std::stable_sort(messages.begin(), messages.end(),
                   [](const MessageRecord& a, const MessageRecord& b) { return a.createdAt < b.createdAt; });
  return messages;
}

}  // namespace latchkey::service::store
