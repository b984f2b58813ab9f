// SPDX-License-Identifier: GPL-3.0-or-later
// The real latchkeyd, killed at the n-th operation of its first start, or with that operation failing: keys,
// database, migrations, sample accounts, certificates. Whatever is left behind, the next start serves.
#include <QDirIterator>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/platform/failpoint.h"
#include "tests/support/recovery_caller.h"
#include "tests/support/service_process.h"

namespace latchkey::app {
namespace {

using tests::RecoveryCaller;
using tests::ServiceProcess;

bool everyCall() {
  return qEnvironmentVariableIsSet("LATCHKEY_EVERY_FAILPOINT");
}

std::unique_ptr<ServiceProcess> start(const QString& folder, const QByteArray& failpoint = {}) {
  QStringList environment;
  if (!failpoint.isEmpty())
    environment += QStringLiteral("LATCHKEY_FAILPOINT=") + QString::fromLatin1(failpoint);
  return std::make_unique<ServiceProcess>(QStringLiteral(LATCHKEY_PROGRAM), ServiceProcess::demo(folder),
                                          environment);
}

/// What is wrong with a service that has started, or nothing. It is stopped then.
/// @param mayFailOnce the one failure may lie ahead still, in a request: that is repeated, as an assistant
/// does
QByteArray faultOf(ServiceProcess& service, bool mayFailOnce = false) {
  if (!service.isReady()) return "does not start any more: " + service.errors();
  RecoveryCaller caller(service.url(), service.authority());
  const auto post = [&caller, &mayFailOnce](const QByteArray& path, const QJsonObject& body) {
    const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    const auto answer = caller.postText(path, text);
    if (answer.status() != 503 || !std::exchange(mayFailOnce, false)) return answer;
    return caller.repeat(path, text);
  };
  const auto opened =
      post("/v1/recoveries", {{QStringLiteral("account"), QStringLiteral("msabc123@outlook.com")},
                              {QStringLiteral("reason"), QStringLiteral("forgot-password")},
                              {QStringLiteral("language"), QStringLiteral("en")}});
  if (opened.status() != 201) return "opens no recovery: " + opened.raw.body;
  const auto asked = post("/v1/recovery/challenge", {{QStringLiteral("kind"), QStringLiteral("work")}});
  const QJsonObject challenge = asked.recovery().value(QLatin1String("challenge")).toObject();
  const auto passed = post("/v1/recovery/challenge/answer",
                           {{QStringLiteral("id"), challenge.value(QLatin1String("id"))},
                            {QStringLiteral("workCounter"), RecoveryCaller::solve(challenge)}});
  // The sample account's own contact, which no decoy has.
  if (!passed.raw.body.contains("ms*****@example.com")) return "has lost its accounts: " + passed.raw.body;
  return service.stop() == 0 ? QByteArray() : QByteArray("does not stop");
}

/// Tells folders apart that differ in what the next start finds: which files, which of them empty, which
/// tables with how many rows.
QByteArray shapeOf(const QString& folder) {
  QByteArrayList parts;
  QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
  while (files.hasNext()) {
    const QString path = files.next();
    const QByteArray name = path.sliced(folder.size()).toUtf8();
    // The names of files that are being written are random.
    parts << name.left(name.lastIndexOf('.')) + (files.fileInfo().size() > 0 ? " full" : " empty");
    if (!path.endsWith(QLatin1String(".sqlite"))) continue;
    {
      QSqlDatabase look = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("shape"));
      look.setDatabaseName(path);
      if (!look.open()) qFatal("cannot look into the database");
      const QStringList tables = look.tables();
      for (const QString& table : tables) {
        QSqlQuery query(look);
        if (query.exec(QStringLiteral("SELECT COUNT(*) FROM ") + table) && query.next()) {
          parts << table.toUtf8() + ' ' + query.value(0).toByteArray();
        }
      }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("shape"));
  }
  std::sort(parts.begin(), parts.end());
  return parts.join('\n');
}

}  // namespace

class KilledServiceTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  /// A process that was killed tells how many operations a start has: beyond them nothing is killed before it
  /// serves. With each of them failing, whoever comes up all the same has to serve, and after whoever does
  /// not the next one. Folders that look alike are started from once: a start is most of what a round costs.
  void whereverItsFirstStartEndsTheNextOneServes() {
    const int stride = everyCall() ? 1 : 53;
    QSet<QByteArray> seen;
    constexpr QByteArrayView failed("failed at ");
    QSet<QByteArray> killedAt;
    QSet<QByteArray> failedAt;
    const auto nextServes = [&seen](const QString& folder) {
      const QByteArray shape = shapeOf(folder);
      if (seen.contains(shape)) return QByteArray();
      seen.insert(shape);
      return faultOf(*start(folder));
    };
    int calls = 1;
    for (;; calls += stride) {
      const QTemporaryDir folder;
      const auto first = start(folder.path(), "kill:" + QByteArray::number(calls));
      if (first->isReady()) break;
      QCOMPARE(first->ended(), platform::killedByFailpoint);
      killedAt.insert(first->errors().trimmed().split('\n').last().split(' ').last());
      const QByteArray fault = nextServes(folder.path());
      QVERIFY2(fault.isEmpty(), "kill:" + QByteArray::number(calls) + ": " + fault);
    }
    QVERIFY2(calls >= 50, QByteArray::number(calls));
    int survived = 0;
    for (int at = 1; at < calls; at += stride) {
      const QTemporaryDir folder;
      const auto first = start(folder.path(), "fail:" + QByteArray::number(at));
      QByteArray fault;
      const bool isServing = first->isReady();
      if (isServing) {
        ++survived;
        fault = faultOf(*first, true);
      } else {
        // Without entropy it aborts; of everything else it says what is wrong.
        const int status = first->ended();
        QVERIFY(status == 1 || status == -1);
        fault = nextServes(folder.path());
      }
      // Of one that serves it may come later, or never: what goes on beside a start is not counted evenly.
      const QByteArray said = first->errors();
      const qsizetype told = said.indexOf(failed);
      QVERIFY2(isServing || told >= 0, "fail:" + QByteArray::number(at) + ": ended without a failure");
      if (told >= 0) failedAt.insert(said.sliced(told + failed.size()).split('\n').first());
      QVERIFY2(fault.isEmpty(), "fail:" + QByteArray::number(at) + ": " + fault);
    }
    qInfo("%d operations, %d kinds of folders, %d starts that lived through a failure", calls,
          int(seen.size()), survived);
    if (!everyCall()) return;
    for (const char* place :
         {"clock.now",           "file.create",     "file.folder", "file.fsync",  "file.link",
          "file.lock",           "file.open",       "file.read",   "file.rename", "file.write",
          "random.fill",         "random.key",      "random.salt", "store.begin", "store.commit.after",
          "store.commit.before", "store.create",    "store.open",  "store.row",   "store.run",
          "store.statement",     "tls.certificate", "tls.key"}) {
      QVERIFY2(killedAt.contains(place), place);
      QVERIFY2(failedAt.contains(place), place);
    }
  }
};

}  // namespace latchkey::app

QTEST_GUILESS_MAIN(latchkey::app::KilledServiceTest)
#include "killed_service_test.moc"
