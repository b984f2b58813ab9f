// SPDX-License-Identifier: GPL-3.0-or-later
// Against a real HTTPS gateway with a private authority.
#include "service/delivery/gateway_sender.h"

#include <QTcpServer>
#include <QTest>
#include <QUrlQuery>
#include <QXmlStreamReader>
#include <memory>
#include <stdexcept>

#include "service/delivery/gateway_words.h"
#include "service/delivery/report_reader.h"
#include "service/delivery/template_writer.h"
#include "tests/support/helper_server.h"
#include "tests/support/send_outcome.h"

using namespace latchkey::service;
using namespace latchkey::service::delivery;
using domain::Channel;
using domain::DeliveryFault;
using latchkey::platform::Secret;
using latchkey::tests::HelperServer;
using latchkey::tests::outcome;

namespace {

GatewaySettings settingsFor(const HelperServer& server, Channel channel = Channel::Text) {
  GatewaySettings settings;
  settings.channel = channel;
  settings.url = QUrl(QStringLiteral("https://localhost:%1/send?tenant=a%20b").arg(server.port()));
  settings.caFile = server.authority();
  settings.credentials = Secret("token-1");
  return settings;
}

GatewaySettings twilioFor(const HelperServer& server, Channel channel) {
  GatewaySettings settings = settingsFor(server, channel);
  settings.form = GatewayForm::Twilio;
  settings.credentials = Secret("AC0:to:ken");
  settings.from = QStringLiteral("+15005550006");
  settings.keyPressUrl = QUrl(QStringLiteral("https://handler.example/twiml/EH0?a=1"));
  return settings;
}

domain::Message message(Channel channel) {
  const auto text = TemplateWriter().code(channel, domain::Language::Japanese,
                                          {.code = QStringLiteral("0482017"),
                                           .serviceName = QStringLiteral("A & <B>"),
                                           .accountMask = QStringLiteral("ms*****@outlook.com"),
                                           .receipt = QStringLiteral("K7QP"),
                                           .validMinutes = 10,
                                           .supportContact = {},
                                           .objection = {}});
  domain::Message made;
  made.id = QStringLiteral("m-1");
  made.channel = channel;
  made.to = QStringLiteral("+819098765432");
  made.language = domain::Language::Japanese;
  made.body = text.body;
  made.code = QStringLiteral("0482017");
  made.createdAt = 1'780'000'000'123;
  return made;
}

}  // namespace

class GatewaySenderTest : public QObject {
  Q_OBJECT
private:
  std::unique_ptr<HelperServer> m_json;
  std::unique_ptr<HelperServer> m_twilio;

private Q_SLOTS:
  void initTestCase() {
    m_json =
        std::make_unique<HelperServer>(QStringLiteral("gateway_server.py"),
                                       QStringList{QStringLiteral("--bearer"), QStringLiteral("token-1")});
    m_twilio =
        std::make_unique<HelperServer>(QStringLiteral("gateway_server.py"),
                                       QStringList{QStringLiteral("--basic"), QStringLiteral("AC0:to:ken")});
    QVERIFY(m_json->isReady() && m_twilio->isReady());
  }

  void jsonCarriesTextAndCodeSeparately() {
    QCOMPARE(outcome(GatewaySender(settingsFor(*m_json)).send(message(Channel::Text))),
             QStringLiteral("sent"));
    const QJsonObject got = m_json->received().last();
    const QJsonObject expected{{QStringLiteral("id"), QStringLiteral("m-1")},
                               {QStringLiteral("channel"), QStringLiteral("text")},
                               {QStringLiteral("to"), QStringLiteral("+819098765432")},
                               {QStringLiteral("language"), QStringLiteral("ja")},
                               {QStringLiteral("text"), message(Channel::Text).body},
                               {QStringLiteral("code"), QStringLiteral("0482017")}};
    QCOMPARE(got[QStringLiteral("json")].toObject(), expected);
    QCOMPARE(got[QStringLiteral("method")].toString(), QStringLiteral("POST"));
    QCOMPARE(got[QStringLiteral("path")].toString(), QStringLiteral("/send?tenant=a%20b"));
    const QJsonObject headers = got[QStringLiteral("headers")].toObject();
    QCOMPARE(headers[QStringLiteral("idempotency-key")].toString(), QStringLiteral("m-1"));
    QCOMPARE(headers[QStringLiteral("authorization")].toString(), QStringLiteral("Bearer token-1"));
    QVERIFY(!headers.contains(QStringLiteral("expect")));
  }

