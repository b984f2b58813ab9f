// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/client_address.h"

#include <QTest>

namespace latchkey::service::http {

using platform::Address;
using platform::Network;

class ClientAddressTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void forwardedAddressesCountOnlyFromTrustedProxies_data() {
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<QList<QByteArray>>("forwarded");
    QTest::addColumn<QByteArray>("client");
    const auto row = [](const char* name, const char* peer, const QList<QByteArray>& forwarded,
                        const char* client) {
      QTest::newRow(name) << QByteArray(peer) << forwarded << QByteArray(client);
    };
    row("none", "203.0.113.1", {}, "203.0.113.1");
    row("a stranger claims", "203.0.113.1", {"198.51.100.9"}, "203.0.113.1");
    row("a proxy tells", "10.0.0.1", {"198.51.100.9"}, "198.51.100.9");
    row("the client's own claim stands left", "10.0.0.1", {"127.0.0.1, 198.51.100.9"}, "198.51.100.9");
    row("two proxies", "10.0.0.1", {"198.51.100.9, 10.0.0.2"}, "198.51.100.9");
    row("two fields", "10.0.0.1", {"198.51.100.9", "10.0.0.2"}, "198.51.100.9");
    row("garbage", "10.0.0.1", {"what"}, "10.0.0.1");
    row("garbage left of an address", "10.0.0.1", {"what, 198.51.100.9"}, "198.51.100.9");
    row("empty", "10.0.0.1", {""}, "10.0.0.1");
    row("all proxies", "10.0.0.1", {"10.0.0.3"}, "10.0.0.3");
  }
  void forwardedAddressesCountOnlyFromTrustedProxies() {
    QFETCH(QByteArray, peer);
    QFETCH(QList<QByteArray>, forwarded);
    QFETCH(QByteArray, client);
    HttpRequest request;
    request.peer = peer;
    for (const QByteArray& value : forwarded) request.fields.append({"x-forwarded-for", value});
    QCOMPARE(clientAddress(request, {*Network::parse("10.0.0.0/8")}), Address::parse(client));
  }
};

}  // namespace latchkey::service::http

QTEST_APPLESS_MAIN(latchkey::service::http::ClientAddressTest)
#include "client_address_test.moc"
