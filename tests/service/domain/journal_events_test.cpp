// SPDX-License-Identifier: GPL-3.0-or-later
// What a recovery leaves in the journal: each event with the change that it tells of, nothing without end.
#include <QtTest>

#include "service/store/sql_audit_trail.h"
#include "service/store/sqlite_database.h"
#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
service::store::SqliteDatabase& databaseOf(RecoveryDesk& desk) {
  return static_cast<SqliteBench&>(*desk.bench).database();
}
QList<JournalRow> rowsOf(RecoveryDesk& desk) {
  return *service::store::SqlAuditTrail(databaseOf(desk), desk.keys).latest({}, {}, 1000);
}
QString eventsOf(RecoveryDesk& desk) {
  QStringList events;
  const auto rows = rowsOf(desk);
  for (const JournalRow& row : rows) events << row.entry.event;
  return events.join(u' ');
}
QString detailOf(RecoveryDesk& desk, const char* event) {
  QString detail;
  const auto rows = rowsOf(desk);
  for (const JournalRow& row : rows) {
    if (row.entry.event == QLatin1String(event)) detail = row.entry.detail;
  }
  return detail;
}
const QString begun = QStringLiteral("opened challenge-passed methods-offered");
}  // namespace

class JournalEventsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aRecoveryIsToldFromBeginningToEnd() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    QVERIFY(!visitor.code(wrongFor(desk.lastCode())));
    QVERIFY(visitor.code(desk.lastCode()));
    QVERIFY(!visitor.password("tiny"));
    desk.directory.fault = DirectoryError::InHistory;
    QVERIFY(!visitor.password("Quiet-Lake-42"));
    QCOMPARE(detailOf(desk, "password-refused"), QStringLiteral("in-history"));
    desk.directory.fault.reset();
    QVERIFY(visitor.password("Quiet-Lake-43"));
    QCOMPARE(eventsOf(desk), begun + QStringLiteral(" code-queued gate-failed gate-passed password-refused "
                                                    "password-refused password-changed notices-queued"));
    QCOMPARE(detailOf(desk, "code-queued"), QStringLiteral("mail ms*****@example.com: queued"));
    QCOMPARE(detailOf(desk, "gate-failed"), QStringLiteral("mail, try 1"));
    QCOMPARE(detailOf(desk, "gate-passed"), QStringLiteral("mail, 1 of 1"));
    QCOMPARE(detailOf(desk, "notices-queued"), QStringLiteral("password-changed, to 3"));
    const auto rows = rowsOf(desk);
    for (const JournalRow& row : rows) QCOMPARE(row.entry.receipt, visitor.view.receipt);
    const auto report = service::store::SqlAuditTrail(databaseOf(desk), desk.keys).verify({});
    QVERIFY(report && !report->broken);
  }

  void aFailedChallengeAndACancelAreTold() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open());
    QVERIFY(!visitor.perform(AnswerChallenge{visitor.view.challenge->id, QStringLiteral("wrong"), {}}));
    QVERIFY(visitor.perform(CancelRecovery{}));
    QCOMPARE(eventsOf(desk), QStringLiteral("opened challenge-failed cancelled"));
  }

  void aMismatchIsToldWhereItIsShown() {
    RecoveryDesk desk(Disclosure::Explicit);
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Mail));
    for (int i = 0; i < 5; ++i) std::ignore = visitor.confirm(QStringLiteral("no.one"));
    QCOMPARE(eventsOf(desk), begun + QStringLiteral(" entry-mismatch").repeated(4) +
                                 QStringLiteral(" entry-mismatch ended-by-confirm-misses"));
  }

  void aLimitIsToldOnceAnHour() {
    RecoveryDesk desk;
    desk.policy.realms.first().limits.opensPerHourAndAccount = 2;
    desk.restart();
    Visitor visitor(desk);
    for (int i = 0; i < 50; ++i) std::ignore = visitor.open();
    QCOMPARE(eventsOf(desk), QStringLiteral("opened opened limit-hit"));
    QCOMPARE(detailOf(desk, "limit-hit"), QStringLiteral("too many recoveries opened"));
    desk.clock.advance(61 * 60 * 1000);
    for (int i = 0; i < 50; ++i) std::ignore = visitor.open();
    QCOMPARE(eventsOf(desk), QStringLiteral("opened opened limit-hit opened opened limit-hit"));
  }

  void aLockIsToldWithItsNotices() {
    RecoveryDesk desk;
    desk.policy.realms.first().limits.missesPerDay = 3;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString code = desk.lastCode();
    for (int i = 0; i < 10; ++i) std::ignore = visitor.code(wrongFor(code));
    QCOMPARE(eventsOf(desk), begun + QStringLiteral(" code-queued gate-failed gate-failed gate-failed "
                                                    "factor-locked notices-queued limit-hit limit-hit"));
    QCOMPARE(detailOf(desk, "factor-locked"), QStringLiteral("mail"));
    QCOMPARE(detailOf(desk, "notices-queued"), QStringLiteral("factor-locked, to 2"));
  }

  void whatFailsLeavesNothing() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open());
    QVERIFY(databaseOf(desk).connection()->run(QStringLiteral(
        "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(FAIL, 'disk full'); END")));
    QCOMPARE(kindOf(visitor.passChallenge()), RefusalKind::Unavailable);
    QVERIFY(databaseOf(desk).connection()->run(QStringLiteral("DROP TRIGGER full")));
    // Nothing was used up without its row.
    QVERIFY(visitor.passChallenge());
    QCOMPARE(eventsOf(desk), begun);
  }
};

QTEST_GUILESS_MAIN(JournalEventsTest)
#include "journal_events_test.moc"
