// SPDX-License-Identifier: GPL-3.0-or-later
// What wears a service out: slow and endless clients, a database that is busy or full, old TLS. The real
// program, over real sockets.
#include <QElapsedTimer>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>
#include <algorithm>

#include "tests/support/configured_service.h"
#include "tests/support/recovery_steps.h"

namespace latchkey::app {
namespace {

using tests::ConfiguredService;
using tests::RawTlsClient;
using tests::RecoveryCaller;
namespace steps = tests::steps;
using steps::Answer;

const QString program = QStringLiteral(LATCHKEY_PROGRAM);
const QString account = QStringLiteral("mailonly@outlook.com");
const QString entry = QStringLiteral("mailonly.backup");
/// The shortest deadlines that can be configured, in seconds, and room for all that these tests open.
const QByteArray quick = "[limits]\nrequest_deadline = \"5s\"\nidle_deadline = \"5s\"\nconnections = 1500\n";
constexpr int deadlineMs = 5'000;
/// A loaded machine may take so long on top.
constexpr int patienceMs = 30'000;

/// Looks into the service's database, or keeps it busy, over a connection of its own.
class Look {
public:
  explicit Look(const QString& path) {
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
    m_database.setDatabaseName(path);
    if (!m_database.open()) qFatal("cannot look into the database");
  }
  ~Look() {
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
  }
  Look(const Look&) = delete;
  Look& operator=(const Look&) = delete;
  [[nodiscard]] bool run(const QString& sql) { return QSqlQuery(m_database).exec(sql); }
  [[nodiscard]] int number(const QString& sql) {
    QSqlQuery query(m_database);
    if (!query.exec(sql) || !query.next()) qFatal("%s", qPrintable(sql));
    return query.value(0).toInt();
  }

private:
  QSqlDatabase m_database;
};

}  // namespace

class ServiceEnduranceTest : public QObject {
  Q_OBJECT

  std::unique_ptr<ConfiguredService> m_service;

  void begin(const QByteArray& more = quick) {
    m_service.reset();
    m_service = std::make_unique<ConfiguredService>(program, more);
  }
  [[nodiscard]] RecoveryCaller caller() const { return {m_service->url(), m_service->authority()}; }
  [[nodiscard]] quint16 port() const { return static_cast<quint16>(m_service->url().port()); }
  /// As far as the code step; the code that was delivered.
  QString reachCode(RecoveryCaller& caller) const {
    const qsizetype before = m_service->process->codes().size();
    if (steps::reachCode(caller, account, entry).stage() != QLatin1String("code")) return {};
    if (!QTest::qWaitFor([&] { return m_service->process->codes().size() > before; }, patienceMs)) return {};
    return m_service->process->codes().last();
  }
  [[nodiscard]] bool servesOthers() const {
    RecoveryCaller other = caller();
    return steps::open(other, account).status() == 201;
  }
  [[nodiscard]] static QString wrongFor(const QString& code) {
    return code.chopped(1) + (code.endsWith(u'0') ? u'1' : u'0');
  }
  static void compareUnavailable(const Answer& answer) {
    QCOMPARE(answer.status(), 503);
    QCOMPARE(answer.problem(), QStringLiteral("unavailable"));
    QVERIFY(answer.raw.field("retry-after").toInt() >= 1);
  }

  /// What a client says first, caught by nobody's server.
  [[nodiscard]] static QByteArray clientHello() {
    QTcpServer nobody;
    if (!nobody.listen(QHostAddress::LocalHost)) qFatal("no port");
    QSslSocket client;
    client.connectToHostEncrypted(QStringLiteral("127.0.0.1"), nobody.serverPort());
    if (!client.waitForConnected(patienceMs) || !nobody.waitForNewConnection(patienceMs)) qFatal("no hello");
    QTcpSocket* const peer = nobody.nextPendingConnection();
    client.waitForBytesWritten(patienceMs);
    QByteArray hello;
    // A record: its length stands behind kind and version.
    while (hello.size() < 5 || hello.size() < 5 + (uchar(hello.at(3)) << 8 | uchar(hello.at(4)))) {
      if (peer->bytesAvailable() == 0 && !peer->waitForReadyRead(patienceMs)) qFatal("no hello");
      hello += peer->readAll();
    }
    return hello;
  }

private Q_SLOTS:
  void cleanupTestCase() { m_service.reset(); }

