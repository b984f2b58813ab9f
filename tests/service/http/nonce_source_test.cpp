// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/nonce_source.h"

#include <QTest>

#include "tests/support/manual_clock.h"
#include "tests/support/test_keyed_hash.h"

namespace latchkey::service::http {

class NonceSourceTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void aNonceIsFreshForFiveMinutes() {
    tests::ManualClock clock;
    const tests::TestKeyedHash hash;
    const NonceSource source(hash, clock);
    const QByteArray nonce = source.current();
    const qint64 stale = source.staleAt();
    QVERIFY(source.isFresh(nonce));
    clock.advance(5 * 60'000 - 1);
    QVERIFY(source.isFresh(nonce));
    clock.advance(60'001);
    QVERIFY(!source.isFresh(nonce));
    QVERIFY(clock.now() < stale);
  }

  void aProofIsRememberedLongerThanAnyNonceItCouldCarry() {
    tests::ManualClock clock;
    tests::ManualClock ahead;
    ahead.advance(60'000);
    const tests::TestKeyedHash hash;
    const QByteArray nonce = NonceSource(hash, ahead).current();
    const NonceSource source(hash, clock);
    QVERIFY(source.isFresh(nonce));
    const qint64 forgetAt = source.staleAt();
    clock.set(forgetAt);
    QVERIFY(!source.isFresh(nonce));
  }

  void otherInstancesWithTheKeyKnowIt() {
    tests::ManualClock clock;
    const tests::TestKeyedHash one;
    const tests::TestKeyedHash two;
    const tests::TestKeyedHash stranger("another key");
    const QByteArray nonce = NonceSource(one, clock).current();
    QVERIFY(NonceSource(two, clock).isFresh(nonce));
    QVERIFY(!NonceSource(stranger, clock).isFresh(nonce));
  }

  void whatWasNotMadeHereIsStale_data() {
    QTest::addColumn<QByteArray>("nonce");
    tests::ManualClock clock;
    const QByteArray good = NonceSource(tests::TestKeyedHash(), clock).current();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("nonce");
    QTest::newRow("padded") << good + "=";
    QTest::newRow("longer") << good + "A";
    QTest::newRow("shorter") << good.chopped(1);
    QTest::newRow("other minute, same MAC") << "AAAA" + good.sliced(4);
    QTest::newRow("one bit") << good.chopped(3) + (good.endsWith("AAA") ? "BBB" : "AAA");
    QTest::newRow("blank") << " " + good;
    QTest::newRow("huge") << QByteArray(100'000, 'A');
  }
  void whatWasNotMadeHereIsStale() {
    QFETCH(QByteArray, nonce);
    tests::ManualClock clock;
    QVERIFY(!NonceSource(tests::TestKeyedHash(), clock).isFresh(nonce));
  }
};

}  // namespace latchkey::service::http

QTEST_APPLESS_MAIN(latchkey::service::http::NonceSourceTest)
#include "nonce_source_test.moc"
