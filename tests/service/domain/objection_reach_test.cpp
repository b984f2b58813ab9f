// SPDX-License-Identifier: GPL-3.0-or-later
// What the codes of "this was not me" reach: in which messages they stand, for how long they are good, and
// what they tell.
#include <QtTest>

#include "service/domain/contact_changes.h"
#include "service/domain/notices.h"
#include "service/domain/question_changes.h"
#include "service/store/sql_account_store.h"
#include "service/store/sql_store.h"
#include "service/store/sqlite_database.h"
#include "tests/support/objection_office.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {

using Office = ObjectionOffice;
/// Plays something, and gives the subject of the message whose code is used then.
using Scene = const char* (*)(Office&);
constexpr qint64 minute = 60'000;
constexpr qint64 day = 24 * 60 * minute;
const QString person = QStringLiteral("msabc123@outlook.com");

service::store::SqliteDatabase& databaseOf(Office& office) {
  return static_cast<SqliteBench&>(*office.desk.bench).database();
}
/// The account in the very database that its recoveries run on, where administration changes it.
void enrol(Office& office) {
  service::store::SqlAccountStore accounts(databaseOf(office), office.desk.clock);
  if (!accounts.add({{RecoveryDesk::person(), {}, {}}})) qFatal("cannot add");
}
ContactChanges contactsOf(Office& office) {
  RecoveryDesk& desk = office.desk;
  return {{desk.bench->store(), desk.writer, desk.clock, desk.random, desk.keys, desk.box}, desk.policy};
}
bool recover(Office& office, const char* who = "thief") {
  office.desk.clock.advance(2 * minute);  // so that another code may be sent
  Visitor thief(office.desk, who);
  return thief.reachPassword() && thief.password("Quiet-Lake-42");
}
void must(bool done) {
  if (!done) qFatal("the scene did not play");
}

const char* aCodeIsSent(Office& office) {
  Visitor visitor(office.desk);
  must(visitor.reachCode());
  return "code";
}
const char* aPasswordIsChanged(Office& office) {
  must(recover(office));
  return "changed";
}
const char* aLockIsTakenOff(Office& office) {
  office.lock();
  Visitor visitor(office.desk);
  must(reachUnlocking(visitor, office) && visitor.perform(UnlockAccount{}));
  return "unlocked";
}
const char* aFactorIsLocked(Office& office) {
  office.desk.policy.realms.first().limits.missesPerDay = 2;
  office.desk.restart();
  Visitor visitor(office.desk);
  must(visitor.reachCode());
  const QString wrong = wrongFor(office.desk.lastCode());
  for (int i = 0; i < 2; ++i) must(!visitor.code(wrong));
  return "locked";
}
const char* aStartCodeIsIssued(Office& office) {
  office.issueStartCode();
  return "start code";
}
const char* aContactIsAdded(Office& office) {
  enrol(office);
  must(contactsOf(office)
           .add(person, RecoveryDesk::mail({}, QStringLiteral("newcomer@example.com")))
           .has_value());
  return "added";
}
const char* aContactIsRemoved(Office& office) {
  enrol(office);
  must(contactsOf(office).remove(person, QStringLiteral("c1")).has_value());
  return "removed";
}
const char* questionsAreRemoved(Office& office) {
  enrol(office);
  RecoveryDesk& desk = office.desk;
  {
    const auto tables = desk.bench->store().begin(Access::Write);
    tables->factors().put(person, QuestionSet{{QStringLiteral("first-dish")}, "verifier", 1});
    must(tables->commit().has_value());
  }
  QuestionChanges changes(
      {desk.bench->store(), desk.slowHash, desk.writer, desk.clock, desk.random, desk.keys, desk.box},
      desk.policy);
  must(changes.remove(person).has_value());
  return "questions";
}