  void endlessRequestsAreRefused_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    QTest::newRow("A35: endless header") << QByteArray("GET /healthz HTTP/1.1\r\nHost: h\r\nX: ") << 431;
    QTest::newRow("A35: endless headers") << QByteArray("GET /healthz HTTP/1.1\r\nHost: h\r\n") << 431;
    QTest::newRow("A35: ten gigabytes announced")
        << QByteArray("POST /v1/recoveries HTTP/1.1\r\nHost: h\r\nContent-Length: 10737418240\r\n\r\n")
        << 413;
  }
  void endlessRequestsAreRefused() {
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    begin();
    QVERIFY(servesOthers());
    const qint64 before = m_service->process->residentKiB();
    for (int i = 0; i < 20; ++i) {
      RawTlsClient one(port(), m_service->authority());
      QVERIFY(one.connectNow());
      one.send(head);
      one.send(head.contains("X: ") ? QByteArray(1'000'000, 'x') : QByteArray("Y: z\r\n").repeated(100'000));
      QCOMPARE(one.receive(patienceMs).status, status);
      QVERIFY(one.isClosedByServer(patienceMs));
    }
    QVERIFY(servesOthers());
    const qint64 more = m_service->process->residentKiB() - before;
    if (tests::ServiceProcess::residentTellsUse) QVERIFY2(more < 8 * 1024, QByteArray::number(more));
  }

  void oneByteASecondIsEndedByTheDeadline_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("A35: a head, one byte a second") << QByteArray("GET /healthz HTTP/1.1\r\nHost: h\r\nX: ");
    QTest::newRow("A35: a body, one byte a second")
        << QByteArray("POST /v1/recoveries HTTP/1.1\r\nHost: h\r\nContent-Length: 60000\r\n\r\n");
  }
  void oneByteASecondIsEndedByTheDeadline() {
    QFETCH(QByteArray, head);
    begin();
    RawTlsClient one(port(), m_service->authority());
    QVERIFY(one.connectNow());
    one.send(head);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(servesOthers());
    QVERIFY(one.socket().state() == QAbstractSocket::ConnectedState);
    while (one.socket().state() == QAbstractSocket::ConnectedState &&
           timer.elapsed() < deadlineMs + patienceMs) {
      one.send("x");
      (void)one.socket().waitForReadyRead(1'000);  // ends early when the server does
    }
    QVERIFY(one.socket().state() != QAbstractSocket::ConnectedState);
    QVERIFY2(timer.elapsed() >= deadlineMs / 2, QByteArray::number(timer.elapsed()));
  }

  void aThousandIdleHandshakesKeepNobodyOut_data() {
    QTest::addColumn<int>("case");
    QTest::newRow("A35: 1000 idle handshakes") << 0;
  }
  void aThousandIdleHandshakesKeepNobodyOut() {
    begin();
    QVERIFY(servesOthers());
    const qint64 before = m_service->process->residentKiB();
    const QByteArray hello = clientHello();
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    // The service has said its part, keys and certificate, and waits for what never comes.
    const auto begin1000 = [&] {
      silent.clear();
      for (int i = 0; i < 1000; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        silent.back()->connectToHost(QStringLiteral("127.0.0.1"), port());
        if (!silent.back()->waitForConnected(patienceMs)) return 0;
        silent.back()->write(hello);
        silent.back()->flush();
      }
      return static_cast<int>(std::ranges::count_if(
          silent, [](const auto& socket) { return socket->waitForReadyRead(deadlineMs); }));
    };
    const int answered = begin1000();
    QVERIFY(servesOthers());
    const qint64 more = m_service->process->residentKiB() - before;
    if (tests::ServiceProcess::residentTellsUse) {
      QVERIFY2(answered > 900, QByteArray::number(answered));
      QVERIFY2(more < 150 * 1024, QByteArray::number(more));  // about 110 KiB each
    }
    for (const auto& socket : silent) {
      QVERIFY(socket->state() != QAbstractSocket::ConnectedState || socket->waitForDisconnected(patienceMs));
    }
    QVERIFY(servesOthers());
    // What they took is used again by the next ones.
    const int answeredAgain = begin1000();
    QVERIFY(answeredAgain > 0);
    const qint64 again = m_service->process->residentKiB() - before;
    if (tests::ServiceProcess::residentTellsUse) {
      QVERIFY2(answeredAgain > 900, QByteArray::number(answeredAgain));
      QVERIFY2(again < more + 32 * 1024, QByteArray::number(again));
    }
    QVERIFY(servesOthers());
  }

  void aWriterThatHoldsTheDatabaseCostsNobodyATry_data() {
    QTest::addColumn<int>("case");
    QTest::newRow("A34: a writer holds SQLite") << 0;
  }
  void aWriterThatHoldsTheDatabaseCostsNobodyATry() {
    begin("");
    RecoveryCaller one = caller();
    const QString code = reachCode(one);
    QVERIFY(!code.isEmpty());
    QCOMPARE(steps::submit(one, wrongFor(code)).problem(), QStringLiteral("code-wrong"));
    Look look(m_service->database());
    QVERIFY(look.run(QStringLiteral("BEGIN IMMEDIATE")));
    // Two answers one after the other: the file is held for more than ten seconds.
    QElapsedTimer timer;
    timer.start();
    compareUnavailable(steps::submit(one, code));
    compareUnavailable(steps::submit(one, wrongFor(code)));
    while (timer.elapsed() < 10'000) compareUnavailable(one.get("/v1/recovery"));
    QCOMPARE(look.number(QStringLiteral("SELECT SUM(attempts) FROM codes")), 1);
    QVERIFY(look.run(QStringLiteral("COMMIT")));
    QCOMPARE(steps::submit(one, code).stage(), QStringLiteral("password"));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM tallies WHERE scope LIKE 'miss:%'")), 1);
  }

  void aFullDiskCostsNobodyATry_data() {
    QTest::addColumn<int>("case");
    QTest::newRow("A34: disk full") << 0;
  }
  void aFullDiskCostsNobodyATry() {
    begin("");
    RecoveryCaller one = caller();
    const QString code = reachCode(one);
    QVERIFY(!code.isEmpty());
    QCOMPARE(m_service->process->stop(), 0);
    // No file may grow beyond 128 KiB: as good as a full disk, without one.
    const QString limited = QStringLiteral("trap '' XFSZ; ulimit -f 256; exec \"$0\" \"$@\"");
    m_service->startAs(QStringLiteral("sh"),
                       QStringList{QStringLiteral("-c"), limited, program} << m_service->arguments());
    Answer answer;
    for (int i = 0; i < 500; ++i) {
      answer = one.post("/v1/recovery/language", steps::member("language", QStringLiteral("ja")));
      if (answer.status() != 200) break;
    }
    compareUnavailable(answer);
    int judged = 0;
    for (int i = 0; i < 4; ++i) {
      answer = steps::submit(one, wrongFor(code));
      if (answer.problem() == QLatin1String("code-wrong"))
        ++judged;
      else
        compareUnavailable(answer);
    }
    QVERIFY(judged < 4);
    QCOMPARE(m_service->process->stop(), 0);
    m_service->start();
    Look look(m_service->database());
    const int counted = look.number(QStringLiteral("SELECT SUM(attempts) FROM codes"));
    QVERIFY2(counted >= judged && counted <= 4, QByteArray::number(counted));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM tallies WHERE scope LIKE 'miss:%'")), counted);
    QCOMPARE(steps::submit(one, code).stage(), QStringLiteral("password"));
  }

  void oldAndWeakTlsIsRefused_data() {
    QTest::addColumn<QStringList>("offer");
    QTest::addColumn<bool>("works");
    const auto row = [](const char* name, const char* offer, bool works) {
      QTest::newRow(name) << QString::fromLatin1(offer).split(u' ') << works;
    };
    // Level 0: the client itself must not be what refuses.
    row("A37: 1.0", "-tls1 -cipher ALL:@SECLEVEL=0", false);
    row("A37: 1.1", "-tls1_1 -cipher ALL:@SECLEVEL=0", false);
    row("A37: no forward secrecy", "-tls1_2 -cipher AES128-GCM-SHA256:AES256-GCM-SHA384:@SECLEVEL=0", false);
    row("A37: CBC",
        "-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA384:ECDHE-RSA-AES128-SHA:@SECLEVEL=0",
        false);
    row("A37: anonymous", "-tls1_2 -cipher aNULL:@SECLEVEL=0", false);
    row("A37: no encryption", "-tls1_2 -cipher eNULL:@SECLEVEL=0", false);
    row("A37: finite field", "-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0", false);
    row("A37: another protocol inside", "-tls1_3 -alpn h2", false);
    row("A37: 1.2", "-tls1_2", true);
    row("A37: 1.3", "-tls1_3", true);
  }
  void oldAndWeakTlsIsRefused() {
    QFETCH(QStringList, offer);
    QFETCH(bool, works);
    if (!m_service || m_service->process->id() == 0) begin();
    QProcess client;
    client.setProcessChannelMode(QProcess::MergedChannels);
    client.start(QStringLiteral("openssl"),
                 QStringList{QStringLiteral("s_client"), QStringLiteral("-connect"),
                             QStringLiteral("127.0.0.1:%1").arg(port())}
                     << offer);
    client.closeWriteChannel();
    QVERIFY(client.waitForFinished(patienceMs));
    const QByteArray said = client.readAll();
    QVERIFY2(!said.contains("no ciphers available") && !said.contains("unknown option"), said.constData());
    const bool connected = said.contains("Server certificate\n-----BEGIN");
    QVERIFY2(connected == works, said.constData());
    if (!works) QVERIFY2(said.contains("alert"), said.constData());
  }

  void plainHttpIsRefused_data() {
    QTest::addColumn<int>("case");
    QTest::newRow("A37: plain HTTP") << 0;
  }
  void plainHttpIsRefused() {
    if (!m_service) begin();
    RawTlsClient one(port(), m_service->authority());
    QVERIFY(one.connectPlain());
    one.send("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(one.receive(patienceMs).status, 0);
    QVERIFY(one.isClosedByServer(patienceMs));
  }
};

}  // namespace latchkey::app

QTEST_GUILESS_MAIN(latchkey::app::ServiceEnduranceTest)
#include "service_endurance_test.moc"