  void jsonVoiceSaysWhatComesBeforeAndAfterTheKey() {
    auto call = message(Channel::Voice);
    call.extension = QStringLiteral("23");
    QCOMPARE(outcome(GatewaySender(settingsFor(*m_json, Channel::Voice)).send(call)), QStringLiteral("sent"));
    const QJsonObject json = m_json->received().last()[QStringLiteral("json")].toObject();
    QVERIFY(!json[QStringLiteral("beforeKey")].toString().contains(QStringLiteral("0、4")));
    QCOMPARE(json[QStringLiteral("afterKey")].toString().count(QStringLiteral("0、4、8、2、0、1、7")), 2);
    QCOMPARE(json[QStringLiteral("extension")].toString(), QStringLiteral("23"));
  }

  void twilioText() {
    QCOMPARE(outcome(GatewaySender(twilioFor(*m_twilio, Channel::Text)).send(message(Channel::Text))),
             QStringLiteral("sent"));
    const QJsonObject form = m_twilio->received().last()[QStringLiteral("form")].toObject();
    const QJsonObject expected{{QStringLiteral("To"), QStringLiteral("+819098765432")},
                               {QStringLiteral("From"), QStringLiteral("+15005550006")},
                               {QStringLiteral("Body"), message(Channel::Text).body}};
    QCOMPARE(form, expected);
  }

  void twilioVoiceWaitsForAKeyBeforeTheCode() {
    auto call = message(Channel::Voice);
    call.extension = QStringLiteral("23");
    QCOMPARE(outcome(GatewaySender(twilioFor(*m_twilio, Channel::Voice)).send(call)), QStringLiteral("sent"));
    const QJsonObject form = m_twilio->received().last()[QStringLiteral("form")].toObject();
    QCOMPARE(form[QStringLiteral("SendDigits")].toString(), QStringLiteral("wwww23"));

    QXmlStreamReader xml(form[QStringLiteral("Twiml")].toString());
    QStringList said;
    QUrl next;
    int gathers = 0;
    bool inGather = false;
    while (!xml.atEnd()) {
      xml.readNext();
      if (xml.isStartElement() && xml.name() == QStringLiteral("Gather")) {
        ++gathers;
        inGather = true;
        QCOMPARE(xml.attributes().value(QStringLiteral("numDigits")).toString(), QStringLiteral("1"));
        QCOMPARE(xml.attributes().value(QStringLiteral("finishOnKey")).toString(), QString());
        next = QUrl(xml.attributes().value(QStringLiteral("action")).toString());
      } else if (xml.isEndElement() && xml.name() == QStringLiteral("Gather")) {
        inGather = false;
      } else if (xml.isStartElement() && xml.name() == QStringLiteral("Say")) {
        QVERIFY2(inGather, "nothing is said without waiting for a key");
        QCOMPARE(xml.attributes().value(QStringLiteral("language")).toString(), QStringLiteral("ja-JP"));
        said << xml.readElementText();
      }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(gathers, 1);
    for (const QString& text : said) {
      QVERIFY(text.contains(QStringLiteral("A & <B>")));
      QVERIFY(!text.contains(QStringLiteral("0、4、8")));
    }
    QCOMPARE(next.host(), QStringLiteral("handler.example"));
    const QUrlQuery query(next);
    QCOMPARE(query.queryItemValue(QStringLiteral("a")), QStringLiteral("1"));
    const QString speech = query.queryItemValue(QStringLiteral("Speech"), QUrl::FullyDecoded);
    QCOMPARE(speech, spokenParts(call.body).afterKey);
    QCOMPARE(speech.count(QStringLiteral("0、4、8、2、0、1、7")), 2);
  }

  void answersBecomeFaults_data() {
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* mode, const char* expected) {
      QTest::newRow(mode) << QString::fromLatin1(mode) << QString::fromLatin1(expected);
    };
    row("ok-200", "sent");
    row("endless", "sent");
    row("302", "permanent http-302");
    row("400", "permanent http-400");
    row("401", "transient http-401");
    row("403", "permanent http-403");
    row("404", "permanent http-404");
    row("429", "transient http-429");
    row("500", "transient http-500");
    row("503", "transient http-503");
    row("silent", "unknown timeout");
    row("drop", "unknown connection-lost");
    row("cannot-text", "permanent http-400-cannot-text");
    row("21614", "permanent http-400");  // words of another form
    row("accept", "sent");
  }
  void answersBecomeFaults() {
    QFETCH(QString, mode);
    QFETCH(QString, expected);
    const auto before = m_json->received().size();
    m_json->setMode(mode);
    auto settings = settingsFor(*m_json);
    if (mode == QStringLiteral("silent")) settings.deadlines.total = 1'500;
    const QString got = outcome(GatewaySender(std::move(settings)).send(message(Channel::Text)));
    m_json->setMode(QStringLiteral("accept"));
    QCOMPARE(got, expected);
    QCOMPARE(m_json->received().size() - before, 1);  // one request, no redirect followed, no repeat
  }

