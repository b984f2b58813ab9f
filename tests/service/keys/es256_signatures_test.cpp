// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "service/domain/assertions.h"
#include "service/keys/es256_signatures.h"

using namespace latchkey;  // NOLINT
using service::keys::Es256Signatures;

class Es256SignaturesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void pointsOfTheCurveAreKeys_data() {
    QTest::addColumn<QByteArray>("point");
    QTest::addColumn<bool>("isKey");
    const QByteArray generator = service::domain::nobodysKey();
    QTest::newRow("a point") << generator << true;
    QTest::newRow("one beside the curve") << generator.chopped(1) + '\0' << false;
    QTest::newRow("zero") << QByteArray(64, '\0') << false;
    QTest::newRow("cut off") << generator.chopped(1) << false;
    QTest::newRow("nothing") << QByteArray() << false;
  }
  void pointsOfTheCurveAreKeys() {
    QFETCH(QByteArray, point);
    QTEST(Es256Signatures().isKey(point), "isKey");
  }

  // RFC 6979, A.2.5, "sample" with SHA-256; r and s in DER.
  void aSignatureFitsItsKeyAndDataAlone_data() {
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("signature");
    QTest::addColumn<bool>("fits");
    const QByteArray key = QByteArray::fromHex(
        "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
        "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
    const QByteArray signature = QByteArray::fromHex(
        "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
        "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
    QTest::newRow("of RFC 6979") << key << QByteArray("sample") << signature << true;
    QTest::newRow("other data") << key << QByteArray("simple") << signature << false;
    QTest::newRow("another key") << service::domain::nobodysKey() << QByteArray("sample") << signature
                                 << false;
    QTest::newRow("no key") << QByteArray() << QByteArray("sample") << signature << false;
    QTest::newRow("cut off") << key << QByteArray("sample") << signature.chopped(1) << false;
    QTest::newRow("with a byte more") << key << QByteArray("sample") << signature + 'x' << false;
    QTest::newRow("nothing") << key << QByteArray("sample") << QByteArray() << false;
  }
  void aSignatureFitsItsKeyAndDataAlone() {
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, data);
    QFETCH(QByteArray, signature);
    QTEST(Es256Signatures().isSigned(key, data, signature), "fits");
  }
};

QTEST_GUILESS_MAIN(Es256SignaturesTest)
#include "es256_signatures_test.moc"
