// SPDX-License-Identifier: GPL-3.0-or-later
// The command-line contract of latchkeyd (SPEC section 10).
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/free_port.h"
#include "tests/support/loopback_identity.h"
#include "tests/support/program_run.h"
#include "tests/support/recovery_caller.h"
#include "tests/support/recovery_steps.h"
#include "tests/support/service_process.h"

namespace latchkey::app {
namespace {

using tests::ProgramRun;
using tests::RecoveryCaller;
using tests::ServiceProcess;

const QString program = QStringLiteral(LATCHKEY_PROGRAM);

void write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
  QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray read(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class ServiceCommandLineTest : public QObject {
  Q_OBJECT

  tests::LoopbackIdentity m_identity;

  QByteArray configuration(const QString& folder, quint16 port) const {
    return QStringLiteral(
               "[service]\nname = \"Test\"\nlisten = \"127.0.0.1:%2\"\npublic_url = "
               "\"https://127.0.0.1:%2\"\n"
               "data = \"%1/data\"\n"
               "[tls]\ncertificate = \"%3\"\nkey = \"%4\"\n"
               "[outbox]\nfolder = \"%1/outbox\"\n"
               "[[realm]]\nid = \"consumer\"\nname = \"Personal accounts\"\nprofile = \"consumer\"\n")
        .arg(folder, QString::number(port), m_identity.certificateFile(), m_identity.keyFile())
        .toUtf8();
  }

private Q_SLOTS:
  void wrongUsageIsOneLineAndStatusTwo_data() {
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char* name, const char* arguments) {
      QTest::newRow(name) << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts);
    };
    row("nothing", "");
    row("unknown option", "--demo --data /tmp/x --verbose");
    row("unknown word", "serve");
    row("demo without data", "--demo");
    row("data without its value", "--demo --data");
    row("option as value", "--demo --data --listen");
    row("data alone", "--data /tmp/x");
    row("demo twice", "--demo --demo --data /tmp/x");
    row("data twice", "--demo --data /tmp/x --data /tmp/y");
    row("demo and configuration", "--demo --data /tmp/x --config /tmp/y");
    row("listen with configuration", "--config /tmp/x --listen 127.0.0.1:1");
    row("check without file", "--check-config");
    row("listen without port", "--demo --data /tmp/x --listen 127.0.0.1");
    row("listen port no number", "--demo --data /tmp/x --listen 127.0.0.1:http");
    row("listen port too high", "--demo --data /tmp/x --listen 127.0.0.1:65536");
    row("listen negative port", "--demo --data /tmp/x --listen 127.0.0.1:-1");
    row("listen bare IPv6", "--demo --data /tmp/x --listen ::1:80");
    row("listen without host", "--demo --data /tmp/x --listen :80");
  }
  void wrongUsageIsOneLineAndStatusTwo() {
    QFETCH(QStringList, arguments);
    const ProgramRun run = tests::runProgram(program, arguments);
    QCOMPARE(run.status, 2);
    QCOMPARE(run.errorLines(), 1);
    QVERIFY(run.out.isEmpty());
  }

  void versionAndHelpAreToldOnStandardOutput() {
    const ProgramRun version = tests::runProgram(program, {QStringLiteral("--version")});
    QCOMPARE(version.status, 0);
    QCOMPARE(version.out, QByteArray("latchkeyd " LATCHKEY_VERSION "\n"));
    const ProgramRun help = tests::runProgram(program, {QStringLiteral("--help")});
    QCOMPARE(help.status, 0);
    QVERIFY(help.out.contains("--check-config"));
    QVERIFY(help.err.isEmpty());
  }

  void theReadyLineIsExact() {
    const QTemporaryDir folder;
    ServiceProcess service(program, ServiceProcess::demo(folder.path()));
    QVERIFY2(service.isReady(), service.errors().constData());
    const QByteArray expected =
        "{\"event\":\"ready\",\"url\":\"https://127.0.0.1:" + QByteArray::number(service.url().port()) +
        "\",\"ca\":\"" + folder.path().toUtf8() + "/ca.pem\",\"outbox\":\"" + folder.path().toUtf8() +
        "/outbox\"}\n";
    QCOMPARE(service.readyLine(), expected);
    QVERIFY(QDir(service.outbox()).exists());
    QCOMPARE(service.stop(), 0);
  }

