// SPDX-License-Identifier: GPL-3.0-or-later
// latchkeyctl backup beside a running latchkeyd: the copy is whole, closed to others, and serves.
#include <QDir>
#include <QJsonArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <atomic>
#include <functional>
#include <thread>

#include "tests/support/admin_desk.h"
#include "tests/support/free_port.h"
#include "tests/support/raw_tls_client.h"
#include "tests/support/recovery_caller.h"
#include "tests/support/service_process.h"

using namespace latchkey;  // NOLINT
using tests::AdminDesk;
using tests::ProgramRun;
using tests::RawAnswer;
using tests::RawTlsClient;
using tests::RecoveryCaller;
using tests::ServiceProcess;

namespace {

const QString program = QStringLiteral(LATCHKEY_PROGRAM);
const QString serviceProgram = QStringLiteral(LATCHKEY_SECOND_PROGRAM);
constexpr int patience = 30'000;

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
QString wrongOf(const QString& code) {
  return (code.startsWith(u'1') ? u"2"_qs : u"1"_qs) + code.sliced(1);
}
bool isClosedToOthers(const QString& path) {
  const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                      QFileDevice::WriteOther | QFileDevice::ExeOwner;
  return QFile::exists(path) && !(QFile::permissions(path) & others);
}

/// A demo whose port stays the same over its data, so that a recovery can go on at a copy of them.
struct Site {
  explicit Site(const QString& folder) {
    service = std::make_unique<ServiceProcess>(
        serviceProgram,
        ServiceProcess::demo(folder) + QStringList{u"--listen"_qs, u"127.0.0.1:%1"_qs.arg(port())});
    if (!service->isReady()) qFatal("%s", service->errors().constData());
  }
  static quint16 port() {
    static const quint16 chosen = tests::freePort();
    return chosen;
  }
  std::unique_ptr<ServiceProcess> service;
};

/// The folder that somebody restores into: docs/operations.md.
void restore(const QString& copy, const QString& key, const QString& folder) {
  QVERIFY(QDir().mkpath(folder + u"/keys"_qs));
  QFile::setPermissions(folder + u"/keys"_qs,
                        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
  QVERIFY(QFile::copy(copy, folder + u"/latchkey.sqlite"_qs));
  QVERIFY(QFile::copy(key, folder + u"/keys/master.key"_qs));
}

/// Up to the choice of a method.
QJsonArray goToMethods(RecoveryCaller& caller) {
  const QString account = u"msabc123@outlook.com"_qs;
  (void)caller.post(
      "/v1/recoveries",
      {{u"account"_qs, account}, {u"reason"_qs, u"forgot-password"_qs}, {u"language"_qs, u"en"_qs}});
  const QJsonObject challenge = caller.post("/v1/recovery/challenge", {{u"kind"_qs, u"work"_qs}})
                                    .recovery()
                                    .value(u"challenge")
                                    .toObject();
  const auto shown = caller.post(
      "/v1/recovery/challenge/answer",
      {{u"id"_qs, challenge.value(u"id")}, {u"workCounter"_qs, RecoveryCaller::solve(challenge)}});
  return shown.recovery().value(u"methods").toArray();
}

/// Up to the code of the first method, which is a mail to the sample account's other mailbox.
void goToCode(RecoveryCaller& caller) {
  const QJsonArray methods = goToMethods(caller);
  QVERIFY(!methods.isEmpty());
  (void)caller.post("/v1/recovery/method", {{u"handle"_qs, methods.first().toObject().value(u"handle")}});
  QCOMPARE(caller.post("/v1/recovery/confirm", {{u"entry"_qs, u"msabc123.backup"_qs}}).stage(), u"code"_qs);
}

}  // namespace

class AdminBackupTest : public QObject {
  Q_OBJECT

  std::unique_ptr<AdminDesk> m_desk;

  ProgramRun backup(const QString& name, const QString& more = {}) const {
    return m_desk->run(u"backup|--to|"_qs + m_desk->path(name) + more);
  }

