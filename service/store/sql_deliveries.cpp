// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sql_deliveries.h"

#include "core/platform/guard.h"
#include "service/domain/audit_trail.h"
#include "service/store/values.h"

namespace latchkey::service::store {

using domain::MessageState;
using domain::QueuedMessage;
using domain::StoreError;

namespace {
// States: the numbers of domain::MessageState. next_at is the due time of a queued message and the end of the
// lease of one that is being sent.
constexpr Sql claimSql{
    "UPDATE messages SET state = 1, attempts = attempts + 1, next_at = ? WHERE state = 0 AND id IN "
    "(SELECT m.id FROM messages m WHERE m.state = 0 AND m.next_at <= ? ORDER BY m.next_at LIMIT ?) "
    "RETURNING id, channel, recipient, extension, language, subject, body, code, created_at, expires_at, "
    "attempts"};
constexpr Sql giveBackSql{
    "UPDATE messages SET state = 0, next_at = ? WHERE state = 1"};  // for the test of the guard
constexpr Sql settleSql{
    "UPDATE messages SET state = ?, subject = '', body = '', code = '', next_at = ?, reason = ? "
    "WHERE id = ? AND state = 1"};
constexpr Sql retrySql{"UPDATE messages SET state = 0, next_at = ?, reason = ? WHERE id = ? AND state = 1"};
constexpr Sql interruptedSql{
    "UPDATE messages SET state = 4, subject = '', body = '', code = '', reason = 'interrupted' "
    "WHERE state = 1 AND next_at < ?"};
constexpr Sql dueSql{"SELECT MIN(next_at) FROM messages WHERE state IN (0, 1)"};

Result<void, StoreError> change(Database& database, const Sql& sql, const QVariantList& values) {
  Connection* const connection = database.connection();
  if (connection == nullptr || !connection->change(sql, values)) return unexpected(StoreError::Unavailable);
  return {};
}
}  // namespace

SqlDeliveries::SqlDeliveries(Database& database) : m_database(database) {}

Result<QList<QueuedMessage>, StoreError> SqlDeliveries::claim(qint64 now, qint64 leaseUntil, int limit) {
  Connection* const connection = m_database.connection();
  Scope scope(connection, Scope::Mode::Write);
  if (!scope.isOpen()) return unexpected(StoreError::Unavailable);
  if (!platform::isOn(platform::Guard::TakeDelivery)) std::ignore = connection->change(giveBackSql, {now});
  const auto rows = connection->rows(claimSql, {leaseUntil, now, limit});
  // Nothing is sent before the mark is on the disk.
  if (!rows || !scope.commit()) return unexpected(StoreError::Unavailable);
  QList<QueuedMessage> claimed;
  for (const QVariantList& row : *rows) {
    QueuedMessage queued;
    domain::Message& message = queued.message;
    message.id = row.at(0).toString();
    message.channel = toEnum<domain::Channel>(row.at(1));
    message.to = row.at(2).toString();
    message.extension = row.at(3).toString();
    message.language = toEnum<domain::Language>(row.at(4));
    message.subject = row.at(5).toString();
    message.body = row.at(6).toString();
    message.code = row.at(7).toString();
    message.createdAt = row.at(8).toLongLong();
    message.expiresAt = row.at(9).toLongLong();
    queued.attempts = row.at(10).toInt();
    claimed.append(std::move(queued));
  }
  return claimed;
}

Result<void, StoreError> SqlDeliveries::succeed(const QString& id, qint64 now, const QString& reason) {
  const MessageState state = reason.isEmpty() ? MessageState::Accepted : MessageState::Unknown;
  return change(m_database, settleSql, {toNumber(state), now, notNull(reason), id});
}

Result<void, StoreError> SqlDeliveries::retryAt(const QString& id, qint64 moment, const QString& reason) {
  return change(m_database, retrySql, {moment, notNull(reason), id});
}

Result<void, StoreError> SqlDeliveries::giveUp(const QString& id, qint64 now, const QString& reason) {
  return change(m_database, settleSql, {toNumber(MessageState::GivenUp), now, notNull(reason), id});
}

Result<int, StoreError> SqlDeliveries::settleInterrupted(qint64 now) {
  Connection* const connection = m_database.connection();
  const auto changed = connection == nullptr ? std::nullopt : connection->change(interruptedSql, {now});
  if (!changed) return unexpected(StoreError::Unavailable);
  return *changed;
}

Result<qint64, StoreError> SqlDeliveries::nextDue() {
  Connection* const connection = m_database.connection();
  const auto rows = connection == nullptr ? std::nullopt : connection->rows(dueSql);
  if (!rows) return unexpected(StoreError::Unavailable);
  return rows->first().first().toLongLong();
}

}  // namespace latchkey::service::store
