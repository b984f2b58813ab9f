// SPDX-License-Identifier: GPL-3.0-or-later
// Against a real relay (aiosmtpd) with a private authority.
#include "service/delivery/smtp_sender.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTest>
#include <memory>
#include <stdexcept>

#include "tests/support/helper_server.h"
#include "tests/support/send_outcome.h"
#include "tests/support/test_keyed_hash.h"

using namespace latchkey::service;
using namespace latchkey::service::delivery;
using latchkey::platform::Secret;
using latchkey::tests::HelperServer;
using latchkey::tests::outcome;

namespace {

SmtpSettings settingsFor(const HelperServer& server) {
  SmtpSettings settings;
  settings.host = QStringLiteral("localhost");
  settings.port = server.port();
  settings.caFile = server.authority();
  settings.from = QStringLiteral("no-reply@contoso.example");
  settings.fromName = QStringLiteral("Contoso 窓口");
  return settings;
}

domain::Message mail() {
  domain::Message message;
  message.id = QStringLiteral("m-1");
  message.to = QStringLiteral("msabc123.backup@example.com");
  message.language = domain::Language::Japanese;
  message.subject = QStringLiteral("パスワード再設定の確認コード");
  message.body = QStringLiteral("確認コード\n.\n..\n1234567\n");
  message.code = QStringLiteral("1234567");
  message.createdAt = 1'780'000'000'123;
  return message;
}

}  // namespace

class SmtpSenderTest : public QObject {
  Q_OBJECT
private:
  std::unique_ptr<HelperServer> m_open;   // STARTTLS, no login
  std::unique_ptr<HelperServer> m_login;  // STARTTLS, login

private Q_SLOTS:
  void initTestCase() {
    m_open = std::make_unique<HelperServer>(QStringLiteral("smtp_server.py"));
    m_login =
        std::make_unique<HelperServer>(QStringLiteral("smtp_server.py"),
                                       QStringList{QStringLiteral("--user"), QStringLiteral("relay"),
                                                   QStringLiteral("--password"), QStringLiteral("p:wört")});
    QVERIFY(m_open->isReady() && m_login->isReady());
  }

  void aMailArrivesAsItWasWritten() {
    QCOMPARE(outcome(SmtpSender(settingsFor(*m_open)).send(mail())), QStringLiteral("sent"));
    const QJsonObject got = m_open->received().last();
    QCOMPARE(got[QStringLiteral("tls")].toBool(), true);
    QCOMPARE(got[QStringLiteral("mailFrom")].toString(), QStringLiteral("no-reply@contoso.example"));
    QCOMPARE(got[QStringLiteral("rcptTos")].toArray().size(), 1);
    QCOMPARE(got[QStringLiteral("rcptTos")].toArray().first().toString(),
             QStringLiteral("msabc123.backup@example.com"));
    QCOMPARE(got[QStringLiteral("subject")].toString(), mail().subject);
    QCOMPARE(got[QStringLiteral("text")].toString().trimmed(), mail().body.trimmed());
    QVERIFY(got[QStringLiteral("defects")].toArray().isEmpty());
    const QJsonObject headers = got[QStringLiteral("headers")].toObject();
    QCOMPARE(headers[QStringLiteral("from")].toString(),
             QStringLiteral("Contoso 窓口 <no-reply@contoso.example>"));
    QCOMPARE(headers[QStringLiteral("message-id")].toString(), QStringLiteral("<m-1@contoso.example>"));
    QCOMPARE(headers[QStringLiteral("content-language")].toString(), QStringLiteral("ja"));
    QCOMPARE(headers[QStringLiteral("auto-submitted")].toString(), QStringLiteral("auto-generated"));
  }

  /// The relay returns what it cannot deliver to an address of this one mail; the reader sees the usual
  /// sender.
  void eachMailComesBackToAnAddressOfItsOwn() {
    const latchkey::tests::TestKeyedHash keys;
    auto settings = settingsFor(*m_open);
    settings.bounces.emplace(QStringLiteral("bounces@contoso.example"), keys);
    const BounceAddress bounces = *settings.bounces;
    SmtpSender sender(std::move(settings));
    QStringList senders;
    for (const QString& id :
         {QStringLiteral("AAECAwQFBgcICQoLDA0ODw"), QStringLiteral("_-8DAwQFBgcICQoLDA0ODw")}) {
      auto message = mail();
      message.id = id;
      QCOMPARE(outcome(sender.send(message)), QStringLiteral("sent"));
      const QJsonObject got = m_open->received().last();
      senders << got[QStringLiteral("mailFrom")].toString();
      QVERIFY2(senders.last().startsWith(QStringLiteral("bounces+")), qPrintable(senders.last()));
      QCOMPARE(bounces.messageOf(senders.last()).value_or(QString()), id);
      const QJsonObject headers = got[QStringLiteral("headers")].toObject();
      QCOMPARE(headers[QStringLiteral("from")].toString(),
               QStringLiteral("Contoso 窓口 <no-reply@contoso.example>"));
      QVERIFY(!QString::fromUtf8(QJsonDocument(headers).toJson()).contains(QStringLiteral("bounces")));
    }
    QVERIFY(senders.first() != senders.last());
  }

