// SPDX-License-Identifier: GPL-3.0-or-later
// Every call of the gateway, against everything that a hostile server may say to it (SECURITY.md, client).
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

#include "core/protocol/names.h"
#include "tests/core/client/gateway_fixture.h"

using namespace latchkey;
using flow::GatewayFault;
using protocol::ProblemKind;
using tests::GatewayFixture;
using tests::HostileServer;
using tests::isSoon;
using F = GatewayFixture;
using H = HostileServer;

namespace {

constexpr const char* key = "idempotency-key";
constexpr quint32 seed = 20261124;
constexpr int randomRounds = 5;

struct Call {
  const char* name;
  bool isWrite;
  std::function<protocol::Command()> command;  ///< of a write
};

const QList<Call>& calls() {
  using namespace protocol;
  static const QList<Call> all{
      {"opening", true, [] { return F::open(); }},
      {"new challenge", true, [] { return Command(NewChallenge{}); }},
      {"challenge answer", true,
       [] {
         return Command(AnswerChallenge{QStringLiteral("c1"), QStringLiteral("kfmp"), {}});
       }},
      {"method", true, [] { return Command(ChooseMethod{QString(22, QLatin1Char('h'))}); }},
      {"confirm", true, [] { return Command(ConfirmContact{QStringLiteral("msabc")}); }},
      {"resend", true, [] { return Command(ResendCode{}); }},
      {"code", true, [] { return F::code(); }},
      {"answers", true,
       [] {
         SubmitAnswers command;
         command.answers.push_back({QStringLiteral("first-school"), platform::Secret("Sakura")});
         return Command(std::move(command));
       }},
      {"assertion", true,
       [] {
         return Command(SubmitAssertion{"a", "b", QByteArray(37, 'd'), "s"});
       }},
      {"password", true, [] { return Command(SetPassword{platform::Secret("Rofadu-84")}); }},
      {"unlock", true, [] { return Command(UnlockAccount{}); }},
      {"cancel", true, [] { return Command(CancelRecovery{}); }},
      {"administrator", true, [] { return Command(ContactAdministrator{}); }},
      {"language", true, [] { return Command(SetLanguage{Language::Japanese}); }},
      {"sign-in", true, [] { return Command(TrySignIn{platform::Secret("Rofadu-84")}); }},
      {"resume", true, [] { return Command(ResumeRecovery{Language::Japanese}); }},
      {"appeal contact", true, [] { return Command(GiveAppealContact{QStringLiteral("mika@example.net")}); }},
      {"appeal", true,
       [] {
         FileAppeal command;
         command.names = QStringLiteral("Mika Sato");
         command.passwords.emplace_back("tall-Oak-39");
         return Command(std::move(command));
       }},
      {"approval", true,
       [] {
         return Command(OpenByApproval{platform::Secret("7Q4K-2MXY-A3B4-C5D6"), Language::English});
       }},
      {"state", false, {}},
      {"picture", false, {}},
      {"clip", false, {}},
      {"discovery", false, {}}};
  return all;
}

/// What came of one call, whatever its type.
struct Verdict {
  bool taken = false;
  flow::GatewayError error;
};

QByteArray randomBytes(QRandomGenerator& generator, qsizetype size) {
  QByteArray bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(generator.bounded(256));
  return bytes;
}

/// The object with one member, at any depth, replaced by something of each other type.
QList<std::pair<QByteArray, QJsonObject>> mistyped(const QJsonObject& whole, const QByteArray& path = "") {
  QList<std::pair<QByteArray, QJsonObject>> all;
  for (const QString& name : whole.keys()) {
    const QJsonValue present = whole.value(name);
    const QByteArray here = path + '/' + name.toLatin1();
    for (const QJsonValue& other :
         {QJsonValue(), QJsonValue(true), QJsonValue(-1.5), QJsonValue(QStringLiteral("\u202e")),
          QJsonValue(QJsonArray{1}), QJsonValue(QJsonObject{})}) {
      if (other.type() == present.type()) continue;
      QJsonObject changed = whole;
      changed.insert(name, other);
      all.append({here + " as " + QByteArray::number(other.type()), changed});
    }
    if (!present.isObject()) continue;
    for (const auto& [inner, object] : mistyped(present.toObject(), here)) {
      QJsonObject changed = whole;
      changed.insert(name, object);
      all.append({inner, changed});
    }
  }
  return all;
}

QByteArray chunked(const QByteArray& body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
}

}  // namespace

class HostileRoutesTest : public QObject {
  Q_OBJECT
private:
  std::unique_ptr<GatewayFixture> m;

