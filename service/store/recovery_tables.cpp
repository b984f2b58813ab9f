// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/recovery_tables.h"

#include <limits>

#include "core/platform/guard.h"
#include "service/store/enrolment_tables.h"

namespace latchkey::service::store {

using domain::ChallengeRecord;
using domain::CodePurpose;
using domain::CodeRecord;
using domain::RecoveryRecord;
using domain::Stage;
using platform::Guard;
using platform::isOn;

namespace {
constexpr Sql findRecovery{
    "SELECT id, receipt, account_key, display_name, realm, cause, language, reason, source, stage, ending, "
    "superseded, retry_at, epoch, gates_passed, gates_needed, created_at, touched_at, expires_at, "
    "chosen_handle, shown_entry, confirms, permit_until, contacts_notified, version, owner_language, "
    "given_name, rule_minimum_length, rule_maximum_length, rule_minimum_classes, rule_refuses_names, "
    "lock_state, finish, contacts, start_key, finished_at, earlier_receipt, continuation, receipt_at, "
    "appeal_id, inside, rehearsal, proven_by FROM recoveries WHERE id = ?"};
constexpr Sql insertRecovery{
    "INSERT INTO recoveries (id, receipt, account_key, display_name, realm, cause, language, reason, source, "
    "stage, live, ending, superseded, retry_at, epoch, gates_passed, gates_needed, created_at, touched_at, "
    "expires_at, chosen_handle, shown_entry, confirms, permit_until, contacts_notified, version, "
    "owner_language, given_name, rule_minimum_length, rule_maximum_length, rule_minimum_classes, "
    "rule_refuses_names, earlier_receipt, continuation, appeal_id, inside, rehearsal) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"};
constexpr Sql updateRecovery{
    "UPDATE recoveries SET account_key = ?, display_name = ?, realm = ?, cause = ?, language = ?, stage = ?, "
    "live = ?, ending = ?, superseded = ?, retry_at = ?, epoch = ?, gates_passed = ?, gates_needed = ?, "
    "touched_at = ?, chosen_handle = ?, shown_entry = ?, confirms = ?, permit_until = ?, "
    "contacts_notified = ?, owner_language = ?, rule_minimum_length = ?, rule_maximum_length = ?, "
    "rule_minimum_classes = ?, rule_refuses_names = ?, lock_state = ?, finish = ?, contacts = ?, "
    "start_key = ?, finished_at = ?, receipt = ?, continuation = ?, receipt_at = ?, inside = ?, "
    "proven_by = ?, version = version + 1 WHERE id = ? AND version = ?"};
constexpr Sql endCodesOfOthers{
    "UPDATE codes SET live_contact = NULL WHERE live_contact IS NOT NULL AND recovery_id IN "
    "(SELECT id FROM recoveries WHERE account_key = ? AND live = 1)"};
constexpr Sql endOtherRecoveries{
    "UPDATE recoveries SET stage = ?, live = 0, ending = ?, superseded = 1, shown_entry = '', "
    "version = version + 1 WHERE account_key = ? AND id <> ? AND live = 1"};

// A write stands here only for a request that was admitted with the recovery's token, or that opened it.
constexpr Sql doneRecoveriesBy{
    "SELECT id FROM recoveries WHERE stage = ? AND id IN "
    "(SELECT recovery_id FROM writes WHERE thumbprint = ?) ORDER BY id"};

constexpr Sql liveChallenge{
    "SELECT id, recovery_id, kind, work_bits, expires_at FROM challenges WHERE recovery_id = ?"};
constexpr Sql putChallenge{
    "INSERT INTO challenges (recovery_id, id, kind, work_bits, expires_at) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (recovery_id) DO UPDATE SET id = excluded.id, kind = excluded.kind, "
    "work_bits = excluded.work_bits, expires_at = excluded.expires_at"};
constexpr Sql consumeChallenge{"DELETE FROM challenges WHERE recovery_id = ? AND id = ?"};

#define CODE_COLUMNS                                                                                      \
  "recovery_id, slot, purpose, handle, mac, sent_at, expires_at, attempts, matched, sent, live_contact, " \
  "message"
constexpr Sql findCode{"SELECT " CODE_COLUMNS
                       " FROM codes WHERE recovery_id = ? AND slot = ? AND purpose = ?"};
constexpr Sql endLiveCode{
    "UPDATE codes SET live_contact = NULL WHERE live_contact = ? AND purpose = ? "
    "AND NOT (recovery_id = ? AND slot = ?)"};
constexpr Sql putCode{
    "INSERT INTO codes (" CODE_COLUMNS
    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (recovery_id, slot, purpose) DO UPDATE SET handle = excluded.handle, mac = excluded.mac, "
    "sent_at = excluded.sent_at, expires_at = excluded.expires_at, matched = excluded.matched, "
    "sent = excluded.sent, live_contact = excluded.live_contact, message = excluded.message"};
constexpr Sql countCodeAttempt{
    "UPDATE codes SET attempts = attempts + 1 WHERE recovery_id = ? AND slot = ? AND purpose = ? "
    "AND attempts < ? RETURNING " CODE_COLUMNS};
constexpr Sql consumeCode{
    "UPDATE codes SET live_contact = NULL, matched = 0, sent = 0, expires_at = 0 "
    "WHERE recovery_id = ? AND slot = ? AND purpose = ? AND live_contact = ? AND mac = ?"};
#undef CODE_COLUMNS
constexpr Sql forgetAttempts{
    "UPDATE codes SET attempts = 0 WHERE recovery_id = ? AND slot = ? AND purpose = ?"};

int keyOf(CodePurpose purpose) {
  return isOn(Guard::PurposeOfCode) ? toNumber(purpose) : toNumber(CodePurpose::Recovery);
}

bool isLive(Stage stage) {
  switch (stage) {
    case Stage::Challenge:
    case Stage::Method:
    case Stage::Confirm:
    case Stage::Code:
    case Stage::Questions:
    case Stage::SecurityKey:
    case Stage::Password:
    case Stage::AppealCode:
    case Stage::AppealForm:
      return true;
    case Stage::Done:
    case Stage::Appealed:
    case Stage::Cancelled:
    case Stage::Expired:
    case Stage::Ended:
      return false;
  }
  return false;
}

QVariant endingOf(const RecoveryRecord& record) {
  return record.ending ? QVariant(toNumber(*record.ending)) : QVariant();
}

QVariant orNull(const QString& text) {
  return text.isEmpty() ? QVariant() : QVariant(text);
}

}  // namespace

std::optional<RecoveryRecord> SqlRecoveries::find(const QString& id) {
  const auto rows = m_session.rows(findRecovery, {id});
  if (rows.isEmpty()) return std::nullopt;
  const QVariantList& row = rows.first();
  RecoveryRecord record;
  record.id = row.at(0).toString();
  record.receipt = row.at(1).toString();
  record.accountKey = row.at(2).toString();
  record.displayName = row.at(3).toString();
  record.realm = row.at(4).toString();
  record.cause = toEnum<domain::Cause>(row.at(5));
  record.language = toEnum<domain::Language>(row.at(6));
  record.reason = toEnum<domain::Reason>(row.at(7));
  record.source = row.at(8).toString();
  record.stage = toEnum<Stage>(row.at(9));
  if (!row.at(10).isNull()) record.ending = toEnum<domain::Ending>(row.at(10));
  record.superseded = row.at(11).toBool();
  record.retryAt = row.at(12).toLongLong();
  record.epoch = row.at(13).toInt();
  record.gatesPassed = row.at(14).toInt();
  record.gatesNeeded = row.at(15).toInt();
  record.createdAt = row.at(16).toLongLong();
  record.touchedAt = row.at(17).toLongLong();
  record.expiresAt = row.at(18).toLongLong();
  record.chosenHandle = row.at(19).toString();
  record.shownEntry = row.at(20).toString();
  record.confirms = row.at(21).toInt();
  record.permitUntil = row.at(22).toLongLong();
  record.contactsNotified = row.at(23).toInt();
  record.version = row.at(24).toInt();
  record.ownerLanguage = toEnum<domain::Language>(row.at(25));
  record.givenName = row.at(26).toString();
  record.directoryRules = {row.at(27).toInt(), row.at(28).toInt(), row.at(29).toInt(), row.at(30).toBool()};
  record.lock = toEnum<domain::LockState>(row.at(31));
  record.finish = toEnum<domain::Finish>(row.at(32));
  record.contacts = row.at(33).toString().split(u'\n', Qt::SkipEmptyParts);
  record.startKey = row.at(34).toString();
  record.finishedAt = row.at(35).toLongLong();
  record.earlierReceipt = row.at(36).toString();
  record.continuation = toEnum<domain::Continuation>(row.at(37));
  record.receiptAt = row.at(38).toLongLong();
  record.appealId = row.at(39).toString();
  record.inside = row.at(40).toBool();
  record.rehearsal = row.at(41).toBool();
  record.provenBy = row.at(42).toString().split(u',', Qt::SkipEmptyParts);
  return record;
}

bool SqlRecoveries::insert(const RecoveryRecord& record) {
  return m_session.change(insertRecovery, {record.id,
                                           record.receipt,
                                           record.accountKey,
                                           notNull(record.displayName),
                                           record.realm,
                                           toNumber(record.cause),
                                           toNumber(record.language),
                                           toNumber(record.reason),
                                           notNull(record.source),
                                           toNumber(record.stage),
                                           isLive(record.stage) ? 1 : 0,
                                           endingOf(record),
                                           record.superseded ? 1 : 0,
                                           record.retryAt,
                                           record.epoch,
                                           record.gatesPassed,
                                           record.gatesNeeded,
                                           record.createdAt,
                                           record.touchedAt,
                                           record.expiresAt,
                                           notNull(record.chosenHandle),
                                           notNull(record.shownEntry),
                                           record.confirms,
                                           record.permitUntil,
                                           record.contactsNotified,
                                           record.version,
                                           toNumber(record.ownerLanguage),
                                           notNull(record.givenName),
                                           record.directoryRules.minimumLength,
                                           record.directoryRules.maximumLength,
                                           record.directoryRules.minimumClasses,
                                           record.directoryRules.refusesNames ? 1 : 0,
                                           notNull(record.earlierReceipt),
                                           toNumber(record.continuation),
                                           notNull(record.appealId),
                                           record.inside ? 1 : 0,
                                           record.rehearsal ? 1 : 0}) == 1;
}

bool SqlRecoveries::update(RecoveryRecord& record) {
  if (!isOn(Guard::Version)) {
    if (const auto present = find(record.id)) record.version = present->version;
  }
  const int changed = m_session.change(updateRecovery, {record.accountKey,
                                                        notNull(record.displayName),
                                                        record.realm,
                                                        toNumber(record.cause),
                                                        toNumber(record.language),
                                                        toNumber(record.stage),
                                                        isLive(record.stage) ? 1 : 0,
                                                        endingOf(record),
                                                        record.superseded ? 1 : 0,
                                                        record.retryAt,
                                                        record.epoch,
                                                        record.gatesPassed,
                                                        record.gatesNeeded,
                                                        record.touchedAt,
                                                        notNull(record.chosenHandle),
                                                        notNull(record.shownEntry),
                                                        record.confirms,
                                                        record.permitUntil,
                                                        record.contactsNotified,
                                                        toNumber(record.ownerLanguage),
                                                        record.directoryRules.minimumLength,
                                                        record.directoryRules.maximumLength,
                                                        record.directoryRules.minimumClasses,
                                                        record.directoryRules.refusesNames ? 1 : 0,
                                                        toNumber(record.lock),
                                                        toNumber(record.finish),
                                                        notNull(record.contacts.join(u'\n')),
                                                        notNull(record.startKey),
                                                        record.finishedAt,
                                                        record.receipt,
                                                        toNumber(record.continuation),
                                                        record.receiptAt,
                                                        record.inside ? 1 : 0,
                                                        notNull(record.provenBy.join(u',')),
                                                        record.id,
                                                        record.version});
  if (changed != 1) return false;
  ++record.version;
  return true;
}

int SqlRecoveries::endOthers(const QString& accountKey, const QString& exceptId) {
  m_session.change(endCodesOfOthers, {accountKey});
  endEnrolments(m_session, accountKey, exceptId);
  return m_session.change(endOtherRecoveries, {toNumber(Stage::Ended), toNumber(domain::Ending::NotPossible),
                                               accountKey, notNull(exceptId)});
}

QStringList SqlRecoveries::doneBy(const QByteArray& thumbprint) {
  QStringList ids;
  for (const QVariantList& row : m_session.rows(doneRecoveriesBy, {toNumber(Stage::Done), thumbprint})) {
    ids.append(row.first().toString());
  }
  return ids;
}

std::optional<ChallengeRecord> SqlChallenges::live(const QString& recoveryId) {
  const auto rows = m_session.rows(liveChallenge, {recoveryId});
  if (rows.isEmpty()) return std::nullopt;
  const QVariantList& row = rows.first();
  return ChallengeRecord{row.at(0).toString(), row.at(1).toString(), toEnum<domain::ChallengeKind>(row.at(2)),
                         row.at(3).toInt(), row.at(4).toLongLong()};
}

void SqlChallenges::replace(const ChallengeRecord& record) {
  m_session.change(putChallenge,
                   {record.recoveryId, record.id, toNumber(record.kind), record.workBits, record.expiresAt});
}

bool SqlChallenges::consume(const QString& recoveryId, const QString& id) {
  if (!isOn(Guard::ConsumeChallenge)) return true;
  return m_session.change(consumeChallenge, {recoveryId, id}) == 1;
}

std::optional<CodeRecord> SqlCodes::find(const QString& recoveryId, const QString& slot,
                                         CodePurpose purpose) {
  return firstCode(m_session.rows(findCode, {recoveryId, slot, keyOf(purpose)}));
}

void SqlCodes::put(const CodeRecord& record) {
  const int purpose = keyOf(record.purpose);
  if (!record.liveContact.isEmpty() && isOn(Guard::OneLiveCode)) {
    m_session.change(endLiveCode, {record.liveContact, purpose, record.recoveryId, record.slot});
  }
  if (!isOn(Guard::ResendKeepsMisses)) {
    m_session.change(forgetAttempts, {record.recoveryId, record.slot, purpose});
  }
  m_session.change(putCode, {record.recoveryId, record.slot, purpose, record.handle, notNull(record.mac),
                             record.sentAt, record.expiresAt, record.attempts, record.matched ? 1 : 0,
                             record.sent ? 1 : 0, orNull(record.liveContact), notNull(record.message)});
}

std::optional<CodeRecord> SqlCodes::countAttempt(const QString& recoveryId, const QString& slot,
                                                 CodePurpose purpose, int limit) {
  if (!isOn(Guard::CountFirst)) return find(recoveryId, slot, purpose);
  const int most = isOn(Guard::CodeTries) ? limit : std::numeric_limits<int>::max();
  return firstCode(m_session.rows(countCodeAttempt, {recoveryId, slot, keyOf(purpose), most}));
}

bool SqlCodes::consume(const CodeRecord& record) {
  if (!isOn(Guard::ConsumeCode)) return true;
  return m_session.change(consumeCode, {record.recoveryId, record.slot, keyOf(record.purpose),
                                        record.liveContact, record.mac}) == 1;
}

}  // namespace latchkey::service::store