  void aLatinMailArrivesAsItWasWritten() {
    auto message = mail();
    message.body = QStringLiteral("Hello,\n\n.leading dot\n= and – and a ") + QString(400, QLatin1Char('x'));
    QCOMPARE(outcome(SmtpSender(settingsFor(*m_open)).send(message)), QStringLiteral("sent"));
    QCOMPARE(m_open->received().last()[QStringLiteral("text")].toString().trimmed(), message.body);
  }

  void repliesBecomeFaults_data() {
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<bool>("kept");
    const auto row = [](const char* mode, const char* expected, bool kept) {
      QTest::newRow(mode) << QString::fromLatin1(mode) << QString::fromLatin1(expected) << kept;
    };
    row("defer-451", "transient smtp-451-4.2.1", false);
    row("refuse-550", "permanent smtp-550-5.1.1", false);
    row("defer-data-451", "transient smtp-451-4.3.0", false);
    row("refuse-data-554", "permanent smtp-554-5.6.0", false);
    row("drop-rcpt", "transient connection-lost", false);
    row("drop-data", "unknown connection-lost", true);
    row("silent", "unknown timeout", true);
    row("accept", "sent", true);
  }
  void repliesBecomeFaults() {
    QFETCH(QString, mode);
    QFETCH(QString, expected);
    QFETCH(bool, kept);
    const auto before = m_open->received().size();
    m_open->setMode(mode);
    auto settings = settingsFor(*m_open);
    if (mode == QStringLiteral("silent")) settings.deadlines.total = 1'500;
    const QString got = outcome(SmtpSender(std::move(settings)).send(mail()));
    m_open->setMode(QStringLiteral("accept"));
    QCOMPARE(got, expected);
    QCOMPARE(m_open->received().size() - before, kept ? 1 : 0);
  }

  void aLoginIsUsed() {
    auto settings = settingsFor(*m_login);
    settings.user = QStringLiteral("relay");
    settings.password = Secret("p:wört");
    QCOMPARE(outcome(SmtpSender(std::move(settings)).send(mail())), QStringLiteral("sent"));
    QCOMPARE(m_login->received().last()[QStringLiteral("login")].toString(), QStringLiteral("relay"));
  }
  void aWrongPasswordIsTheRelaysMatter() {
    auto settings = settingsFor(*m_login);
    settings.user = QStringLiteral("relay");
    settings.password = Secret("wrong");
    QCOMPARE(outcome(SmtpSender(std::move(settings)).send(mail())),
             QStringLiteral("transient smtp-login-535"));
  }
  void noLoginWhereOneIsNeeded() {
    QCOMPARE(outcome(SmtpSender(settingsFor(*m_login)).send(mail())),
             QStringLiteral("transient smtp-login-530"));
  }

  void implicitTls() {
    const HelperServer server(QStringLiteral("smtp_server.py"),
                              {QStringLiteral("--tls"), QStringLiteral("implicit")});
    auto settings = settingsFor(server);
    settings.security = SmtpSecurity::Tls;
    QCOMPARE(outcome(SmtpSender(std::move(settings)).send(mail())), QStringLiteral("sent"));
    QCOMPARE(server.received().size(), 1);
  }

  void aRelayWithoutEncryptionGetsNothingUnlessThatWasSet() {
    const HelperServer server(QStringLiteral("smtp_server.py"),
                              {QStringLiteral("--tls"), QStringLiteral("none")});
    QCOMPARE(outcome(SmtpSender([&] {
                       auto settings = settingsFor(server);
                       settings.caFile.clear();
                       return settings;
                     }())
                         .send(mail())),
             QStringLiteral("transient tls-missing"));
    QCOMPARE(server.received().size(), 0);
    auto settings = settingsFor(server);
    settings.caFile.clear();
    settings.security = SmtpSecurity::None;
    QCOMPARE(outcome(SmtpSender(std::move(settings)).send(mail())), QStringLiteral("sent"));
    QCOMPARE(server.received().last()[QStringLiteral("tls")].toBool(), false);
  }

