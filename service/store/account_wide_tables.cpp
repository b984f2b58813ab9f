// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/account_wide_tables.h"

#include <limits>

#include "core/platform/guard.h"
#include "service/store/shared_statements.h"

namespace latchkey::service::store {

using domain::FinishRecord;
using domain::WriteRecord;

namespace {
// Exact because writers are one after the other (see Scope).
constexpr Sql addTally{
    "INSERT INTO tallies (scope, mark, at) SELECT CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT) "
    "WHERE (SELECT COUNT(*) FROM tallies WHERE scope = ? AND at > ?) < ?"};
constexpr Sql talliesSince{"SELECT at FROM tallies WHERE scope = ? AND at > ? ORDER BY at"};
constexpr Sql dropTally{"DELETE FROM tallies WHERE scope = ? AND mark = ?"};

constexpr Sql lockOf{"SELECT locked_until FROM locks WHERE scope = ? AND locked_until > ?"};
constexpr Sql putLock{
    "INSERT INTO locks (scope, locked_until) VALUES (?, ?) "
    "ON CONFLICT (scope) DO UPDATE SET locked_until = excluded.locked_until WHERE locks.locked_until <= ?"};

constexpr Sql findWrite{
    "SELECT fingerprint, recovery_id, claimed_at, finished, answer, token_epoch FROM writes "
    "WHERE thumbprint = ? AND write_key = ?"};
constexpr Sql claimWrite{
    "INSERT INTO writes (thumbprint, write_key, fingerprint, recovery_id, claimed_at, finished, answer, "
    "token_epoch) VALUES (?, ?, ?, ?, ?, 0, ?, -1) "
    "ON CONFLICT (thumbprint, write_key) DO UPDATE SET claimed_at = excluded.claimed_at "
    "WHERE writes.finished = 0 AND writes.claimed_at < ?"};
constexpr Sql finishWrite{
    "INSERT INTO writes (thumbprint, write_key, fingerprint, recovery_id, claimed_at, finished, answer, "
    "token_epoch) VALUES (?, ?, ?, ?, ?, 1, ?, ?) "
    "ON CONFLICT (thumbprint, write_key) DO UPDATE SET finished = 1, recovery_id = excluded.recovery_id, "
    "answer = excluded.answer, token_epoch = excluded.token_epoch WHERE writes.finished = 0"};
constexpr Sql releaseWrite{"DELETE FROM writes WHERE thumbprint = ? AND write_key = ? AND finished = 0"};
constexpr Sql releaseWrites{
    "DELETE FROM writes WHERE finished = 0 AND NOT EXISTS (SELECT 1 FROM finishes "
    "WHERE finishes.thumbprint = writes.thumbprint AND finishes.write_key = writes.write_key)"};

constexpr Sql findFinish{
    "SELECT account_key, recovery_id, marker, started_at, thumbprint, write_key, fingerprint, "
    "finish FROM finishes "
    "WHERE account_key = ?"};
constexpr Sql finishesBefore{
    "SELECT account_key, recovery_id, marker, started_at, thumbprint, write_key, fingerprint, "
    "finish FROM finishes "
    "WHERE started_at < ?"};
constexpr Sql claimFinish{
    "INSERT INTO finishes (account_key, recovery_id, marker, started_at, thumbprint, write_key, fingerprint, "
    "finish) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (account_key) DO NOTHING"};
constexpr Sql dropAnyFinish{"DELETE FROM finishes WHERE account_key = ?"};  // for the tests of the guards
constexpr Sql dropFinish{"DELETE FROM finishes WHERE account_key = ? AND marker = ?"};

constexpr Sql insertMessage{
    "INSERT INTO messages (id, recovery_id, channel, recipient, extension, language, subject, body, code, "
    "created_at, expires_at, state, attempts, next_at, reason) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, '')"};

// A report may be quicker than the gateway's own answer: then it finds the message being sent.
constexpr Sql reportMessage{
    "UPDATE messages SET state = ?, subject = '', body = '', code = '', next_at = ?, reason = ? "
    "WHERE id = ? AND state IN (1, 2, 4)"};
constexpr Sql findMessage{"SELECT " MESSAGE_COLUMNS " FROM messages m WHERE m.id = ?"};

FinishRecord finishOf(const QVariantList& row) {
  return {row.at(0).toString(),
          row.at(1).toString(),
          row.at(2).toString(),
          row.at(3).toLongLong(),
          toEnum<domain::Finish>(row.at(7)),
          row.at(4).toByteArray(),
          row.at(5).toByteArray(),
          row.at(6).toByteArray()};
}
}  // namespace

bool SqlTallies::addBelow(const QString& scope, const QString& mark, qint64 at, qint64 since, int limit) {
  const int most = platform::isOn(platform::Guard::Caps) ? limit : std::numeric_limits<int>::max();
  return m_session.change(addTally, {scope, notNull(mark), at, scope, since, most}) == 1;
}

QList<qint64> SqlTallies::since(const QString& scope, qint64 since) {
  QList<qint64> times;
  for (const QVariantList& row : m_session.rows(talliesSince, {scope, since})) {
    times.append(row.first().toLongLong());
  }
  return times;
}

void SqlTallies::takeBack(const QString& scope, const QString& mark) {
  m_session.change(dropTally, {scope, mark});
}

qint64 SqlLocks::lockedUntil(const QString& scope, qint64 now) {
  if (!platform::isOn(platform::Guard::LockAfterMisses)) return 0;
  const auto rows = m_session.rows(lockOf, {scope, now});
  return rows.isEmpty() ? 0 : rows.first().first().toLongLong();
}

bool SqlLocks::lock(const QString& scope, qint64 now, qint64 until) {
  return m_session.change(putLock, {scope, until, now}) == 1;
}

std::optional<WriteRecord> SqlWrites::find(const QByteArray& thumbprint, const QByteArray& key) {
  const auto rows = m_session.rows(findWrite, {thumbprint, key});
  if (rows.isEmpty()) return std::nullopt;
  const QVariantList& row = rows.first();
  WriteRecord record;
  record.thumbprint = thumbprint;
  record.key = key;
  record.fingerprint = row.at(0).toByteArray();
  record.recoveryId = row.at(1).toString();
  record.claimedAt = row.at(2).toLongLong();
  record.finished = row.at(3).toBool();
  record.answer = row.at(4).toByteArray();
  record.tokenEpoch = row.at(5).toInt();
  return record;
}

bool SqlWrites::claim(const WriteRecord& record, qint64 staleBefore) {
  if (!platform::isOn(platform::Guard::ClaimWrite)) return true;
  return m_session.change(claimWrite,
                          {record.thumbprint, record.key, record.fingerprint, notNull(record.recoveryId),
                           record.claimedAt, QByteArray(""), staleBefore}) == 1;
}

bool SqlWrites::finish(const WriteRecord& record) {
  return m_session.change(finishWrite, {record.thumbprint, record.key, record.fingerprint, record.recoveryId,
                                        record.claimedAt, notNull(record.answer), record.tokenEpoch}) == 1;
}

void SqlWrites::release(const QByteArray& thumbprint, const QByteArray& key) {
  m_session.change(releaseWrite, {thumbprint, key});
}

void SqlWrites::releaseAll() {
  m_session.change(releaseWrites, {});
}

std::optional<FinishRecord> SqlFinishes::find(const QString& accountKey) {
  const auto rows = m_session.rows(findFinish, {accountKey});
  if (rows.isEmpty()) return std::nullopt;
  return finishOf(rows.first());
}

QList<FinishRecord> SqlFinishes::startedBefore(qint64 moment) {
  QList<FinishRecord> records;
  for (const QVariantList& row : m_session.rows(finishesBefore, {moment})) records.append(finishOf(row));
  return records;
}

bool SqlFinishes::claim(const FinishRecord& record) {
  if (!platform::isOn(platform::Guard::ConsumePermit)) m_session.change(dropAnyFinish, {record.accountKey});
  return m_session.change(claimFinish, {record.accountKey, record.recoveryId, record.marker, record.startedAt,
                                        notNull(record.thumbprint), notNull(record.writeKey),
                                        notNull(record.fingerprint), toNumber(record.finish)}) == 1;
}

bool SqlFinishes::remove(const QString& accountKey, const QString& marker) {
  return m_session.change(dropFinish, {accountKey, marker}) == 1;
}

void SqlOutgoing::enqueue(const domain::Message& message, const QString& recoveryId) {
  m_session.change(insertMessage,
                   {message.id, notNull(recoveryId), toNumber(message.channel), notNull(message.to),
                    notNull(message.extension), toNumber(message.language), notNull(message.subject),
                    notNull(message.body), notNull(message.code), message.createdAt, message.expiresAt,
                    message.createdAt});
}

std::optional<domain::MessageRecord> SqlOutgoing::find(const QString& id) {
  const auto rows = m_session.rows(findMessage, {id});
  if (rows.isEmpty()) return std::nullopt;
  return messageOf(rows.first());
}

bool SqlOutgoing::report(const QString& id, domain::MessageState state, qint64 now, const QString& reason) {
  return m_session.change(reportMessage, {toNumber(state), now, notNull(reason), id}) == 1;
}

void SqlOutgoing::note(const domain::JournalEntry& entry) {
  m_session.note(m_journal, entry);
}

}  // namespace latchkey::service::store