  /// What `act` gives, done while recoveries are opened without a pause; each has to be answered.
  static ProgramRun withOthersAtWork(const ServiceProcess& service, const std::function<ProgramRun()>& act) {
    std::atomic<bool> isOver = false;
    std::atomic<int> opened = 0;
    std::atomic<int> refused = 0;
    std::thread others([&] {
      while (!isOver) {
        RecoveryCaller other(service.url(), service.authority());
        const auto answer =
            other.post("/v1/recoveries", {{u"account"_qs, u"somebody%1@example.com"_qs.arg(opened)},
                                          {u"reason"_qs, u"forgot-password"_qs},
                                          {u"language"_qs, u"en"_qs}});
        ++(answer.status() == 201 ? opened : refused);
      }
    });
    while (opened + refused == 0) std::this_thread::yield();
    const int before = opened;
    ProgramRun run = act();
    const int after = opened;
    isOver = true;
    others.join();
    if (refused > 0 || after == before) {
      run.status = -1;
      run.err = "refused " + QByteArray::number(refused) + ", served " + QByteArray::number(after - before);
    }
    return run;
  }

private Q_SLOTS:
  void init() {
    m_desk = std::make_unique<AdminDesk>(program);
    QCOMPARE(m_desk->run(u"policy|set|consumer|work_bits|8"_qs).status, 0);
  }

  void aBackupMadeWhileRecoveriesRunServesAndForgetsNoMiss() {
    QString authority;  // each demo makes its own
    RecoveryCaller caller(QUrl(u"https://127.0.0.1:%1"_qs.arg(Site::port())), [&](const QByteArray& request) {
      RawTlsClient client(Site::port(), authority);
      if (!client.connectNow()) return RawAnswer();
      client.send(request);
      return client.receive();
    });
    QString code;
    {
      const Site site(m_desk->folder());
      authority = site.service->authority();
      goToCode(caller);
      QTRY_COMPARE_WITH_TIMEOUT(site.service->codes().size(), 1, patience);
      code = site.service->codes().first();
      for (int miss = 1; miss <= 4; ++miss) {
        QCOMPARE(caller.post("/v1/recovery/code", {{u"code"_qs, wrongOf(code)}}).problem(), u"code-wrong"_qs);
      }
      const ProgramRun made =
          withOthersAtWork(*site.service, [&] { return backup(u"night.sqlite"_qs, u"|--with-key"_qs); });
      QVERIFY2(made.status == 0, made.err.constData());
      QVERIFY2(made.out.contains("whole") && made.out.contains("head "), made.out.constData());
    }
    const QString folder = m_desk->path(u"restored"_qs);
    restore(m_desk->path(u"night.sqlite"_qs), m_desk->path(u"night.sqlite.key"_qs), folder);
    const Site site(folder);
    authority = site.service->authority();
    // The fifth miss of five, though who counted the first four is gone.
    const auto fifth = caller.post("/v1/recovery/code", {{u"code"_qs, wrongOf(code)}});
    QCOMPARE(fifth.problem(), u"too-many-tries"_qs);
    QCOMPARE(caller.post("/v1/recovery/code", {{u"code"_qs, code}}).problem(), u"too-many-tries"_qs);
    RecoveryCaller fresh(site.service->url(), authority);
    QVERIFY(!goToMethods(fresh).isEmpty());
  }

  void whatABackupLeavesIsForItsOwnerAlone() {
    const QByteArray key = contents(m_desk->path(u"keys/master.key"_qs));
    QCOMPARE(key.size(), 32);
    QCOMPARE(backup(u"a.sqlite"_qs).status, 0);
    QVERIFY(isClosedToOthers(m_desk->path(u"a.sqlite"_qs)));
    QVERIFY(!contents(m_desk->path(u"a.sqlite"_qs)).contains(key));
    QVERIFY(!QFile::exists(m_desk->path(u"a.sqlite.key"_qs)));
    QCOMPARE(backup(u"b.sqlite"_qs, u"|--with-key"_qs).status, 0);
    QVERIFY(isClosedToOthers(m_desk->path(u"b.sqlite.key"_qs)));
    QCOMPARE(contents(m_desk->path(u"b.sqlite.key"_qs)), key);
    const QStringList left = QDir(m_desk->folder()).entryList({u"[ab].sqlite*"_qs}, QDir::Files, QDir::Name);
    QCOMPARE(left.join(u' '), u"a.sqlite b.sqlite b.sqlite.key"_qs);
    const ProgramRun trail = m_desk->run(u"audit|show|--limit|1"_qs);
    QVERIFY2(trail.out.contains("backup-made") && trail.out.contains("with-key"), trail.out.constData());
  }