  // Two would release what the other one is in the middle of.
  void aSecondServiceOnTheSameDataIsRefused() {
    const QTemporaryDir folder;
    ServiceProcess first(program, ServiceProcess::demo(folder.path()));
    QVERIFY2(first.isReady(), first.errors().constData());
    const ProgramRun second = tests::runProgram(program, ServiceProcess::demo(folder.path()));
    QCOMPARE(second.status, 1);
    QCOMPARE(second.errorLines(), 1);
    QVERIFY2(second.err.contains("another latchkeyd works on this data directory") &&
                 second.err.contains("(process " + QByteArray::number(first.id()) + ')'),
             second.err.constData());
    QVERIFY(second.out.isEmpty());
    // What a crash leaves behind keeps nobody out, nor does a service that has ended.
    first.kill();
    ServiceProcess next(program, ServiceProcess::demo(folder.path()));
    QVERIFY2(next.isReady(), next.errors().constData());
    QCOMPARE(next.stop(), 0);
    const QString lock = folder.filePath(QStringLiteral("latchkeyd.lock"));
    QVERIFY(!QFile::exists(lock));
    // Nor does what came with the data from another machine, where that number was a latchkeyd's.
    write(lock, QByteArray::number(QCoreApplication::applicationPid()) + "\nlatchkeyd\nanother-host\n1\n2\n");
    ServiceProcess moved(program, ServiceProcess::demo(folder.path()));
    QVERIFY2(moved.isReady(), moved.errors().constData());
    QCOMPARE(moved.stop(), 0);
  }

  void aRelativeDataFolderIsToldAsAPathThatWorksElsewhere() {
    const QTemporaryDir folder;
    const QString relative = QDir::current().relativeFilePath(folder.filePath(QStringLiteral("sub")));
    ServiceProcess service(program, ServiceProcess::demo(relative));
    QVERIFY2(service.isReady(), service.errors().constData());
    QVERIFY(QDir::isAbsolutePath(service.authority()));
    QVERIFY(QFile::exists(service.authority()));
  }

  void theDemoKeepsItsAuthorityOverARestart() {
    const QTemporaryDir folder;
    QByteArray authority;
    for (int run = 0; run < 2; ++run) {
      ServiceProcess service(program, ServiceProcess::demo(folder.path()));
      QVERIFY2(service.isReady(), service.errors().constData());
      const QByteArray present = read(service.authority());
      QVERIFY(present.startsWith("-----BEGIN CERTIFICATE-----"));
      if (run == 1) QCOMPARE(present, authority);
      authority = present;
      RecoveryCaller caller(service.url(), service.authority());
      QCOMPARE(caller.get("/healthz").status(), 200);
      QCOMPARE(caller.get("/readyz").status(), 200);
    }
  }

  void aDamagedCertificateOfTheDemoIsMadeAnew() {
    const QTemporaryDir folder;
    { const ServiceProcess first(program, ServiceProcess::demo(folder.path())); }
    write(folder.filePath(QStringLiteral("tls/server.pem")), "nothing");
    write(folder.filePath(QStringLiteral("ca.pem")), "nothing");
    ServiceProcess service(program, ServiceProcess::demo(folder.path()));
    QVERIFY2(service.isReady(), service.errors().constData());
    RecoveryCaller caller(service.url(), service.authority());
    QCOMPARE(caller.get("/healthz").status(), 200);
  }

  void whatKeepsItFromStartingIsOneLineAndStatusOne_data() {
    QTest::addColumn<QString>("harm");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("another key") << QStringLiteral("key") << QByteArray("key");
    QTest::newRow("a short key") << QStringLiteral("short-key") << QByteArray("master.key");
    QTest::newRow("a key that others can read") << QStringLiteral("open-key") << QByteArray("master.key");
    QTest::newRow("a damaged database") << QStringLiteral("database") << QByteArray("latchkey.sqlite");
    QTest::newRow("a port in use") << QStringLiteral("port") << QByteArray("another program");
    QTest::newRow("a file where the folder should be") << QStringLiteral("file") << QByteArray("data");
  }
  void whatKeepsItFromStartingIsOneLineAndStatusOne() {
    QFETCH(QString, harm);
    QFETCH(QByteArray, told);
    const QTemporaryDir folder;
    const QString data = folder.filePath(QStringLiteral("data"));
    if (harm == u"file") {
      write(data, "a file");
    } else {
      ServiceProcess first(program, ServiceProcess::demo(data));
      QVERIFY2(first.isReady(), first.errors().constData());
      QCOMPARE(first.stop(), 0);
    }
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    QStringList arguments = ServiceProcess::demo(data);
    const QString key = data + QStringLiteral("/keys/master.key");
    if (harm == u"key") write(key, QByteArray(32, 'k'));
    if (harm == u"short-key") write(key, QByteArray(31, 'k'));
    if (harm == u"open-key") QVERIFY(QFile::setPermissions(key, QFile::ReadOwner | QFile::ReadOther));
    if (harm == u"database") write(data + QStringLiteral("/latchkey.sqlite"), QByteArray(8192, 'x'));
    if (harm == u"port") {
      arguments << QStringLiteral("--listen") << QStringLiteral("127.0.0.1:%1").arg(taken.serverPort());
    }
    const ProgramRun run = tests::runProgram(program, arguments);
    QCOMPARE(run.status, 1);
    QVERIFY2(run.err.contains(told), run.err.constData());
    QVERIFY2(run.errorLines() == 1, run.err.constData());
    QVERIFY(run.out.isEmpty());
  }

