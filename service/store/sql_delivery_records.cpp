// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sql_delivery_records.h"

#include <algorithm>

#include "service/store/recovery_tables.h"
#include "service/store/shared_statements.h"

namespace latchkey::service::store {

using domain::MessageRecord;
using domain::RecoveryRecord;
using domain::StoreError;

namespace {
constexpr Sql messagesOfRecovery{
    "SELECT " MESSAGE_COLUMNS
    " FROM messages m WHERE m.recovery_id = ? AND m.recipient <> '' ORDER BY m.created_at, "
    "m.rowid"};
constexpr Sql messagesOfAccount{
    "SELECT " MESSAGE_COLUMNS
    " FROM messages m JOIN recoveries r ON r.id = m.recovery_id WHERE r.account_key = ? AND "
    "m.recipient <> '' ORDER BY m.created_at, m.rowid"};
constexpr Sql noticesTo{
    "SELECT " MESSAGE_COLUMNS
    " FROM messages m WHERE m.recovery_id = '' AND m.recipient = ? ORDER BY m.created_at, m.rowid"};
constexpr Sql recoveriesOf{"SELECT id FROM recoveries WHERE receipt = ? ORDER BY created_at DESC"};
}  // namespace

Result<QList<RecoveryRecord>, StoreError> SqlDeliveryRecords::recoveriesBy(const QString& receipt) {
  Session session(m_database.connection(), Scope::Mode::Read);
  SqlRecoveries recoveries(session);
  QList<RecoveryRecord> found;
  for (const QVariantList& row : session.rows(recoveriesOf, {receipt})) {
    if (auto record = recoveries.find(row.first().toString())) found.append(std::move(*record));
  }
  if (session.failed()) return unexpected(StoreError::Unavailable);
  return found;
}

Result<QList<MessageRecord>, StoreError> SqlDeliveryRecords::ofRecovery(const QString& id) {
  Session session(m_database.connection(), Scope::Mode::Read);
  QList<MessageRecord> messages;
  for (const QVariantList& row : session.rows(messagesOfRecovery, {id})) messages.append(messageOf(row));
  if (session.failed()) return unexpected(StoreError::Unavailable);
  return messages;
}

Result<QList<MessageRecord>, StoreError> SqlDeliveryRecords::ofAccount(const QString& accountKey,
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
