// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/enrolment_tables.h"

#include "core/platform/guard.h"

namespace latchkey::service::store {

using domain::CodePurpose;
using domain::CodeRecord;
using domain::EnrolmentRecord;
using domain::EnrolStage;
using platform::Guard;
using platform::isOn;

namespace {
constexpr Sql findEnrolment{
    "SELECT id, account_key, given_name, realm, language, source, stage, superseded, epoch, created_at, "
    "touched_at, expires_at, proven_until, is_proof, slot, handle, pending, pending_until, version "
    "FROM enrolments WHERE id = ?"};
constexpr Sql insertEnrolment{
    "INSERT INTO enrolments (id, account_key, given_name, realm, language, source, stage, live, superseded, "
    "epoch, created_at, touched_at, expires_at, proven_until, is_proof, slot, handle, pending, "
    "pending_until, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Sql updateEnrolment{
    "UPDATE enrolments SET language = ?, stage = ?, live = ?, superseded = ?, epoch = ?, touched_at = ?, "
    "proven_until = ?, is_proof = ?, slot = ?, handle = ?, pending = ?, pending_until = ?, "
    "version = version + 1 WHERE id = ? AND version = ?"};

constexpr Sql endOtherEnrolments{
    "UPDATE enrolments SET stage = ?, live = 0, superseded = 1, pending = ?, proven_until = 0, "
    "version = version + 1 WHERE account_key = ? AND id <> ? AND live = 1"};

#define ENROLMENT_CODE_COLUMNS \
  "enrolment_id, slot, purpose, handle, mac, sent_at, expires_at, attempts, live_contact, message"
/// As codeOf() takes them: nothing is entered here that could match or not.
#define ENROLMENT_CODE_READ \
  "enrolment_id, slot, purpose, handle, mac, sent_at, expires_at, attempts, 0, 0, live_contact, message"
constexpr Sql findEnrolmentCode{"SELECT " ENROLMENT_CODE_READ
                                " FROM enrolment_codes WHERE enrolment_id = ? AND slot = ? AND purpose = ?"};
constexpr Sql endLiveEnrolmentCode{
    "UPDATE enrolment_codes SET live_contact = NULL WHERE live_contact = ? AND purpose = ? "
    "AND NOT (enrolment_id = ? AND slot = ?)"};
constexpr Sql putEnrolmentCode{
    "INSERT INTO enrolment_codes (" ENROLMENT_CODE_COLUMNS
    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (enrolment_id, slot, purpose) DO UPDATE SET handle = excluded.handle, mac = excluded.mac, "
    "sent_at = excluded.sent_at, expires_at = excluded.expires_at, live_contact = excluded.live_contact, "
    "message = excluded.message"};
constexpr Sql countEnrolmentAttempt{
    "UPDATE enrolment_codes SET attempts = attempts + 1 WHERE enrolment_id = ? AND slot = ? AND purpose = ? "
    "AND attempts < ? RETURNING " ENROLMENT_CODE_READ};
constexpr Sql consumeEnrolmentCode{
    "UPDATE enrolment_codes SET live_contact = NULL, expires_at = 0 "
    "WHERE enrolment_id = ? AND slot = ? AND purpose = ? AND live_contact = ? AND mac = ?"};
#undef ENROLMENT_CODE_READ
#undef ENROLMENT_CODE_COLUMNS

constexpr Sql keepWaitingSql{
    "INSERT INTO registration_waits (account_key, waits_until) VALUES (?, ?) "
    "ON CONFLICT (account_key) DO UPDATE SET waits_until = excluded.waits_until "
    "WHERE registration_waits.waits_until < excluded.waits_until"};
constexpr Sql waitNoLongerSql{
    "UPDATE registration_waits SET waits_until = ? WHERE account_key = ? AND waits_until > ?"};
constexpr Sql waitsUntilSql{"SELECT waits_until FROM registration_waits WHERE account_key = ?"};

constexpr Sql putNewsSql{"INSERT INTO registration_news (account_key, at, kind, added) VALUES (?, ?, ?, ?)"};
constexpr Sql newsSql{
    "SELECT kind, added, MAX(at) FROM registration_news WHERE account_key = ? AND at > ? AND at < ? "
    "GROUP BY kind, added ORDER BY MAX(at), kind, added"};

bool goesOn(EnrolStage stage) {
  switch (stage) {
    case EnrolStage::List:
    case EnrolStage::Proof:
    case EnrolStage::Code:
    case EnrolStage::Questions:
    case EnrolStage::Key:
      return true;
    case EnrolStage::Done:
    case EnrolStage::Expired:
    case EnrolStage::Ended:
      return false;
  }
  return false;
}

/// A code of one purpose is found under another only where the test of that guard wants it.
int purposeKey(CodePurpose purpose) {
  return isOn(Guard::PurposeOfCode) ? toNumber(purpose) : toNumber(CodePurpose::Registration);
}
}  // namespace

void endEnrolments(Session& session, const QString& accountKey, const QString& exceptId) {
  session.change(endOtherEnrolments,
                 {toNumber(EnrolStage::Ended), QByteArray(""), accountKey, notNull(exceptId)});
}

std::optional<EnrolmentRecord> SqlEnrolments::find(const QString& id) {
  const auto rows = m_session.rows(findEnrolment, {id});
  if (rows.isEmpty()) return std::nullopt;
  const QVariantList& row = rows.first();
  EnrolmentRecord record;
  record.id = row.at(0).toString();
  record.accountKey = row.at(1).toString();
  record.givenName = row.at(2).toString();
  record.realm = row.at(3).toString();
  record.language = toEnum<domain::Language>(row.at(4));
  record.source = row.at(5).toString();
  record.stage = toEnum<EnrolStage>(row.at(6));
  record.superseded = row.at(7).toBool();
  record.epoch = row.at(8).toInt();
  record.createdAt = row.at(9).toLongLong();
  record.touchedAt = row.at(10).toLongLong();
  record.expiresAt = row.at(11).toLongLong();
  record.provenUntil = row.at(12).toLongLong();
  record.isProof = row.at(13).toBool();
  record.slot = row.at(14).toString();
  record.handle = row.at(15).toString();
  record.pending = row.at(16).toByteArray();
  record.pendingUntil = row.at(17).toLongLong();
  record.version = row.at(18).toInt();
  return record;
}

void SqlEnrolments::insert(const EnrolmentRecord& record) {
  m_session.change(insertEnrolment, {record.id,
                                     record.accountKey,
                                     notNull(record.givenName),
                                     record.realm,
                                     toNumber(record.language),
                                     notNull(record.source),
                                     toNumber(record.stage),
                                     goesOn(record.stage) ? 1 : 0,
                                     record.superseded ? 1 : 0,
                                     record.epoch,
                                     record.createdAt,
                                     record.touchedAt,
                                     record.expiresAt,
                                     record.provenUntil,
                                     record.isProof ? 1 : 0,
                                     notNull(record.slot),
                                     notNull(record.handle),
                                     notNull(record.pending),
                                     record.pendingUntil,
                                     record.version});
}

bool SqlEnrolments::update(EnrolmentRecord& record) {
  if (!isOn(Guard::Version)) {
    if (const auto present = find(record.id)) record.version = present->version;
  }
  const int changed = m_session.change(
      updateEnrolment, {toNumber(record.language), toNumber(record.stage), goesOn(record.stage) ? 1 : 0,
                        record.superseded ? 1 : 0, record.epoch, record.touchedAt, record.provenUntil,
                        record.isProof ? 1 : 0, notNull(record.slot), notNull(record.handle),
                        notNull(record.pending), record.pendingUntil, record.id, record.version});
  if (changed != 1) return false;
  ++record.version;
  return true;
}

std::optional<CodeRecord> SqlEnrolments::findCode(const QString& id, const QString& slot,
                                                  CodePurpose purpose) {
  return firstCode(m_session.rows(findEnrolmentCode, {id, slot, purposeKey(purpose)}));
}

void SqlEnrolments::putCode(const CodeRecord& record) {
  const int purpose = purposeKey(record.purpose);
  if (!record.liveContact.isEmpty() && isOn(Guard::OneLiveCode)) {
    m_session.change(endLiveEnrolmentCode, {record.liveContact, purpose, record.recoveryId, record.slot});
  }
  m_session.change(
      putEnrolmentCode,
      {record.recoveryId, record.slot, purpose, notNull(record.handle), notNull(record.mac), record.sentAt,
       record.expiresAt, record.attempts,
       record.liveContact.isEmpty() ? QVariant() : QVariant(record.liveContact), notNull(record.message)});
}

std::optional<CodeRecord> SqlEnrolments::countAttempt(const QString& id, const QString& slot,
                                                      CodePurpose purpose, int limit) {
  return firstCode(m_session.rows(countEnrolmentAttempt, {id, slot, purposeKey(purpose), limit}));
}

bool SqlEnrolments::consumeCode(const CodeRecord& record) {
  if (!isOn(Guard::ConsumeCode)) return true;
  return m_session.change(consumeEnrolmentCode, {record.recoveryId, record.slot, purposeKey(record.purpose),
                                                 record.liveContact, record.mac}) == 1;
}

void SqlEnrolments::keepWaiting(const QString& accountKey, qint64 until) {
  m_session.change(keepWaitingSql, {accountKey, until});
}

void SqlEnrolments::waitNoLonger(const QString& accountKey, qint64 until) {
  m_session.change(waitNoLongerSql, {until, accountKey, until});
}

qint64 SqlEnrolments::waitsUntil(const QString& accountKey) {
  const auto rows = m_session.rows(waitsUntilSql, {accountKey});
  return rows.isEmpty() ? 0 : rows.first().first().toLongLong();
}

void SqlEnrolments::putNews(const QString& accountKey, domain::MethodKind kind, bool added, qint64 at) {
  m_session.change(putNewsSql, {accountKey, at, toNumber(kind), added ? 1 : 0});
}

QList<domain::EnrolNews> SqlEnrolments::news(const QString& accountKey, qint64 after, qint64 before) {
  QList<domain::EnrolNews> news;
  for (const QVariantList& row : m_session.rows(newsSql, {accountKey, after, before})) {
    news.append({toEnum<domain::MethodKind>(row.at(0)), row.at(1).toBool(), row.at(2).toLongLong()});
  }
  return news;
}

}  // namespace latchkey::service::store
