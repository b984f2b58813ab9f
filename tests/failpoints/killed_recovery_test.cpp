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

/// What comes after a crash: the person, with the same request again, or nobody.
enum class Then { GoesOn, Settles };
QString nameOf(Then then) {
  return then == Then::GoesOn ? QStringLiteral("gone on with") : QStringLiteral("settled");
}

ProgramRun killAt(qint64 at, const QString& folder, Then then = Then::GoesOn) {
  QStringList arguments = {folder};
  if (then == Then::Settles) arguments += QStringLiteral("settle");
  return runProgram(QStringLiteral(LATCHKEY_RECOVERY_PROGRAM), arguments, {},
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

/// What a folder that processes were killed over has to come to, here and now, and the next recovery of the
/// account. Nothing, or what is wrong.
/// @param failAt the operation on the way out that fails; 0: none. @param place where that was; empty:
/// nowhere
QString comesToItsEnd(const QString& folder, int kills, Then then, qint64 failAt = 0,
                      QByteArray* place = nullptr) {
  Ledger ledger(folder, oldPassword, newPassword);
  if (const QString fault = ledger.faultNow(); !fault.isEmpty()) return QStringLiteral("at once: ") + fault;
  Applicant person(folder, newPassword);
  {
    RecoveryRound rest(folder, person, ledger);
    if (failAt > 0) platform::armFailpoints(FailMode::Fail, failAt);
    QString fault = then == Then::GoesOn ? rest.run() : rest.settle();
    if (place != nullptr) *place = platform::failReport().failed;
    platform::armFailpoints(FailMode::Off, 0);
    if (fault.isEmpty()) {
      fault = then == Then::GoesOn ? ledger.faultAtEnd(kills) : ledger.faultWhenSettled(kills);
    }
    if (!fault.isEmpty()) return fault;
    // Nothing is under way in a service that has just started, and could clear up.
    if (failAt == 0 && !person.waited().isEmpty())
      return person.waited() + QStringLiteral(" had to wait for the dead");
  }
  person.beginAnew(nextPassword);
  Ledger next(folder, ledger.isChanged() ? newPassword : oldPassword, nextPassword);
  RecoveryRound again(folder, person, next);
  QString fault = again.run();
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
      const QTemporaryDir copy;
      copyFolder(folder.path(), copy.path());
      for (const Then then : {Then::GoesOn, Then::Settles}) {
        const QString& path = then == Then::GoesOn ? folder.path() : copy.path();
        const QString fault = comesToItsEnd(path, 1, then);
        QVERIFY2(
            fault.isEmpty(),
            qPrintable(
                QStringLiteral("killed at call %1, %2, %3: %4").arg(at).arg(place, nameOf(then), fault)));
      }
    }
    QVERIFY2(killed * stride() > 200, qPrintable(QString::number(killed)));
    if (!everyCall()) return;
    for (const char* place :
         {"store.open", "store.run", "store.begin", "store.statement", "store.commit.before",
          "store.commit.after", "store.row", "directory.find", "directory.set.before", "directory.set.after",
          "delivery.before", "delivery.after", "outbox.open", "outbox.write", "outbox.rename", "clock.now",
          "random.fill", "random.salt"}) {
      QVERIFY2(places.contains(QString::fromLatin1(place)), place);
    }
  }

  /// For each state in which a process can leave a folder: on the way out of it the next one is killed as
  /// well, or an operation fails. Calls that leave the same behind are gone on from once; where there is
  /// something to clear up and the service does it alone, at each call, else at a sample of them.
  void whoeverDiesOrFailsWhileClearingUpLeavesNoMoreBehind() {
    QSet<QByteArray> seen;
    QSet<QByteArray> killedIn;
    QSet<QByteArray> failedIn;
    int killedTwice = 0;
    int failed = 0;
    for (qint64 first = 1;; first += stride()) {
      const QTemporaryDir folder;
      copyDatabase(m_prepared.path(), folder.path());
      if (placeOf(killAt(first, folder.path())).isEmpty()) break;
      const QByteArray shape = Ledger(folder.path(), oldPassword, newPassword).shape();
      if (seen.contains(shape)) continue;
      seen.insert(shape);
      // The states around the change of the password are those in which there is something to clear up.
      const bool matters = shape.contains("gate-passed");
      if (!everyCall() && !matters) continue;
      const auto told = [first](const char* what, qint64 second, const QString& place, const QString& fault) {
        return qPrintable(QStringLiteral("killed at call %1, then %2 at call %3, %4: %5")
                              .arg(first)
                              .arg(QLatin1String(what))
                              .arg(second)
                              .arg(place, fault));
      };
      for (const Then way : {Then::GoesOn, Then::Settles}) {
        const int step = !everyCall() ? 29 : matters && way == Then::Settles ? 1 : 9;
        for (qint64 second = 1 + seen.size() % step;; second += step) {
          const QTemporaryDir copy;
          copyFolder(folder.path(), copy.path());
          const ProgramRun run = killAt(second, copy.path(), way);
          if (placeOf(run).isEmpty()) {
            QVERIFY2(run.status == 0, run.err.constData());
            break;
          }
          ++killedTwice;
          killedIn.insert(placeOf(run).toLatin1());
          const QString fault = comesToItsEnd(copy.path(), 2, way);
          QVERIFY2(fault.isEmpty(), told("killed", second, placeOf(run), fault));
        }
        const int next = everyCall() && matters && way == Then::Settles ? 1 : 29;
        for (qint64 second = 1 + seen.size() % next;; second += next) {
          const QTemporaryDir copy;
          copyFolder(folder.path(), copy.path());
          QByteArray place;
          const QString fault = comesToItsEnd(copy.path(), 2, way, second, &place);
          QVERIFY2(fault.isEmpty(), told("failing", second, QString::fromLatin1(place), fault));
          if (place.isEmpty()) break;
          ++failed;
          failedIn.insert(place);
        }
      }
    }
    qInfo("%d states, %d processes killed and %d operations failed on the way out of them", int(seen.size()),
          killedTwice, failed);
    QVERIFY(killedTwice > (everyCall() ? 600 : 10));
    QVERIFY(failed > (everyCall() ? 300 : 5));
    if (!everyCall()) return;
    for (const char* place : {"store.begin", "store.statement", "store.commit.before", "store.commit.after",
                              "directory.find", "directory.changed-by", "delivery.before", "outbox.write"}) {
      QVERIFY2(killedIn.contains(place), place);
      QVERIFY2(failedIn.contains(place), place);
    }
  }
};

QTEST_GUILESS_MAIN(KilledRecoveryTest)
#include "killed_recovery_test.moc"
