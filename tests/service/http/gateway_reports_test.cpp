// SPDX-License-Identifier: GPL-3.0-or-later
// What gateways report of messages, over the wire and into the record, by those who have the key alone.
#include <QMessageAuthenticationCode>
#include <QTest>
#include <QUrlQuery>

#include "service/delivery/report_reader.h"
#include "tests/support/at_once.h"
#include "tests/support/handler_desk.h"

namespace latchkey::service::http {
namespace {

using delivery::GatewayForm;
using delivery::GatewayReportReader;
using domain::Channel;
using domain::MessageState;
using tests::HandlerDesk;

constexpr qint64 minute = 60'000;
const QByteArray key = "key-of-the-gateway";
const QUrl textUrl(QStringLiteral("https://recovery.example.com/v1/deliveries/text"));
const QUrl voiceUrl(QStringLiteral("https://recovery.example.com/v1/deliveries/voice"));

std::unique_ptr<GatewayReportReader> readerOf(GatewayForm form, Channel channel) {
  return std::make_unique<GatewayReportReader>(
      delivery::ReportSettings{form, channel, platform::Secret({key.constData(), std::size_t(key.size())}),
                               channel == Channel::Text ? textUrl : voiceUrl});
}

/// A service with one text on its way, which the gateway has accepted.
struct Desk : HandlerDesk {
  std::unique_ptr<GatewayReportReader> text;
  std::unique_ptr<GatewayReportReader> voice;

  explicit Desk(GatewayForm form = GatewayForm::Json)
      : text(readerOf(form, Channel::Text)), voice(readerOf(form, Channel::Voice)) {
    textReports = text.get();
    voiceReports = voice.get();
    restart();
    put("m1", Channel::Text);
    put("m2", Channel::Voice);
  }
  void put(const char* id, Channel channel, MessageState state = MessageState::Accepted) {
    domain::Message message;
    message.id = QString::fromLatin1(id);
    message.channel = channel;
    message.to = QStringLiteral("+819098765432");
    message.body = QStringLiteral("the code");
    message.createdAt = desk.clock.now();
    message.expiresAt = desk.clock.now() + 10 * minute;
    const auto tables = desk.bench->store().begin(domain::Access::Write);
    tables->outgoing().enqueue(message, {});
    if (!tables->commit()) qFatal("cannot queue a message");
    set(id, state);
  }
  void set(const char* id, MessageState state) const {
    std::ignore = desk.ask(QStringLiteral("UPDATE messages SET state = %1 WHERE id = '%2'")
                               .arg(int(state))
                               .arg(QLatin1String(id)));
  }
  [[nodiscard]] QString state(const char* id = "m1") const {
    return desk
        .ask(QStringLiteral("SELECT state || ' ' || reason || ' ' || body FROM messages WHERE id = '%1'")
                 .arg(QLatin1String(id)))
        .toString();
  }
  [[nodiscard]] QString trail() const {
    return desk
        .ask(QStringLiteral("SELECT GROUP_CONCAT(event || ' ' || detail, '; ') FROM journal WHERE event "
                            "LIKE '%report%'"))
        .toString();
  }
  [[nodiscard]] QByteArray seconds(qint64 later = 0) const {
    return QByteArray::number((desk.clock.now() + later) / 1000);
  }
  [[nodiscard]] static QByteArray signatureOf(const QByteArray& timestamp, const QByteArray& body,
                                              const QByteArray& with = key) {
    return "v1=" +
           QMessageAuthenticationCode::hash(timestamp + '.' + body, with, QCryptographicHash::Sha256).toHex();
  }
  int post(const QByteArray& target, const QByteArray& fields, const QByteArray& body) {
    const auto answer = exchange("POST " + target + " HTTP/1.1\r\nHost: h\r\n" + fields +
                                 "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    return answer.status;
  }
  /// Signed as the generic form is.
  int report(const QByteArray& body, qint64 later = 0, const QByteArray& target = "/v1/deliveries/text") {
    const QByteArray time = seconds(later);
    return post(target,
                "Latchkey-Timestamp: " + time + "\r\nLatchkey-Signature: " + signatureOf(time, body) +
                    "\r\nContent-Type: application/json\r\n",
                body);
  }
  /// Signed as Twilio's form is: fields are sorted already.
  int twilio(const QUrl& url, const QByteArray& fields, const QByteArray& with = key,
             const QByteArray& sent = {}) {
    QByteArray whole = url.toEncoded();
    for (const QByteArray& field : fields.split('&')) whole += QByteArray(field).replace('=', "");
    const QByteArray mac = QMessageAuthenticationCode::hash(whole, with, QCryptographicHash::Sha1).toBase64();
    return post(url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority),
                "X-Twilio-Signature: " + mac + "\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                sent.isEmpty() ? fields : sent);
  }
  [[nodiscard]] static QUrl urlFor(const char* id, const QUrl& url = textUrl) {
    return delivery::reportUrlFor(GatewayForm::Twilio, url, QString::fromLatin1(id));
  }
};

}  // namespace

class GatewayReportsTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void aReportSettlesTheRecord_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("state");
    const auto row = [](const char* name, const char* body, const char* state) {
      QTest::newRow(name) << QByteArray(body) << QString::fromLatin1(state);
    };
    row("delivered", R"({"id":"m1","status":"delivered"})", "5  ");
    row("undelivered", R"({"id":"m1","status":"undelivered","reason":"cannot-text"})",
        "6 report-cannot-text ");
    row("unknown word", R"({"id":"m1","status":"undelivered","reason":"budget"})", "6 report-other ");
    row("no reason", R"({"id":"m1","status":"undelivered"})", "6 report-other ");
    row("colons and quotes in a reason",
        "{\"id\":\"m1\",\"status\":\"undelivered\",\"reason\":\"\\\":\\\\\"}", "6 report-other ");
    row("on its way", R"({"id":"m1","status":"accepted"})", "2  the code");
  }
  void aReportSettlesTheRecord() {
    QFETCH(QByteArray, body);
    QFETCH(QString, state);
    Desk desk;
    QCOMPARE(desk.report(body), 200);
    QCOMPARE(desk.state(), state);
    const QString trail = desk.trail();
    QCOMPARE(trail.isEmpty(), state.startsWith(u'2'));
    QVERIFY(!trail.contains(QLatin1String("9876")));
    if (!trail.isEmpty()) QVERIFY(trail.startsWith(QLatin1String("delivery-reported text *")));
  }

