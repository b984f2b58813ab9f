// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/server_address.h"

#include <QTest>

using namespace latchkey::client;

class ServerAddressTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void acceptsOrigins_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("origin");
    const auto row = [](const char* name, const char* text, const char* origin) {
      QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(origin);
    };
    row("plain", "https://recovery.example.org", "https://recovery.example.org");
    row("slash", "https://recovery.example.org/", "https://recovery.example.org");
    row("port", "https://127.0.0.1:8443", "https://127.0.0.1:8443");
    row("default port", "https://recovery.example.org:443/", "https://recovery.example.org");
    row("capitals", "HTTPS://Recovery.EXAMPLE.org", "https://recovery.example.org");
    row("blanks around", "  https://recovery.example.org\n", "https://recovery.example.org");
    row("IPv6", "https://[::1]:8443", "https://[::1]:8443");
  }
  void acceptsOrigins() {
    QFETCH(QString, text);
    QFETCH(QString, origin);
    const auto url = parseServerAddress(text);
    QVERIFY(url);
    QCOMPARE(QString::fromLatin1(url->toEncoded()), origin);
  }
  void refusesTheRest_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("notHttps");
    const auto row = [](const char* name, const QString& text, bool notHttps) {
      QTest::newRow(name) << text << notHttps;
    };
    row("empty", {}, true);
    row("plain http", QStringLiteral("http://recovery.example.org"), true);
    row("no scheme", QStringLiteral("recovery.example.org"), true);
    row("file", QStringLiteral("file:///etc/passwd"), true);
    row("scheme in the host", QStringLiteral("httpsx://a"), true);
    row("no host", QStringLiteral("https://"), false);
    row("no host, a port", QStringLiteral("https://:8443"), false);
    row("user", QStringLiteral("https://bank.example@evil.example"), false);
    row("empty user", QStringLiteral("https://@evil.example"), false);
    row("path", QStringLiteral("https://a.example/v1"), false);
    row("query", QStringLiteral("https://a.example?x=1"), false);
    row("fragment", QStringLiteral("https://a.example#x"), false);
    row("port out of range", QStringLiteral("https://a.example:99999"), false);
    row("port zero", QStringLiteral("https://a.example:0"), false);
    row("blank inside", QStringLiteral("https://a.exa mple"), false);
    row("endless", QStringLiteral("https://") + QString(4000, QLatin1Char('a')), false);
  }
  void refusesTheRest() {
    QFETCH(QString, text);
    QFETCH(bool, notHttps);
    const auto url = parseServerAddress(text);
    QVERIFY(!url);
    QCOMPARE(url.error(), notHttps ? AddressFault::NotHttps : AddressFault::NotAnOrigin);
  }
};

QTEST_APPLESS_MAIN(ServerAddressTest)
#include "server_address_test.moc"
