// SPDX-License-Identifier: GPL-3.0-or-later
// A whole recovery again and again, the n-th operation failing, until a run goes through untouched.
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "tests/failpoints/recovery_round.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
/// In a quick run one call in so many; with LATCHKEY_EVERY_FAILPOINT=1 each.
int stride() {
  return qEnvironmentVariableIsSet("LATCHKEY_EVERY_FAILPOINT") ? 1 : 7;
}

struct Round {
  QString fault;
  platform::FailReport report;
};

/// One recovery with the n-th call failing, and the next one of the account on the same folder.
Round failAt(qint64 at, const QString& prepared) {
  const QTemporaryDir folder;
  copyDatabase(prepared, folder.path());
  Round round;
  {
    Applicant person(folder.path(), newPassword);
    Ledger ledger(folder.path(), oldPassword, newPassword);
    RecoveryRound recovery(folder.path(), person, ledger);
    platform::armFailpoints(FailMode::Fail, at);
    round.fault = recovery.run();
    round.report = platform::failReport();
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
    const Round round = failAt(0, m_prepared.path());
    QVERIFY2(round.fault.isEmpty(), qPrintable(round.fault));
    QVERIFY(round.report.failed == nullptr);
    for (const FailClass kind :
         {FailClass::Store, FailClass::Directory, FailClass::Delivery, FailClass::File, FailClass::Clock}) {
      QVERIFY2(round.report.byClass[static_cast<std::size_t>(kind)] > 0,
               qPrintable(QString::number(static_cast<int>(kind))));
    }
  }

  void whateverFailsTheRecoveryComesToItsEndWholly() {
    QSet<QString> places;
    int fired = 0;
    qint64 at = 1;
    for (;; at += stride()) {
      const Round round = failAt(at, m_prepared.path());
      const char* const place = round.report.failed;
      QVERIFY2(
          round.fault.isEmpty(),
          qPrintable(QStringLiteral("call %1, %2: %3").arg(at).arg(QString::fromLatin1(place), round.fault)));
      if (place == nullptr) {
        QVERIFY(round.report.counted < at);
        break;
      }
      ++fired;
      places.insert(QString::fromLatin1(place));
    }
    // Not one call was passed over, and all that a recovery does can fail.
    QCOMPARE(fired, static_cast<int>((at - 1) / stride()));
    QVERIFY2(fired * stride() > 200, qPrintable(QString::number(fired)));
    if (stride() > 1) return;
    for (const char* place :
         {"store.open", "store.run", "store.begin", "store.statement", "store.commit.before",
          "store.commit.after", "store.rollback", "directory.find", "directory.set.before",
          "directory.set.after", "delivery.before", "delivery.after", "outbox.open", "outbox.write",
          "outbox.rename", "clock.now"}) {
      QVERIFY2(places.contains(QString::fromLatin1(place)), place);
    }
  }
};

QTEST_GUILESS_MAIN(FailingRecoveryTest)
#include "failing_recovery_test.moc"