  void whatStandsInTheWayIsSaidAndStays_data() {
    QTest::addColumn<QString>("there");  ///< a file of this name is
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("nowhere to") << QString() << u"backup"_qs << 2 << QByteArray("--to FILE");
    QTest::newRow("a file of that name")
        << u"copy"_qs << u"backup|--to|%1/copy"_qs << 1 << QByteArray("replaces none");
    QTest::newRow("a key of that name")
        << u"copy.key"_qs << u"backup|--with-key|--to|%1/copy"_qs << 1 << QByteArray("replaces none");
    QTest::newRow("one that is being made")
        << u"copy.part"_qs << u"backup|--to|%1/copy"_qs << 1 << QByteArray("was cut off");
    QTest::newRow("no folder") << QString() << u"backup|--to|%1/no/copy"_qs << 1
                               << QByteArray("check the folder");
  }
  void whatStandsInTheWayIsSaidAndStays() {
    QFETCH(QString, there);
    QFETCH(QString, words);
    if (!there.isEmpty()) m_desk->write(there, "as it was");
    const ProgramRun refused = m_desk->run(words.contains(u"%1"_qs) ? words.arg(m_desk->folder()) : words);
    QTEST(refused.status, "status");
    QCOMPARE(refused.errorLines(), 1);
    QFETCH(QByteArray, said);
    QVERIFY2(refused.err.contains(said), refused.err.constData());
    if (!there.isEmpty()) QCOMPARE(contents(m_desk->path(there)), "as it was");
    QCOMPARE(QFile::exists(m_desk->path(u"copy"_qs)), there == u"copy"_qs);
  }

  // Whoever has to find out what happened needs the copy, and must not take it for a good one.
  void aBrokenTrailIsCopiedAndSaid() {
    {
      QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_qs, u"broken"_qs);
      database.setDatabaseName(m_desk->databasePath());
      QVERIFY(database.open());
      QSqlQuery query(database);
      QVERIFY(query.exec(u"UPDATE journal SET detail = 'another' WHERE number = 1"_qs));
    }
    QSqlDatabase::removeDatabase(u"broken"_qs);
    const ProgramRun made = backup(u"copy.sqlite"_qs);
    QCOMPARE(made.status, 1);
    QVERIFY2(made.err.contains("row 1 was changed"), made.err.constData());
    QVERIFY(QFile::exists(m_desk->path(u"copy.sqlite"_qs)));
  }

  void aRotationKeepsTheKeyOfEarlierBackups() {
    QCOMPARE(backup(u"a.sqlite"_qs).status, 0);
    {
      const Site site(m_desk->folder());
      const ProgramRun refused = m_desk->run(u"keys|rotate"_qs);
      QCOMPARE(refused.status, 1);
      QVERIFY2(refused.err.contains("another latchkeyd works on this data directory"),
               refused.err.constData());
    }
    const ProgramRun rotated = m_desk->run(u"keys|rotate"_qs);
    QVERIFY2(rotated.status == 0, rotated.err.constData());
    QVERIFY2(rotated.out.contains("secrets sealed anew: 2;"), rotated.out.constData());  // authenticators'
    QVERIFY(Site(m_desk->folder()).service->isReady());
    const auto verify = [this](const QString& folder) {
      return m_desk->bare({u"audit"_qs, u"verify"_qs, u"--data"_qs, m_desk->path(folder)});
    };
    restore(m_desk->path(u"a.sqlite"_qs), m_desk->path(u"keys/master.key.old"_qs),
            m_desk->path(u"before"_qs));
    QCOMPARE(verify(u"before"_qs).status, 0);
    restore(m_desk->path(u"a.sqlite"_qs), m_desk->path(u"keys/master.key"_qs), m_desk->path(u"mixed"_qs));
    QVERIFY(verify(u"mixed"_qs).err.contains("belongs to another master key"));
  }

  void aDamagedDatabaseMakesNoBackup() {
    QFile file(m_desk->databasePath());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2));
    QVERIFY(file.write(QByteArray(20'000, 'x')) == 20'000);
    file.close();
    QCOMPARE(backup(u"copy.sqlite"_qs).status, 1);
    QVERIFY(QDir(m_desk->folder()).entryList({u"copy*"_qs}, QDir::Files).isEmpty());
  }
};

QTEST_GUILESS_MAIN(AdminBackupTest)
#include "admin_backup_test.moc"
