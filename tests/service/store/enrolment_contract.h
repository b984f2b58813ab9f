// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>

#include "service/domain/store_ports.h"

namespace latchkey::tests {
using namespace service::domain;  // NOLINT: the vocabulary of these tests
}  // namespace latchkey::tests

/// What every store keeps to of "Secure your account", beside store_contract.h.
namespace latchkey::tests::storecontract {

inline EnrolmentRecord sampleEnrolment(const QString& id) {
  EnrolmentRecord record;
  record.id = id;
  record.accountKey = QStringLiteral("a@example.com");
  record.givenName = QStringLiteral("EXAMPLE\\a");
  record.realm = QStringLiteral("people");
  record.language = Language::Japanese;
  record.source = QStringLiteral("somewhere");
  record.stage = EnrolStage::Code;
  record.epoch = 3;
  record.createdAt = 1;
  record.touchedAt = 2;
  record.expiresAt = 9'000'000'000'000;
  record.provenUntil = 4;
  record.isProof = true;
  record.slot = QStringLiteral("c1");
  record.handle = QStringLiteral("h");
  record.pending = QByteArray("\0sealed", 7);
  record.pendingUntil = 5;
  return record;
}
inline void putEnrolment(Store& store, const EnrolmentRecord& record) {
  const auto tables = store.begin(Access::Write);
  tables->enrolments().insert(record);
  QVERIFY(tables->commit());
}
inline CodeRecord enrolmentCode(const QString& id, CodePurpose purpose, const QByteArray& mac) {
  CodeRecord code;
  code.recoveryId = id;
  code.slot = QStringLiteral("c1");
  code.purpose = purpose;
  code.handle = QStringLiteral("h");
  code.mac = mac;
  code.expiresAt = 100;
  code.liveContact = QStringLiteral("hash of a contact");
  return code;
}

inline void signInsComeBackAndNeedTheVersionThatWasRead(Store& store) {
  putEnrolment(store, sampleEnrolment(QStringLiteral("one")));
  const auto tables = store.begin(Access::Write);
  auto record = tables->enrolments().find(QStringLiteral("one"));
  QVERIFY(record);
  QCOMPARE(record->givenName, QStringLiteral("EXAMPLE\\a"));
  QCOMPARE(record->stage, EnrolStage::Code);
  QCOMPARE(record->pending, QByteArray("\0sealed", 7));
  QCOMPARE(record->pendingUntil, 5);
  QCOMPARE(record->expiresAt, 9'000'000'000'000);
  QVERIFY(record->isProof);
  auto stale = *record;
  record->stage = EnrolStage::List;
  record->pending.clear();
  QVERIFY(tables->enrolments().update(*record));
  QVERIFY(!tables->enrolments().update(stale));
  QVERIFY(tables->enrolments().find(QStringLiteral("one"))->pending.isEmpty());
}

inline void aChangeOfAnAccountEndsItsOtherSignIns(Store& store) {
  putEnrolment(store, sampleEnrolment(QStringLiteral("one")));
  putEnrolment(store, sampleEnrolment(QStringLiteral("two")));
  auto other = sampleEnrolment(QStringLiteral("three"));
  other.accountKey = QStringLiteral("b@example.com");
  putEnrolment(store, other);
  const auto tables = store.begin(Access::Write);
  QCOMPARE(tables->recoveries().endOthers(QStringLiteral("a@example.com"), QStringLiteral("one")), 0);
  QCOMPARE(tables->enrolments().find(QStringLiteral("one"))->stage, EnrolStage::Code);
  const auto ended = tables->enrolments().find(QStringLiteral("two"));
  QCOMPARE(ended->stage, EnrolStage::Ended);
  QVERIFY(ended->superseded && ended->pending.isEmpty() && ended->provenUntil == 0);
  QCOMPARE(tables->enrolments().find(QStringLiteral("three"))->stage, EnrolStage::Code);
}

inline void codesOfSignInsCountAndAreConsumedOnce(Store& store) {
  putEnrolment(store, sampleEnrolment(QStringLiteral("one")));
  putEnrolment(store, sampleEnrolment(QStringLiteral("two")));
  const auto tables = store.begin(Access::Write);
  EnrolmentTable& table = tables->enrolments();
  const QString one = QStringLiteral("one");
  const QString slot = QStringLiteral("c1");
  table.putCode(enrolmentCode(one, CodePurpose::FreshProof, "first"));
  QVERIFY(!table.findCode(one, slot, CodePurpose::Registration));
  QCOMPARE(table.countAttempt(one, slot, CodePurpose::FreshProof, 2)->attempts, 1);
  // Another code keeps the count, and ends the one before it.
  table.putCode(enrolmentCode(one, CodePurpose::FreshProof, "second"));
  QCOMPARE(table.countAttempt(one, slot, CodePurpose::FreshProof, 2)->attempts, 2);
  QVERIFY(!table.countAttempt(one, slot, CodePurpose::FreshProof, 2));
  QVERIFY(!table.consumeCode(enrolmentCode(one, CodePurpose::FreshProof, "first")));
  QVERIFY(table.consumeCode(enrolmentCode(one, CodePurpose::FreshProof, "second")));
  QVERIFY(!table.consumeCode(enrolmentCode(one, CodePurpose::FreshProof, "second")));
  // One live code for each contact and purpose, over all sign-ins.
  table.putCode(enrolmentCode(one, CodePurpose::FreshProof, "third"));
  table.putCode(enrolmentCode(QStringLiteral("two"), CodePurpose::FreshProof, "fourth"));
  QVERIFY(!table.consumeCode(enrolmentCode(one, CodePurpose::FreshProof, "third")));
  QVERIFY(table.consumeCode(enrolmentCode(QStringLiteral("two"), CodePurpose::FreshProof, "fourth")));
  QVERIFY(tables->commit());
}

inline void anAccountIsKeptWaitingToTheLatestEnd(Store& store) {
  const QString key = QStringLiteral("a@example.com");
  {
    const auto tables = store.begin(Access::Write);
    EnrolmentTable& table = tables->enrolments();
    QCOMPARE(table.waitsUntil(key), 0);
    table.keepWaiting(key, 20);
    table.keepWaiting(key, 15);
    QCOMPARE(table.waitsUntil(key), 20);
    table.keepWaiting(key, 9'000'000'000'000);
    QCOMPARE(table.waitsUntil(key), 9'000'000'000'000);
    table.waitNoLonger(key, 9'000'000'000'001);
    QCOMPARE(table.waitsUntil(key), 9'000'000'000'000);
    table.waitNoLonger(key, 30);
    QCOMPARE(table.waitsUntil(key), 30);
    QCOMPARE(table.waitsUntil(QStringLiteral("b@example.com")), 0);
    QVERIFY(tables->commit());
  }
}

/// Of each kind, in this order: contact, app, key, answers.
inline void putFactors(FactorTable& factors, const QString& account, qint64 registeredAt, qint64 usableAt) {
  RegisteredContact contact;
  contact.contact.id = QStringLiteral("r-%1").arg(registeredAt);
  contact.contact.value = QStringLiteral("me@example.org");
  contact.registeredAt = registeredAt;
  contact.usableAt = usableAt;
  factors.put(account, contact);
  factors.put(account, Authenticator{QStringLiteral("app"), "sealed", 0, registeredAt, usableAt});
  factors.put(account, SecurityKey{"credential", "key", {}, 0, registeredAt, usableAt});
  factors.put(account, QuestionSet{{QStringLiteral("one")}, "verifier", registeredAt, usableAt});
}
inline QList<qint64> usableTimes(const Factors& factors) {
  QList<qint64> times;
  for (const auto& one : factors.contacts) times << one.usableAt;
  for (const auto& one : factors.authenticators) times << one.usableAt;
  for (const auto& one : factors.keys) times << one.usableAt;
  if (factors.questions) times << factors.questions->usableAt;
  return times;
}

inline void whatWaitsOrIsNewIsPutOff(Store& store) {
  const auto tables = store.begin(Access::Write);
  FactorTable& factors = tables->factors();
  const QString old = QStringLiteral("old@example.com");  // registered before, and good: it stays so
  const QString fresh = QStringLiteral("fresh@example.com");
  const QString waiting = QStringLiteral("waiting@example.com");
  const QString other = QStringLiteral("other@example.com");
  putFactors(factors, old, 10, 40);
  putFactors(factors, fresh, 20, 0);
  putFactors(factors, waiting, 10, 60);
  putFactors(factors, other, 20, 60);
  for (const QString& account : {old, fresh, waiting}) {
    QCOMPARE(factors.putOff(account, 50, 20, 100), account == old ? 0 : 4);
    QCOMPARE(factors.putOff(account, 50, 20, 90), 0);  // never shorter
  }
  QCOMPARE(usableTimes(factors.of(old)), QList<qint64>(4, 40));
  QCOMPARE(usableTimes(factors.of(fresh)), QList<qint64>(4, 100));
  QCOMPARE(usableTimes(factors.of(waiting)), QList<qint64>(4, 100));
  QCOMPARE(usableTimes(factors.of(other)), QList<qint64>(4, 60));
  factors.waitNoLonger(fresh, 120);
  QCOMPARE(usableTimes(factors.of(fresh)), QList<qint64>(4, 100));
  factors.waitNoLonger(fresh, 80);
  QCOMPARE(usableTimes(factors.of(fresh)), QList<qint64>(4, 80));
  QCOMPARE(usableTimes(factors.of(waiting)), QList<qint64>(4, 100));
  QVERIFY(tables->commit());
}

inline void newsAreShownForAWhile(Store& store) {
  const QString key = QStringLiteral("a@example.com");
  const auto tables = store.begin(Access::Write);
  EnrolmentTable& table = tables->enrolments();
  table.putNews(key, MethodKind::Authenticator, true, 7);
  table.putNews(QStringLiteral("b@example.com"), MethodKind::Questions, false, 8);
  for (int again = 0; again < 2; ++again) {
    const auto news = table.news(key, 6, 8);
    QCOMPARE(news.size(), 1);
    QCOMPARE(news.first().kind, MethodKind::Authenticator);
    QVERIFY(news.first().added && news.first().at == 7);
  }
  QVERIFY(table.news(key, 7, 9).isEmpty());
  QVERIFY(table.news(key, 5, 7).isEmpty());
  // However many come after it, it is not hidden behind them.
  for (int i = 0; i < 40; ++i) {
    table.putNews(key, MethodKind::Questions, true, 10 + i);
    table.putNews(key, MethodKind::Questions, false, 10 + i);
  }
  const auto news = table.news(key, 0, 1000);
  QCOMPARE(news.size(), 3);
  QCOMPARE(news.first().kind, MethodKind::Authenticator);
  QCOMPARE(news.last().at, 49);
}

inline void registeredContactsAreRememberedForAWhile(Store& store) {
  const QString key = QStringLiteral("a@example.com");
  const auto tables = store.begin(Access::Write);
  FactorTable& factors = tables->factors();
  RegisteredContact registered;
  registered.contact.id = QStringLiteral("r-1");
  registered.contact.kind = ContactKind::Phone;
  registered.contact.value = QStringLiteral("+81312345978");
  registered.contact.extension = QStringLiteral("204");
  registered.registeredAt = 10;
  registered.usableAt = 20;
  factors.put(key, registered);
  const auto there = factors.of(key).contacts;
  QCOMPARE(there.size(), 1);
  QCOMPARE(there.first().contact.extension, QStringLiteral("204"));
  QVERIFY(there.first().contact.usable);
  QCOMPARE(there.first().usableAt, 20);
  QVERIFY(factors.of(QStringLiteral("b@example.com")).contacts.isEmpty());
  QVERIFY(!factors.removeContact(QStringLiteral("b@example.com"), QStringLiteral("r-1"), 30));
  QVERIFY(factors.removeContact(key, QStringLiteral("r-1"), 30));
  QVERIFY(!factors.removeContact(key, QStringLiteral("r-1"), 31));
  QVERIFY(factors.of(key).contacts.isEmpty());
  QCOMPARE(factors.removedContacts(key, 29).size(), 1);
  QVERIFY(factors.removedContacts(key, 30).isEmpty());
}

}  // namespace latchkey::tests::storecontract