  void onlyTheGivenAuthorityIsTrusted_data() {
    QTest::addColumn<bool>("system");
    QTest::newRow("another private one") << false;
    QTest::newRow("the system's") << true;
  }
  void onlyTheGivenAuthorityIsTrusted() {
    QFETCH(bool, system);
    auto settings = settingsFor(*m_open);
    settings.caFile = system ? QString() : m_login->authority();
    const auto before = m_open->received().size();
    QCOMPARE(outcome(SmtpSender(std::move(settings)).send(mail())), QStringLiteral("transient tls-verify"));
    QCOMPARE(m_open->received().size(), before);
  }

  void anotherNameThanTheCertificatesIsRefused() {
    const HelperServer server(QStringLiteral("smtp_server.py"),
                              {QStringLiteral("--names"), QStringLiteral("DNS:relay.example")});
    QCOMPARE(outcome(SmtpSender(settingsFor(server)).send(mail())), QStringLiteral("transient tls-verify"));
    QCOMPARE(server.received().size(), 0);
  }

  void nobodyListens() {
    QTcpServer reserved;
    QVERIFY(reserved.listen(QHostAddress::LocalHost));
    const quint16 port = reserved.serverPort();
    reserved.close();
    auto settings = settingsFor(*m_open);
    settings.port = port;
    QCOMPARE(outcome(SmtpSender(std::move(settings)).send(mail())), QStringLiteral("transient connect"));
  }

  void aServerThatNeverGreetsMeetsTheDeadline() {
    QTcpServer silent;  // the system completes the connection; nobody speaks
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    auto settings = settingsFor(*m_open);
    settings.host = QStringLiteral("127.0.0.1");
    settings.port = silent.serverPort();
    settings.deadlines = {.connect = 500, .total = 800};
    QCOMPARE(outcome(SmtpSender(std::move(settings)).send(mail())), QStringLiteral("transient timeout"));
  }

  void hostileAddressesNeverReachTheRelay_data() {
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("expected");
    QTest::newRow("injection") << QStringLiteral("a@example.com>\r\nRCPT TO:<b@example.com") << QString()
                               << QStringLiteral("permanent address-malformed");
    QTest::newRow("SMTPUTF8") << QStringLiteral("あ@example.com") << QString()
                              << QStringLiteral("permanent address-needs-smtputf8");
    QTest::newRow("subject") << QStringLiteral("a@example.com") << QStringLiteral("x\r\nBcc: b@example.com")
                             << QStringLiteral("permanent header-malformed");
  }
  void hostileAddressesNeverReachTheRelay() {
    QFETCH(QString, to);
    QFETCH(QString, subject);
    QFETCH(QString, expected);
    const auto before = m_open->received().size();
    auto message = mail();
    message.to = to;
    if (!subject.isEmpty()) message.subject = subject;
    QCOMPARE(outcome(SmtpSender(settingsFor(*m_open)).send(message)), expected);
    QCOMPARE(m_open->received().size(), before);
  }

  void settingsThatCannotWorkAreRefused_data() {
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("plain");
    QTest::newRow("no host") << QString() << QStringLiteral("a@b.example") << QString() << false;
    QTest::newRow("no sender") << QStringLiteral("h") << QString() << QString() << false;
    QTest::newRow("sender with a line break")
        << QStringLiteral("h") << QStringLiteral("a@b.example\r\n") << QString() << false;
    QTest::newRow("user without password")
        << QStringLiteral("h") << QStringLiteral("a@b.example") << QStringLiteral("u") << false;
    QTest::newRow("unencrypted to elsewhere")
        << QStringLiteral("relay.example") << QStringLiteral("a@b.example") << QString() << true;
    QTest::newRow("unencrypted to a look-alike")
        << QStringLiteral("localhost.example") << QStringLiteral("a@b.example") << QString() << true;
  }
  void settingsThatCannotWorkAreRefused() {
    QFETCH(QString, host);
    QFETCH(QString, from);
    QFETCH(QString, user);
    QFETCH(bool, plain);
    SmtpSettings settings;
    settings.host = host;
    settings.from = from;
    settings.user = user;
    if (plain) settings.security = SmtpSecurity::None;
    QVERIFY_EXCEPTION_THROWN(SmtpSender(std::move(settings)), std::invalid_argument);
  }
};

QTEST_GUILESS_MAIN(SmtpSenderTest)
#include "smtp_sender_test.moc"
