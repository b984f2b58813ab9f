// SPDX-License-Identifier: GPL-3.0-or-later
// "This was not me", the n-th operation failing or the process dying at it, until it goes through untouched:
// the used code, the freeze, the end of the recovery, the notices and the journal are there together, or none
// is (A33). Also the program that dies: failing_objection FOLDER N.
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
    policy.realms.first().administrators = {QStringLiteral("it@example.com")};
    const Account account = person();
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
  Result<Objected, Refusal> object(const QString& code) {
    return service->object({platform::Secret(code.toStdString())},
                           {QByteArray("owner"), QStringLiteral("192.0.2.9")},
                           {QByteArray(16, '7'), "fingerprint"});
  }
  service::store::SqlAccountStore accounts{static_cast<SqliteBench&>(*bench).database(), clock};
  service::directory::EmbeddedDirectory embedded{
      accounts, clock, service::directory::HashCost::minimum(), {}};
};

/// A recovery that waits for its code; the code of "this was not me" in its message.
QString beginRecovery(Desk& desk) {
  Visitor thief(desk);
  return thief.reachCode() ? desk.lastBody("code").section(u' ', -1) : QString();
}

/// Those whom a directory that does not answer keeps out of it.
int contactsOf(const Desk& desk) {
  return desk.count("journal WHERE event = 'objected' AND detail LIKE '%contacts not told%'") > 0 ? 0 : 3;
}

/// How far it got: all of it, nothing (0), or something between, which must not be.
QString faultNow(const Desk& desk, int done) {
  if (desk.count("objection_tickets WHERE used_at <> 0") != done) return QStringLiteral("the code");
  if (desk.count("freezes") != done) return QStringLiteral("the freeze");
  if (desk.count("recoveries WHERE superseded = 1") != done) return QStringLiteral("the recovery");
  if (desk.count("messages WHERE subject = 'stopped'") != contactsOf(desk) * done)
    return QStringLiteral("notices");
  if (desk.count("messages WHERE subject = 'administrator told'") != done)
    return QStringLiteral("administrators");
  if (desk.count("journal WHERE event = 'objected'") != done) return QStringLiteral("journal");
  return {};
}

/// What is not as it has to be, at once and after the request was given again; or nothing.
QString faultAtEnd(Desk& desk, const QString& code, const Result<Objected, Refusal>& answer) {
  const int done = desk.count("freezes");
  if (answer && done == 0) return QStringLiteral("told, and not done");
  if (const QString fault = faultNow(desk, done); !fault.isEmpty())
    return QStringLiteral("half done: ") + fault;
  const auto again = desk.object(code);
  if (!again || again->contactsNotified != contactsOf(desk))
    return QStringLiteral("not told when asked again");
  return faultNow(desk, 1);
}

QString codeFile(const QString& folder) {
  return QDir(folder).filePath(QStringLiteral("code"));
}

/// Leaves the code in the folder and dies at the n-th operation of the objection.
int objectAndDie(const QString& folder, qint64 at) {
  Desk desk(folder);
  const QString code = beginRecovery(desk);
  QFile file(codeFile(folder));
  if (code.isEmpty() || !file.open(QIODevice::WriteOnly)) return 1;
  file.write(code.toLatin1());
  file.close();
  platform::armFailpoints(FailMode::Kill, at);
  const auto answer = desk.object(code);
  platform::armFailpoints(FailMode::Off, 0);
  return answer ? 0 : 1;
}

void checkPlaces(const QSet<QByteArray>& places) {
  for (const char* place :
       {"directory.find", "store.commit.before", "store.commit.after", "store.statement"}) {
    QVERIFY2(places.contains(place), place);
  }
}

}  // namespace

class FailingObjectionTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whateverFailsAllOfItIsDoneOrNothing() {
    QSet<QByteArray> places;
    for (qint64 at = 1;; ++at) {
      Desk desk;
      const QString code = beginRecovery(desk);
      QVERIFY(!code.isEmpty());
      platform::armFailpoints(FailMode::Fail, at);
      const auto answer = desk.object(code);
      const QByteArray place = platform::failReport().failed;
      platform::armFailpoints(FailMode::Off, 0);
      const QString fault = faultAtEnd(desk, code, answer);
      QVERIFY2(fault.isEmpty(), QByteArray::number(at) + ' ' + place + ": " + fault.toUtf8());
      if (place.isEmpty()) break;
      places.insert(place);
    }
    checkPlaces(places);
  }

  void whereverItDiesAllOfItIsDoneOrNothing() {
    QSet<QByteArray> places;
    for (qint64 at = 1;; ++at) {
      const QTemporaryDir folder;
      const ProgramRun run =
          runProgram(QCoreApplication::applicationFilePath(), {folder.path(), QString::number(at)});
      if (run.status == 0) break;
      QVERIFY2(run.status == platform::killedByFailpoint, run.err.constData());
      const QByteArray place = run.err.trimmed().split('\n').last().split(' ').last();
      Desk desk(folder.path());
      QFile file(codeFile(folder.path()));
      QVERIFY(file.open(QIODevice::ReadOnly));
      desk.service->takeOver();
      const QString fault = faultAtEnd(desk, QString::fromLatin1(file.readAll()), unexpected(Refusal()));
      QVERIFY2(fault.isEmpty(), QByteArray::number(at) + ' ' + place + ": " + fault.toUtf8());
      places.insert(place);
    }
    checkPlaces(places);
  }
};

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  const QStringList arguments = QCoreApplication::arguments();
  if (QFileInfo(arguments.value(1)).isDir()) {
    return objectAndDie(arguments.at(1), arguments.value(2).toLongLong());
  }
  FailingObjectionTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "failing_objection_test.moc"
