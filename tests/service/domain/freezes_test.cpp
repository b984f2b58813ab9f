// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/freezes.h"

#include <QtTest>

#include "service/domain/notices.h"
#include "tests/support/objection_office.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {

using Office = ObjectionOffice;

Result<LiftedFreeze, FreezeFault> lift(Office& office, const Account& account = RecoveryDesk::person()) {
  RecoveryDesk& desk = office.desk;
  return Freezes({desk.bench->store(), desk.writer, desk.clock, desk.random}, desk.policy).lift(account);
}

}  // namespace

class FreezesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aLiftedFreezeIsToldToContactsAndAdministrators() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    QVERIFY(office.object(office.codeIn("code")));
    const auto lifted = lift(office);
    QVERIFY(lifted);
    QCOMPARE(lifted->toldOwner, 3);
    QCOMPARE(lifted->toldAdministrators, 1);
    const QString when = isoTime(office.desk.clock.now());
    QCOMPARE(office.queued("allowed"), 3);
    QCOMPARE(office.desk.lastBody("allowed"), QStringLiteral("ms*****@outlook.com ") + when);
    QCOMPARE(office.queued("freeze lifted"), 1);
    QCOMPARE(office.desk.lastBody("freeze lifted"),
             RecoveryDesk::person().key + u' ' + when + QStringLiteral(" en"));
    QCOMPARE(office.journal("unfrozen"), QStringLiteral("told 3 and 1"));
    office.desk.clock.advance(60'000);  // so that another code may be sent
    Visitor again(office.desk, "again");
    QVERIFY(again.reachPassword());
  }

  void noCodeFromBeforeStopsItAgain() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachPassword() && visitor.password("Quiet-Lake-42"));
    QVERIFY(office.object(office.codeIn("changed", 0)));
    QVERIFY(lift(office));
    QCOMPARE(kindOf(office.object(office.codeIn("changed", 1))), RefusalKind::ObjectionRefused);
    QCOMPARE(office.desk.count("freezes"), 0);
  }

  void whatIsNotStoppedIsNotLiftedAndKeepsItsCodes() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    QCOMPARE(lift(office).error(), FreezeFault::NotStopped);
    QCOMPARE(office.queued("allowed") + office.queued("freeze lifted"), 0);
    QVERIFY(office.object(office.codeIn("code")));
  }

  void withoutTheNoticesItStaysStopped() {
    Office office;
    office.freeze(office.desk.clock.now() + 1000);
    auto& database = static_cast<SqliteBench&>(*office.desk.bench).database();
    QVERIFY(database.connection()->run(QStringLiteral(
        "CREATE TRIGGER full BEFORE INSERT ON messages BEGIN SELECT RAISE(FAIL, 'disk full'); END")));
    QCOMPARE(lift(office).error(), FreezeFault::Unavailable);
    QCOMPARE(office.desk.count("freezes"), 1);
  }

  void anAccountOfNoRealmIsLiftedToo() {
    Office office;
    office.freeze(office.desk.clock.now() + 1000);
    Account account = RecoveryDesk::person();
    account.realm = QStringLiteral("gone");
    const auto lifted = lift(office, account);
    QVERIFY(lifted);
    QCOMPARE(lifted->toldOwner, 3);
    QCOMPARE(lifted->toldAdministrators, 0);
  }
};

QTEST_GUILESS_MAIN(FreezesTest)
#include "freezes_test.moc"
