// SPDX-License-Identifier: GPL-3.0-or-later
// A whole recovery again and again, the n-th operation failing, until a run goes through untouched.
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <limits>

#include "tests/failpoints/recovery_round.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
/// With LATCHKEY_EVERY_FAILPOINT=1 each call fails once, in a quick run one in so many.
bool everyCall() {
  return qEnvironmentVariableIsSet("LATCHKEY_EVERY_FAILPOINT");
}

struct Round {
  QString fault;
  bool hasContinued = false;
  platform::FailReport report;
};

/// One recovery with the n-th call failing, and the next one of the account on the same folder. At 0 none is,
/// and randomness is counted too, whose failure would end the process.
Round failAt(qint64 at, const QString& prepared, Proof proof) {
  const QTemporaryDir folder;
  copyDatabase(prepared, folder.path());
  Round round;
  {
    Applicant person(folder.path(), newPassword, proof);
    Ledger ledger(folder.path(), oldPassword, newPassword);
    RecoveryRound recovery(folder.path(), person, ledger, [at](quint32 seed) -> std::unique_ptr<Random> {
      if (at == 0) return std::make_unique<EndingRandom>(seed);
      return std::make_unique<SeededRandom>(seed);
    });
    platform::armFailpoints(FailMode::Fail, at);
    round.fault = recovery.run();
    round.report = platform::failReport();
    round.hasContinued = person.hasContinued();
    platform::armFailpoints(FailMode::Off, 0);
    const int fired = round.report.failed != nullptr ? 1 : 0;
    if (round.fault.isEmpty()) round.fault = ledger.faultAtEnd(fired);
    if (round.fault.isEmpty()) {
      person.beginAnew(nextPassword);
      Ledger next(folder.path(), newPassword, nextPassword);
      RecoveryRound again(folder.path(), person, next);
      round.fault = again.run();
      if (round.fault.isEmpty()) round.fault = next.faultAtEnd(fired);
      if (!round.fault.isEmpty()) round.fault.prepend(QStringLiteral("the next recovery: "));
    }
  }
  return round;
}
}  // namespace

class FailingRecoveryTest : public QObject {
  Q_OBJECT

  QTemporaryDir m_prepared;

private Q_SLOTS:
  void initTestCase() { prepareFolder(m_prepared.path()); }

  void anUntouchedRunPassesEveryKindOfFailpoint() {
    const Round round = failAt(0, m_prepared.path(), Proof::Mail);
    QVERIFY2(round.fault.isEmpty(), qPrintable(round.fault));
    QVERIFY(round.report.failed == nullptr);
    for (const qint64 calls : round.report.byClass) QVERIFY(calls > 0);
  }

  void whateverFailsTheRecoveryComesToItsEndWholly_data() {
    QTest::addColumn<int>("by");
    QTest::addColumn<int>("sample");  // in a quick run one call in so many
    QTest::newRow("by mail") << static_cast<int>(Proof::Mail) << 17;
    QTest::newRow("by authenticator") << static_cast<int>(Proof::Authenticator) << 61;
    QTest::newRow("by questions") << static_cast<int>(Proof::Questions) << 61;
    QTest::newRow("by security key") << static_cast<int>(Proof::SecurityKey) << 61;
    QTest::newRow("by start code") << static_cast<int>(Proof::StartCode) << 61;
    QTest::newRow("by two gates") << static_cast<int>(Proof::TwoGates) << 97;
    QTest::newRow("by receipt, at another PC") << static_cast<int>(Proof::Receipt) << 97;
  }
  void whateverFailsTheRecoveryComesToItsEndWholly() {
    QFETCH(int, by);
    QFETCH(int, sample);
    const auto proof = static_cast<Proof>(by);
    // The ways share most of their calls: of the others one in three, or --all would take too long.
    const int whenAll = proof == Proof::Mail ? 1 : 3;
    const int stride = everyCall() ? whenAll : sample;
    // Counted as the rounds count, which leave out the randomness that would end the process.
    const Round whole = failAt(std::numeric_limits<qint64>::max(), m_prepared.path(), proof);
    QVERIFY2(whole.fault.isEmpty(), qPrintable(whole.fault));
    QCOMPARE(whole.hasContinued, proof == Proof::Receipt);
    const qint64 calls = whole.report.counted;
    QSet<QString> places;
    int fired = 0;
    for (qint64 at = 1; at <= calls; at += stride) {
      const Round round = failAt(at, m_prepared.path(), proof);
      const char* const place = round.report.failed;
      QVERIFY2(
          round.fault.isEmpty(),
          qPrintable(QStringLiteral("call %1, %2: %3").arg(at).arg(QString::fromLatin1(place), round.fault)));
      QVERIFY2(place != nullptr, QByteArray::number(at));
      ++fired;
      places.insert(QString::fromLatin1(place));
    }
    QVERIFY2(fired * stride > 200, qPrintable(QString::number(fired)));
    // The first one beyond is that of no run.
    QVERIFY(failAt(calls + 1, m_prepared.path(), proof).report.failed == nullptr);
    if (stride > 1) return;
    for (const char* place :
         {"store.open", "store.run", "store.begin", "store.statement", "store.commit.before",
          "store.commit.after", "store.row", "store.rollback", "directory.find", "directory.set.before",
          "directory.set.after", "delivery.before", "delivery.after", "outbox.folder", "outbox.open",
          "outbox.write", "outbox.rename", "clock.now", "random.salt"}) {
      QVERIFY2(places.contains(QString::fromLatin1(place)), place);
    }
  }
};

QTEST_GUILESS_MAIN(FailingRecoveryTest)
#include "failing_recovery_test.moc"