  std::shared_ptr<std::optional<Verdict>> make(const Call& call) {
    auto verdict = std::make_shared<std::optional<Verdict>>();
    const auto note = [verdict](const auto& result) {
      verdict->emplace(Verdict{result.has_value(), result ? flow::GatewayError{} : result.error()});
    };
    const QLatin1String name(call.name);
    if (call.isWrite)
      m->gateway().send(call.command(), note);
    else if (name == QLatin1String("state"))
      m->gateway().refresh(note);
    else if (name == QLatin1String("discovery"))
      m->gateway().discover(note);
    else
      m->gateway().fetch(name == QLatin1String("clip") ? flow::Media::Clip : flow::Media::Picture, note);
    return verdict;
  }
  static void forEachCall(const char* id, const QList<std::pair<QByteArray, QByteArray>>& answers,
                          bool writesOnly = false) {
    QTest::addColumn<int>("call");
    QTest::addColumn<QByteArray>("answer");
    for (int i = 0; i < calls().size(); ++i) {
      if (writesOnly && !calls()[i].isWrite) continue;
      for (const auto& [name, answer] : answers)
        QTest::addRow("%s %s: %s", id, calls()[i].name, name.constData()) << i << answer;
    }
  }
  /// The call is answered so; afterwards the gateway is as good as new.
  void answerIsRefused() {
    QFETCH(int, call);
    QFETCH(QByteArray, answer);
    m->script({F::say(answer)});
    const qsizetype before = m->server().requests().size();
    const auto verdict = make(calls()[call]);
    QVERIFY(isSoon([&] { return bool(*verdict); }));
    QVERIFY(!(*verdict)->taken);
    const GatewayFault fault = (*verdict)->error.fault;
    QVERIFY(fault == GatewayFault::BadAnswer || fault == GatewayFault::CaptivePortal);
    QCOMPARE(m->server().requests().size(), before + 1);
    QVERIFY(m->isOpened());
  }

private Q_SLOTS:
  void init() {
    m = std::make_unique<GatewayFixture>();
    QVERIFY(m->isOpened());
  }
  void cleanup() { m.reset(); }

  void everyWriteIsAmongTheCalls() {
    QSet<std::size_t> kinds;
    for (const Call& call : calls())
      if (call.isWrite) kinds.insert(call.command().index());
    QCOMPARE(std::size_t(kinds.size()), std::variant_size_v<protocol::Command>);
  }

  // --- C01 ----------------------------------------------------------------------------------------

