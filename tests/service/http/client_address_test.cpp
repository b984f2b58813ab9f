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

  /// Nobody is inside an organisation's network because the proxy in front is.
  void whoseOwnAddressItIs_data() {
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("address");  // empty: nobody's
    const auto row = [](const char* name, const char* peer, const char* field, const char* value,
                        const char* address) {
      QTest::newRow(name) << QByteArray(peer) << QByteArray(field) << QByteArray(value)
                          << QByteArray(address);
    };
    row("nothing between", "203.0.113.1", "accept", "*/*", "203.0.113.1");
    row("a proxy tells", "10.0.0.1", "x-forwarded-for", "198.51.100.9", "198.51.100.9");
    row("a proxy tells nothing", "10.0.0.1", "accept", "*/*", "");
    row("a proxy tells garbage", "10.0.0.1", "x-forwarded-for", "unknown", "");
    row("a proxy tells another proxy", "10.0.0.1", "x-forwarded-for", "10.0.0.8", "");
    row("a proxy that is not named", "172.16.0.1", "x-forwarded-for", "198.51.100.9", "");
    row("another one", "172.16.0.1", "forwarded", "for=198.51.100.9", "");
    row("and another", "172.16.0.1", "via", "1.1 cache", "");
    row("no address", "what", "accept", "*/*", "");
  }
  void whoseOwnAddressItIs() {
    QFETCH(QByteArray, peer);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, address);
    HttpRequest request;
    request.peer = peer;
    request.fields.append({field, value});
    QCOMPARE(ownAddress(request, {*Network::parse("10.0.0.0/8")}), Address::parse(address));
  }
};

}  // namespace latchkey::service::http

QTEST_APPLESS_MAIN(latchkey::service::http::ClientAddressTest)
#include "client_address_test.moc"
