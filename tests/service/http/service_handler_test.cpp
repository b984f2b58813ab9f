// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as values: what each of them gets, and what the domain is asked.
#include "service/http/service_handler.h"

#include <QJsonDocument>
#include <QTest>
#include <stdexcept>

#include "tests/support/fake_recoveries.h"
#include "tests/support/manual_clock.h"
#include "tests/support/memory_log.h"
#include "tests/support/memory_replay_guard.h"
#include "tests/support/proof_maker.h"
#include "tests/support/test_keyed_hash.h"

namespace latchkey::service::http {
namespace {

const QByteArray origin = "https://recovery.example.com";
const QByteArray token = "recovery-id.0123456789abcdef";

QJsonObject json(const HttpResponse& response) {
  return QJsonDocument::fromJson(response.body).object();
}

QString problem(const HttpResponse& response) {
  return json(response).value(QLatin1String("type")).toString().section(u':', -1);
}

void set(HttpRequest& request, const QByteArray& name, const QByteArray& value) {
  request.fields.removeIf([&](const HeaderField& field) { return field.name == name; });
  if (!value.isNull()) request.fields.append(HeaderField{name, value});
}

}  // namespace

class ServiceHandlerTest : public QObject {
  Q_OBJECT

  struct Service {
    tests::FakeRecoveries recoveries;
    tests::MemoryReplayGuard replay;
    tests::TestKeyedHash hash;
    tests::ManualClock clock;
    Metrics metrics;
    tests::MemoryLog log;
    bool ready = true;
    tests::ProofMaker maker;
    std::unique_ptr<ServiceHandler> handler;

    Service() {
      HandlerSettings settings;
      settings.publicOrigin = origin;
      settings.discovery = [] {
        latchkey::protocol::Discovery discovery;
        discovery.serviceName = QStringLiteral("Test");
        discovery.apiVersion = QStringLiteral("v1");
        return discovery;
      };
      settings.trustedProxies = {*platform::Network::parse("10.0.0.0/8")};
      settings.metricsNetworks = {*platform::Network::parse("127.0.0.0/8"),
                                  *platform::Network::parse("10.0.0.0/8")};
      settings.isReady = [this] { return ready; };
      handler = std::make_unique<ServiceHandler>(HandlerParts{recoveries, replay, hash, clock, metrics, log},
                                                 settings);
    }
    QByteArray nonce() const { return NonceSource(hash, clock).current(); }
    HttpRequest get(const QByteArray& path) {
      HttpRequest request;
      request.method = "GET";
      request.path = path;
      request.peer = "192.0.2.7";
      request.fields = {{"host", "h"},
                        {"authorization", "DPoP " + token},
                        {"dpop", maker.proof("GET", origin + path, nonce(), token)}};
      return request;
    }
    HttpRequest post(const QByteArray& path, const QByteArray& body) {
      const QByteArray shown = path == "/v1/recoveries" ? QByteArray() : token;
      HttpRequest request = get(path);
      request.method = "POST";
      request.hasBody = true;
      request.body = body;
      set(request, "dpop", maker.proof("POST", origin + path, nonce(), shown));
      if (shown.isEmpty()) set(request, "authorization", {});
      set(request, "content-type", "application/json");
      set(request, "idempotency-key", "0123456789abcdef");
      return request;
    }
    HttpResponse send(HttpRequest request) { return handler->handle(request); }
  };

  static constexpr const char* goodOpen =
      R"({"account":"a@example.com","reason":"forgot-password","language":"en"})";

private Q_SLOTS:
  void everyAnswerCarriesWhatKeepsItSafe_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    for (const char* path :
         {"/healthz", "/readyz", "/v1/recovery", "/nothing", "/.well-known/account-recovery"}) {
      QTest::addRow("GET %s", path) << QByteArray("GET") << QByteArray(path);
    }
    QTest::newRow("wrong method") << QByteArray("DELETE") << QByteArray("/v1/recovery");
  }
  void everyAnswerCarriesWhatKeepsItSafe() {
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    Service service;
    HttpRequest request = service.get(path);
    request.method = method;
    const HttpResponse response = service.send(request);
    QCOMPARE(response.field("cache-control"), std::optional<QByteArray>("no-store"));
    QCOMPARE(response.field("x-content-type-options"), std::optional<QByteArray>("nosniff"));
    QVERIFY(response.field("strict-transport-security"));
    QCOMPARE(response.field("dpop-nonce"), std::optional(service.nonce()));
    QVERIFY(!response.field("server"));
  }