  void theGatewayIsToldWhereToReport_data() {
    QTest::addColumn<bool>("reports");
    QTest::newRow("nowhere") << false;
    QTest::newRow("to us") << true;
  }
  void theGatewayIsToldWhereToReport() {
    QFETCH(bool, reports);
    const QUrl url(reports ? QStringLiteral("https://recovery.example.com/v1/deliveries/text") : QString());
    const domain::Message text = message(Channel::Text);
    const auto posted = [&](GatewayForm form) {
      return QString::fromUtf8(
          gatewayRequest(form, text, QStringLiteral("+1"), {}, reportUrlFor(form, url, text.id)).body);
    };
    QCOMPARE(posted(GatewayForm::Json)
                 .contains(QLatin1String("\"reportUrl\":\"https://recovery.example.com/v1/"
                                         "deliveries/text\"")),
             reports);
    QCOMPARE(
        posted(GatewayForm::Twilio)
            .contains(QLatin1String("&StatusCallback=https%3A%2F%2Frecovery.example.com%2Fv1%2Fdeliveries%2F"
                                    "text%3Fmessage%3D") +
                      text.id),
        reports);
    QVERIFY(!text.id.isEmpty());
  }

  void aRefusalSaysWhy_data() {
    QTest::addColumn<GatewayForm>("form");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<DeliveryFault>("fault");
    const auto row = [](const char* name, GatewayForm form, const char* body, DeliveryFault fault) {
      QTest::newRow(name) << form << QByteArray(body) << fault;
    };
    row("word", GatewayForm::Json, R"({"reason":"no-country-code"})", DeliveryFault::NoCountryCode);
    row("other word", GatewayForm::Json, R"({"reason":"budget"})", DeliveryFault::Other);
    row("no word", GatewayForm::Json, R"({"reason":7})", DeliveryFault::Other);
    row("no object", GatewayForm::Json, R"(["cannot-text"])", DeliveryFault::Other);
    row("cut", GatewayForm::Json, R"({"reason":"cannot-text")", DeliveryFault::Other);
    row("no mobile", GatewayForm::Twilio, R"({"code":21614,"status":400})", DeliveryFault::CannotText);
    row("stop", GatewayForm::Twilio, R"({"code":21610})", DeliveryFault::Blocked);
    row("invalid", GatewayForm::Twilio, R"({"code":21211})", DeliveryFault::InvalidNumber);
    row("code as text", GatewayForm::Twilio, R"({"code":"21614"})", DeliveryFault::Other);
    row("huge", GatewayForm::Twilio, R"({"code":1e300})", DeliveryFault::Other);
  }
  void aRefusalSaysWhy() {
    QFETCH(GatewayForm, form);
    QFETCH(QByteArray, body);
    QFETCH(DeliveryFault, fault);
    QCOMPARE(faultOfAnswer(form, body), fault);
  }

