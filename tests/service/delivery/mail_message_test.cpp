// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/mail_message.h"

#include <QTest>

#include "service/delivery/mail_address.h"

using namespace latchkey::service;
using namespace latchkey::service::delivery;

namespace {

domain::Message mailOf(const QString& subject, const QString& body) {
  domain::Message message;
  message.id = QStringLiteral("9f3c-1");
  message.to = QStringLiteral("a@example.com");
  message.subject = subject;
  message.body = body;
  message.createdAt = 1'780'000'000'123;
  return message;
}

const MailSender kSender{"no-reply@contoso.example", QStringLiteral("Contoso")};

}  // namespace

class MailMessageTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void addresses_data() {
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("expected");  // empty: refused
    QTest::addColumn<bool>("needsUtf8");
    const auto good = [](const char* name, const QString& address, const QByteArray& expected) {
      QTest::newRow(name) << address << expected << false;
    };
    const auto bad = [](const char* name, const QString& address) {
      QTest::newRow(name) << address << QByteArray() << false;
    };
    good("plain", QStringLiteral("a.b+c@example.com"), "a.b+c@example.com");
    good("one letter", QStringLiteral("a@b"), "a@b");
    good("all atoms", QStringLiteral("!#$%&'*+/=?^_`{|}~-@x.org"), "!#$%&'*+/=?^_`{|}~-@x.org");
    good("international domain", QStringLiteral("a@例え.jp"), "a@xn--r8jz45g.jp");
    QTest::newRow("international local part") << QStringLiteral("あ@example.com") << QByteArray() << true;
    bad("empty", QString());
    bad("no @", QStringLiteral("example.com"));
    bad("no local part", QStringLiteral("@example.com"));
    bad("no domain", QStringLiteral("a@"));
    bad("CR LF and a command", QStringLiteral("a@example.com>\r\nRCPT TO:<b@example.com"));
    bad("LF at the end", QStringLiteral("a@example.com\n"));
    bad("CR in the local part", QStringLiteral("a\rb@example.com"));
    bad("NUL", QStringLiteral("a@example.com") + QChar(0));
    bad("blank", QStringLiteral("a b@example.com"));
    bad("brackets", QStringLiteral("<a@example.com>"));
    bad("two addresses", QStringLiteral("a@example.com,b@example.com"));
    bad("two @", QStringLiteral("a@b@example.com"));
    bad("quoted local part", QStringLiteral("\"a b\"@example.com"));
    bad("address literal", QStringLiteral("a@[127.0.0.1]"));
    bad("dot at the start", QStringLiteral(".a@example.com"));
    bad("two dots", QStringLiteral("a..b@example.com"));
    bad("label with a hyphen first", QStringLiteral("a@-example.com"));
    bad("underscore in the domain", QStringLiteral("a@ex_ample.com"));
    bad("local part of 65", QString(65, QLatin1Char('a')) + QStringLiteral("@example.com"));
    bad("domain of 254", QStringLiteral("a@") + QStringLiteral("a.").repeated(127) + QStringLiteral("com"));
    bad("line separator", QStringLiteral("a@example.com\u2028"));
  }
  void addresses() {
    QFETCH(QString, address);
    QFETCH(QByteArray, expected);
    QFETCH(bool, needsUtf8);
    const auto result = envelopeAddress(address);
    QCOMPARE(result.has_value(), !expected.isEmpty());
    if (result) {
      QCOMPARE(*result, expected);
    } else {
      QCOMPARE(result.error() == MailAddressFault::NeedsSmtpUtf8, needsUtf8);
    }
  }

  void headersAreAllThereAndOnce() {
    const auto mail =
        mailMessage(mailOf(QStringLiteral("Hello"), QStringLiteral("Body")), "a@example.com", kSender);
    QVERIFY(mail);
    const QByteArray head = mail->left(mail->indexOf("\r\n\r\n") + 2);
    QCOMPARE(head, QByteArray("From: \"Contoso\" <no-reply@contoso.example>\r\n"
                              "To: <a@example.com>\r\n"
                              "Subject: Hello\r\n"
                              "Date: Thu, 28 May 2026 20:26:40 +0000\r\n"
                              "Message-ID: <9f3c-1@contoso.example>\r\n"
                              "Auto-Submitted: auto-generated\r\n"
                              "Content-Language: en\r\n"
                              "MIME-Version: 1.0\r\n"
                              "Content-Type: text/plain; charset=utf-8\r\n"
                              "Content-Transfer-Encoding: quoted-printable\r\n"));
    QVERIFY(mail->endsWith("\r\n\r\nBody\r\n"));
  }

  void nothingForgesAHeader_data() {
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("name");
    QTest::newRow("CR LF in the subject") << QStringLiteral("a\r\nBcc: b@example.com") << QString();
    QTest::newRow("LF in the subject") << QStringLiteral("a\nb") << QString();
    QTest::newRow("NUL in the subject") << QString(QChar(0)) << QString();
    QTest::newRow("next line in the subject") << QStringLiteral("a\u0085b") << QString();
    QTest::newRow("line separator in the subject") << QStringLiteral("a\u2028b") << QString();
    QTest::newRow("CR LF in the name") << QStringLiteral("a") << QStringLiteral("x\r\nBcc: b@example.com");
  }
  void nothingForgesAHeader() {
    QFETCH(QString, subject);
    QFETCH(QString, name);
    QVERIFY(!mailMessage(mailOf(subject, QStringLiteral("b")), "a@example.com", {kSender.address, name}));
  }

  void anOddIdIsHashedInTheMessageId() {
    auto message = mailOf(QStringLiteral("s"), QStringLiteral("b"));
    message.id = QStringLiteral("1>\r\nBcc: <b@example.com");
    const auto mail = mailMessage(message, "a@example.com", kSender);
    QVERIFY(mail && !mail->contains("Bcc"));
    QCOMPARE(headerToken(message.id).size(), 64);
    QCOMPARE(headerToken(QString()).size(), 64);
    QCOMPARE(headerToken(QStringLiteral("aB-_9")), QByteArray("aB-_9"));
  }

  void longAndForeignSubjectsAreEncodedWords_data() {
    QTest::addColumn<QString>("subject");
    QTest::newRow("ja") << QStringLiteral("パスワード再設定の確認コードをお知らせいたします（自動送信）");
    QTest::newRow("long ASCII") << QString(200, QLatin1Char('a'));
    QTest::newRow("looks encoded") << QStringLiteral("=?UTF-8?B?QQ==?=");
    QTest::newRow("outside the BMP") << QStringLiteral("\U0001F511").repeated(40);
  }
  void longAndForeignSubjectsAreEncodedWords() {
    QFETCH(QString, subject);
    QByteArray decoded;
    const QList<QByteArray> lines = headerText(subject).split('\n');
    for (QByteArray line : lines) {
      line = line.trimmed();
      QVERIFY2(line.size() <= 75, line.constData());
      QVERIFY(line.startsWith("=?UTF-8?B?") && line.endsWith("?="));
      const QByteArray part = QByteArray::fromBase64(line.mid(10, line.size() - 12));
      QVERIFY2(!QString::fromUtf8(part).contains(QChar(0xFFFD)), "no character is cut");
      decoded += part;
    }
    QCOMPARE(QString::fromUtf8(decoded), subject);
  }

  void aNameIsQuotedOrEncoded_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("none") << QString() << QByteArray("From: <no-reply@contoso.example>\r\n");
    QTest::newRow("comma and quotes")
        << QStringLiteral("A, \"B\" \\ <c@d>")
        << QByteArray("From: \"A, \\\"B\\\" \\\\ <c@d>\" <no-reply@contoso.example>\r\n");
    QTest::newRow("ja") << QStringLiteral("窓口")
                        << QByteArray("From: =?UTF-8?B?56qT5Y+j?=\r\n <no-reply@contoso.example>\r\n");
  }
  void aNameIsQuotedOrEncoded() {
    QFETCH(QString, name);
    QFETCH(QByteArray, expected);
    const auto mail = mailMessage(mailOf(QStringLiteral("s"), QStringLiteral("b")), "a@example.com",
                                  {kSender.address, name});
    QVERIFY(mail);
    QVERIFY2(mail->startsWith(expected), mail->constData());
  }

  void quotedPrintableKeepsItsRules_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("plain") << QByteArray("a b") << QByteArray("a b\r\n");
    QTest::newRow("equals") << QByteArray("a=b") << QByteArray("a=3Db\r\n");
    QTest::newRow("blank at the end") << QByteArray("a \nb\t") << QByteArray("a=20\r\nb=09\r\n");
    QTest::newRow("umlaut") << QByteArray("\xC3\xA9") << QByteArray("=C3=A9\r\n");
    QTest::newRow("control") << QByteArray("a\rb\0c", 5) << QByteArray("a=0Db=00c\r\n");
    QTest::newRow("lone dot") << QByteArray(".\n..") << QByteArray(".\r\n..\r\n");
    QTest::newRow("75 fit") << QByteArray(75, 'a') << QByteArray(75, 'a') + "\r\n";
    QTest::newRow("76 do not") << QByteArray(76, 'a') << QByteArray(75, 'a') + "=\r\na\r\n";
    QTest::newRow("no escape is cut") << QByteArray(74, 'a') + "=" << QByteArray(74, 'a') + "=\r\n=3D\r\n";
  }
  void quotedPrintableKeepsItsRules() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(quotedPrintable(text), expected);
  }

  void bodiesHaveShortLinesAndCrLfOnly_data() {
    QTest::addColumn<QString>("body");
    QTest::addColumn<QByteArray>("encoding");
    QTest::newRow("en") << QStringLiteral("Hello – ") + QString(3000, QLatin1Char('x'))
                        << QByteArray("quoted-printable");
    QTest::newRow("ja") << QStringLiteral("確認コード\n1234567\n").repeated(60) << QByteArray("base64");
    QTest::newRow("CR LF already") << QStringLiteral("a\r\nb\r\n") << QByteArray("quoted-printable");
    QTest::newRow("empty") << QString() << QByteArray("quoted-printable");
  }
  void bodiesHaveShortLinesAndCrLfOnly() {
    QFETCH(QString, body);
    QFETCH(QByteArray, encoding);
    const auto mail = mailMessage(mailOf(QStringLiteral("s"), body), "a@example.com", kSender);
    QVERIFY(mail);
    QVERIFY(mail->contains("Content-Transfer-Encoding: " + encoding + "\r\n"));
    QByteArray rest = *mail;
    rest.replace("\r\n", "");
    QVERIFY(!rest.contains('\r') && !rest.contains('\n'));
    const QList<QByteArray> lines = mail->split('\n');
    for (const QByteArray& line : lines) QVERIFY(line.size() <= 79);
    for (const char byte : *mail) QVERIFY((byte & 0x80) == 0);
  }
};

QTEST_APPLESS_MAIN(MailMessageTest)
#include "mail_message_test.moc"
