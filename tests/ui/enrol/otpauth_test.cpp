// SPDX-License-Identifier: GPL-3.0-or-later
// What an app reads: a label and five parameters, whatever the names are (C19).
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include "ui/enrol/otpauth.h"

using latchkey::platform::Secret;
using latchkey::ui::enrol::otpauthUri;

namespace {
const char* const secretText = "GEZDGNBVGY3TQOJQ";

QByteArray uriOf(const QString& issuer, const QString& account, const char* secret = secretText) {
  const auto uri = otpauthUri(issuer, account, Secret(secret));
  return uri ? QByteArray(uri->view().data(), static_cast<qsizetype>(uri->size())) : QByteArray();
}
}  // namespace

class OtpauthTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void itIsInTheKeyUriFormat() {
    QCOMPARE(uriOf(QStringLiteral("Example Works"), QStringLiteral("hanako@example.com")),
             QByteArray("otpauth://totp/Example%20Works:hanako%40example.com?secret=GEZDGNBVGY3TQOJQ"
                        "&issuer=Example%20Works&algorithm=SHA1&digits=6&period=30"));
    QCOMPARE(uriOf({}, QStringLiteral("hanako")),
             QByteArray("otpauth://totp/hanako?secret=GEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30"));
  }

  void hostileNamesStayNames_data() {
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("shownIssuer");
    QTest::addColumn<QString>("shownAccount");
    const auto row = [](const char* name, const char* issuer, const char* account, const char* shownIssuer,
                        const char* shownAccount) {
      QTest::newRow(name) << QString::fromUtf8(issuer) << QString::fromUtf8(account)
                          << QString::fromUtf8(shownIssuer) << QString::fromUtf8(shownAccount);
    };
    row("another secret", "Example&secret=AAAA", "a?secret=BBBB&x=", "Example&secret=AAAA",
        "a?secret=BBBB&x=");
    row("another secret, encoded", "Example%26secret=AAAA", "a%3Fsecret%3DBBBB", "Example%26secret=AAAA",
        "a%3Fsecret%3DBBBB");
    row("another issuer", "Example:Bank", "Bank:hanako", "Example Bank", "Bank hanako");
    row("a colon, encoded", "Example%3ABank", "a%3ab", "Example%3ABank", "a%3ab");
    row("the end of the path", "a/../../hotp/", "b#c", "a/../../hotp/", "b#c");
    row("blanks and plus signs", " Ex+ample  Works ", "ha na+ko", "Ex+ample Works", "ha na+ko");
    row("line ends", "Example\r\nissuer", "a\nb\tc", "Example issuer", "a b c");
    row("direction", "Example\xE2\x80\xAE",
        "a\xE2\x80\xAE"
        "b\xE2\x80\x8B",
        "Example", "a b");
    row("Japanese", "株式会社 例", "花子@例.jp", "株式会社 例", "花子@例.jp");
    row("beyond 16 bits", "\xF0\x9F\x94\x91 Example", "a", "\xF0\x9F\x94\x91 Example", "a");
  }
  void hostileNamesStayNames() {
    QFETCH(QString, issuer);
    QFETCH(QString, account);
    QFETCH(QString, shownIssuer);
    QFETCH(QString, shownAccount);
    const QByteArray uri = uriOf(issuer, account);
    // By hand first, since that is how apps do it: one '?', five parameters, one colon behind the scheme's.
    QCOMPARE(uri.count('?'), 1);
    QCOMPARE(uri.count('#'), 0);
    const QByteArray label = uri.mid(15, uri.indexOf('?') - 15);
    QVERIFY(uri.startsWith("otpauth://totp/"));
    QCOMPARE(label.count(':'), 1);
    QCOMPARE(label.count('/'), 0);
    QCOMPARE(QUrl::fromPercentEncoding(label.left(label.indexOf(':'))), shownIssuer);
    QCOMPARE(QUrl::fromPercentEncoding(label.mid(label.indexOf(':') + 1)), shownAccount);
    // No label has a colon of its own, even where an app decodes before it splits.
    QCOMPARE(QUrl::fromPercentEncoding(label).count(u':'), 1);
    const QUrlQuery query(QUrl::fromEncoded(uri, QUrl::StrictMode));
    QList<std::pair<QString, QString>> expected = {
        {QStringLiteral("secret"), QString::fromLatin1(secretText)},
        {QStringLiteral("issuer"), shownIssuer},
        {QStringLiteral("algorithm"), QStringLiteral("SHA1")},
        {QStringLiteral("digits"), QStringLiteral("6")},
        {QStringLiteral("period"), QStringLiteral("30")}};
    QCOMPARE(query.queryItems(QUrl::FullyDecoded), expected);
  }

  void loneSurrogatesAndEndlessNamesAreNoHindrance() {
    const QByteArray lone = uriOf(QString(QChar(0xD800)) + u'x', QStringLiteral("a"));
    QVERIFY(lone.startsWith("otpauth://totp/x:a?"));
    const QByteArray longest = uriOf(QString(5000, u'i'), QString(5000, QChar(0x82B1)));
    QVERIFY(longest.size() < 1000);
    QVERIFY(longest.contains("?secret=GEZDGNBVGY3TQOJQ&"));
  }

  void withoutASecretOrANameThereIsNone() {
    for (const char* secret : {"", "gezd", "GEZD GNBV", "GEZD====", "GEZD&x=1", "A1B8"})
      QVERIFY2(uriOf(QStringLiteral("Example"), QStringLiteral("a"), secret).isEmpty(), secret);
    QVERIFY(uriOf(QStringLiteral("Example"), QStringLiteral(" \n")).isEmpty());
  }
};

QTEST_MAIN(OtpauthTest)
#include "otpauth_test.moc"