  void aWrongTokenIsTheGatewaysMatter() {
    auto settings = settingsFor(*m_json);
    settings.credentials = Secret("other");
    QCOMPARE(outcome(GatewaySender(std::move(settings)).send(message(Channel::Text))),
             QStringLiteral("transient http-401"));
  }

  void onlyTheGivenAuthorityIsTrusted() {
    auto settings = settingsFor(*m_json);
    settings.caFile = m_twilio->authority();
    const auto before = m_json->received().size();
    QCOMPARE(outcome(GatewaySender(std::move(settings)).send(message(Channel::Text))),
             QStringLiteral("transient tls-verify"));
    QCOMPARE(m_json->received().size(), before);
  }

  void nobodyListensOrNobodySpeaks() {
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    auto settings = settingsFor(*m_json);
    settings.url.setHost(QStringLiteral("127.0.0.1"));
    settings.url.setPort(silent.serverPort());
    settings.deadlines = {.connect = 500, .total = 800};
    GatewaySettings again = settingsFor(*m_json);
    again.url = settings.url;
    QCOMPARE(outcome(GatewaySender(std::move(settings)).send(message(Channel::Text))),
             QStringLiteral("transient timeout"));
    silent.close();
    QCOMPARE(outcome(GatewaySender(std::move(again)).send(message(Channel::Text))),
             QStringLiteral("transient connect"));
  }

  void whatIsNoNumberIsNotSent_data() {
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("extension");
    QTest::newRow("national") << QStringLiteral("09098765432") << QString();
    QTest::newRow("letters") << QStringLiteral("+1800FLOWERS") << QString();
    QTest::newRow("line break") << QStringLiteral("+819098765432\n") << QString();
    QTest::newRow("too long") << QStringLiteral("+1234567890123456") << QString();
    QTest::newRow("extension with a command") << QStringLiteral("+819098765432") << QStringLiteral("1&Url=x");
  }
  void whatIsNoNumberIsNotSent() {
    QFETCH(QString, to);
    QFETCH(QString, extension);
    const auto before = m_json->received().size();
    auto text = message(Channel::Text);
    text.to = to;
    text.extension = extension;
    QCOMPARE(outcome(GatewaySender(settingsFor(*m_json)).send(text)),
             QStringLiteral("permanent number-malformed"));
    QCOMPARE(outcome(GatewaySender(settingsFor(*m_json)).send(message(Channel::Voice))),
             QStringLiteral("permanent wrong-channel"));
    QCOMPARE(m_json->received().size(), before);
  }

  void settingsThatCannotWorkAreRefused_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("credentials");
    QTest::addColumn<bool>("twilio");
    const QString good = QStringLiteral("https://gateway.example/send");
    QTest::newRow("no address") << QString() << QByteArray() << false;
    QTest::newRow("unencrypted") << QStringLiteral("http://gateway.example/") << QByteArray() << false;
    QTest::newRow("file") << QStringLiteral("file:///etc/passwd") << QByteArray() << false;
    QTest::newRow("login in the address")
        << QStringLiteral("https://u:p@gateway.example/") << QByteArray() << false;
    QTest::newRow("token with a line break") << good << QByteArray("a\r\nX: y") << false;
    QTest::newRow("token with NUL") << good << QByteArray("a\0b", 3) << false;
    QTest::newRow("Twilio without SID") << good << QByteArray("token") << true;
    QTest::newRow("Twilio calls without the address after the key") << good << QByteArray("AC0:t") << true;
  }
  void settingsThatCannotWorkAreRefused() {
    QFETCH(QString, url);
    QFETCH(QByteArray, credentials);
    QFETCH(bool, twilio);
    GatewaySettings settings;
    settings.url = QUrl(url);
    settings.credentials = Secret(std::string_view(credentials.constData(), std::size_t(credentials.size())));
    settings.channel = Channel::Voice;
    if (twilio) settings.form = GatewayForm::Twilio;
    settings.from = QStringLiteral("+15005550006");
    QVERIFY_EXCEPTION_THROWN(GatewaySender(std::move(settings)), std::invalid_argument);
  }
};

QTEST_GUILESS_MAIN(GatewaySenderTest)
#include "gateway_sender_test.moc"
