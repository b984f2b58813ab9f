// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/https_gateway.h"

#include <QCryptographicHash>
#include <QTest>

#include "tests/core/client/gateway_fixture.h"

using namespace latchkey;
using flow::GatewayFault;
using protocol::ProblemKind;
using tests::GatewayFixture;
using tests::HostileServer;
using F = GatewayFixture;

namespace {
constexpr const char* key = "idempotency-key";
const QByteArray png = "\x89PNG\r\n\x1a\n and more";
const QByteArray wav = QByteArray("RIFF\x10\x00\x00\x00WAVEfmt ", 16);
}  // namespace

class HttpsGatewayTest : public QObject {
  Q_OBJECT
private:
  std::unique_ptr<GatewayFixture> m;

private Q_SLOTS:
  void init() { m = std::make_unique<GatewayFixture>(); }
  void cleanup() { m.reset(); }

  // --- nonce, token, proof ------------------------------------------------------------------------

  void aNonceIsLearnedAndTheWriteRepeatedOnce() {
    m->script({F::say(F::nonceRequired("n1")),
               F::say(F::tokenAnswer(201, "token-0123456789abcdef", "DPoP-Nonce: n2\r\n")),
               F::say(F::viewAnswer())});
    const auto opened = m->send(F::open());
    QTRY_VERIFY(*opened);
    QVERIFY((*opened)->has_value());
    QCOMPARE((**opened)->receipt, QStringLiteral("7Q4-K2M"));
    QCOMPARE(m->server().requests().size(), 2);
    QVERIFY(m->claim(0, "nonce").isEmpty());
    QCOMPARE(m->claim(1, "nonce"), QStringLiteral("n1"));
    QVERIFY(!m->header(0, key).isEmpty());
    QCOMPARE(m->header(0, key), m->header(1, key));
    QVERIFY(m->claim(0, "jti") != m->claim(1, "jti"));
    QVERIFY(m->header(1, "authorization").isEmpty());
    QVERIFY(m->claim(1, "ath").isEmpty());
    QCOMPARE(m->proofPart(0, 0), m->proofPart(1, 0));  // one key pair

    const auto sent = m->send(F::code());
    QTRY_VERIFY(*sent);
    QCOMPARE(m->claim(2, "nonce"), QStringLiteral("n2"));
    QCOMPARE(m->claim(2, "htu"),
             QString::fromLatin1(m->server().url().toEncoded()) + QStringLiteral("/v1/recovery/code"));
    QCOMPARE(m->header(2, "authorization"), QByteArray("DPoP token-0123456789abcdef"));
    QCOMPARE(QByteArray::fromBase64(m->claim(2, "ath").toLatin1(), QByteArray::Base64UrlEncoding),
             QCryptographicHash::hash("token-0123456789abcdef", QCryptographicHash::Sha256));
    QVERIFY(m->header(2, key) != m->header(1, key));
    QCOMPARE(m->server().requests().last().body, QByteArray("{\"code\":\"1234567\"}"));
  }
  void aServerThatIsNeverContentIsNotObeyed() {
    m->script({F::say(F::nonceRequired("n1"))});
    const auto opened = m->send(F::open());
    QTRY_VERIFY(*opened);
    QCOMPARE((*opened)->error().problem.kind, ProblemKind::NonceRequired);
    QCOMPARE(m->server().requests().size(), 2);
  }
  void aWrongClockIsNoObstacle() {
    m->setNow(1'800'000'000'000 + 365LL * 24 * 3600 * 1000);
    QVERIFY(m->isOpened());
  }
  void aNewTokenReplacesTheOld() {
    QVERIFY(m->isOpened("first-token-0123456789"));
    m->script({F::say(F::tokenAnswer(200, "second-token-012345678")), F::say(F::viewAnswer())});
    const auto sent = m->send(F::code());
    QTRY_VERIFY(*sent);
    const auto read = m->refresh();
    QTRY_VERIFY(*read);
    QCOMPARE(m->header(1, "authorization"), QByteArray("DPoP first-token-0123456789"));
    QCOMPARE(m->header(2, "authorization"), QByteArray("DPoP second-token-012345678"));
  }
  // SECURITY, client: a token that is worth nothing any more is not kept.
  void afterDoneTheKeyAloneIsLeft() {
    QVERIFY(m->isOpened("first-token-0123456789"));
    m->script({F::say(HostileServer::json(200, protocol::encodeView(F::view(protocol::Stage::Done))))});
    const auto done = m->send(protocol::SetPassword{platform::Secret("Rofadu-84")});
    QTRY_VERIFY(*done);
    const auto tried = m->send(protocol::TrySignIn{platform::Secret("Rofadu-84")});
    QTRY_VERIFY(*tried);
    QVERIFY((*tried)->has_value());
    QCOMPARE(m->header(2, "authorization"), QByteArray());
    QCOMPARE(m->claim(2, "ath"), QString());
    QCOMPARE(m->proofPart(0, 0), m->proofPart(2, 0));  // the key pair of the recovery
    const auto read = m->refresh();
    QTRY_VERIFY(*read);
    QCOMPARE((*read)->error().problem.kind, ProblemKind::Unauthorized);
    QCOMPARE(m->server().requests().size(), 3);  // the last one had nothing to show, and was not sent
  }
  /// What stays good after its answer is not left in the buffers of a connection that rests.
  void whatStaysGoodRestsOnNoConnection_data() {
    QTest::addColumn<bool>("code");
    QTest::addColumn<int>("connections");
    QTest::newRow("a code, which may be a start code") << true << 2;
    QTest::newRow("what is worth nothing") << false << 1;
  }
  void whatStaysGoodRestsOnNoConnection() {
    QFETCH(bool, code);
    QFETCH(int, connections);
    QVERIFY(m->isOpened());
    m->script({F::say(F::viewAnswer()), F::say(F::viewAnswer())});
    const auto sent = code ? m->send(F::code()) : m->send(protocol::ResendCode{});
    QTRY_VERIFY(*sent);
    const auto read = m->refresh();
    QTRY_VERIFY(*read);
    QCOMPARE(m->server().connections(), connections);
  }
  void discoveryTellsNothing() {
    protocol::Discovery discovery;
    discovery.serviceName = QStringLiteral("Example");
    discovery.apiVersion = QStringLiteral("v1");
    discovery.languages = {protocol::Language::English};
    discovery.challengeKinds = {protocol::ChallengeKind::Picture};
    m->script({F::say(HostileServer::json(200, protocol::encodeDiscovery(discovery)))});
    std::optional<Result<protocol::Discovery, flow::GatewayError>> got;
    m->gateway().discover([&got](auto result) { got.emplace(std::move(result)); });
    QTRY_VERIFY(got);
    QVERIFY(got->has_value());
    QCOMPARE(**got, discovery);
    QVERIFY(m->header(0, "dpop").isEmpty());
    QVERIFY(m->header(0, "authorization").isEmpty());
  }
  void withoutARecoveryNothingIsSent() {
    const auto sent = m->send(F::code());
    QVERIFY(!*sent);  // later, like every answer
    QTRY_VERIFY(*sent);
    QCOMPARE((*sent)->error().problem.kind, ProblemKind::Unauthorized);
    QCOMPARE(m->server().connections(), 0);
  }

