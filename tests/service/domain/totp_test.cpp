// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/totp.h"

#include <QTest>
#include <random>

#include "tests/support/program_run.h"

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
    QTest::newRow("two seconds later") << totpStepOf(1'111'111'111'000) << QStringLiteral("050471");
    QTest::newRow("in 2009") << totpStepOf(1'234'567'890'000) << QStringLiteral("005924");
    QTest::newRow("in 2033") << totpStepOf(2'000'000'000'000) << QStringLiteral("279037");
    QTest::newRow("in 2603") << totpStepOf(20'000'000'000'000) << QStringLiteral("353130");
  }
  void theCodesAreThoseOfTheStandard() {
    QFETCH(qint64, step);
    QFETCH(QString, code);
    QCOMPARE(text(totpAt(secret(), step)), code);
  }

  /// What oathtool makes of the same secrets at the same times: the codes of other people's apps.
  void theCodesAreThoseOfOathtool_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("seconds");
    const auto row = [](const char* name, const QByteArray& bytes, qint64 seconds) {
      QTest::addRow("%s, at %lld s", name, seconds) << bytes << seconds;
    };
    const QByteArray ascending = QByteArray::fromHex("000102030405060708090a0b0c0d0e0f10111213");
    for (const qint64 seconds : {0, 29, 30, 59, 1'111'111'109, 1'700'000'015})
      row("bytes", ascending, seconds);
    row("a step beyond 32 bits of seconds", ascending, 4'294'967'310);
    row("the standard's secret", "12345678901234567890", 1'234'567'890);
    row("zero bytes", QByteArray(20, '\0'), 1'700'000'015);
    row("high bytes", QByteArray(20, '\xff'), 1'700'000'015);
    row("80 bits, as some services hand out", QByteArray::fromHex("48656c6c6f21deadbeef"), 1'700'000'015);
    row("a block of the hash", QByteArray(64, 'b'), 1'700'000'015);
    row("more than a block, which is hashed first", QByteArray(65, 'c'), 1'700'000'015);
    constexpr unsigned seed = 6238;
    std::mt19937_64 random(seed);
    for (int i = 0; i < 12; ++i) {
      QByteArray bytes(int(totpSecretBytes), '\0');
      for (char& byte : bytes) byte = char(random());
      row(qPrintable(QStringLiteral("seed %1, %2").arg(seed).arg(i)), bytes,
          qint64(random() % 4'000'000'000));
    }
  }
  void theCodesAreThoseOfOathtool() {
    QFETCH(QByteArray, bytes);
    QFETCH(qint64, seconds);
    const QString when = QStringLiteral("@%1").arg(seconds);
    const auto run = tests::runProgram(QStringLiteral("oathtool"),
                                       {QStringLiteral("--totp"), QStringLiteral("--window=2"),
                                        QStringLiteral("--now"), when, QString::fromLatin1(bytes.toHex())});
    QVERIFY2(run.status == 0, run.err.constData());
    const platform::Secret shared({bytes.constData(), std::size_t(bytes.size())});
    QByteArray own;
    for (int step = 0; step < 3; ++step) {
      own += text(totpAt(shared, totpStepOf(seconds * 1000) + step)).toLatin1() + '\n';
    }
    QCOMPARE(own, run.out);
    const qint64 now = seconds * 1000 + 999;
    QCOMPARE(totpStepMatching(shared, platform::Secret(run.out.first(totpDigits).toStdString()), now),
             std::optional(totpStepOf(now)));
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
