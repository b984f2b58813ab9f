// SPDX-License-Identifier: GPL-3.0-or-later
// A hostile client, and a few good ones beside it, over real TLS sockets.
#include "service/http/tls_server.h"

#include <QSslSocket>
#include <QTcpServer>
#include <QTest>
#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>

#include "tests/support/loopback_identity.h"
#include "tests/support/raw_tls_client.h"

namespace latchkey::service::http {
namespace {

using namespace std::chrono_literals;
using tests::RawAnswer;
using tests::RawTlsClient;

/// Says back what it was asked; /slow waits until the test lets it go on.
class EchoHandler final : public ExchangeHandler {
public:
  Lane laneOf(const HttpRequest& request) const override {
    if (request.path == "/quick") return Lane::Network;
    return request.path == "/watch" ? Lane::Watch : Lane::Workers;
  }
  HttpResponse handle(HttpRequest& request) override {
    ++handled;
    if (request.path == "/quick") network = std::this_thread::get_id();
    if (request.path == "/watch") watcher = std::this_thread::get_id();
    if (request.path == "/slow") {
      std::unique_lock lock(mutex);
      ++waiting;
      changed.notify_all();
      changed.wait(lock, [this] { return open; });
    }
    HttpResponse response;
    response.contentType = "text/plain";
    response.body = request.method + ' ' + request.path + ' ' + request.body;
    if (request.path == "/large") response.body = QByteArray(20'000'000, 'x');
    request.wipe();
    return response;
  }
  HttpResponse refuse(RequestFault fault) override {
    refuser = std::this_thread::get_id();
    HttpResponse response;
    response.status = fault == RequestFault::BodyTooLarge     ? 413
                      : fault == RequestFault::HeaderTooLarge ? 431
                                                              : 400;
    return response;
  }
  std::function<void()> aftermathOf(RequestFault fault) override {
    if (fault != RequestFault::BodyTooLarge) return {};
    return [this] {
      const std::lock_guard lock(mutex);
      writer = std::this_thread::get_id();
      ++written;
      changed.notify_all();
    };
  }
  HttpResponse refuseBusy() override {
    HttpResponse response;
    response.status = 503;
    response.fields.append(HeaderField{"retry-after", "1"});
    return response;
  }
  void waitForWaiting(int count) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return waiting >= count; });
  }
  void letGo() {
    const std::lock_guard lock(mutex);
    open = true;
    changed.notify_all();
  }

  std::atomic<int> handled = 0;
  std::mutex mutex;
  std::condition_variable changed;
  int waiting = 0;
  int written = 0;
  std::thread::id refuser;
  std::thread::id writer;
  std::thread::id watcher;
  std::thread::id network;
  bool open = false;
};

const QByteArray get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
const QByteArray getSlow = "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n";
const QByteArray getQuick = "GET /quick HTTP/1.1\r\nHost: h\r\n\r\n";
const QByteArray getWatch = "GET /watch HTTP/1.1\r\nHost: h\r\n\r\n";

}  // namespace

class TlsServerTest : public QObject {
  Q_OBJECT

  struct Running {
    EchoHandler handler;
    Metrics metrics;
    std::unique_ptr<TlsServer> server;
    quint16 port = 0;
    ~Running() { handler.letGo(); }
  };
  TlsServerSettings settings() const {
    TlsServerSettings settings;
    settings.certificateFile = m_identity.certificateFile();
    settings.keyFile = m_identity.keyFile();
    settings.workers = 2;
    return settings;
  }
  std::unique_ptr<Running> start(const TlsServerSettings& with) const {
    auto running = std::make_unique<Running>();
    running->server = std::make_unique<TlsServer>(with, running->metrics);
    const auto port = running->server->listen();
    if (!port) qFatal("server does not start: %d", static_cast<int>(port.error()));
    running->port = *port;
    running->server->serve(running->handler);
    return running;
  }

