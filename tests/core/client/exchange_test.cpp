// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/exchange.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QTest>

#include "core/client/trust.h"
#include "tests/support/hostile_server.h"

using namespace latchkey;
using namespace latchkey::client;
using flow::GatewayFault;
using tests::Authority;
using tests::CertificateWish;
using tests::HostileServer;
using tests::SeenRequest;

namespace {
constexpr int forever = 600'000;  // ms: a deadline that a passing test never meets
const QByteArray ok = HostileServer::json(200, "{}");
}  // namespace

class ExchangeTest : public QObject {
  Q_OBJECT
private:
  // One exchange, waited for by events.
  struct Run {
    QNetworkAccessManager network;
    std::optional<Exchange::Outcome> outcome;
    std::unique_ptr<Exchange> exchange;
  };
  std::unique_ptr<Run> begin(const QUrl& origin, const QByteArray& body = {}, ExchangeLimits limits = {}) {
    auto run = std::make_unique<Run>();
    Request request;
    request.method = body.isEmpty() ? "GET" : "POST";
    request.url = origin;
    request.url.setPath(QStringLiteral("/v1/recovery"));
    request.headers = {{"X-Test", "1"}};
    if (!body.isEmpty())
      request.body = std::make_shared<const platform::Secret>(
          std::string_view(body.constData(), static_cast<std::size_t>(body.size())));
    run->exchange = std::make_unique<Exchange>(
        run->network, m_trust->configuration(), request, limits, systemPorts(),
        [slot = &run->outcome](Exchange::Outcome outcome) { slot->emplace(std::move(outcome)); });
    return run;
  }
  std::unique_ptr<HostileServer> goodServer() {
    return std::make_unique<HostileServer>(m_authority->issue());
  }

  std::unique_ptr<Authority> m_authority;
  std::optional<Trust> m_trust;

private Q_SLOTS:
  void initTestCase() {
    m_authority = std::make_unique<Authority>();
    m_trust = *Trust::fromPem(m_authority->pem());
  }