  void whatIsNotSignedChangesNothing_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("why");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("bad-signature");
    QTest::newRow("another key") << QByteArray("OTHER") << QStringLiteral("bad-signature");
    QTest::newRow("another body") << QByteArray("BODY") << QStringLiteral("bad-signature");
    QTest::newRow("another time") << QByteArray("TIME") << QStringLiteral("bad-signature");
    QTest::newRow("no time") << QByteArray("NONE") << QStringLiteral("bad-signature");
    QTest::newRow("twice") << QByteArray("TWICE") << QStringLiteral("bad-signature");
  }
  void whatIsNotSignedChangesNothing() {
    QFETCH(QByteArray, fields);
    QFETCH(QString, why);
    Desk desk;
    const QByteArray body = R"({"id":"m1","status":"delivered"})";
    const QByteArray time = desk.seconds();
    const QByteArray right = Desk::signatureOf(time, body);
    const auto both = [](const QByteArray& timestamp, const QByteArray& signature) {
      return "Latchkey-Timestamp: " + timestamp + "\r\nLatchkey-Signature: " + signature + "\r\n";
    };
    const QHash<QByteArray, QByteArray> made = {
        {"OTHER", both(time, Desk::signatureOf(time, body, "another key"))},
        {"BODY", both(time, Desk::signatureOf(time, body + ' '))},
        {"TIME", both(desk.seconds(1000), right)},
        {"NONE", "Latchkey-Signature: " + right + "\r\n"},
        {"TWICE", both(time, right) + "Latchkey-Signature: " + right + "\r\n"}};
    QCOMPARE(desk.post("/v1/deliveries/text", made.value(fields), body), 401);
    QCOMPARE(desk.state(), QStringLiteral("2  the code"));
    QCOMPARE(desk.trail(), QStringLiteral("report-refused text: ") + why);
  }

  void whatIsSignedAndWrongChangesNothing_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("later");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* name, const char* body, qint64 later, const char* target, int status,
                        const char* why) {
      QTest::newRow(name) << QByteArray(body) << later << QByteArray(target) << status
                          << QString::fromLatin1(why);
    };
    const char* const good = R"({"id":"m1","status":"delivered"})";
    const char* const text = "/v1/deliveries/text";
    row("too old", good, -5 * minute - 1000, text, 401, "text: stale");
    row("of the future", good, 5 * minute + 1000, text, 401, "text: stale");
    row("no message", R"({"id":"m9","status":"delivered"})", 0, text, 404, "text: unknown-message");
    row("a call's", R"({"id":"m2","status":"delivered"})", 0, text, 404, "text: unknown-message");
    row("a text's", good, 0, "/v1/deliveries/voice", 404, "call: unknown-message");
    row("no id", R"({"status":"delivered"})", 0, text, 400, "text: malformed");
    row("an id that is none", R"({"id":"m 1","status":"delivered"})", 0, text, 400, "text: malformed");
    row("no status", R"({"id":"m1"})", 0, text, 400, "text: malformed");
    row("another status", R"({"id":"m1","status":"lost"})", 0, text, 400, "text: malformed");
    row("a member more", R"({"id":"m1","status":"delivered","verified":true})", 0, text, 400,
        "text: malformed");
    row("a reason of another type", R"({"id":"m1","status":"undelivered","reason":7})", 0, text, 400,
        "text: malformed");
    row("an id as a number", R"({"id":1,"status":"delivered"})", 0, text, 400, "text: malformed");
    row("a status as a list", R"({"id":"m1","status":["delivered"]})", 0, text, 400, "text: malformed");
    row("twice", R"({"id":"m1","id":"m1","status":"delivered"})", 0, text, 400, "text: malformed");
    row("twice, another one first", R"({"id":"m9","id":"m1","status":"delivered"})", 0, text, 400,
        "text: malformed");
    row("twice, escaped", "{\"\\u0069d\":\"m1\",\"id\":\"m1\",\"status\":\"delivered\"}", 0, text, 400,
        "text: malformed");
    row("twice, beside colons and quotes",
        "{\"id\":\"m1\",\"status\":\"undelivered\",\"reason\":\"\\\":\",\"reason\":\"\\\\\"}", 0, text, 400,
        "text: malformed");
    row("no UTF-8", "{\"id\":\"m1\",\"status\":\"undelivered\",\"reason\":\"\xff\"}", 0, text, 400,
        "text: malformed");
    row("no JSON", "delivered", 0, text, 400, "text: malformed");
    row("a query", good, 0, "/v1/deliveries/text?message=m1", 400, "text: malformed");
  }
  void whatIsSignedAndWrongChangesNothing() {
    QFETCH(QByteArray, body);
    QFETCH(qint64, later);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QString, why);
    Desk desk;
    QCOMPARE(desk.report(body, later, target), status);
    QCOMPARE(desk.state(), QStringLiteral("2  the code"));
    QCOMPARE(desk.trail(), QStringLiteral("report-refused ") + why);
  }

  void theSameReportIsTakenOnce() {
    Desk desk;
    const QByteArray body = R"({"id":"m1","status":"delivered"})";
    QCOMPARE(desk.report(body), 200);
    QCOMPARE(desk.report(body), 401);
    desk.desk.clock.advance(1000);
    QCOMPARE(desk.report(body), 200);  // signed anew: fine, and nothing to do
    QCOMPARE(desk.desk.count("journal WHERE event = 'delivery-reported'"), 1);
  }

  void aStateGoesForwardOnly_data() {
    QTest::addColumn<MessageState>("state");
    QTest::addColumn<bool>("moves");
    QTest::newRow("queued") << MessageState::Queued << false;
    QTest::newRow("being sent") << MessageState::Sending << true;  // quicker than the gateway's own answer
    QTest::newRow("accepted") << MessageState::Accepted << true;
    QTest::newRow("given up") << MessageState::GivenUp << false;
    QTest::newRow("unknown") << MessageState::Unknown << true;
    QTest::newRow("delivered") << MessageState::Delivered << false;
    QTest::newRow("undelivered") << MessageState::Undelivered << false;
  }
  void aStateGoesForwardOnly() {
    QFETCH(MessageState, state);
    QFETCH(bool, moves);
    Desk desk;
    desk.set("m1", state);
    QCOMPARE(desk.report(R"({"id":"m1","status":"undelivered"})"), 200);
    QCOMPARE(desk.state().section(u' ', 0, 0), QString::number(moves ? 6 : int(state)));
    // What was being sent when the report came is settled: nothing takes it back.
    if (state != MessageState::Sending) return;
    QVERIFY(desk.desk.bench->deliveries().succeed(QStringLiteral("m1"), desk.desk.clock.now(), {}));
    QVERIFY(desk.desk.bench->deliveries().retryAt(QStringLiteral("m1"), 1, QStringLiteral("connect")));
    QCOMPARE(desk.state().section(u' ', 0, 0), QStringLiteral("6"));
  }

  void twilioReportsInItsOwnForm_data() {
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("state");
    const auto row = [](const char* name, const QUrl& url, const char* fields, const char* state) {
      QTest::newRow(name) << url << QByteArray(fields) << QString::fromLatin1(state);
    };
    row("delivered", Desk::urlFor("m1"), "MessageSid=SM0&MessageStatus=delivered", "5 ");
    row("undelivered", Desk::urlFor("m1"), "ErrorCode=30006&MessageStatus=undelivered",
        "6 report-cannot-text");
    row("sent", Desk::urlFor("m1"), "MessageStatus=sent", "2 ");
    row("completed", Desk::urlFor("m2", voiceUrl), "CallSid=CA0&CallStatus=completed", "5 ");
    row("busy", Desk::urlFor("m2", voiceUrl), "CallStatus=busy", "6 report-unreachable");
  }
  void twilioReportsInItsOwnForm() {
    QFETCH(QUrl, url);
    QFETCH(QByteArray, fields);
    QFETCH(QString, state);
    Desk desk(GatewayForm::Twilio);
    QCOMPARE(desk.twilio(url, fields), 200);
    const char* const id = url.path().endsWith(QLatin1String("voice")) ? "m2" : "m1";
    QCOMPARE(desk.state(id).section(u' ', 0, 1), state);
    QCOMPARE(desk.twilio(url, fields), 200);  // once more: nothing changes
    QVERIFY(desk.desk.count("journal WHERE event = 'delivery-reported'") <= 1);
  }

  void twiliosSignatureIsThatOfItsDocumentation() {
    // The example of "Validating Signatures from Twilio": address, parameters and token as they stand there.
    GatewayReportReader reader(
        delivery::ReportSettings{GatewayForm::Twilio, Channel::Voice, platform::Secret("12345"),
                                 QUrl(QStringLiteral("https://mycompany.com/myapp.php"))});
    const auto read = reader.read({"foo=1&bar=2",
                                   {},
                                   "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
                                   "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&"
                                   "From=%2B14158675309&To=%2B18005551212"},
                                  0);
    // Rightly signed, but it is no report of ours.
    QVERIFY(!read && read.error() == domain::ReportFault::Malformed);
  }

  void twiliosReportOfAnotherIsRefused() {
    Desk desk(GatewayForm::Twilio);
    const QByteArray fields = "MessageStatus=delivered";
    QCOMPARE(desk.twilio(Desk::urlFor("m1"), fields, "another key"), 401);
    QCOMPARE(desk.twilio(Desk::urlFor("m1"), fields, key, "MessageStatus=undelivered"), 401);
    QCOMPARE(desk.twilio(Desk::urlFor("m1"), fields, key, "MessageStatus=%zz"), 401);
    QCOMPARE(desk.twilio(Desk::urlFor("m1"), fields, key, fields + "&" + fields), 401);
    QCOMPARE(desk.twilio(textUrl, fields), 400);  // of no message
    QCOMPARE(desk.state(), QStringLiteral("2  the code"));
  }

  void withoutAKeyThereIsNothingToReportTo() {
    HandlerDesk service;
    const auto answer =
        service.exchange("POST /v1/deliveries/text HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}");
    QCOMPARE(answer.status, 404);
    QCOMPARE(service.desk.count("journal"), 0);
  }

  void anOversizeReportIsRefused() {
    Desk desk;
    QCOMPARE(desk.report(QByteArray(70'000, ' ')), 413);
    QCOMPARE(desk.state(), QStringLiteral("2  the code"));
  }

  /// Anybody may come with rubbish: the trail must not be flooded.
  void aFewRefusalsAnHourAreNoted() {
    Desk desk;
    for (int i = 0; i < 30; ++i) QCOMPARE(desk.post("/v1/deliveries/text", {}, "{}"), 401);
    QCOMPARE(desk.desk.count("journal WHERE event = 'report-refused'"), 10);
    QCOMPARE(desk.report(R"({"id":"m9","status":"delivered"})"), 404);  // of another kind
    QCOMPARE(desk.desk.count("journal WHERE event = 'report-refused'"), 11);
    desk.desk.clock.advance(60 * minute);
    QCOMPARE(desk.post("/v1/deliveries/text", {}, "{}"), 401);
    QCOMPARE(desk.desk.count("journal WHERE event = 'report-refused'"), 12);
  }

  /// Fifty times two at once that say the opposite: one is heard, and only it is in the trail.
  void ofTwoReportsOneIsHeard() {
    Desk desk;
    domain::DeliveryReports reports({desk.desk.bench->store(), desk.desk.bench->proofs(), desk.desk.numbering,
                                     desk.desk.clock, desk.text.get(), nullptr});
    for (int round = 0; round < 50; ++round) {
      const QByteArray id = "r" + QByteArray::number(round);
      desk.put(id.constData(), Channel::Text);
      const QByteArray time = desk.seconds();
      tests::atOnce(2, [&](int nth) {
        const QByteArray body =
            "{\"id\":\"" + id + "\",\"status\":\"" + (nth == 0 ? "delivered" : "undelivered") + "\"}";
        std::ignore = reports.take(Channel::Text, {{}, time, Desk::signatureOf(time, body), body});
      });
      const QString state = desk.state(id.constData()).section(u' ', 0, 0);
      QVERIFY(state == QLatin1String("5") || state == QLatin1String("6"));
      QCOMPARE(desk.desk.count("journal WHERE event = 'delivery-reported'"), round + 1);
    }
  }
};

}  // namespace latchkey::service::http

QTEST_GUILESS_MAIN(latchkey::service::http::GatewayReportsTest)
#include "gateway_reports_test.moc"