  tests::LoopbackIdentity m_identity;

private Q_SLOTS:
  void exchangesFollowOneAnotherOnOneConnection() {
    const auto running = start(settings());
    RawTlsClient one(running->port, m_identity.authorityFile());
    QVERIFY2(one.connectNow(), qPrintable(one.socket().errorString()));
    for (int i = 0; i < 3; ++i) {
      one.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab");
      const RawAnswer answer = one.receive();
      QCOMPARE(answer.status, 200);
      QCOMPARE(answer.body, QByteArray("POST /a ab"));
      QCOMPARE(answer.field("connection"), QByteArray("keep-alive"));
      QVERIFY(answer.field("server").isEmpty());
    }
    one.send("GET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    QCOMPARE(one.receive().field("connection"), QByteArray("close"));
    QVERIFY(one.isClosedByServer());
  }

  void pipelinedRequestsAreAnsweredInOrder() {
    const auto running = start(settings());
    RawTlsClient one(running->port, m_identity.authorityFile());
    QVERIFY(one.connectNow());
    one.send(get + getQuick + get);
    QCOMPARE(one.receive().body, QByteArray("GET /a "));
    QCOMPARE(one.receive().body, QByteArray("GET /quick "));
    QCOMPARE(one.receive().body, QByteArray("GET /a "));
  }

  void continueIsSentWhereItIsExpected() {
    const auto running = start(settings());
    RawTlsClient one(running->port, m_identity.authorityFile());
    QVERIFY(one.connectNow());
    one.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(one.receive().status, 100);
    one.send("ab");
    QCOMPARE(one.receive().body, QByteArray("POST /a ab"));
  }

  void onlyTls12And13AreSpoken_data() {
    QTest::addColumn<QSsl::SslProtocol>("protocol");
    QTest::addColumn<bool>("works");
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    QTest::newRow("1.0") << QSsl::TlsV1_0 << false;
    QTest::newRow("1.1") << QSsl::TlsV1_1 << false;
    QT_WARNING_POP
    QTest::newRow("1.2") << QSsl::TlsV1_2 << true;
    QTest::newRow("1.3") << QSsl::TlsV1_3 << true;
  }
  void onlyTls12And13AreSpoken() {
    QFETCH(QSsl::SslProtocol, protocol);
    QFETCH(bool, works);
    const auto running = start(settings());
    RawTlsClient one(running->port, m_identity.authorityFile());
    one.setProtocol(protocol);
    QCOMPARE(one.connectNow(), works);
  }

  void weakSuitesAreRefused() {
    const auto running = start(settings());
    RawTlsClient one(running->port, m_identity.authorityFile());
    QSslConfiguration configuration = one.socket().sslConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2);
    configuration.setCiphers(QStringLiteral("ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA384"));
    QVERIFY(!configuration.ciphers().isEmpty());
    one.socket().setSslConfiguration(configuration);
    QVERIFY(!one.connectNow());
  }

  void plainHttpIsRefused() {
    const auto running = start(settings());
    RawTlsClient one(running->port, m_identity.authorityFile());
    QVERIFY(one.connectPlain());
    one.send(get);
    QVERIFY(one.isClosedByServer());
    QCOMPARE(one.receive(1).status, 0);
    QCOMPARE(running->handler.handled.load(), 0);
  }

