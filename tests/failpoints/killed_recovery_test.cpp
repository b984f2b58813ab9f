// SPDX-License-Identifier: GPL-3.0-or-later
// A whole recovery in a process that is killed at its n-th operation, again and again, until one goes through
// untouched; what comes after it finds its way, and may be killed on it as well.
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "tests/failpoints/recovery_round.h"
#include "tests/support/program_run.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
bool everyCall() {
  return qEnvironmentVariableIsSet("LATCHKEY_EVERY_FAILPOINT");
}
int stride() {
  return everyCall() ? 1 : 13;
}

/// "store.begin" of a process that ended at a failpoint; empty for one that went through.
QString placeOf(const ProgramRun& run) {
  if (run.status != platform::killedByFailpoint) return {};
  return QString::fromUtf8(run.err).trimmed().section(u'\n', -1).section(u' ', -1);
}

ProgramRun killAt(qint64 at, const QString& folder) {
  return runProgram(QStringLiteral(LATCHKEY_RECOVERY_PROGRAM), {folder}, {},
                    {QStringLiteral("LATCHKEY_FAILPOINT=kill:%1").arg(at)});
}

void copyFolder(const QString& from, const QString& to) {
  QDir().mkpath(to);
  QDirIterator entries(from, QDir::AllEntries | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
  while (entries.hasNext()) {
    const QString path = entries.next();
    const QString target = to + path.sliced(from.size());
    if (entries.fileInfo().isDir()) {
      QDir().mkpath(target);
    } else if (!QFile::copy(path, target)) {
      qFatal("cannot copy");
    }
  }
}

/// What a folder that a process was killed over has to come to, here and now; and the next recovery of the
/// account. Nothing, or what is wrong.
QString comesToItsEnd(const QString& folder, int kills) {
  Ledger ledger(folder, oldPassword, newPassword);
  if (const QString fault = ledger.faultNow(); !fault.isEmpty()) return QStringLiteral("at once: ") + fault;
  Applicant person(folder, newPassword);
  RecoveryRound rest(folder, person, ledger);
  QString fault = rest.run();
  if (fault.isEmpty()) fault = ledger.faultAtEnd(kills);
  if (!fault.isEmpty()) return fault;
  person.beginAnew(nextPassword);
  Ledger next(folder, newPassword, nextPassword);
  RecoveryRound again(folder, person, next);
  fault = again.run();
  if (fault.isEmpty()) fault = next.faultAtEnd(kills);
  return fault.isEmpty() ? QString() : QStringLiteral("the next recovery: ") + fault;
}
}  // namespace

class KilledRecoveryTest : public QObject {
  Q_OBJECT

  QTemporaryDir m_prepared;

private Q_SLOTS:
  void initTestCase() { prepareFolder(m_prepared.path()); }

  void whereverItDiesTheRecoveryComesToItsEndWholly() {
    QSet<QString> places;
    int killed = 0;
    qint64 at = 1;
    for (;; at += stride()) {
      const QTemporaryDir folder;
      copyDatabase(m_prepared.path(), folder.path());
      const ProgramRun run = killAt(at, folder.path());
      const QString place = placeOf(run);
      if (place.isEmpty()) {
        QVERIFY2(run.status == 0, run.err.constData());
        break;
      }
      ++killed;
      places.insert(place);
      const QString fault = comesToItsEnd(folder.path(), 1);
      QVERIFY2(fault.isEmpty(),
               qPrintable(QStringLiteral("killed at call %1, %2: %3").arg(at).arg(place, fault)));
    }
    QCOMPARE(killed, static_cast<int>((at - 1) / stride()));
    QVERIFY2(killed * stride() > 200, qPrintable(QString::number(killed)));
    if (!everyCall()) return;
    for (const char* place :
         {"store.open", "store.run", "store.begin", "store.statement", "store.commit.before",
          "store.commit.after", "directory.find", "directory.set.before", "directory.set.after",
          "delivery.before", "delivery.after", "outbox.open", "outbox.write", "outbox.rename", "clock.now",
          "random.fill"}) {
      QVERIFY2(places.contains(QString::fromLatin1(place)), place);
    }
  }

  /// For each state in which a process can leave a folder: killed again on the way out of it.
  void whoeverDiesWhileClearingUpLeavesNoMoreBehind() {
    QSet<QByteArray> seen;
    int killedTwice = 0;
    int states = 0;
    for (qint64 first = 1;; first += stride()) {
      const QTemporaryDir folder;
      copyDatabase(m_prepared.path(), folder.path());
      if (placeOf(killAt(first, folder.path())).isEmpty()) break;
      // Calls that leave the same behind need not be gone on from twice.
      const QByteArray shape = Ledger(folder.path(), oldPassword, newPassword).shape();
      if (seen.contains(shape)) continue;
      seen.insert(shape);
      ++states;
      // In a quick run the states around the change of the password alone.
      if (!everyCall() && !shape.contains("gate-passed")) continue;
      const int step = everyCall() ? 3 : 29;
      for (qint64 second = 1 + states % step;; second += step) {
        const QTemporaryDir copy;
        copyFolder(folder.path(), copy.path());
        const ProgramRun run = killAt(second, copy.path());
        if (placeOf(run).isEmpty()) {
          QVERIFY2(run.status == 0, run.err.constData());
          break;
        }
        ++killedTwice;
        const QString fault = comesToItsEnd(copy.path(), 2);
        QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("killed at call %1, then at call %2, %3: %4")
                                                 .arg(first)
                                                 .arg(second)
                                                 .arg(placeOf(run), fault)));
      }
    }
    qInfo("%d states, %d processes killed on the way out of them", states, killedTwice);
    QVERIFY(killedTwice > (everyCall() ? 500 : 5));
  }
};

QTEST_GUILESS_MAIN(KilledRecoveryTest)
#include "killed_recovery_test.moc"