  void aConfigurationIsChecked() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("latchkeyd.toml"));
    write(file, configuration(folder.path(), 8443));
    for (const QStringList& arguments :
         {QStringList{QStringLiteral("--check-config"), QStringLiteral("--config"), file},
          QStringList{QStringLiteral("--check-config"), file}}) {
      const ProgramRun good = tests::runProgram(program, arguments);
      QVERIFY2(good.status == 0, good.err.constData());
      QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("data"))));
    }
    write(file, configuration(folder.path(), 8443) + "gates = 99\n");
    const ProgramRun bad =
        tests::runProgram(program, {QStringLiteral("--check-config"), QStringLiteral("--config"), file});
    QCOMPARE(bad.status, 1);
    QVERIFY2(bad.err.contains(file.toUtf8() + ":"), bad.err.constData());
    QCOMPARE(bad.errorLines(), 1);
    QCOMPARE(tests::runProgram(program, {QStringLiteral("--config"), file}).status, 1);
  }

  void aConfiguredServiceMakesWhatItNeedsAtItsFirstStart() {
    const QTemporaryDir folder;
    const quint16 port = tests::freePort();
    const QString file = folder.filePath(QStringLiteral("latchkeyd.toml"));
    write(file, configuration(folder.path(), port));
    ServiceProcess service(program, {QStringLiteral("--config"), file});
    QVERIFY2(service.isReady(), service.errors().constData());
    QCOMPARE(service.url(), QUrl(QStringLiteral("https://127.0.0.1:%1").arg(port)));
    RecoveryCaller caller(service.url(), m_identity.authorityFile());
    QCOMPARE(caller.get("/readyz").status(), 200);
    QCOMPARE(service.stop(), 0);
  }

  /// Explicit to whoever asks from the realm's own networks, as a proxy that is trusted tells it.
  void whoIsInsideIsToldWhatIsWrong() {
    const QTemporaryDir folder;
    const quint16 port = tests::freePort();
    const QString file = folder.filePath(QStringLiteral("latchkeyd.toml"));
    QByteArray text = configuration(folder.path(), port) + "own_networks = [\"10.0.0.0/8\"]\n";
    text.replace("[tls]", "trusted_proxies = [\"127.0.0.1\"]\n[tls]");
    write(file, text);
    ServiceProcess service(program, {QStringLiteral("--config"), file});
    QVERIFY2(service.isReady(), service.errors().constData());
    const auto stageFor = [&](const QByteArray& forwarded) {
      RecoveryCaller caller(service.url(), m_identity.authorityFile());
      if (!forwarded.isEmpty()) caller.setHeaders("X-Forwarded-For: " + forwarded + "\r\n");
      return tests::steps::passChallenge(caller, QStringLiteral("nobody@outlook.com")).stage();
    };
    QCOMPARE(stageFor("10.1.2.3"), QStringLiteral("ended"));
    QCOMPARE(stageFor("203.0.113.9"), QStringLiteral("method"));
    QCOMPARE(stageFor("10.1.2.3, 203.0.113.9"), QStringLiteral("method"));  // the first is the client's word
    QCOMPARE(stageFor({}), QStringLiteral("method"));
    RecoveryCaller behind(service.url(), m_identity.authorityFile());
    QCOMPARE(behind.get("/metrics").status(), 404);
    QCOMPARE(service.stop(), 0);
  }
};

}  // namespace latchkey::app

QTEST_GUILESS_MAIN(latchkey::app::ServiceCommandLineTest)
#include "service_command_line_test.moc"
