// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/factor_tables.h"

#include "core/platform/guard.h"
#include "service/store/shared_statements.h"

namespace latchkey::service::store {

using domain::Authenticator;
using domain::Factors;
using domain::QuestionSet;
using domain::RegisteredContact;
using domain::SecurityKey;
using domain::StartCode;

namespace {
constexpr Sql authenticatorsOf{
    "SELECT factor_id, sealed, last_step, registered_at, usable_at, label, account_key FROM authenticators "
    "WHERE " OWN_OR_NEAREST("authenticators") " ORDER BY registered_at, factor_id"};
constexpr Sql spendStepSql{
    "UPDATE authenticators SET last_step = ? WHERE account_key = ? AND factor_id = ? AND last_step < ?"};
constexpr Sql putAuthenticator{
    "INSERT INTO authenticators (account_key, factor_id, sealed, last_step, registered_at, usable_at, "
    "label) VALUES (?, ?, ?, ?, ?, ?, ?)"};
constexpr Sql removeAuthenticatorSql{"DELETE FROM authenticators WHERE account_key = ? AND factor_id = ?"};
constexpr Sql registeredContactsOf{
    "SELECT contact_id, kind, value, raw, national, extension, 1, registered_at, usable_at, account_key "
    "FROM registered_contacts WHERE " OWN_OR_NEAREST(
        "registered_contacts") " AND removed_at = 0 ORDER BY registered_at, contact_id"};
constexpr Sql putRegisteredContact{
    "INSERT INTO registered_contacts (account_key, contact_id, kind, value, raw, national, extension, "
    "registered_at, usable_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Sql removeRegisteredContact{
    "UPDATE registered_contacts SET removed_at = ? WHERE account_key = ? AND contact_id = ? "
    "AND removed_at = 0"};
constexpr Sql formerContactsOf{
    "SELECT contact_id, kind, value, raw, national, extension, 1 FROM registered_contacts "
    "WHERE account_key = ? AND removed_at > ? ORDER BY removed_at"};
constexpr Sql keysOf{
    "SELECT credential, public_key, label, sign_count, registered_at, usable_at, account_key "
    "FROM security_keys WHERE " OWN_OR_NEAREST("security_keys") " ORDER BY registered_at, credential"};
constexpr Sql putKey{
    "INSERT INTO security_keys (account_key, credential, public_key, label, sign_count, registered_at, "
    "usable_at) VALUES (?, ?, ?, ?, ?, ?, ?)"};
constexpr Sql removeKeySql{"DELETE FROM security_keys WHERE account_key = ? AND credential = ?"};
constexpr Sql raiseCounterSql{
    "UPDATE security_keys SET sign_count = ? WHERE account_key = ? AND credential = ? "
    "AND (sign_count < ? OR (sign_count = 0 AND CAST(? AS BIGINT) = 0))"};
constexpr Sql questionsOf{
    "SELECT question_ids, verifier, registered_at, usable_at, account_key FROM question_sets "
    "WHERE " OWN_OR_NEAREST("question_sets")};
constexpr Sql putQuestions{
    "INSERT INTO question_sets (account_key, question_ids, verifier, registered_at, usable_at) "
    "VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (account_key) DO UPDATE SET question_ids = excluded.question_ids, "
    "verifier = excluded.verifier, registered_at = excluded.registered_at, usable_at = excluded.usable_at"};
constexpr Sql removeQuestionsSql{"DELETE FROM question_sets WHERE account_key = ?"};
constexpr Sql startCodeOf{
    "SELECT code_id, mac, issued_at, expires_at, reserved_by, account_key FROM start_codes "
    "WHERE " OWN_OR_NEAREST("start_codes")};
constexpr Sql putStartCode{
    "INSERT INTO start_codes (account_key, code_id, mac, issued_at, expires_at) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (account_key) DO UPDATE SET code_id = excluded.code_id, mac = excluded.mac, "
    "issued_at = excluded.issued_at, expires_at = excluded.expires_at, reserved_by = ''"};
constexpr Sql reserveStartCodeSql{
    "UPDATE start_codes SET reserved_by = ? WHERE account_key = ? AND code_id = ? AND reserved_by = ? "
    "AND expires_at > ?"};
#define PUT_OFF(table)                                                                \
  "UPDATE " table                                                                     \
  " SET usable_at = ? WHERE account_key = ? AND usable_at < ? AND (usable_at > ? OR " \
  "registered_at >= ?)"
constexpr Sql putOffs[] = {Sql{PUT_OFF("registered_contacts") " AND removed_at = 0"},
                           Sql{PUT_OFF("authenticators")}, Sql{PUT_OFF("security_keys")},
                           Sql{PUT_OFF("question_sets")}};
#undef PUT_OFF
#define WAIT_NO_LONGER(table) "UPDATE " table " SET usable_at = ? WHERE account_key = ? AND usable_at > ?"
constexpr Sql noLongers[] = {Sql{WAIT_NO_LONGER("registered_contacts")},
                             Sql{WAIT_NO_LONGER("authenticators")}, Sql{WAIT_NO_LONGER("security_keys")},
                             Sql{WAIT_NO_LONGER("question_sets")}};
#undef WAIT_NO_LONGER
constexpr Sql endStartCodeSql{"DELETE FROM start_codes WHERE account_key = ?"};
constexpr Sql passwordSet{
    "SELECT set_at, account_key FROM passwords_set WHERE " OWN_OR_NEAREST("passwords_set")};
// Another one than before in any case, so that two of one millisecond are told apart.
constexpr Sql notePasswordSql{
    "INSERT INTO passwords_set (account_key, set_at) VALUES (?, ?) "
    "ON CONFLICT (account_key) DO UPDATE SET set_at = excluded.set_at + "
    "CASE WHEN passwords_set.set_at = excluded.set_at THEN 1 ELSE 0 END"};
}  // namespace

Factors SqlFactors::of(const QString& accountKey) {
  const auto own = [&](const Sql& sql, auto make) {
    return ownOf(m_session.rows(sql, {accountKey}), accountKey, make);
  };
  Factors factors;
  factors.authenticators = own(authenticatorsOf, [](const QVariantList& row) {
    return Authenticator{row.at(0).toString(),   row.at(1).toByteArray(), row.at(2).toLongLong(),
                         row.at(3).toLongLong(), row.at(4).toLongLong(),  row.at(5).toString()};
  });
  factors.contacts = own(registeredContactsOf, [](const QVariantList& row) {
    return RegisteredContact{contactOf(row), row.at(7).toLongLong(), row.at(8).toLongLong()};
  });
  factors.keys = own(keysOf, [](const QVariantList& row) {
    return SecurityKey{row.at(0).toByteArray(), row.at(1).toByteArray(), row.at(2).toString(),
                       row.at(3).toLongLong(),  row.at(4).toLongLong(),  row.at(5).toLongLong()};
  });
  const auto questions = own(questionsOf, [](const QVariantList& row) {
    return QuestionSet{row.at(0).toString().split(u',', Qt::SkipEmptyParts), row.at(1).toByteArray(),
                       row.at(2).toLongLong(), row.at(3).toLongLong()};
  });
  if (!questions.isEmpty()) factors.questions = questions.first();
  const auto startCodes = own(startCodeOf, [](const QVariantList& row) {
    return StartCode{row.at(0).toString(), row.at(1).toByteArray(), row.at(2).toLongLong(),
                     row.at(3).toLongLong(), row.at(4).toString()};
  });
  if (!startCodes.isEmpty()) factors.startCode = startCodes.first();
  const auto setAt = own(passwordSet, [](const QVariantList& row) { return row.at(0).toLongLong(); });
  factors.hadPassword = !setAt.isEmpty();
  if (factors.hadPassword) factors.passwordSetAt = setAt.first();
  return factors;
}

bool SqlFactors::spendStep(const QString& accountKey, const QString& factorId, qint64 step) {
  if (!platform::isOn(platform::Guard::SpendStep)) return true;
  return m_session.change(spendStepSql, {step, accountKey, factorId, step}) == 1;
}

void SqlFactors::put(const QString& accountKey, const Authenticator& authenticator) {
  m_session.change(putAuthenticator,
                   {accountKey, authenticator.id, notNull(authenticator.sealed), authenticator.lastStep,
                    authenticator.registeredAt, authenticator.usableAt, notNull(authenticator.label)});
}

bool SqlFactors::removeAuthenticator(const QString& accountKey, const QString& factorId) {
  return m_session.change(removeAuthenticatorSql, {accountKey, factorId}) == 1;
}

void SqlFactors::put(const QString& accountKey, const RegisteredContact& registered) {
  const domain::Contact& contact = registered.contact;
  m_session.change(
      putRegisteredContact,
      {accountKey, contact.id, toNumber(contact.kind), notNull(contact.value), notNull(contact.raw),
       notNull(contact.national), notNull(contact.extension), registered.registeredAt, registered.usableAt});
}

bool SqlFactors::removeContact(const QString& accountKey, const QString& contactId, qint64 at) {
  return m_session.change(removeRegisteredContact, {at, accountKey, contactId}) == 1;
}

QList<domain::Contact> SqlFactors::removedContacts(const QString& accountKey, qint64 since) {
  QList<domain::Contact> removed;
  for (const QVariantList& row : m_session.rows(formerContactsOf, {accountKey, since})) {
    removed.append(contactOf(row));
  }
  return removed;
}

void SqlFactors::put(const QString& accountKey, const SecurityKey& key) {
  m_session.change(putKey, {accountKey, notNull(key.credential), notNull(key.publicKey), notNull(key.label),
                            key.counter, key.registeredAt, key.usableAt});
}

bool SqlFactors::removeKey(const QString& accountKey, const QByteArray& credential) {
  return m_session.change(removeKeySql, {accountKey, notNull(credential)}) == 1;
}

bool SqlFactors::raiseCounter(const QString& accountKey, const QByteArray& credential, qint64 counter) {
  if (!platform::isOn(platform::Guard::KeyCounter)) return true;
  return m_session.change(raiseCounterSql, {counter, accountKey, notNull(credential), counter, counter}) == 1;
}

void SqlFactors::put(const QString& accountKey, const QuestionSet& questions) {
  m_session.change(putQuestions, {accountKey, questions.ids.join(u','), notNull(questions.verifier),
                                  questions.registeredAt, questions.usableAt});
}

bool SqlFactors::removeQuestions(const QString& accountKey) {
  return m_session.change(removeQuestionsSql, {accountKey}) == 1;
}

void SqlFactors::put(const QString& accountKey, const StartCode& code) {
  m_session.change(putStartCode, {accountKey, code.id, notNull(code.mac), code.issuedAt, code.expiresAt});
}

bool SqlFactors::reserveStartCode(const QString& accountKey, const StartCode& code, const QString& recoveryId,
                                  qint64 now) {
  if (!platform::isOn(platform::Guard::SpendStartCode)) return true;
  return m_session.change(reserveStartCodeSql,
                          {recoveryId, accountKey, code.id, notNull(code.reservedBy), now}) == 1;
}

bool SqlFactors::endStartCode(const QString& accountKey) {
  return m_session.change(endStartCodeSql, {accountKey}) == 1;
}

int SqlFactors::putOff(const QString& accountKey, qint64 now, qint64 since, qint64 until) {
  int count = 0;
  for (const Sql& sql : putOffs) count += m_session.change(sql, {until, accountKey, until, now, since});
  return count;
}

void SqlFactors::waitNoLonger(const QString& accountKey, qint64 until) {
  for (const Sql& sql : noLongers) m_session.change(sql, {until, accountKey, until});
}

void SqlFactors::notePassword(const QString& accountKey, qint64 at) {
  m_session.change(endStartCodeSql, {accountKey});
  m_session.change(notePasswordSql, {accountKey, at});
}

}  // namespace latchkey::service::store