// Passwords that were set after a message, or are about to be.
const char* anotherRecoverySetsOne(Office& office) {
  const char* const subject = aCodeIsSent(office);
  office.desk.clock.advance(2 * minute);
  Visitor other(office.desk, "other");
  must(other.open() && other.passChallenge() && other.choose(MethodKind::Text) &&
       other.confirm(QStringLiteral("5432")) && other.code(office.desk.lastCode()) &&
       other.password("Quiet-Lake-42"));
  // The first recovery's own message: the other one's came later.
  return subject;
}
const char* aStartCodeSetsOne(Office& office) {
  const QString digits = office.issueStartCode();
  Visitor thief(office.desk);
  must(reachStartCode(thief) && thief.code(digits) && thief.password("Quiet-Lake-42"));
  return "start code";
}
const char* theDirectoryHasOneInHand(Office& office) {
  Visitor thief(office.desk);
  must(thief.reachPassword());
  office.desk.directory.fault = DirectoryError::OutcomeUnknown;
  office.desk.directory.changesAllTheSame = true;
  office.desk.directory.markersDown = true;
  must(!thief.password("Quiet-Lake-42"));
  office.desk.directory.fault.reset();
  office.desk.directory.markersDown = false;
  return "code";
}
const char* oneIsSetBehindALockedFactor(Office& office) {
  const char* const subject = aFactorIsLocked(office);
  Visitor thief(office.desk, "thief");
  must(thief.open() && thief.passChallenge() && thief.choose(MethodKind::Text) &&
       thief.confirm(QStringLiteral("5432")) && thief.code(office.desk.lastCode()) &&
       thief.password("Quiet-Lake-42"));
  office.desk.clock.advance(2 * day);
  const qint64 now = office.desk.clock.now();
  must(service::store::SqlStore(databaseOf(office)).prune(now, now - day - 60 * minute, 0, 0).has_value());
  must(office.desk.count("recoveries") == 0);
  return subject;
}
const char* oneIsSetAfterAContactWasAdded(Office& office) {
  const char* const subject = aContactIsAdded(office);
  must(recover(office));
  return subject;
}
const char* oneWasSetBefore(Office& office) {
  must(recover(office));
  office.desk.clock.advance(2 * minute);
  return aCodeIsSent(office);
}
const char* theDirectoryHasAnUnlockingInHand(Office& office) {
  office.lock();
  Visitor thief(office.desk);
  must(reachUnlocking(thief, office));
  office.desk.directory.fault = DirectoryError::OutcomeUnknown;
  must(!thief.perform(UnlockAccount{}));
  office.desk.directory.fault.reset();
  return "code";
}

}  // namespace

Q_DECLARE_METATYPE(Scene)

class ObjectionReachTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aPasswordThatWasSetSinceTheMessageIsTold_data() {
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<int>("before");
    QTest::addColumn<bool>("changed");
    QTest::newRow("by the recovery itself") << Scene(&aPasswordIsChanged) << 0 << true;
    QTest::newRow("by another recovery") << Scene(&anotherRecoverySetsOne) << 1 << true;
    QTest::newRow("by a start code") << Scene(&aStartCodeSetsOne) << 0 << true;
    QTest::newRow("in hand at the directory") << Scene(&theDirectoryHasOneInHand) << 0 << true;
    QTest::newRow("behind a locked factor, two days later")
        << Scene(&oneIsSetBehindALockedFactor) << 0 << true;
    QTest::newRow("after a contact was added") << Scene(&oneIsSetAfterAContactWasAdded) << 0 << true;
    QTest::newRow("before the message") << Scene(&oneWasSetBefore) << 0 << false;
    QTest::newRow("a lock was taken off") << Scene(&aLockIsTakenOff) << 0 << false;
    QTest::newRow("an unlocking in hand at the directory")
        << Scene(&theDirectoryHasAnUnlockingInHand) << 0 << false;
    QTest::newRow("none") << Scene(&aCodeIsSent) << 0 << false;
  }
  void aPasswordThatWasSetSinceTheMessageIsTold() {
    QFETCH(Scene, scene);
    QFETCH(int, before);
    QFETCH(bool, changed);
    Office office;
    const char* const subject = scene(office);
    const auto objected = office.object(office.codeIn(subject, before));
    QVERIFY(objected);
    QCOMPARE(objected->passwordChanged, changed);
    QVERIFY(office.desk.lastBody("administrator told")
                .contains(changed ? QStringLiteral(" changed ") : QStringLiteral(" unchanged ")));
  }

  void everyNoticeCanStopRecoveries_data() {
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<int>("readers");
    QTest::newRow("contact added") << Scene(&aContactIsAdded) << 3;
    QTest::newRow("contact removed") << Scene(&aContactIsRemoved) << 3;
    QTest::newRow("questions") << Scene(&questionsAreRemoved) << 3;
    QTest::newRow("factor locked") << Scene(&aFactorIsLocked) << 2;
    QTest::newRow("password changed") << Scene(&aPasswordIsChanged) << 3;
    QTest::newRow("lock taken off") << Scene(&aLockIsTakenOff) << 3;
    QTest::newRow("start code") << Scene(&aStartCodeIsIssued) << 3;
  }
  void everyNoticeCanStopRecoveries() {
    QFETCH(Scene, scene);
    QFETCH(int, readers);
    Office office;
    const char* const subject = scene(office);
    QSet<QString> codes;
    QCOMPARE(office.queued(subject), readers);
    for (int reader = 0; reader < readers; ++reader) codes.insert(office.codeIn(subject, reader));
    QCOMPARE(codes.size(), readers);
    // A used one tells which message it stood in, and whose.
    office.desk.clock.advance(7 * day - 1);
    QVERIFY(office.object(office.codeIn(subject, 0)));
    office.desk.clock.advance(1);
    QCOMPARE(kindOf(office.object(office.codeIn(subject, 1))), RefusalKind::ObjectionRefused);
  }

  void thatOfAStartCodeIsGoodForAsLongAsTheStartCode() {
    Office office;
    office.desk.policy.realms.first().limits.startCode = 30 * day / 1000;
    aStartCodeIsIssued(office);
    office.desk.clock.advance(30 * day - 1);
    QVERIFY(office.object(office.codeIn("start code", 0)));
    office.desk.clock.advance(1);
    QCOMPARE(kindOf(office.object(office.codeIn("start code", 1))), RefusalKind::ObjectionRefused);
  }

  void aRemovedContactStopsNothingWithWhatItWasSentBefore() {
    Office office;
    aCodeIsSent(office);
    aContactIsRemoved(office);
    QCOMPARE(kindOf(office.object(office.codeIn("code"))), RefusalKind::ObjectionRefused);
    // Its own notice has the last one.
    QVERIFY(office.object(office.codeIn("removed")));
  }

  void aFurtherCodeOnAStoppedAccountTellsItsContactsNothingAgain() {
    Office office;
    aPasswordIsChanged(office);
    QVERIFY(office.object(office.codeIn("changed", 0)));
    QCOMPARE(office.queued("stopped"), 3);
    QCOMPARE(office.queued("administrator told"), 1);

    office.desk.clock.advance(day / 2);
    const auto second = office.object(office.codeIn("changed", 1));
    QVERIFY(second && second->administratorsTold);
    QCOMPARE(second->contactsNotified, 0);
    QCOMPARE(second->stoppedUntil, office.desk.clock.now() + 7 * day);
    QCOMPARE(office.queued("stopped"), 3);
    QCOMPARE(office.queued("administrator told"), 1);

    // An end that is later than what the realm says meanwhile stays, and is what is said and written down.
    office.desk.policy.realms.first().limits.freezeFor = day / 1000;
    office.desk.restart();
    office.desk.clock.advance(day / 2);
    const auto third = office.object(office.codeIn("changed", 2));
    QVERIFY(third);
    QCOMPARE(third->stoppedUntil, second->stoppedUntil);
    QVERIFY(office.journal("objected").contains(isoTime(second->stoppedUntil)));
    QCOMPARE(office.queued("stopped"), 3);
    QCOMPARE(office.queued("administrator told"), 2);
  }

  void aFreezeThatBeginsAnewIsToldAnew() {
    Office office;
    aPasswordIsChanged(office);
    QVERIFY(office.object(office.codeIn("changed", 0)));
    QVERIFY(office.unfreeze());
    QCOMPARE(office.object(office.codeIn("changed", 1))->contactsNotified, 3);
    QCOMPARE(office.queued("stopped"), 6);
    QCOMPARE(office.queued("administrator told"), 2);
  }
};

QTEST_GUILESS_MAIN(ObjectionReachTest)
#include "objection_reach_test.moc"
