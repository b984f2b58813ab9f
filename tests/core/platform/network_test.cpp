// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/network.h"

#include <QTest>

namespace latchkey::platform {

class NetworkTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void limitsCountByNetwork_data() {
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QString>("source");
    QTest::newRow("IPv4") << QByteArray("192.0.2.7") << QStringLiteral("192.0.2.7/32");
    QTest::newRow("IPv4 in IPv6") << QByteArray("::ffff:192.0.2.7") << QStringLiteral("192.0.2.7/32");
    QTest::newRow("IPv6") << QByteArray("2001:db8:1:2:3:4:5:6") << QStringLiteral("2001:db8:1:2::/64");
    QTest::newRow("IPv6 neighbour") << QByteArray("2001:db8:1:2:ffff::1")
                                    << QStringLiteral("2001:db8:1:2::/64");
  }
  void limitsCountByNetwork() {
    QFETCH(QByteArray, address);
    QFETCH(QString, source);
    QCOMPARE(Address::parse(address)->sourceNetwork(), source);
  }

  void whatIsNoAddressIsRefused_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"", "a", "192.0.2", "192.0.2.7:80", "[::1]", "fe80::1%eth0", "192.0.2.256", " 192.0.2.1",
          "192.0.2.1, 192.0.2.2", "192.0.2.01", "0x7f.1", "unknown", "_hidden"}) {
      QTest::addRow("'%s'", text) << QByteArray(text);
    }
    QTest::newRow("long") << QByteArray(5000, '1');
  }
  void whatIsNoAddressIsRefused() {
    QFETCH(QByteArray, text);
    QVERIFY(!Address::parse(text));
  }

  void networksContain_data() {
    QTest::addColumn<QByteArray>("network");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("inside");
    const auto row = [](const char* network, const char* address, bool inside) {
      QTest::addRow("%s %s", network, address) << QByteArray(network) << QByteArray(address) << inside;
    };
    row("10.0.0.0/8", "10.255.0.1", true);
    row("10.0.0.0/8", "11.0.0.1", false);
    row("10.0.0.0/9", "10.128.0.1", false);
    row("192.0.2.7", "192.0.2.7", true);
    row("192.0.2.7", "192.0.2.8", false);
    row("0.0.0.0/0", "203.0.113.5", true);
    row("0.0.0.0/0", "::1", false);
    row("2001:db8::/33", "2001:db8:7fff::1", true);
    row("2001:db8::/33", "2001:db8:8000::1", false);
    row("127.0.0.0/8", "::ffff:127.0.0.1", true);
  }
  void networksContain() {
    QFETCH(QByteArray, network);
    QFETCH(QByteArray, address);
    QFETCH(bool, inside);
    QCOMPARE(Network::parse(network)->contains(*Address::parse(address)), inside);
  }

  void badNetworksAreRefused_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8/8", "/8", "a/8", "1.1.1.1/+8"}) {
      QTest::addRow("%s", text) << QByteArray(text);
    }
  }
  void badNetworksAreRefused() {
    QFETCH(QByteArray, text);
    QVERIFY(!Network::parse(text));
  }
};

}  // namespace latchkey::platform

QTEST_APPLESS_MAIN(latchkey::platform::NetworkTest)
#include "network_test.moc"