  void pathsAndMethodsAreExact_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("allow");
    const auto row = [](const char* method, const char* path, int status, const char* allow) {
      QTest::addRow("%s %s", method, path)
          << QByteArray(method) << QByteArray(path) << status << QByteArray(allow);
    };
    row("GET", "/", 404, "");
    row("GET", "/v1/recovery/", 404, "");
    row("GET", "/V1/recovery", 404, "");
    row("GET", "/v1//recovery", 404, "");
    row("GET", "/v1/../healthz", 404, "");
    row("GET", "/v1/%72ecovery", 404, "");
    row("POST", "/v1/recovery", 405, "GET");
    row("GET", "/v1/recovery/code", 405, "POST");
    row("PUT", "/v1/recovery/code", 405, "POST");
    row("HEAD", "/v1/recovery", 405, "GET");
    row("OPTIONS", "/v1/recoveries", 405, "POST");
    row("get", "/v1/recovery", 405, "GET");
  }
  void pathsAndMethodsAreExact() {
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    QFETCH(QByteArray, allow);
    Service service;
    HttpRequest request = service.get("/v1/recovery");
    request.method = method;
    request.path = path;
    const HttpResponse response = service.send(request);
    QCOMPARE(response.status, status);
    QCOMPARE(response.field("allow").value_or(QByteArray()), allow);
    QCOMPARE(response.body.isEmpty(), method == "HEAD");
    QCOMPARE(service.recoveries.calls, 0);
  }

  void badHeadsAreRefusedBeforeTheDomainIsAsked_data() {
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* title, const char* field, const QByteArray& value, int status,
                        const char* name) {
      QTest::newRow(title) << QByteArray(field) << value << status << QString::fromLatin1(name);
    };
    row("no type", "content-type", {}, 415, "unsupported-media-type");
    row("form", "content-type", "application/x-www-form-urlencoded", 415, "unsupported-media-type");
    row("text", "content-type", "text/plain", 415, "unsupported-media-type");
    row("other charset", "content-type", "application/json; charset=shift_jis", 415,
        "unsupported-media-type");
    row("json with more", "content-type", "application/json; boundary=x", 415, "unsupported-media-type");
    row("compressed", "content-encoding", "gzip", 415, "unsupported-media-type");
    row("wants html", "accept", "text/html", 406, "not-acceptable");
    row("refuses json", "accept", "*/*, application/json;q=0", 406, "not-acceptable");
    row("no key", "idempotency-key", {}, 400, "idempotency-key-missing");
    row("short key", "idempotency-key", "0123456789abcde", 400, "idempotency-key-missing");
    row("long key", "idempotency-key", QByteArray(65, 'a'), 400, "idempotency-key-missing");
    row("key of other letters", "idempotency-key", "0123456789abcde/", 400, "idempotency-key-missing");
    row("no proof", "dpop", {}, 401, "nonce-required");
    row("no such proof", "dpop", "proof", 401, "unauthorized");
    row("a token at the opening", "authorization", "DPoP " + token, 401, "unauthorized");
  }
  void badHeadsAreRefusedBeforeTheDomainIsAsked() {
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    QFETCH(int, status);
    QFETCH(QString, name);
    Service service;
    HttpRequest request = service.post("/v1/recoveries", goodOpen);
    set(request, field, value);
    const HttpResponse response = service.send(request);
    QCOMPARE(response.status, status);
    QCOMPARE(problem(response), name);
    QCOMPARE(response.contentType, QByteArray("application/problem+json"));
    QCOMPARE(service.recoveries.calls, 0);
    if (status == 401) QVERIFY(response.field("www-authenticate")->startsWith("DPoP "));
  }

  void acceptableAnswersAreGiven_data() {
    QTest::addColumn<QByteArray>("accept");
    for (const char* accept :
         {"*/*", "application/*", "application/json", "text/html, application/json;q=0.1", "APPLICATION/JSON",
          "*/*;q=0, application/json", "application/json;q=1;x=y"}) {
      QTest::newRow(accept) << QByteArray(accept);
    }
  }
  void acceptableAnswersAreGiven() {
    QFETCH(QByteArray, accept);
    Service service;
    HttpRequest request = service.post("/v1/recoveries", goodOpen);
    set(request, "accept", accept);
    QCOMPARE(service.send(request).status, 201);
  }

  void fieldsThatStandTwiceAreNotBelieved_data() {
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("status");
    QTest::newRow("type") << QByteArray("content-type") << 415;
    QTest::newRow("key") << QByteArray("idempotency-key") << 400;
    QTest::newRow("proof") << QByteArray("dpop") << 401;
  }
  void fieldsThatStandTwiceAreNotBelieved() {
    QFETCH(QByteArray, field);
    QFETCH(int, status);
    Service service;
    HttpRequest request = service.post("/v1/recoveries", goodOpen);
    request.fields.append(HeaderField{field, *request.field(field)});
    QCOMPARE(service.send(request).status, status);
    QCOMPARE(service.recoveries.calls, 0);
  }

  void tokensHaveOneForm_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("bearer") << "Bearer " + token;
    QTest::newRow("no scheme") << token;
    QTest::newRow("empty") << QByteArray("DPoP ");
    QTest::newRow("two blanks") << "DPoP  " + token;
    QTest::newRow("huge") << "DPoP " + QByteArray(10'000, 'a');
    QTest::newRow("another token than the proof's") << "DPoP " + token + "x";
  }
  void tokensHaveOneForm() {
    QFETCH(QByteArray, value);
    Service service;
    HttpRequest request = service.get("/v1/recovery");
    set(request, "authorization", value);
    const HttpResponse response = service.send(request);
    QCOMPARE(response.status, 401);
    QCOMPARE(problem(response), QStringLiteral("unauthorized"));
    QCOMPARE(service.recoveries.calls, 0);
  }

  void malformedBodiesAreToldByField_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* title, const char* path, const QByteArray& body, int status,
                        const char* field) {
      QTest::newRow(title) << QByteArray(path) << body << status << QString::fromLatin1(field);
    };
    const char* open = "/v1/recoveries";
    row("empty", open, "", 400, "");
    row("random bytes", open, "\x01\x02\xff\xfe", 400, "");
    row("cut", open, "{\"account\":\"a", 400, "");
    row("an array", open, "[]", 400, "");
    row("duplicate", open, R"({"account":"a","account":"b","reason":"forgot-password","language":"en"})", 400,
        "");
    row("NUL", open, R"({"account":"a\u0000","reason":"forgot-password","language":"en"})", 400, "");
    row("lone surrogate", open, R"({"account":"\ud800","reason":"forgot-password","language":"en"})", 400,
        "");
    row("deep", open, QByteArray(100, '[') + QByteArray(100, ']'), 400, "");
    row("no account", open, R"({"reason":"forgot-password","language":"en"})", 422, "/account");
    row("account is a number", open, R"({"account":1,"reason":"forgot-password","language":"en"})", 422,
        "/account");
    row("account is null", open, R"({"account":null,"reason":"forgot-password","language":"en"})", 422,
        "/account");
    row("account too long", open,
        QByteArray(R"({"account":"?","reason":"forgot-password","language":"en"})")
            .replace("?", QByteArray(321, 'a')),
        422, "/account");
    row("unknown reason", open, R"({"account":"a","reason":"other","language":"en"})", 422, "/reason");
    row("unknown language", open, R"({"account":"a","reason":"forgot-password","language":"xx"})", 422,
        "/language");
    row("A22", open, R"({"account":"a","reason":"forgot-password","language":"en","role":"admin"})", 422,
        "/role");
    row("handle too short", "/v1/recovery/method", R"({"handle":"a"})", 422, "/handle");
    row("code of letters", "/v1/recovery/code", R"({"code":"abcdefg"})", 422, "/code");
    row("code as number", "/v1/recovery/code", R"({"code":1234567})", 422, "/code");
    row("password missing", "/v1/recovery/password", "{}", 422, "/password");
    row("resend with something", "/v1/recovery/resend", R"({"a":1})", 422, "/a");
    row("kind unknown", "/v1/recovery/challenge", R"({"kind":"none"})", 422, "/kind");
  }
  void malformedBodiesAreToldByField() {
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, field);
    Service service;
    const HttpResponse response = service.send(service.post(path, body));
    QCOMPARE(response.status, status);
    QCOMPARE(json(response).value(QLatin1String("field")).toString(), field);
    QCOMPARE(service.recoveries.calls, 0);
  }

  void theDomainIsAskedWhatThePersonAsked() {
    Service service;
    service.recoveries.answer = [] {
      domain::Outcome outcome;
      outcome.snapshot.receipt = QStringLiteral("7Q4-K2M");
      outcome.newToken = "fresh-token-0123456789";
      return tests::FakeRecoveries::Result<domain::Outcome>(outcome);
    };
    const HttpResponse response = service.send(service.post("/v1/recoveries", goodOpen));
    QCOMPARE(response.status, 201);
    QCOMPARE(service.recoveries.opened->account, QStringLiteral("a@example.com"));
    QCOMPARE(service.recoveries.lastCaller.source, QStringLiteral("192.0.2.7/32"));
    QCOMPARE(service.recoveries.lastCaller.keyThumbprint.size(), 32);
    QCOMPARE(service.recoveries.lastWrite.key, QByteArray("0123456789abcdef"));
    QCOMPARE(json(response).value(QLatin1String("token")).toString(),
             QStringLiteral("fresh-token-0123456789"));
    QVERIFY(service.log.text.contains("7Q4-K2M"));
    QVERIFY(!service.log.text.contains("fresh-token"));
    QVERIFY(!service.log.text.contains("example.com"));

    QCOMPARE(service.send(service.post("/v1/recovery/code", R"({"code":"1234567"})")).status, 200);
    QVERIFY(std::get<domain::SubmitCode>(*service.recoveries.performed).code.view() == "1234567");
    QVERIFY(service.recoveries.lastToken.view() ==
            std::string_view(token.constData(), static_cast<std::size_t>(token.size())));
    QVERIFY(!service.log.text.contains("1234567"));
  }

  void fingerprintsTellRequestsApart() {
    Service service;
    const auto fingerprint = [&](const QByteArray& path, const QByteArray& body) {
      (void)service.send(service.post(path, body));
      return service.recoveries.lastWrite.fingerprint;
    };
    const QByteArray one = fingerprint("/v1/recovery/code", R"({"code":"1234567"})");
    QCOMPARE(one.size(), 32);
    QCOMPARE(fingerprint("/v1/recovery/code", R"({"code":"1234567"})"), one);
    QVERIFY(fingerprint("/v1/recovery/code", R"({"code":"1234568"})") != one);
    QVERIFY(fingerprint("/v1/recovery/resend", "{}") != fingerprint("/v1/recovery/cancel", "{}"));
  }

  void forwardedHeadersOfStrangersChangeNothing() {
    Service service;
    HttpRequest request = service.get("/v1/recovery");
    set(request, "host", "evil.example");
    set(request, "x-forwarded-for", "127.0.0.1");
    set(request, "x-forwarded-host", "evil.example");
    set(request, "forwarded", "for=127.0.0.1;host=evil.example");
    QCOMPARE(service.send(request).status, 200);
    QCOMPARE(service.recoveries.lastCaller.source, QStringLiteral("192.0.2.7/32"));
    QVERIFY(!service.recoveries.lastCaller.address);  // something stands between
    HttpRequest proxied = service.get("/v1/recovery");
    proxied.peer = "10.1.2.3";
    set(proxied, "x-forwarded-for", "203.0.113.9");
    QCOMPARE(service.send(proxied).status, 200);
    QCOMPARE(service.recoveries.lastCaller.source, QStringLiteral("203.0.113.9/32"));
    QCOMPARE(service.recoveries.lastCaller.address, platform::Address::parse("203.0.113.9"));
  }

  void refusalsBecomeProblems_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("name");
    using enum domain::RefusalKind;
    const auto row = [](domain::RefusalKind kind, int status, const char* name) {
      QTest::newRow(name) << static_cast<int>(kind) << status << QString::fromLatin1(name);
    };
    row(WrongStage, 409, "wrong-stage");
    row(Unauthorized, 401, "unauthorized");
    row(CodeWrong, 422, "code-wrong");
    row(TooManyTries, 429, "too-many-tries");
    row(RateLimited, 429, "rate-limited");
    row(IdempotencyKeyReused, 422, "idempotency-key-reused");
    row(RequestInProgress, 409, "request-in-progress");
    row(Unavailable, 503, "unavailable");
    row(InternalError, 500, "internal-error");
  }
  void refusalsBecomeProblems() {
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(QString, name);
    Service service;
    service.recoveries.answer = [&] {
      domain::Refusal refusal;
      refusal.kind = static_cast<domain::RefusalKind>(kind);
      refusal.logReason = QStringLiteral("only-for-the-log");
      if (status == 429) refusal.retryIn = 42;
      if (status == 422) refusal.triesLeft = 3;
      return tests::FakeRecoveries::Result<domain::Outcome>(unexpected(refusal));
    };
    const HttpResponse response = service.send(service.post("/v1/recovery/code", R"({"code":"1234567"})"));
    QCOMPARE(response.status, status);
    QCOMPARE(problem(response), name);
    QVERIFY(!response.body.contains("only-for-the-log"));
    QVERIFY(service.log.text.contains("only-for-the-log"));
    if (status == 429) QCOMPARE(response.field("retry-after"), std::optional<QByteArray>("42"));
    if (status == 503) QVERIFY(response.field("retry-after")->toInt() >= 1);
    if (status == 422) QCOMPARE(json(response).value(QLatin1String("triesLeft")).toInt(), 3);
  }

  void aStoreThatForgetsProofsIsUnavailableAndNotUnauthorized() {
    Service service;
    service.replay.broken = true;
    const HttpResponse response = service.send(service.post("/v1/recovery/code", R"({"code":"1234567"})"));
    QCOMPARE(response.status, 503);
    QCOMPARE(problem(response), QStringLiteral("unavailable"));
    QVERIFY(response.field("retry-after")->toInt() >= 1);
    QCOMPARE(service.recoveries.calls, 0);
  }

  void aBugIsAFiveHundredWithoutDetail() {
    Service service;
    service.recoveries.answer = []() -> tests::FakeRecoveries::Result<domain::Outcome> {
      throw std::runtime_error("password Latch-2026");
    };
    const HttpResponse response = service.send(service.post("/v1/recovery/code", R"({"code":"1234567"})"));
    QCOMPARE(response.status, 500);
    QCOMPARE(problem(response), QStringLiteral("internal-error"));
    QVERIFY(!response.body.contains("Latch"));
    QVERIFY(!service.log.text.contains("Latch"));
  }

  void theBodyIsWipedWhateverTheAnswer() {
    Service service;
    for (const char* path : {"/v1/recovery/code", "/v1/nothing"}) {
      HttpRequest request = service.post(path, R"({"code":"1234567"})");
      (void)service.handler->handle(request);
      QVERIFY(request.body.isEmpty());
      for (const HeaderField& field : request.fields) QVERIFY(field.value.isEmpty());
    }
  }

  void mediaAreGivenAsTheyAre() {
    Service service;
    const HttpResponse picture = service.send(service.get("/v1/recovery/challenge/picture"));
    QCOMPARE(picture.contentType, QByteArray("image/png"));
    QVERIFY(picture.body.startsWith("\x89PNG"));
    QCOMPARE(service.send(service.get("/v1/recovery/challenge/clip")).contentType, QByteArray("audio/wav"));
  }

  void whoWatchesTheServiceWaitsForNoWorker() {
    Service service;
    const auto laneOf = [&](const QByteArray& path) { return service.handler->laneOf(service.get(path)); };
    QCOMPARE(laneOf("/healthz"), Lane::Network);
    QCOMPARE(laneOf("/metrics"), Lane::Network);
    QCOMPARE(laneOf("/nothing"), Lane::Network);
    QCOMPARE(laneOf("/readyz"), Lane::Watch);
    QCOMPARE(laneOf("/v1/recovery"), Lane::Workers);
  }

  void operationsAreAnsweredToWhomTheyConcern() {
    Service service;
    const auto ask = [&](const QByteArray& path, const QByteArray& peer) {
      HttpRequest request;
      request.method = "GET";
      request.path = path;
      request.peer = peer;
      set(request, "x-forwarded-for", "127.0.0.1");
      return service.send(request);
    };
    QCOMPARE(ask("/healthz", "192.0.2.7").status, 200);
    QCOMPARE(ask("/readyz", "192.0.2.7").status, 200);
    service.ready = false;
    QCOMPARE(ask("/readyz", "192.0.2.7").status, 503);
    QCOMPARE(ask("/healthz", "192.0.2.7").status, 200);
    QCOMPARE(ask("/metrics", "192.0.2.7").status, 404);
    QCOMPARE(ask("/metrics", "10.0.0.1").status, 404);
    service.metrics.countWithheld("prefix");
    const HttpResponse metrics = ask("/metrics", "127.0.0.1");
    QCOMPARE(metrics.status, 200);
    QVERIFY(metrics.body.contains("latchkey_requests_total{route=\"GET /healthz\",status=\"200\"} 2\n"));
    QVERIFY(metrics.body.contains("latchkey_withheld_total{budget=\"prefix\"} 1\n"));
    QCOMPARE(
        json(ask("/.well-known/account-recovery", "192.0.2.7")).value(QLatin1String("apiVersion")).toString(),
        QStringLiteral("v1"));
  }

  void theEndOfARecoveryIsCountedOnce() {
    Service service;
    domain::Outcome outcome;
    service.recoveries.answer = [&outcome] {
      domain::Outcome copy;
      copy.snapshot = outcome.snapshot;
      copy.repeated = outcome.repeated;
      return Result<domain::Outcome, domain::Refusal>(std::move(copy));
    };
    const auto counted = [&service](const char* name) {
      const QByteArray line = QByteArray("latchkey_recoveries_total{outcome=\"") + name + "\"} 1\n";
      return service.metrics.text().contains(line);
    };
    const auto ask = [&service](const char* path) { return service.send(service.post(path, "{}")).status; };
    outcome.snapshot.stage = domain::Stage::Done;
    QCOMPARE(ask("/v1/recovery/unlock"), 200);
    QVERIFY(counted("done"));
    outcome.repeated = true;  // its answer was lost, and is asked for again
    QCOMPARE(ask("/v1/recovery/unlock"), 200);
    QVERIFY(counted("done"));
    outcome.repeated = false;
    outcome.snapshot.stage = domain::Stage::Ended;
    QCOMPARE(ask("/v1/recovery/resend"), 200);
    QVERIFY(counted("ended"));
    QCOMPARE(ask("/v1/recovery/administrator"), 200);  // comes after the end
    QVERIFY(counted("ended"));
  }

  void refusedBytesGetProblemsToo() {
    Service service;
    QCOMPARE(problem(service.handler->refuse(RequestFault::Malformed)), QStringLiteral("malformed-request"));
    QCOMPARE(service.handler->refuse(RequestFault::HeaderTooLarge).status, 431);
    QCOMPARE(service.handler->refuse(RequestFault::BodyTooLarge).status, 413);
    QSet<QByteArray> delays;
    for (int i = 0; i < 10; ++i) {
      const HttpResponse busy = service.handler->refuseBusy();
      QCOMPARE(busy.status, 503);
      delays.insert(*busy.field("retry-after"));
    }
    QCOMPARE(delays.size(), 5);
  }
};

}  // namespace latchkey::service::http

QTEST_APPLESS_MAIN(latchkey::service::http::ServiceHandlerTest)
#include "service_handler_test.moc"