  void anAnswerComesBackWhole() {
    const auto server = goodServer();
    server->onRequest([](QSslSocket& socket, const SeenRequest&) {
      socket.write(
          HostileServer::json(200, "{\"a\":1}", "DPoP-Nonce: n1\r\nRetry-After: 7\r\nSet-Cookie: a=b\r\n"));
    });
    const auto run = begin(server->url());
    QTRY_VERIFY(run->outcome);
    QVERIFY(run->outcome->has_value());
    const Answer& answer = **run->outcome;
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.contentType, QByteArray("application/json"));
    QCOMPARE(answer.body, QByteArray("{\"a\":1}"));
    QCOMPARE(answer.nonce, QByteArray("n1"));
    QCOMPARE(answer.retryAfter, QByteArray("7"));
  }
  void aRequestSaysNoMoreThanItShould() {
    const auto server = goodServer();
    server->onRequest([](QSslSocket& socket, const SeenRequest&) {
      socket.write(HostileServer::json(200, "{}", "Set-Cookie: a=b; Path=/\r\n"));
    });
    auto run = begin(server->url());
    QTRY_VERIFY(run->outcome);
    run->outcome.reset();
    Request again;
    again.method = "POST";
    again.url = server->url();
    again.url.setPath(QStringLiteral("/x"));
    again.body = std::make_shared<const platform::Secret>(std::string_view("{\"b\":2}"));
    Exchange second(run->network, m_trust->configuration(), again, {}, systemPorts(),
                    [&run](Exchange::Outcome outcome) { run->outcome.emplace(std::move(outcome)); });
    QTRY_VERIFY(run->outcome);
    QCOMPARE(server->requests().size(), 2);
    const SeenRequest& seen = server->requests().last();
    QCOMPARE(seen.method, QByteArray("POST"));
    QCOMPARE(seen.path, QByteArray("/x"));
    QCOMPARE(seen.body, QByteArray("{\"b\":2}"));
    QCOMPARE(seen.headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(seen.headers.value("content-length"), QByteArray("7"));
    QCOMPARE(seen.headers.value("user-agent"), QByteArray("Latchkey/" LATCHKEY_VERSION));
    QCOMPARE(seen.headers.value("accept-encoding"), QByteArray("identity"));
    QVERIFY(!seen.headers.contains("cookie"));
    QVERIFY(!seen.headers.contains("transfer-encoding"));
  }

  void strangersAreRefusedBeforeTheFirstByte_data() {
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("until");
    QTest::addColumn<int>("issuer");  // 0 ours, 1 another, 2 itself
    QTest::addColumn<GatewayFault>("fault");
    const QByteArray right = CertificateWish().names;
    constexpr int day = 24 * 3600;
    QTest::newRow("self-signed") << right << -day << day << 2 << GatewayFault::CertificateUntrusted;
    QTest::newRow("other CA") << right << -day << day << 1 << GatewayFault::CertificateUntrusted;
    QTest::newRow("wrong host") << QByteArray("DNS:other.example") << -day << day << 0
                                << GatewayFault::CertificateWrongHost;
    QTest::newRow("wrong address") << QByteArray("IP:127.0.0.2") << -day << day << 0
                                   << GatewayFault::CertificateWrongHost;
    QTest::newRow("address as a name only")
        << QByteArray("DNS:127.0.0.1.example") << -day << day << 0 << GatewayFault::CertificateWrongHost;
    QTest::newRow("expired") << right << -2 * day << -day << 0 << GatewayFault::CertificateExpired;
    QTest::newRow("not yet valid") << right << day << 2 * day << 0 << GatewayFault::CertificateExpired;
    QTest::newRow("expired and wrong host")
        << QByteArray("DNS:other.example") << -2 * day << -day << 0 << GatewayFault::CertificateWrongHost;
    QTest::newRow("other CA and expired")
        << right << -2 * day << -day << 1 << GatewayFault::CertificateUntrusted;
  }
  void strangersAreRefusedBeforeTheFirstByte() {
    QFETCH(QByteArray, names);
    QFETCH(int, from);
    QFETCH(int, until);
    QFETCH(int, issuer);
    QFETCH(GatewayFault, fault);
    const Authority other("Another authority");
    const CertificateWish wish{names, from, until};
    HostileServer server(issuer == 0   ? m_authority->issue(wish)
                         : issuer == 1 ? other.issue(wish)
                                       : Authority::selfSigned(wish));
    server.onRequest([](QSslSocket& socket, const SeenRequest&) { socket.write(ok); });
    const auto run = begin(server.url(), "{\"password\":\"x\"}");
    QTRY_VERIFY(run->outcome);
    QVERIFY(!run->outcome->has_value());
    QCOMPARE(run->outcome->error().fault, fault);
    QVERIFY(!run->outcome->error().sent);
    QCOMPARE(server.connections(), 1);
    QCOMPARE(server.bytesRead(), 0);
  }
  void aPrivateListExcludesTheSystems() {
    // The other way round too: the system's list does not know our authority.
    const auto server = goodServer();
    QNetworkAccessManager network;
    std::optional<Exchange::Outcome> outcome;
    Request request;
    request.method = "GET";
    request.url = server->url();
    Exchange exchange(network, Trust::system().configuration(), request, {}, systemPorts(),
                      [&outcome](Exchange::Outcome result) { outcome.emplace(std::move(result)); });
    QTRY_VERIFY(outcome);
    QCOMPARE(outcome->error().fault, GatewayFault::CertificateUntrusted);
    QCOMPARE(server->bytesRead(), 0);
  }
  void oldTlsIsRefused() {
    const auto server = goodServer();
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    server->tls().setProtocol(QSsl::TlsV1_1);
    QT_WARNING_POP
    const auto run = begin(server->url());
    QTRY_VERIFY(run->outcome);
    QVERIFY(!run->outcome->has_value());
    QVERIFY(!run->outcome->error().sent);
    QCOMPARE(server->bytesRead(), 0);
  }
  void plainHttpIsNoService() {
    const auto server = goodServer();
    server->onConnection(
        [](QSslSocket& socket) { socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"); });
    const auto run = begin(server->url());
    QTRY_VERIFY(run->outcome);
    QCOMPARE(run->outcome->error().fault, GatewayFault::BadAnswer);
  }

  void aRedirectIsNotFollowed_data() {
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
      QTest::newRow(QByteArray::number(status).constData()) << status;
  }
  void aRedirectIsNotFollowed() {
    QFETCH(int, status);
    const auto server = goodServer();
    server->onRequest([status, &server](QSslSocket& socket, const SeenRequest&) {
      const QByteArray target = server->url().toEncoded() + "/elsewhere";
      socket.write(HostileServer::response(status, "text/plain", "", "Location: " + target + "\r\n"));
    });
    const auto run = begin(server->url(), "{\"code\":\"1234567\"}");
    QTRY_VERIFY(run->outcome);
    QVERIFY(run->outcome->has_value());
    QCOMPARE((*run->outcome)->status, status);
    QCOMPARE(server->requests().size(), 1);
  }
  void everyStatusComesBackWithItsBody_data() {
    QTest::addColumn<int>("status");
    for (const int status : {200, 201, 204, 400, 401, 403, 404, 405, 409, 413, 415,
                             422, 429, 431, 500, 501, 502, 503, 504, 511, 599})
      QTest::newRow(QByteArray::number(status).constData()) << status;
  }
  void everyStatusComesBackWithItsBody() {
    QFETCH(int, status);
    const auto server = goodServer();
    const QByteArray body = status == 204 ? "" : "{\"status\":1}";
    server->onRequest([status, body](QSslSocket& socket, const SeenRequest&) {
      socket.write(HostileServer::response(status, "Application/Problem+JSON; charset=utf-8", body,
                                           "WWW-Authenticate: DPoP error=\"use_dpop_nonce\"\r\n"
                                           "DPoP-Nonce: n2\r\n"));
    });
    const auto run = begin(server->url(), "{}");
    QTRY_VERIFY(run->outcome);
    QVERIFY(run->outcome->has_value());
    QCOMPARE((*run->outcome)->status, status);
    QCOMPARE((*run->outcome)->body, body);
    QCOMPARE((*run->outcome)->nonce, QByteArray("n2"));
    QCOMPARE((*run->outcome)->contentType, QByteArray("application/problem+json"));
    QCOMPARE(server->requests().size(), 1);
  }
  void aChallengeForAPasswordIsJustAnAnswer() {
    const auto server = goodServer();
    server->onRequest([](QSslSocket& socket, const SeenRequest&) {
      socket.write(
          HostileServer::response(401, "text/html", "<p>", "WWW-Authenticate: Basic realm=\"x\"\r\n"));
    });
    const auto run = begin(server->url(), "{}");
    QTRY_VERIFY(run->outcome);
    QVERIFY(run->outcome->has_value());
    QCOMPARE((*run->outcome)->status, 401);
    QCOMPARE(server->requests().size(), 1);
  }

  void bodiesAreCapped_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("taken");
    const QByteArray line = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    QTest::newRow("exactly the cap") << line + "Content-Length: 50000\r\n\r\n" << 50000 << true;
    QTest::newRow("one byte more") << line + "Content-Length: 50001\r\n\r\n" << 50001 << false;
    QTest::newRow("announces 10 GB") << line + "Content-Length: 10000000000\r\n\r\n" << 10 << false;
    QTest::newRow("no length, too much") << line + "Connection: close\r\n\r\n" << 3000000 << false;
    QTest::newRow("no length, little") << line + "Connection: close\r\n\r\n" << 2000 << true;
  }
  void bodiesAreCapped() {
    QFETCH(QByteArray, head);
    QFETCH(int, size);
    QFETCH(bool, taken);
    const auto server = goodServer();
    server->onRequest([head, size](QSslSocket& socket, const SeenRequest&) {
      socket.write(head + QByteArray(size, 'x'));
      if (head.contains("close")) socket.disconnectFromHost();
    });
    ExchangeLimits limits;
    limits.body = 50000;
    limits.total = forever;
    const auto run = begin(server->url(), {}, limits);
    QTRY_VERIFY(run->outcome);
    QCOMPARE(run->outcome->has_value(), taken);
    if (taken)
      QCOMPARE((*run->outcome)->body.size(), size);
    else
      QCOMPARE(run->outcome->error().fault, GatewayFault::BadAnswer);
  }
  void aZippedBodyIsNotUnpacked() {
    const auto server = goodServer();
    server->onRequest([](QSslSocket& socket, const SeenRequest&) {
      socket.write(HostileServer::json(200, "\x1f\x8b not really", "Content-Encoding: gzip\r\n"));
    });
    const auto run = begin(server->url());
    QTRY_VERIFY(run->outcome);
    QVERIFY(run->outcome->has_value());
    QVERIFY((*run->outcome)->body.startsWith("\x1f\x8b"));
  }

  void slowPeersMeetTheDeadline_data() {
    QTest::addColumn<int>("how");
    QTest::addColumn<GatewayFault>("fault");
    QTest::addColumn<bool>("sent");
    QTest::newRow("silence before TLS") << 0 << GatewayFault::Unreachable << false;
    QTest::newRow("silence after TLS") << 1 << GatewayFault::TimedOut << true;
    QTest::newRow("drips the head") << 2 << GatewayFault::TimedOut << true;
    QTest::newRow("drips the body") << 3 << GatewayFault::TimedOut << true;
    QTest::newRow("drips before TLS") << 4 << GatewayFault::Unreachable << false;
  }
  void slowPeersMeetTheDeadline() {
    QFETCH(int, how);
    QFETCH(GatewayFault, fault);
    QFETCH(bool, sent);
    const auto server = goodServer();
    if (how == 0) server->onConnection([](QSslSocket&) {});
    if (how == 4)
      server->onConnection([](QSslSocket& socket) { HostileServer::drip(socket, "\x16\x03\x03\x40", 5); });
    server->onRequest([how](QSslSocket& socket, const SeenRequest&) {
      if (how == 2) HostileServer::drip(socket, "HTTP/1.1 200 OK\r\nX-Long: " + QByteArray(9999, 'a'), 5);
      if (how == 3) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        HostileServer::drip(socket, "a", 5);
      }
    });
    ExchangeLimits limits;
    limits.connect = sent ? forever : 150;
    limits.total = sent ? 300 : forever;
    const auto run = begin(server->url(), "{}", limits);
    QTRY_VERIFY(run->outcome);
    QVERIFY(!run->outcome->has_value());
    QCOMPARE(run->outcome->error().fault, fault);
    QCOMPARE(run->outcome->error().sent, sent);
  }

  void cutsAreTold_data() {
    QTest::addColumn<int>("when");
    QTest::addColumn<QByteArray>("body");
    for (const char* const method : {"GET", "POST"}) {
      const QByteArray body = QByteArray(method) == "GET" ? "" : "{\"x\":1}";
      const auto row = [&](const char* name, int when) {
        QTest::addRow("%s %s", method, name) << when << body;
      };
      row("before TLS", 0);
      row("after TLS", 1);
      row("before the answer", 2);
      row("amid the head", 3);
      row("amid the body", 4);
    }
  }
  void cutsAreTold() {
    QFETCH(int, when);
    QFETCH(QByteArray, body);
    const auto server = goodServer();
    if (when == 0) server->onConnection([](QSslSocket& socket) { HostileServer::cut(socket); });
    if (when == 1) server->onEncrypted([](QSslSocket& socket) { HostileServer::cut(socket); });
    server->onRequest([when](QSslSocket& socket, const SeenRequest&) {
      if (when == 3) socket.write("HTTP/1.1 200 OK\r\nContent-Le");
      if (when == 4) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
      HostileServer::cut(socket);
    });
    const auto run = begin(server->url(), body);
    QTRY_VERIFY(run->outcome);
    QVERIFY(!run->outcome->has_value());
    QCOMPARE(run->outcome->error().fault, GatewayFault::Unreachable);
    QCOMPARE(run->outcome->error().sent, when > 0);
    // The transport must not have sent a body a second time behind our back.
    if (!body.isEmpty()) QVERIFY(server->requests().size() <= 1);
  }
  void aDeadConnectionThatWasKeptIsNoSecondWrite() {
    const auto server = goodServer();
    int count = 0;
    server->onRequest([&count](QSslSocket& socket, const SeenRequest&) {
      if (++count == 1)
        socket.write(ok);
      else
        HostileServer::cut(socket);
    });
    const auto run = begin(server->url(), "{\"n\":1}");
    QTRY_VERIFY(run->outcome);
    QVERIFY(run->outcome->has_value());
    run->outcome.reset();
    Request again;
    again.method = "POST";
    again.url = server->url();
    again.body = std::make_shared<const platform::Secret>(std::string_view("{\"n\":2}"));
    Exchange second(run->network, m_trust->configuration(), again, {}, systemPorts(),
                    [&run](Exchange::Outcome outcome) { run->outcome.emplace(std::move(outcome)); });
    QTRY_VERIFY(run->outcome);
    QVERIFY(!run->outcome->has_value());
    QVERIFY(run->outcome->error().sent);
    QCOMPARE(server->requests().size(), 2);
  }
  void nobodyThere() {
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    QUrl url(QStringLiteral("https://127.0.0.1"));
    url.setPort(closed.serverPort());
    closed.close();
    const auto run = begin(url, "{}");
    QTRY_VERIFY(run->outcome);
    QCOMPARE(run->outcome->error().fault, GatewayFault::Unreachable);
    QVERIFY(!run->outcome->error().sent);
  }
  void aProxyThatWantsAPasswordIsTold() {
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    connect(&proxy, &QTcpServer::newConnection, &proxy, [&proxy] {
      QTcpSocket* const socket = proxy.nextPendingConnection();
      connect(socket, &QTcpSocket::readyRead, socket, [socket] {
        if (!socket->readAll().contains("\r\n\r\n")) return;
        socket->write(
            "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
      });
    });
    QNetworkProxy::setApplicationProxy(
        {QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.serverPort()});
    const auto run = begin(QUrl(QStringLiteral("https://recovery.example.org")), "{}");
    QTRY_VERIFY(run->outcome);
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    QCOMPARE(run->outcome->error().fault, GatewayFault::ProxyNeedsPassword);
    QVERIFY(!run->outcome->error().sent);
  }
  void nothingComesAfterTheEnd() {
    const auto server = goodServer();
    bool seen = false;
    server->onRequest([&seen](QSslSocket&, const SeenRequest&) { seen = true; });
    const auto run = begin(server->url(), "{}");
    QTRY_VERIFY(seen);
    run->exchange.reset();
    QTRY_VERIFY(server->findChildren<QSslSocket*>().isEmpty());  // the connection is closed too
    QVERIFY(!run->outcome);
  }
};

QTEST_GUILESS_MAIN(ExchangeTest)
#include "exchange_test.moc"