  void badHeadsGetAnAnswerAndTheEnd_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("garbage") << QByteArray("what is this\r\n\r\n") << 400;
    QTest::newRow("length and coding") << QByteArray(
                                              "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: "
                                              "5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                                       << 400;
    QTest::newRow("ten gigabytes")
        << QByteArray("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 10737418240\r\n\r\n") << 413;
    QTest::newRow("ten gigabytes and a part of them")
        << "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 10737418240\r\n\r\n" + QByteArray(500'000, 'x')
        << 413;
    QTest::newRow("endless header") << "GET /a HTTP/1.1\r\nHost: h\r\nX: " + QByteArray(500'000, 'x') << 431;
    QTest::newRow("endless target") << "GET /" + QByteArray(500'000, 'x') << 431;
  }
  void badHeadsGetAnAnswerAndTheEnd() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    const auto running = start(settings());
    RawTlsClient one(running->port, m_identity.authorityFile());
    QVERIFY(one.connectNow());
    one.send(bytes);
    const RawAnswer answer = one.receive();
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.field("connection"), QByteArray("close"));
    QVERIFY(one.isClosedByServer());
    QCOMPARE(running->handler.handled.load(), 0);
  }

  /// Writing blocks: never on the thread that all connections share.
  void whatIsWrittenDownOfARefusalIsAWorkersWork() {
    const auto running = start(settings());
    RawTlsClient one(running->port, m_identity.authorityFile());
    QVERIFY(one.connectNow());
    one.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1048576\r\n\r\n");
    QCOMPARE(one.receive().status, 413);
    EchoHandler& handler = running->handler;
    std::unique_lock lock(handler.mutex);
    handler.changed.wait(lock, [&] { return handler.written == 1; });
    QVERIFY(handler.writer != handler.refuser);
  }

  void deadlinesEndWhatIsSlow_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("handshake");
    QTest::newRow("no handshake") << QByteArray() << false;
    QTest::newRow("half a handshake") << QByteArray("\x16\x03\x01\x02", 4) << false;
    QTest::newRow("silence after the handshake") << QByteArray() << true;
    QTest::newRow("half a head") << QByteArray("GET /a HT") << true;
    QTest::newRow("head without its body")
        << QByteArray("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nab") << true;
  }
  void deadlinesEndWhatIsSlow() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, handshake);
    TlsServerSettings quick = settings();
    quick.handshake = quick.request = quick.idle = 150ms;
    const auto running = start(quick);
    RawTlsClient one(running->port, m_identity.authorityFile());
    QVERIFY(handshake ? one.connectNow() : one.connectPlain());
    one.send(bytes);
    QVERIFY(one.isClosedByServer());
    QCOMPARE(running->handler.handled.load(), 0);
  }

  void oneByteAfterTheOtherDoesNotMoveTheDeadline() {
    TlsServerSettings quick = settings();
    quick.request = 300ms;
    const auto running = start(quick);
    RawTlsClient one(running->port, m_identity.authorityFile());
    QVERIFY(one.connectNow());
    // Each byte comes well before any deadline between bytes would strike; all of them would take 5 s.
    int sent = 0;
    one.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n");
    while (sent < 100 && one.socket().state() == QAbstractSocket::ConnectedState) {
      one.send("x");
      ++sent;
      (void)one.socket().waitForReadyRead(50);
    }
    QVERIFY2(sent < 50, QByteArray::number(sent).constData());
    QCOMPARE(running->handler.handled.load(), 0);
  }

  void whoDoesNotReadIsCutOff() {
    TlsServerSettings quick = settings();
    quick.write = 300ms;
    const auto running = start(quick);
    RawTlsClient one(running->port, m_identity.authorityFile());
    one.socket().setReadBufferSize(1024);
    QVERIFY(one.connectNow());
    one.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(running->server->connections(), std::size_t(0), 20'000);
  }

  void idleHandshakesDoNotKeepOthersOut() {
    TlsServerSettings open = settings();
    open.uncountedSources = {*platform::Network::parse("127.0.0.0/8")};
    open.handshake = 60s;
    const auto running = start(open);
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < 300; ++i) {
      silent.push_back(std::make_unique<QTcpSocket>());
      silent.back()->connectToHost(QStringLiteral("127.0.0.1"), running->port);
      QVERIFY(silent.back()->waitForConnected());
    }
    RawTlsClient one(running->port, m_identity.authorityFile());
    QVERIFY(one.connectNow());
    one.send(get);
    QCOMPARE(one.receive().status, 200);
  }

  void connectionsOfOneSourceAreCapped() {
    TlsServerSettings capped = settings();
    capped.maximumPerSource = 3;
    const auto running = start(capped);
    std::vector<std::unique_ptr<RawTlsClient>> clients;
    for (int i = 0; i < 3; ++i) {
      clients.push_back(std::make_unique<RawTlsClient>(running->port, m_identity.authorityFile()));
      QVERIFY(clients.back()->connectNow());
    }
    RawTlsClient fourth(running->port, m_identity.authorityFile());
    QVERIFY(!fourth.connectNow());
    clients.front()->socket().disconnectFromHost();
    QTRY_COMPARE(running->server->connections(), std::size_t(2));
    RawTlsClient fifth(running->port, m_identity.authorityFile());
    QVERIFY(fifth.connectNow());
  }

  void allConnectionsTogetherAreCapped() {
    TlsServerSettings capped = settings();
    capped.maximumConnections = 2;
    const auto running = start(capped);
    RawTlsClient one(running->port, m_identity.authorityFile());
    RawTlsClient two(running->port, m_identity.authorityFile());
    RawTlsClient three(running->port, m_identity.authorityFile());
    QVERIFY(one.connectNow());
    QVERIFY(two.connectNow());
    QVERIFY(!three.connectNow());
    one.send(get);
    QCOMPARE(one.receive().status, 200);
  }

  void aFullQueueIsToldAtOnceAndWhatNeedsNoWorkerGoesOn() {
    TlsServerSettings small = settings();
    small.workers = 1;
    small.queueLimit = 1;
    const auto running = start(small);
    RawTlsClient working(running->port, m_identity.authorityFile());
    RawTlsClient queued(running->port, m_identity.authorityFile());
    RawTlsClient refused(running->port, m_identity.authorityFile());
    QVERIFY(working.connectNow());
    QVERIFY(queued.connectNow());
    QVERIFY(refused.connectNow());
    working.send(getSlow);
    running->handler.waitForWaiting(1);
    queued.send(getSlow);
    QTRY_COMPARE(running->server->queued(), std::size_t(1));
    refused.send(get);
    const RawAnswer answer = refused.receive();
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.field("retry-after"), QByteArray("1"));
    refused.send(getQuick);
    QCOMPARE(refused.receive().status, 200);
    refused.send(getWatch);
    QCOMPARE(refused.receive().status, 200);
    QVERIFY(running->handler.watcher != running->handler.network);  // it may block
    running->handler.letGo();
    QCOMPARE(working.receive().status, 200);
    QCOMPARE(queued.receive().status, 200);
  }

  void stoppingLetsRequestsFinishAndEndsTheRest() {
    const auto running = start(settings());
    RawTlsClient busy(running->port, m_identity.authorityFile());
    RawTlsClient idle(running->port, m_identity.authorityFile());
    QVERIFY(busy.connectNow());
    QVERIFY(idle.connectNow());
    busy.send(getSlow);
    running->handler.waitForWaiting(1);
    auto stopped = std::async(std::launch::async, [&] { running->server->stop(30s); });
    QVERIFY(idle.isClosedByServer());
    RawTlsClient late(running->port, m_identity.authorityFile());
    QVERIFY(!late.connectPlain());
    running->handler.letGo();
    const RawAnswer answer = busy.receive();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.field("connection"), QByteArray("close"));
    stopped.get();
  }

  void stoppingDoesNotWaitForWhoNeverEnds() {
    const auto running = start(settings());
    RawTlsClient half(running->port, m_identity.authorityFile());
    QVERIFY(half.connectNow());
    half.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n");
    running->server->stop(100ms);
    QVERIFY(half.isClosedByServer());
  }

  void startFaultsAreTold() {
    Metrics metrics;
    const auto faultOf = [&](const TlsServerSettings& with) {
      TlsServer server(with, metrics);
      const auto port = server.listen();
      return port ? std::optional<ServerFault>() : port.error();
    };
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    TlsServerSettings bad = settings();
    bad.port = taken.serverPort();
    QCOMPARE(faultOf(bad), ServerFault::AddressInUse);
    bad = settings();
    bad.certificateFile += QStringLiteral(".none");
    QCOMPARE(faultOf(bad), ServerFault::CertificateUnreadable);
    bad = settings();
    bad.keyFile = bad.certificateFile;
    QCOMPARE(faultOf(bad), ServerFault::KeyUnreadable);
    const tests::LoopbackIdentity other;
    bad = settings();
    bad.keyFile = other.keyFile();
    QCOMPARE(faultOf(bad), ServerFault::KeyDoesNotMatch);
    bad = settings();
    bad.host = "no.such.host.invalid";
    QCOMPARE(faultOf(bad), ServerFault::BadAddress);
    bad.host = "192.0.2.1";
    QCOMPARE(faultOf(bad), ServerFault::AddressNotAvailable);
  }
};

}  // namespace latchkey::service::http

QTEST_GUILESS_MAIN(latchkey::service::http::TlsServerTest)
#include "tls_server_test.moc"
