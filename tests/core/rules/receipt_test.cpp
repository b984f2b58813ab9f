// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/receipt.h"

#include <QTest>

using namespace latchkey::rules;

class ReceiptTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void takesWhatPeopleWrite_data() {
    QTest::addColumn<QString>("typed");
    QTest::newRow("as it is shown") << u"7Q4-K2M"_qs;
    QTest::newRow("lower case") << u"7q4-k2m"_qs;
    QTest::newRow("without hyphen") << u"7Q4K2M"_qs;
    QTest::newRow("blanks") << u"  7 Q4 k2M\r\n"_qs;
    QTest::newRow("full width") << u"７Ｑ４ー Ｋ２Ｍ"_qs;
    QTest::newRow("other hyphens") << u"7Q4\u2011K2\u2212M"_qs;
  }
  void takesWhatPeopleWrite() {
    QFETCH(QString, typed);
    QCOMPARE(readReceipt(typed).value_or(QString()), u"7Q4-K2M"_qs);
  }

  void nothingElseIsAReceipt_data() {
    QTest::addColumn<QString>("typed");
    QTest::newRow("nothing") << QString();
    QTest::newRow("too short") << u"7Q4-K2"_qs;
    QTest::newRow("too long") << u"7Q4-K2MM"_qs;
    for (const QChar sign : u"0O1IL"_qs) QTest::newRow(qPrintable(QString(sign))) << u"7Q4-K2"_qs + sign;
    QTest::newRow("another sign") << u"7Q4_K2M"_qs;
    QTest::newRow("lone surrogate") << u"7Q4-K2M"_qs + QChar(0xD800);
    QTest::newRow("endless") << u"7Q4-K2M"_qs + QString(1000, u' ');
  }
  void nothingElseIsAReceipt() {
    QFETCH(QString, typed);
    QVERIFY(!readReceipt(typed));
  }
};

QTEST_GUILESS_MAIN(ReceiptTest)
#include "receipt_test.moc"
