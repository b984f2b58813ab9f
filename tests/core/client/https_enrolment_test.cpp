// SPDX-License-Identifier: GPL-3.0-or-later
// "Secure your account" over the wire: one key and token for a sign-in, one act for each command.
#include "core/client/https_enrolment.h"

#include <QTest>

#include "core/protocol/enrolment_codec.h"
#include "tests/core/client/gateway_fixture.h"
#include "tests/support/fake_enrolment.h"

using namespace latchkey;
using flow::GatewayFault;
using protocol::EnrolStage;
using protocol::ProblemKind;
using tests::HostileServer;
using F = tests::GatewayFixture;
using H = HostileServer;

namespace {

QByteArray enrolmentAnswer(int status, protocol::EnrolmentView view, const char* token = nullptr) {
  protocol::EnrolmentAnswer answer{std::move(view), std::nullopt};
  if (token != nullptr) answer.token = platform::Secret(token);
  const platform::Secret body = protocol::encodeEnrolment(answer);
  return H::json(status, QByteArray(body.view().data(), static_cast<qsizetype>(body.size())));
}

F::Step signsIn() {
  return F::say(enrolmentAnswer(201, tests::enrolmentAt(EnrolStage::List), "token-0123456789abcdef"));
}

/// A sign-in with a server of its own, and time that the test holds.
struct SignInDesk {
  using Reply = F::Reply<protocol::EnrolmentView>;

  explicit SignInDesk(const QList<F::Step>& steps) : server(authority.issue()) {
    server.onRequest([steps, n = qsizetype(0)](QSslSocket& socket, const tests::SeenRequest&) mutable {
      steps[std::min(n++, steps.size() - 1)](socket);
    });
    client::GatewaySettings settings;
    settings.server = server.url();
    settings.trust = *client::Trust::fromPem(authority.pem());
    gateway = std::make_unique<client::HttpsEnrolment>(std::move(settings), time.ports());
  }
  Reply send(protocol::EnrolCommand command) {
    auto reply = newReply();
    gateway->send(std::move(command), F::into<protocol::EnrolmentView>(reply));
    return reply;
  }
  Reply refresh() {
    auto reply = newReply();
    gateway->refresh(F::into<protocol::EnrolmentView>(reply));
    return reply;
  }
  Reply signIn() {
    return send(protocol::OpenEnrolment{QStringLiteral("haruka"), platform::Secret("Latch-2026"),
                                        protocol::Language::English});
  }
  static Reply newReply() {
    return std::make_shared<std::optional<Result<protocol::EnrolmentView, flow::GatewayError>>>();
  }
  [[nodiscard]] QByteArray header(qsizetype request, const char* name) const {
    return server.requests().at(request).headers.value(name);
  }

  tests::Authority authority;
  HostileServer server;
  tests::HeldTime time;
  std::unique_ptr<client::HttpsEnrolment> gateway;
};

protocol::EnrolCommand addsAnApp() {
  protocol::AddMethod add;
  add.kind = protocol::MethodKind::Authenticator;
  return add;
}

}  // namespace

class HttpsEnrolmentTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aSignInGoesUnderAKeyAndBringsTheToken() {
    SignInDesk desk({signsIn(), F::say(enrolmentAnswer(200, tests::addingAnApp()))});
    const auto opened = desk.signIn();
    QTRY_VERIFY(*opened);
    QVERIFY((*opened)->has_value());
    QCOMPARE(desk.server.requests().at(0).path, QByteArray("/v1/enrolments"));
    QVERIFY(!desk.header(0, "dpop").isEmpty() && desk.header(0, "authorization").isEmpty());
    const auto added = desk.send(addsAnApp());
    QTRY_VERIFY(*added);
    QVERIFY((*added)->has_value());
    QVERIFY((**added)->adding->secret.has_value());
    QCOMPARE(desk.server.requests().at(1).path, QByteArray("/v1/enrolment/add"));
    QCOMPARE(desk.header(1, "authorization"), QByteArray("DPoP token-0123456789abcdef"));
    QVERIFY(!desk.header(1, "idempotency-key").isEmpty());
    // Neither the password nor the app's secret rests on a connection.
    QCOMPARE(desk.server.connections(), 2);
  }
  void whoseAnswerWasLostIsTheSameWriteOnceMore() {
    SignInDesk desk(
        {signsIn(), F::cut(), F::cut(), F::cut(), F::say(enrolmentAnswer(200, tests::addingAnApp()))});
    const auto opened = desk.signIn();
    QTRY_VERIFY(*opened);
    const auto lost = desk.send(addsAnApp());
    QTRY_VERIFY(*lost);
    QCOMPARE((*lost)->error().fault, GatewayFault::Unreachable);
    const auto again = desk.send(addsAnApp());
    QTRY_VERIFY(*again);
    QVERIFY((*again)->has_value());
    QCOMPARE(desk.header(4, "idempotency-key"), desk.header(1, "idempotency-key"));
  }
  void aTokenThatIsDeadIsLookedForInTheAnswerThatWasLost() {
    protocol::EnrolmentView view = tests::withAnApp();
    SignInDesk desk({signsIn(), F::cut(), F::cut(), F::cut(), F::say(H::problem(401, "unauthorized")),
                     F::say(H::problem(401, "unauthorized")),  // a read is tried twice
                     F::say(enrolmentAnswer(200, std::move(view), "token-fedcba9876543210")),
                     F::say(enrolmentAnswer(200, tests::withAnApp()))});
    const auto opened = desk.signIn();
    QTRY_VERIFY(*opened);
    const auto lost = desk.send(protocol::SubmitEnrolCode{platform::Secret("123456")});
    QTRY_VERIFY(*lost);
    const auto looked = desk.refresh();
    QTRY_VERIFY(*looked);
    QVERIFY((*looked)->has_value());
    QCOMPARE(desk.header(6, "idempotency-key"), desk.header(1, "idempotency-key"));
    const auto later = desk.refresh();
    QTRY_VERIFY(*later);
    QCOMPARE(desk.header(7, "authorization"), QByteArray("DPoP token-fedcba9876543210"));
  }
  void whoHasSignedOutHasNoToken() {
    SignInDesk desk({signsIn(), F::say(enrolmentAnswer(200, tests::enrolmentAt(EnrolStage::Done)))});
    const auto opened = desk.signIn();
    QTRY_VERIFY(*opened);
    const auto finished = desk.send(protocol::FinishEnrolment{});
    QTRY_VERIFY(*finished);
    const auto looked = desk.refresh();
    QTRY_VERIFY(*looked);
    QCOMPARE((*looked)->error().problem.kind, ProblemKind::Unauthorized);
    QCOMPARE(desk.server.requests().size(), 2);
  }
  void whatIsNoAnswerIsTakenForNone_data() {
    QTest::addColumn<QByteArray>("response");
    QTest::newRow("a page") << H::response(200, "text/html", "<h1>");
    QTest::newRow("a recovery") << F::tokenAnswer(201, "token-0123456789abcdef");
    QTest::newRow("another status") << enrolmentAnswer(200, tests::enrolmentAt(EnrolStage::List));
  }
  void whatIsNoAnswerIsTakenForNone() {
    QFETCH(QByteArray, response);
    SignInDesk desk({F::say(response)});
    const auto reply = desk.signIn();
    QTRY_VERIFY(*reply);
    QVERIFY(!(*reply)->has_value());
    QVERIFY((*reply)->error().fault != GatewayFault::Refused);
  }
  void theNeedIsAskedForBeforeAnybodyHasSignedIn() {
    SignInDesk desk({F::say(H::json(200, protocol::encodeNeed({false, true})))});
    auto reply = std::make_shared<std::optional<Result<protocol::Need, flow::GatewayError>>>();
    desk.gateway->checkNeed({QStringLiteral("haruka"), QString(22, u'r')}, F::into<protocol::Need>(reply));
    QTRY_VERIFY(*reply);
    QVERIFY((*reply)->has_value());
    QVERIFY(!(**reply)->isNeeded);
    QCOMPARE(desk.server.requests().at(0).path, QByteArray("/v1/enrolments/need"));
    QVERIFY(!desk.header(0, "dpop").isEmpty() && desk.header(0, "authorization").isEmpty());
  }
};

QTEST_GUILESS_MAIN(HttpsEnrolmentTest)
#include "https_enrolment_test.moc"