  // --- writes and lost answers --------------------------------------------------------------------

  void aWriteThatFailsIsNotRepeated_data() {
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<ProblemKind>("kind");
    QTest::addColumn<int>("retryIn");
    for (const int status : {500, 501, 502, 503, 504, 429}) {
      const ProblemKind kind = protocol::problemKindFromStatus(status);
      QTest::addRow("%d with a page", status)
          << HostileServer::response(status, "text/html", "<h1>", "Retry-After: 120\r\n") << kind << 120;
      QTest::addRow("%d with nothing", status)
          << HostileServer::response(status, "text/plain", "") << kind << -1;
    }
    QTest::newRow("503 with a problem")
        << HostileServer::problem(503, "unavailable", {}, "Retry-After: 2\r\n") << ProblemKind::Unavailable
        << 2;
    QTest::newRow("500 with a problem")
        << HostileServer::problem(500, "internal-error") << ProblemKind::InternalError << -1;
    QTest::newRow("429 with both") << HostileServer::problem(429, "too-many-tries", ",\"retryIn\":60",
                                                             "Retry-After: 120\r\n")
                                   << ProblemKind::TooManyTries << 60;
  }
  void aWriteThatFailsIsNotRepeated() {
    QFETCH(QByteArray, response);
    QFETCH(ProblemKind, kind);
    QFETCH(int, retryIn);
    QVERIFY(m->isOpened());
    m->script({F::say(response)});
    const auto sent = m->send(F::code());
    QTRY_VERIFY(*sent);
    QCOMPARE((*sent)->error().fault, GatewayFault::Refused);
    QCOMPARE((*sent)->error().problem.kind, kind);
    QCOMPARE((*sent)->error().problem.retryIn.value_or(-1), retryIn);
    QCOMPARE(m->server().requests().size(), 2);  // the opening, and this
    QVERIFY(m->pauses().isEmpty());
  }
  void aLostAnswerIsAskedForUnderTheSameKey() {
    QVERIFY(m->isOpened());
    m->script({F::cut(), F::say(F::viewAnswer())});
    const auto sent = m->send(F::code());
    QTRY_VERIFY(*sent);
    QVERIFY((*sent)->has_value());
    QCOMPARE(m->server().requests().size(), 3);
    QCOMPARE(m->header(1, key), m->header(2, key));
    QCOMPARE(m->server().requests()[1].body, m->server().requests()[2].body);
    QVERIFY(m->claim(1, "jti") != m->claim(2, "jti"));
    QCOMPARE(m->pauses().size(), 1);
  }
  void anAnswerThatStaysLostIsTold() {
    QVERIFY(m->isOpened());
    m->script({F::cut()});
    const auto sent = m->send(F::code());
    QTRY_VERIFY(*sent);
    QCOMPARE((*sent)->error().fault, GatewayFault::Unreachable);
    QCOMPARE(m->server().requests().size(), 4);
    // The same again is the same command; another one is another.
    m->script({F::say(HostileServer::problem(422, "code-wrong", ",\"triesLeft\":4"))});
    const auto again = m->send(F::code());
    QTRY_VERIFY(*again);
    QCOMPARE((*again)->error().problem.triesLeft, std::optional<int>(4));
    QCOMPARE(m->header(4, key), m->header(1, key));
    const auto once = m->send(F::code());
    QTRY_VERIFY(*once);
    QVERIFY(m->header(5, key) != m->header(4, key));
  }
  void aGarbledAnswerIsALostOne_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<GatewayFault>("fault");
    QTest::newRow("C11 cut JSON") << HostileServer::json(200, "{\"recovery\":{") << GatewayFault::BadAnswer;
    QTest::newRow("C11 page") << HostileServer::response(200, "text/html", "<h1>")
                              << GatewayFault::CaptivePortal;
    QTest::newRow("C11 too large") << HostileServer::json(200, QByteArray(2'000'000, ' '))
                                   << GatewayFault::BadAnswer;
  }
  void aGarbledAnswerIsALostOne() {
    QFETCH(QByteArray, answer);
    QFETCH(GatewayFault, fault);
    QVERIFY(m->isOpened());
    m->script({F::say(answer), F::say(F::viewAnswer())});
    const auto lost = m->send(F::code());
    QTRY_VERIFY(*lost);
    QCOMPARE((*lost)->error().fault, fault);
    QCOMPARE(m->server().requests().size(), 2);  // not repeated by itself
    const auto again = m->send(F::code());
    QTRY_VERIFY(*again);
    QVERIFY((*again)->has_value());
    QCOMPARE(m->header(2, key), m->header(1, key));
  }
  void anotherCommandAfterALostAnswerHasItsOwnKey() {
    QVERIFY(m->isOpened());
    m->script({F::cut(), F::cut(), F::cut(), F::say(F::viewAnswer())});
    const auto lost = m->send(F::code("1111111"));
    QTRY_VERIFY(*lost);
    const auto other = m->send(F::code("2222222"));
    QTRY_VERIFY(*other);
    QVERIFY(m->header(4, key) != m->header(1, key));
  }
  void aLateAnswerIsAskedForOnce() {
    QVERIFY(m->isOpened());
    m->script({F::silence()});
    const auto sent = m->send(F::code());
    for (const int requests : {2, 3}) {
      QTRY_COMPARE(m->server().requests().size(), requests);
      m->passTotalDeadline();
    }
    QTRY_VERIFY(*sent);
    QCOMPARE((*sent)->error().fault, GatewayFault::TimedOut);
    QCOMPARE(m->server().requests().size(), 3);
  }
  void aServiceStillAtWorkIsWaitedFor() {
    QVERIFY(m->isOpened());
    const QByteArray busy = HostileServer::problem(409, "request-in-progress", {}, "Retry-After: 1\r\n");
    m->script({F::cut(), F::say(busy), F::say(busy), F::say(F::viewAnswer())});
    const auto sent = m->send(F::code());
    QTRY_VERIFY(*sent);
    QVERIFY((*sent)->has_value());
    QCOMPARE(m->server().requests().size(), 5);
    QVERIFY(m->pauses().last() >= 1000);
  }
  void aTokenThatWasLostWithTheAnswerIsFound() {
    QVERIFY(m->isOpened());
    m->script({F::cut(), F::cut(), F::cut(), F::say(HostileServer::problem(401, "unauthorized")),
               F::say(HostileServer::problem(401, "unauthorized")),
               F::say(F::tokenAnswer(200, "second-token-012345678")), F::say(F::viewAnswer())});
    const auto lost = m->send(F::code());
    QTRY_VERIFY(*lost);
    const auto read = m->refresh();
    QTRY_VERIFY(*read);
    QVERIFY((*read)->has_value());
    QCOMPARE(m->header(6, key), m->header(1, key));
    const auto next = m->refresh();
    QTRY_VERIFY(*next);
    QCOMPARE(m->header(7, "authorization"), QByteArray("DPoP second-token-012345678"));
  }

  // --- reads --------------------------------------------------------------------------------------

  void readsAreRepeated_data() {
    QTest::addColumn<int>("failures");
    QTest::addColumn<bool>("busy");
    QTest::addColumn<bool>("found");
    QTest::newRow("cut twice") << 2 << false << true;
    QTest::newRow("cut three times") << 3 << false << false;
    QTest::newRow("busy twice") << 2 << true << true;
    QTest::newRow("busy three times") << 3 << true << false;
  }
  void readsAreRepeated() {
    QFETCH(int, failures);
    QFETCH(bool, busy);
    QFETCH(bool, found);
    QVERIFY(m->isOpened());
    const auto failure = busy ? F::say(HostileServer::problem(503, "unavailable")) : F::cut();
    // Read requests that the transport itself sends again over a dying connection carry the same proof and
    // are not counted: only distinct proofs are attempts of ours.
    QSet<QString> proofs;
    m->server().onRequest([&](QSslSocket& socket, const tests::SeenRequest&) {
      proofs.insert(m->claim(m->server().requests().size() - 1, "jti"));
      if (proofs.size() <= failures)
        failure(socket);
      else
        socket.write(F::viewAnswer());
    });
    const auto read = m->refresh();
    QTRY_VERIFY(*read);
    QCOMPARE((*read)->has_value(), found);
    QCOMPARE(proofs.size(), 3);
    QCOMPARE(m->pauses().size(), 2);
  }
  void aReadThatIsToldToRestIsToldOn() {
    QVERIFY(m->isOpened());
    m->script({F::say(HostileServer::problem(503, "unavailable", {}, "Retry-After: 100\r\n"))});
    const auto read = m->refresh();
    QTRY_VERIFY(*read);
    QCOMPARE((*read)->error().problem.retryIn, std::optional<int>(100));
    QCOMPARE(m->server().requests().size(), 2);
  }
  void retryAfterGoesByTheServersClock() {
    QVERIFY(m->isOpened());
    m->setNow(0);  // a PC that believes in 1970
    m->script({F::say(HostileServer::problem(429, "rate-limited", {},
                                             "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                                             "Retry-After: Sun, 06 Nov 1994 08:50:37 GMT\r\n"))});
    const auto sent = m->send(F::code());
    QTRY_VERIFY(*sent);
    QCOMPARE((*sent)->error().problem.retryIn, std::optional<int>(60));
  }

  // --- somebody in between ------------------------------------------------------------------------

  void strangeAnswersAreTold_data() {
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<GatewayFault>("fault");
    const auto row = [](const char* name, const QByteArray& response, GatewayFault fault) {
      QTest::newRow(name) << response << fault;
    };
    using H = HostileServer;
    row("redirect", H::response(302, "text/html", "", "Location: https://login.example/\r\n"),
        GatewayFault::CaptivePortal);
    row("redirect 307", H::response(307, "text/plain", "", "Location: /x\r\n"), GatewayFault::CaptivePortal);
    row("page", H::response(200, "text/html", "<html>Welcome to the hotel"), GatewayFault::CaptivePortal);
    row("page with charset", H::response(200, "Text/HTML; charset=utf-8", "<html>"),
        GatewayFault::CaptivePortal);
    row("page 403", H::response(403, "text/html", "<html>"), GatewayFault::CaptivePortal);
    row("511", H::response(511, "text/html", "<html>"), GatewayFault::CaptivePortal);
    row("plain text", H::response(200, "text/plain", "{}"), GatewayFault::BadAnswer);
    row("no type", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", GatewayFault::BadAnswer);
    row("empty", H::json(200, ""), GatewayFault::BadAnswer);
    row("empty object", H::json(200, "{}"), GatewayFault::BadAnswer);
    row("cut JSON", H::json(200, "{\"recovery\":{\"stage\""), GatewayFault::BadAnswer);
    row("random bytes", H::json(200, "\xff\xfe\x80\x00\x01"), GatewayFault::BadAnswer);
    row("mistyped", H::json(200, "{\"recovery\":[1,2]}"), GatewayFault::BadAnswer);
    row("other status", H::json(202, protocol::encodeView(F::view())), GatewayFault::BadAnswer);
    row("404 without a problem", H::json(404, "{}"), GatewayFault::BadAnswer);
    row("two megabytes", H::json(200, QByteArray(2'000'000, ' ')), GatewayFault::BadAnswer);
  }
  void strangeAnswersAreTold() {
    QFETCH(QByteArray, response);
    QFETCH(GatewayFault, fault);
    QVERIFY(m->isOpened());
    m->script({F::say(response)});
    const auto read = m->refresh();
    QTRY_VERIFY(*read);
    QVERIFY(!(*read)->has_value());
    QCOMPARE((*read)->error().fault, fault);
    QCOMPARE(m->server().requests().size(), 2);
  }
  void mediaAreJudgedByTheirFirstBytes_data() {
    QTest::addColumn<flow::Media>("media");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("taken");
    const QByteArray filler(512 * 1024, 'x');
    QTest::newRow("picture") << flow::Media::Picture << QByteArray("image/png") << png << true;
    QTest::newRow("clip") << flow::Media::Clip << QByteArray("audio/wav") << wav << true;
    QTest::newRow("full") << flow::Media::Picture << QByteArray("image/png")
                          << (png + filler).left(512 * 1024) << true;
    QTest::newRow("overfull") << flow::Media::Picture << QByteArray("image/png") << png + filler << false;
    QTest::newRow("svg as png") << flow::Media::Picture << QByteArray("image/png") << QByteArray("<svg/>")
                                << false;
    QTest::newRow("svg") << flow::Media::Picture << QByteArray("image/svg+xml") << QByteArray("<svg/>")
                         << false;
    QTest::newRow("avi as wav") << flow::Media::Clip << QByteArray("audio/wav")
                                << QByteArray("RIFF\x10\x00\x00\x00AVI LIST", 16) << false;
    QTest::newRow("cut wav") << flow::Media::Clip << QByteArray("audio/wav") << QByteArray("RIFF") << false;
    QTest::newRow("clip for a picture") << flow::Media::Picture << QByteArray("audio/wav") << wav << false;
    QTest::newRow("nothing") << flow::Media::Picture << QByteArray("image/png") << QByteArray() << false;
  }
  void mediaAreJudgedByTheirFirstBytes() {
    QFETCH(flow::Media, media);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, taken);
    QVERIFY(m->isOpened());
    m->script({F::say(HostileServer::response(200, type, bytes))});
    const auto got = m->fetch(media);
    QTRY_VERIFY(*got);
    QCOMPARE((*got)->has_value(), taken);
    if (taken)
      QCOMPARE(**got, bytes);
    else
      QCOMPARE((*got)->error().fault, GatewayFault::BadAnswer);
  }

  // --- ends ---------------------------------------------------------------------------------------

  void forgettingEndsEverything() {
    QVERIFY(m->isOpened());
    m->script({F::silence()});
    const auto pending = m->send(F::code());
    QTRY_COMPARE(m->server().requests().size(), 2);
    bool idle = false;
    m->gateway().whenIdle([&idle] { idle = true; });
    QVERIFY(!idle);
    m->gateway().forget();
    QVERIFY(idle);
    QTRY_VERIFY(m->server().findChildren<QSslSocket*>().isEmpty());
    QVERIFY(!*pending);
    const auto sent = m->refresh();
    QTRY_VERIFY(*sent);
    QCOMPARE((*sent)->error().problem.kind, ProblemKind::Unauthorized);
    const QJsonObject oldKey = m->proofPart(0, 0);
    QVERIFY(m->isOpened());
    const qsizetype last = m->server().requests().size() - 1;
    QVERIFY(m->proofPart(last, 0) != oldKey);
    QVERIFY(m->claim(last, "nonce").isEmpty());
  }
  void theGatewayMayEndInItsOwnAnswer() {
    QVERIFY(m->isOpened());
    m->script({F::say(F::viewAnswer())});
    bool called = false;
    m->gateway().refresh([this, &called](const auto&) {
      called = true;
      m->destroyGateway();
    });
    QTRY_VERIFY(called);
  }
  void forgettingInAnAnswerIsFine() {
    QVERIFY(m->isOpened());
    m->script({F::say(F::viewAnswer())});
    bool called = false;
    m->gateway().send(F::code(), [this, &called](const auto&) {
      m->gateway().forget();
      called = true;
    });
    QTRY_VERIFY(called);
    QVERIFY(m->isOpened());
  }
  void idleIsToldAfterTheLastAnswer() {
    QVERIFY(m->isOpened());
    m->script({F::say(F::viewAnswer())});
    const auto sent = m->send(protocol::CancelRecovery{});
    bool idle = false;
    m->gateway().whenIdle([&idle] { idle = true; });
    QVERIFY(!idle);
    QTRY_VERIFY(idle);
    QVERIFY(*sent);
  }
};

QTEST_GUILESS_MAIN(HttpsGatewayTest)
#include "https_gateway_test.moc"