  void nonsenseIsNoAnswer_data() {
    QRandomGenerator generator(seed);
    const QByteArray whole = protocol::encodeView(F::view());
    QList<std::pair<QByteArray, QByteArray>> answers{
        {"empty", H::json(200, "")},
        {"nothing but blanks", H::json(200, "   \r\n")},
        {"null", H::json(200, "null")},
        {"an array", H::json(200, "[" + whole + "]")},
        {"HTML", H::response(200, "text/html", "<html><body>Welcome")},
        {"HTML that calls itself JSON", H::json(200, "<html><body>Welcome")},
        {"JSON that calls itself HTML", H::response(200, "text/html", whole)},
        {"another status", H::json(206, whole)},
        {"twice", H::json(200, whole + whole)},
        {"with a byte order mark", H::json(200, "\xef\xbb\xbf" + whole)},
        {"UTF-16", H::json(200, QByteArray("{\0\"\0r\0", 6))},
        {"deep", H::json(200, QByteArray(100'000, '['))},
        {"a problem that is a success", H::response(200, "application/problem+json", "{}")},
        {"a page of 404", H::response(404, "text/html", "<h1>")},
        {"a captive portal", H::response(511, "text/html", "<h1>")}};
    for (int i = 0; i < randomRounds; ++i)
      answers.append({"random bytes " + QByteArray::number(i),
                      H::json(200, randomBytes(generator, 1 + generator.bounded(2000)))});
    for (int i = 1; i < 8; ++i)
      answers.append(
          {"JSON cut at " + QByteArray::number(i) + "/8", H::json(200, whole.left(whole.size() * i / 8))});
    forEachCall("C01", answers);
  }
  void nonsenseIsNoAnswer() { answerIsRefused(); }

  void mistypedFieldsAreNoAnswer_data() {
    QTest::addColumn<QByteArray>("body");
    for (const protocol::Stage stage : {protocol::Stage::Method, protocol::Stage::Done}) {
      const QJsonObject view = QJsonDocument::fromJson(protocol::encodeView(F::view(stage))).object();
      for (const auto& [name, changed] : mistyped(view)) {
        if (changed == view) continue;
        QTest::addRow("C01 %s, %s", protocol::nameOf(stage).data(), name.constData())
            << QJsonDocument(changed).toJson(QJsonDocument::Compact);
      }
    }
  }
  void mistypedFieldsAreNoAnswer() {
    QFETCH(QByteArray, body);
    m->script({F::say(H::json(200, body))});
    const auto read = m->refresh();
    QVERIFY(isSoon([&] { return bool(*read); }));
    QVERIFY(!(*read)->has_value());
    QCOMPARE((*read)->error().fault, GatewayFault::BadAnswer);
  }

  // --- C03 ----------------------------------------------------------------------------------------

  void aSlowServerMeetsTheDeadline_data() {
    QTest::addColumn<int>("call");
    QTest::addColumn<QByteArray>("drop");  // dripped over and over; empty: silence
    for (int i = 0; i < calls().size(); ++i) {
      QTest::addRow("C03 %s: silence after TLS", calls()[i].name) << i << QByteArray();
      QTest::addRow("C03 %s: a byte at a time", calls()[i].name)
          << i << QByteArray("HTTP/1.1 200 OK\r\nX: aaa");
    }
  }
  void aSlowServerMeetsTheDeadline() {
    QFETCH(int, call);
    QFETCH(QByteArray, drop);
    m->script({[drop](QSslSocket& socket) {
      if (!drop.isEmpty()) H::drip(socket, drop, 20);
    }});
    qsizetype asked = m->server().requests().size();
    const auto verdict = make(calls()[call]);
    // A write is asked for once more under its key, and the deadline is that of each attempt.
    for (int attempt = 0; attempt < (calls()[call].isWrite ? 2 : 1); ++attempt) {
      ++asked;
      QVERIFY(isSoon([&] { return m->server().requests().size() == asked; }));
      QVERIFY(!*verdict);
      m->passTotalDeadline();
    }
    QVERIFY(isSoon([&] { return bool(*verdict); }));
    QCOMPARE((*verdict)->error.fault, GatewayFault::TimedOut);
    QVERIFY(isSoon([&] {
      return bool(m->server().findChildren<QSslSocket*>().isEmpty());
    }));  // nothing goes on behind our back
  }

  // --- C08 and C09 --------------------------------------------------------------------------------

  void aWriteIsNeverRepeatedByItself_data() {
    QList<std::pair<QByteArray, QByteArray>> answers;
    for (const int status : {500, 501, 502, 503, 504}) {
      const QByteArray number = QByteArray::number(status);
      answers.append(
          {number + " with a problem", H::problem(status, status == 503 ? "unavailable" : "internal-error")});
      answers.append({number + " with a page", H::response(status, "text/html", "<h1>")});
      answers.append({number + " with nothing", H::response(status, "text/plain", "")});
      answers.append(
          {number + " with a broken problem", H::response(status, "application/problem+json", "{")});
      answers.append(
          {number + " with Retry-After 0", H::response(status, "text/plain", "", "Retry-After: 0\r\n")});
    }
    forEachCall("C08", answers, true);
  }
  void aWriteIsNeverRepeatedByItself() {
    QFETCH(int, call);
    QFETCH(QByteArray, answer);
    m->script({F::say(answer)});
    const qsizetype before = m->server().requests().size();
    const auto verdict = make(calls()[call]);
    QVERIFY(isSoon([&] { return bool(*verdict); }));
    QCOMPARE((*verdict)->error.fault, GatewayFault::Refused);
    QCOMPARE(m->server().requests().size(), before + 1);
    QVERIFY(m->pauses().isEmpty());
  }

  void retryAfterIsBounded_data() {
    QTest::addColumn<int>("call");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("seconds");
    const QList<std::tuple<const char*, QByteArray, int>> values{
        {"seconds", "120", 120},
        {"a date", "Sun, 06 Nov 1994 08:50:37 GMT", 60},
        {"a date gone by", "Sun, 06 Nov 1994 08:00:00 GMT", 0},
        {"a year", "31536000", 86400},
        {"more than any number", QByteArray(300, '9'), 86400},
        {"the end of time", "Fri, 31 Dec 9999 23:59:59 GMT", 86400},
        {"negative", "-1", -1},
        {"words", "tomorrow", -1},
        {"nothing", "", -1}};
    for (int i = 0; i < calls().size(); ++i)
      for (const auto& [name, value, seconds] : values)
        QTest::addRow("C09 %s: %s", calls()[i].name, name) << i << value << seconds;
  }
  void retryAfterIsBounded() {
    QFETCH(int, call);
    QFETCH(QByteArray, value);
    QFETCH(int, seconds);
    m->script({F::say(H::response(429, "text/plain", "",
                                  "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: " + value + "\r\n"))});
    const auto verdict = make(calls()[call]);
    QVERIFY(isSoon([&] { return bool(*verdict); }));
    QCOMPARE((*verdict)->error.problem.retryIn.value_or(-1), seconds);
  }

  // --- what HTTP can do to a client ---------------------------------------------------------------

  void tricksOfTheTransportAreNoAnswer_data() {
    const QByteArray whole = protocol::encodeView(F::view());
    const QByteArray type = "Content-Type: application/json\r\n";
    const QByteArray size = QByteArray::number(whole.size());
    forEachCall(
        "HTTP",
        {{"zipped",
          H::json(200, QByteArray("\x1f\x8b\x08\0\0\0\0\0", 8) + whole, "Content-Encoding: gzip\r\n")},
         {"deflated",
          H::json(200, qCompress(QByteArray(50'000'000, ' ')).mid(4), "Content-Encoding: deflate\r\n")},
         {"two lengths", "HTTP/1.1 200 OK\r\n" + type + "Content-Length: 5\r\nContent-Length: " + size +
                             "\r\n\r\n" + whole.left(5)},
         {"length and chunks", "HTTP/1.1 200 OK\r\n" + type + "Content-Length: " + size +
                                   "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n0\r\n\r\n"},
         {"a negative length",
          "HTTP/1.1 200 OK\r\n" + type + "Content-Length: -1\r\nConnection: close\r\n\r\n{"},
         {"a chunk of nonsense", chunked("zz\r\n{}\r\n0\r\n\r\n")},
         {"a chunk of 16 EB", chunked("ffffffffffffffff\r\n{}")},
         {"a redirect with a body",
          H::response(307, "application/json", whole, "Location: /v1/recovery\r\n")},
         {"an upgrade", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"}});
  }
  void tricksOfTheTransportAreNoAnswer() {
    QFETCH(int, call);
    QFETCH(QByteArray, answer);
    m->server().onRequest([&](QSslSocket& socket, const tests::SeenRequest&) {
      socket.write(answer);
      socket.disconnectFromHost();
    });
    const auto verdict = make(calls()[call]);
    QVERIFY(isSoon([&] { return bool(*verdict); }));
    QVERIFY(!(*verdict)->taken);
    // Whatever was made of it: a write went out under one key only, and nothing else was asked for.
    QSet<QByteArray> keys;
    for (const tests::SeenRequest& each : m->server().requests().mid(1)) keys.insert(each.headers.value(key));
    QCOMPARE(keys.size(), 1);
    QCOMPARE(keys.contains(QByteArray()), !calls()[call].isWrite);
    QVERIFY(m->server().requests().size() <= 1 + 6);
  }

  void chunksForeverAreCutOff() {
    m->script({[](QSslSocket& socket) {
      socket.write(chunked({}));
      QObject::connect(&socket, &QSslSocket::encryptedBytesWritten, &socket,
                       [&socket] { socket.write("1000\r\n" + QByteArray(0x1000, ' ') + "\r\n"); });
    }});
    const auto read = m->refresh();
    QVERIFY(isSoon([&] { return bool(*read); }));
    QCOMPARE((*read)->error().fault, GatewayFault::BadAnswer);
    QVERIFY(isSoon([&] { return bool(m->server().findChildren<QSslSocket*>().isEmpty()); }));
  }
  void aRedirectTakesNothingElsewhere_data() {
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("status");
    for (int i = 0; i < calls().size(); ++i)
      for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("HTTP %s: %d", calls()[i].name, status) << i << status;
  }
  void aRedirectTakesNothingElsewhere() {
    QFETCH(int, call);
    QFETCH(int, status);
    HostileServer elsewhere{tests::Authority().issue()};
    m->script({F::say(H::response(status, "text/plain", "",
                                  "Location: " + elsewhere.url().toEncoded() + "/v1/recovery\r\n"))});
    const auto verdict = make(calls()[call]);
    QVERIFY(isSoon([&] { return bool(*verdict); }));
    QCOMPARE((*verdict)->error.fault, GatewayFault::CaptivePortal);
    QCOMPARE(m->server().requests().size(), 2);
    QCOMPARE(elsewhere.connections(), 0);
  }
  void cookiesAreNeverSentBack() {
    const QByteArray cookie = "Set-Cookie: id=1; Path=/; Secure; HttpOnly\r\n";
    m->script({F::say(F::viewAnswer(cookie))});
    for (const Call& call : calls()) {
      const auto verdict = make(call);
      QVERIFY(isSoon([&] { return bool(*verdict); }));
    }
    for (const tests::SeenRequest& each : m->server().requests()) QVERIFY(!each.headers.contains("cookie"));
  }
  void http2IsNotTaken() {
    m.reset();
    m = std::make_unique<GatewayFixture>();
    m->server().tls().setAllowedNextProtocols({"h2", "http/1.1"});
    QVERIFY(m->isOpened());
    QCOMPARE(m->server().requests().first().method, QByteArray("POST"));  // read as HTTP/1.1
  }
};

QTEST_GUILESS_MAIN(HostileRoutesTest)
#include "hostile_routes_test.moc"
