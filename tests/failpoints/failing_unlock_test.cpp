// SPDX-License-Identifier: GPL-3.0-or-later
// Taking a lockout off, the n-th operation failing or the process dying at it, until it goes through
// untouched. Also the program that dies: failing_unlock FOLDER N.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/platform/failpoint.h"
#include "service/directory/embedded_directory.h"
#include "service/store/sql_account_store.h"
#include "tests/support/program_run.h"
#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT
using platform::FailMode;

namespace {

/// A desk over the embedded directory, on one database.
struct Desk : RecoveryDesk {
  explicit Desk(const QString& folder = {}) : RecoveryDesk(std::make_unique<SqliteBench>(folder)) {
    Account account = person();
    account.lock = LockState::Locked;
    if (!accounts.find(account.key)->has_value() && !accounts.add({{account, "verifier", {}}})) {
      qFatal("cannot add");
    }
    service = std::make_unique<RecoveryService>(RecoveryParts{bench->store(),
                                                              embedded,
                                                              renderer,
                                                              writer,
                                                              numbering,
                                                              keys,
                                                              box,
                                                              slowHash,
                                                              signatures,
                                                              clock,
                                                              random,
                                                              {}},
                                                policy);
  }
  service::store::SqlAccountStore accounts{static_cast<SqliteBench&>(*bench).database(), clock};
  service::directory::EmbeddedDirectory embedded{
      accounts, clock, service::directory::HashCost::minimum(), {}};
};

bool reachPassword(Visitor& visitor) {
  return visitor.reachPassword(Reason::CannotSignIn) && visitor.view.lock == LockState::Locked;
}

/// As the assistant and the service's upkeep go on; what is not as it has to be, or nothing.
QString faultAtEnd(Desk& desk, Visitor& visitor, Result<Outcome, Refusal> answer) {
  for (int i = 0; i < 2 && !answer; ++i) {
    desk.clock.advance(61'000);
    std::ignore = desk.service->settle();
    answer = visitor.repeat(UnlockAccount{});
  }
  if (!answer || answer->snapshot.finish != Finish::Unlocked) return QStringLiteral("not told");
  if (desk.count("accounts WHERE locked = 0") != 1) return QStringLiteral("not unlocked");
  if (desk.count("messages WHERE subject = 'unlocked'") != 3) return QStringLiteral("notices");
  if (desk.count("journal WHERE event = 'account-unlocked'") != 1) return QStringLiteral("journal");
  if (desk.count("finishes") != 0) return QStringLiteral("something is left to finish");
  return {};
}

QString tokenFile(const QString& folder) {
  return QDir(folder).filePath(QStringLiteral("token"));
}

/// Leaves the visitor's token in the folder and dies at the n-th operation of the unlocking.
int unlockAndDie(const QString& folder, qint64 at) {
  Desk desk(folder);
  Visitor visitor(desk);
  if (!reachPassword(visitor)) return 1;
  QFile file(tokenFile(folder));
  if (!file.open(QIODevice::WriteOnly)) return 1;
  file.write(visitor.token.view().data(), static_cast<qint64>(visitor.token.size()));
  file.close();
  platform::armFailpoints(FailMode::Kill, at);
  const auto answer = visitor.perform(UnlockAccount{});
  platform::armFailpoints(FailMode::Off, 0);
  return answer ? 0 : 1;
}

void checkPlaces(const QSet<QByteArray>& places) {
  for (const char* place : {"directory.find", "directory.unlock.before", "directory.unlock.after",
                            "store.commit.before", "store.commit.after", "store.statement"}) {
    QVERIFY2(places.contains(place), place);
  }
}

}  // namespace

class FailingUnlockTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whateverFailsItIsDoneAndToldOnceOrNotAtAll() {
    QSet<QByteArray> places;
    for (qint64 at = 1;; ++at) {
      Desk desk;
      Visitor visitor(desk);
      QVERIFY(reachPassword(visitor));
      platform::armFailpoints(FailMode::Fail, at);
      auto answer = visitor.perform(UnlockAccount{});
      const QByteArray place = platform::failReport().failed;
      platform::armFailpoints(FailMode::Off, 0);
      const QString fault = faultAtEnd(desk, visitor, std::move(answer));
      QVERIFY2(fault.isEmpty(), QByteArray::number(at) + ' ' + place + ": " + fault.toUtf8());
      if (place.isEmpty()) break;
      places.insert(place);
    }
    checkPlaces(places);
  }

  void whereverItDiesItIsDoneAndToldOnceOrNotAtAll() {
    QSet<QByteArray> places;
    for (qint64 at = 1;; ++at) {
      const QTemporaryDir folder;
      const ProgramRun run =
          runProgram(QCoreApplication::applicationFilePath(), {folder.path(), QString::number(at)});
      if (run.status == 0) break;
      QVERIFY2(run.status == platform::killedByFailpoint, run.err.constData());
      const QByteArray place = run.err.trimmed().split('\n').last().split(' ').last();
      Desk desk(folder.path());
      Visitor visitor(desk);
      for (int i = 0; i < writes; ++i) visitor.lastWrite = visitor.nextWrite();
      QFile file(tokenFile(folder.path()));
      QVERIFY(file.open(QIODevice::ReadOnly));
      visitor.token = platform::Secret(file.readAll().toStdString());
      desk.service->takeOver();
      const QString fault = faultAtEnd(desk, visitor, visitor.repeat(UnlockAccount{}));
      QVERIFY2(fault.isEmpty(), QByteArray::number(at) + ' ' + place + ": " + fault.toUtf8());
      places.insert(place);
    }
    checkPlaces(places);
  }

  /// "Try it now": counted at least once and judged once; nobody is left without an answer.
  void whateverFailsASignInIsCountedAndJudgedOnce() {
    QSet<QByteArray> places;
    for (qint64 at = 1;; ++at) {
      Desk desk;
      Visitor visitor(desk);
      QVERIFY(visitor.reachPassword() && visitor.password("Quiet-Lake-42"));
      const auto trial = [] { return TrySignIn{platform::Secret("Quiet-Lake-42")}; };
      platform::armFailpoints(FailMode::Fail, at);
      auto answer = visitor.perform(trial());
      const QByteArray place = platform::failReport().failed;
      platform::armFailpoints(FailMode::Off, 0);
      for (int i = 0; i < 2 && !answer; ++i) {
        desk.clock.advance(61'000);
        answer = visitor.repeat(trial());
      }
      const QByteArray where = QByteArray::number(at) + ' ' + place;
      QVERIFY2(answer && answer->snapshot.signIn == SignInVerdict::Accepted, where);
      QVERIFY2(desk.count("journal WHERE event = 'sign-in-tried'") == 1, where);
      const int tries = desk.count("tallies WHERE scope LIKE 'sign-in:%'");
      QVERIFY2(tries == 1 || (tries == 2 && !place.isEmpty()), where);
      if (place.isEmpty()) break;
      places.insert(place);
    }
    for (const char* place : {"directory.sign-in", "store.begin", "store.commit.before", "store.commit.after",
                              "store.statement"}) {
      QVERIFY2(places.contains(place), place);
    }
  }

private:
  static constexpr int writes = 6;  ///< of the visitor who died: the last one is the unlocking
};

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  const QStringList arguments = QCoreApplication::arguments();
  if (QFileInfo(arguments.value(1)).isDir()) {
    return unlockAndDie(arguments.at(1), arguments.value(2).toLongLong());
  }
  FailingUnlockTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "failing_unlock_test.moc"
