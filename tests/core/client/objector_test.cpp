// SPDX-License-Identifier: GPL-3.0-or-later
// "This was not me" over the wire: a fresh key and no token, one act for each code.
#include "core/client/objector.h"

#include <QTest>

#include "tests/core/client/gateway_fixture.h"

using namespace latchkey;
using flow::GatewayFault;
using protocol::ProblemKind;
using tests::HostileServer;
using F = tests::GatewayFixture;
using H = HostileServer;

namespace {

const char* const ticket = "7Q4K-2MXY-A3B4-C5D6";

/// An objector with a server of its own, and time that the test holds.
struct Desk {
  explicit Desk(const QList<F::Step>& steps) : server(authority.issue()) {
    server.onRequest([steps, n = qsizetype(0)](QSslSocket& socket, const tests::SeenRequest&) mutable {
      steps[std::min(n++, steps.size() - 1)](socket);
    });
    client::GatewaySettings settings;
    settings.server = server.url();
    settings.trust = *client::Trust::fromPem(authority.pem());
    objector = std::make_unique<client::Objector>(std::move(settings), time.ports());
  }
  F::Reply<protocol::Objection> object(const char* code = ticket) {
    auto reply = std::make_shared<std::optional<Result<protocol::Objection, flow::GatewayError>>>();
    objector->object(platform::Secret(code), F::into<protocol::Objection>(reply));
    return reply;
  }
  [[nodiscard]] QByteArray header(qsizetype request, const char* name) const {
    return server.requests().at(request).headers.value(name);
  }
  [[nodiscard]] QByteArray keyOf(qsizetype request) const {
    const QByteArray raw = header(request, "dpop").split('.').value(0);
    return QJsonDocument(QJsonDocument::fromJson(QByteArray::fromBase64(raw, QByteArray::Base64UrlEncoding))
                             .object()
                             .value(QStringLiteral("jwk"))
                             .toObject())
        .toJson();
  }

  tests::Authority authority;
  HostileServer server;
  tests::HeldTime time;
  std::unique_ptr<client::Objector> objector;
};

protocol::Objection stopped() {
  protocol::Objection objection;
  objection.receipt = QStringLiteral("7Q4-K2M");
  objection.accountMask = QStringLiteral("ms*****@outlook.com");
  objection.realmName = QStringLiteral("Outlook");
  objection.stoppedFor = 604'800;
  objection.recoveriesEnded = 1;
  objection.contactsNotified = 3;
  objection.administratorsTold = true;
  objection.appealsEnded = 2;
  objection.mayAppeal = true;
  return objection;
}
F::Step accept() {
  return F::say(H::json(200, protocol::encodeObjection(stopped())));
}

}  // namespace

class ObjectorTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aCodeGoesUnderAFreshKeyAndNoToken() {
    Desk desk({F::say(F::nonceRequired("n1")), accept()});
    const auto reply = desk.object();
    QTRY_VERIFY(*reply);
    QVERIFY((*reply)->has_value());
    QCOMPARE((**reply)->receipt, QStringLiteral("7Q4-K2M"));
    QCOMPARE((**reply)->stoppedFor, 604'800);
    QVERIFY((**reply)->administratorsTold);
    QCOMPARE((**reply)->appealsEnded, 2);
    QVERIFY((**reply)->mayAppeal);
    QCOMPARE(desk.server.requests().size(), 2);
    const auto& request = desk.server.requests().last();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.path, QByteArray("/v1/objections"));
    QCOMPARE(request.body, QByteArray("{\"code\":\"7Q4K-2MXY-A3B4-C5D6\"}"));
    QVERIFY(!desk.keyOf(1).isEmpty() && desk.header(1, "authorization").isEmpty());
    QCOMPARE(desk.header(0, "idempotency-key"), desk.header(1, "idempotency-key"));
  }

  void whoseAnswerWasLostIsTheSameWriteOnceMore() {
    Desk desk({F::cut(), F::cut(), F::cut(), accept()});
    const auto lost = desk.object();
    QTRY_VERIFY(*lost);
    QCOMPARE((*lost)->error().fault, GatewayFault::Unreachable);
    QCOMPARE(desk.server.requests().size(), 3);
    const auto again = desk.object();
    QTRY_VERIFY(*again);
    QVERIFY((*again)->has_value());
    QCOMPARE(desk.header(3, "idempotency-key"), desk.header(0, "idempotency-key"));
    QCOMPARE(desk.keyOf(3), desk.keyOf(0));
  }

  void anotherCodeIsAnotherWriteUnderAnotherKey() {
    Desk desk({F::say(H::problem(422, "objection-refused")), accept()});
    const auto refused = desk.object();
    QTRY_VERIFY(*refused);
    QCOMPARE((*refused)->error().problem.kind, ProblemKind::ObjectionRefused);
    const auto other = desk.object("2222-2222-2222-2222");
    QTRY_VERIFY(*other);
    QVERIFY(desk.header(1, "idempotency-key") != desk.header(0, "idempotency-key"));
    QVERIFY(desk.keyOf(1) != desk.keyOf(0));
    QCOMPARE(desk.server.connections(), 2);  // what went over one does not rest there
  }

  void whatIsNoAnswerIsTakenForNone_data() {
    QTest::addColumn<QByteArray>("response");
    QTest::newRow("a page") << H::response(200, "text/html", "<h1>");
    QTest::newRow("nothing") << H::json(200, "");
    QTest::newRow("an empty objection") << H::json(200, "{\"objection\":{}}");
    QTest::newRow("a recovery") << F::viewAnswer();
    QTest::newRow("another status") << H::json(201, protocol::encodeObjection(stopped()));
  }
  void whatIsNoAnswerIsTakenForNone() {
    QFETCH(QByteArray, response);
    Desk desk({F::say(response)});
    const auto reply = desk.object();
    QTRY_VERIFY(*reply);
    QVERIFY(!(*reply)->has_value());
    QVERIFY((*reply)->error().fault != GatewayFault::Refused);
  }

  void aSlowServerMeetsTheDeadline_data() {
    QTest::addColumn<QByteArray>("drop");  // dripped over and over; empty: silence
    QTest::newRow("C03: silence after TLS") << QByteArray();
    QTest::newRow("C03: a byte at a time") << QByteArray("HTTP/1.1 200 OK\r\nX: aaa");
  }
  void aSlowServerMeetsTheDeadline() {
    QFETCH(QByteArray, drop);
    Desk desk({[drop](QSslSocket& socket) {
      if (!drop.isEmpty()) H::drip(socket, drop, 20);
    }});
    const auto reply = desk.object();
    // Asked for once more under its key, and the deadline is that of each attempt.
    for (int attempt = 1; attempt <= 2; ++attempt) {
      QTRY_COMPARE(desk.server.requests().size(), attempt);
      QVERIFY(!*reply);
      desk.time.passTotalDeadline();
    }
    QTRY_VERIFY(*reply);
    QCOMPARE((*reply)->error().fault, GatewayFault::TimedOut);
    QCOMPARE(desk.header(1, "idempotency-key"), desk.header(0, "idempotency-key"));
    QTRY_VERIFY(desk.server.findChildren<QSslSocket*>().isEmpty());  // nothing goes on behind our back
  }

  void whoIsGoneIsToldNothing() {
    bool ended = false;
    Desk desk({[&ended](QSslSocket& socket) {
      QObject::connect(&socket, &QSslSocket::disconnected, &socket, [&ended] { ended = true; });
    }});
    const auto reply = desk.object();
    QTRY_COMPARE(desk.server.requests().size(), 1);
    desk.objector.reset();
    QTRY_VERIFY(ended);
    QVERIFY(!*reply);
  }

  void aSecondCodeIsRefusedWhileOneIsUnderWay() {
    QSslSocket* held = nullptr;
    Desk desk({[&held](QSslSocket& socket) { held = &socket; }, accept()});
    const auto first = desk.object();
    QTRY_VERIFY(held);
    const auto second = desk.object("2222-2222-2222-2222");
    QVERIFY(!*second);
    QTRY_VERIFY(*second);
    QCOMPARE((*second)->error().problem.kind, ProblemKind::RequestInProgress);
    bool idle = false;
    desk.objector->whenIdle([&idle] { idle = true; });
    QVERIFY(!idle && !*first);
    QCOMPARE(desk.server.requests().size(), 1);
    accept()(*held);
    QTRY_VERIFY(*first && idle);
    QVERIFY((*first)->has_value());
    const auto third = desk.object("2222-2222-2222-2222");
    QTRY_VERIFY(*third);
    QVERIFY((*third)->has_value());
  }
};

QTEST_GUILESS_MAIN(ObjectorTest)
#include "objector_test.moc"
