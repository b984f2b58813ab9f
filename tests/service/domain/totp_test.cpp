// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/totp.h"

#include <QTest>

namespace latchkey::service::domain {

class TotpTest : public QObject {
  Q_OBJECT

  static platform::Secret secret() { return platform::Secret("12345678901234567890"); }
  static QString text(const platform::Secret& code) {
    return QString::fromLatin1(code.view().data(), static_cast<qsizetype>(code.size()));
  }

private Q_SLOTS:
  // RFC 4226, appendix D.
  void theCodesAreThoseOfTheStandard_data() {
    QTest::addColumn<qint64>("step");
    QTest::addColumn<QString>("code");
    const char* const codes[] = {"755224", "287082", "359152", "969429", "338314",
                                 "254676", "287922", "162583", "399871", "520489"};
    qint64 step = 0;
    for (const char* const code : codes) {
      QTest::addRow("counter %lld", step) << step << QString::fromLatin1(code);
      ++step;
    }
    // RFC 6238, appendix B, the last six of its eight digits.
    QTest::newRow("at 59 s") << totpStepOf(59'000) << QStringLiteral("287082");
    QTest::newRow("in 2005") << totpStepOf(1'111'111'109'000) << QStringLiteral("081804");
    QTest::newRow("in 2033") << totpStepOf(2'000'000'000'000) << QStringLiteral("279037");
    QTest::newRow("in 2603") << totpStepOf(20'000'000'000'000) << QStringLiteral("353130");
  }
  void theCodesAreThoseOfTheStandard() {
    QFETCH(qint64, step);
    QFETCH(QString, code);
    QCOMPARE(text(totpAt(secret(), step)), code);
  }

  void oneStepEitherSideIsTaken_data() {
    QTest::addColumn<int>("off");
    QTest::addColumn<bool>("taken");
    QTest::newRow("A16: two steps before") << -2 << false;
    QTest::newRow("A16: one step before") << -1 << true;
    QTest::newRow("A16: the present one") << 0 << true;
    QTest::newRow("A16: one step after") << 1 << true;
    QTest::newRow("A16: two steps after") << 2 << false;
  }
  void oneStepEitherSideIsTaken() {
    QFETCH(int, off);
    QFETCH(bool, taken);
    const qint64 now = 1'700'000'015'000;
    const qint64 step = totpStepOf(now) + off;
    const auto found = totpStepMatching(secret(), totpAt(secret(), step), now);
    QCOMPARE(found.has_value(), taken);
    if (taken) QCOMPARE(*found, step);
  }

  void nothingButTheWholeCodeFits() {
    const qint64 now = 1'700'000'015'000;
    const platform::Secret code = totpAt(secret(), totpStepOf(now));
    QVERIFY(!totpStepMatching(secret(), platform::Secret(), now));
    QVERIFY(!totpStepMatching(secret(), platform::Secret(code.view().substr(0, 5)), now));
    QVERIFY(!totpStepMatching(secret(), platform::Secret(std::string(code.view()) + '0'), now));
    QVERIFY(!totpStepMatching(platform::Secret("another secret here!"), code, now));
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::TotpTest)
#include "totp_test.moc"
