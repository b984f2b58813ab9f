// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "core/rules/client_data.h"

using namespace latchkey::rules;  // NOLINT

class ClientDataTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void isWrittenAsBrowsersDo() {
    QCOMPARE(clientDataFor(QByteArray("\xfb\xff\x00", 3), QStringLiteral("https://r.example")),
             QByteArray("{\"type\":\"webauthn.get\",\"challenge\":\"-_8A\",\"origin\":\"https://r.example\","
                        "\"crossOrigin\":false}"));
  }

  void registeringIsAnotherType() {
    const QString origin = QStringLiteral("https://r.example");
    const QByteArray written = clientDataFor("abc", origin, KeyCeremony::Create);
    QCOMPARE(written, QByteArray("{\"type\":\"webauthn.create\",\"challenge\":\"YWJj\",\"origin\":"
                                 "\"https://r.example\",\"crossOrigin\":false}"));
    QVERIFY(!faultInClientData(written, "abc", origin, KeyCeremony::Create));
    // What was signed for one is of no use for the other.
    QCOMPARE(faultInClientData(written, "abc", origin), ClientDataFault::Malformed);
    QCOMPARE(faultInClientData(clientDataFor("abc", origin), "abc", origin, KeyCeremony::Create),
             ClientDataFault::Malformed);
    QCOMPARE(faultInClientData(clientDataFor("abd", origin, KeyCeremony::Create), "abc", origin,
                               KeyCeremony::Create),
             ClientDataFault::OtherChallenge);
  }

  void saysWhatIsOther_data() {
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<int>("fault");
    const auto right = [](const char* challenge, const char* origin) {
      return clientDataFor(challenge, QString::fromLatin1(origin));
    };
    const auto row = [](const char* name, const QByteArray& given, int fault) {
      QTest::newRow(name) << given << fault;
    };
    row("as it should be", right("abc", "https://r.example"), -1);
    row("another challenge", right("abd", "https://r.example"), int(ClientDataFault::OtherChallenge));
    row("both other", right("abd", "https://e.example"), int(ClientDataFault::OtherChallenge));
    row("another origin", right("abc", "https://e.example"), int(ClientDataFault::OtherOrigin));
    row("an origin that goes on", right("abc", "https://r.example.e.example"),
        int(ClientDataFault::OtherOrigin));
    row("plain http", right("abc", "http://r.example"), int(ClientDataFault::OtherOrigin));
    row("nothing", {}, int(ClientDataFault::Malformed));
    row("a blank more", right("abc", "https://r.example") + ' ', int(ClientDataFault::Malformed));
    row("cut off", right("abc", "https://r.example").chopped(1), int(ClientDataFault::Malformed));
    row("of another kind", right("abc", "https://r.example").replace(".get", ".create"),
        int(ClientDataFault::Malformed));
  }
  void saysWhatIsOther() {
    QFETCH(QByteArray, given);
    QFETCH(int, fault);
    const auto found = faultInClientData(given, "abc", QStringLiteral("https://r.example"));
    QCOMPARE(found ? int(*found) : -1, fault);
  }

  void originsHaveTheirPortWhereItIsUnusual_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("origin");
    const auto row = [](const char* url, const char* origin) {
      QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(origin);
    };
    row("https://r.example", "https://r.example");
    row("https://r.example:443/", "https://r.example");
    row("https://R.Example:8443/path?x#y", "https://r.example:8443");
    row("https://127.0.0.1:4433", "https://127.0.0.1:4433");
    row("https://[::1]:4433", "https://[::1]:4433");
    row("http://r.example", "");
    row("https:///x", "");
  }
  void originsHaveTheirPortWhereItIsUnusual() {
    QFETCH(QString, url);
    QTEST(originOf(QUrl(url)), "origin");
  }

  void aServiceAsksForItsOwnKeysAlone_data() {
    QTest::addColumn<QString>("rpId");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("may");
    const auto row = [](const char* rpId, const char* host, bool may) {
      QTest::addRow("%s at %s", rpId, host) << QString::fromLatin1(rpId) << QString::fromLatin1(host) << may;
    };
    row("r.example.com", "r.example.com", true);
    row("example.com", "r.example.com", true);
    row("localhost", "localhost", true);
    row("127.0.0.1", "127.0.0.1", true);
    row("", "r.example.com", false);
    row("com", "r.example.com", false);
    row("r.example.com", "example.com", false);
    row("bank.example", "evil.example", false);
    row("xample.com", "example.com", false);
    row(".example.com", "r..example.com", false);
    row("0.1", "127.0.0.1", false);
    row("r.example.com", "", false);
  }
  void aServiceAsksForItsOwnKeysAlone() {
    QFETCH(QString, rpId);
    QFETCH(QString, host);
    QTEST(mayAskFor(rpId, host), "may");
  }
};

QTEST_GUILESS_MAIN(ClientDataTest)
#include "client_data_test.moc"
