// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/contrast.h"

#include <QRandomGenerator>
#include <QTest>

using namespace latchkey::ui::theme;

class ContrastTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void ratioIsThatOfTheStandard_data() {
    QTest::addColumn<QColor>("first");
    QTest::addColumn<QColor>("second");
    QTest::addColumn<double>("expected");
    QTest::newRow("black on white") << QColor(Qt::black) << QColor(Qt::white) << 21.0;
    QTest::newRow("white on black") << QColor(Qt::white) << QColor(Qt::black) << 21.0;
    QTest::newRow("same") << QColor(0x1f5fbf) << QColor(0x1f5fbf) << 1.0;
    // The grey that just passes, and the one that just fails, on white (WebAIM's well-known pair).
    QTest::newRow("grey 767676") << QColor(0x767676) << QColor(Qt::white) << 4.54;
    QTest::newRow("grey 777777") << QColor(0x777777) << QColor(Qt::white) << 4.48;
    QTest::newRow("pure blue") << QColor(Qt::blue) << QColor(Qt::white) << 8.59;
    QTest::newRow("pure red") << QColor(Qt::red) << QColor(Qt::white) << 4.0;
  }
  void ratioIsThatOfTheStandard() {
    QFETCH(QColor, first);
    QFETCH(QColor, second);
    QFETCH(double, expected);
    QVERIFY2(std::abs(contrastRatio(first, second) - expected) < 0.01,
             qPrintable(QString::number(contrastRatio(first, second))));
  }
  void readableColourIsKeptWhenItReads() {
    QCOMPARE(readableOn(QColor(0x1f5fbf), {QColor(Qt::white)}, 4.5), QColor(0x1f5fbf));
  }
  void anyColourBecomesReadableOnAnyOneBackground() {
    QRandomGenerator random(20261122);  // seeded: the same thousand pairs each time
    for (int i = 0; i < 1000; ++i) {
      const QColor wanted(random.bounded(256), random.bounded(256), random.bounded(256));
      const QColor background(random.bounded(256), random.bounded(256), random.bounded(256));
      const QColor found = readableOn(wanted, {background}, 4.5);
      QVERIFY2(contrastRatio(found, background) >= 4.5, qPrintable(wanted.name() + background.name()));
    }
  }
  void impossibleWishGivesTheBetterEnd() {
    const QColor grey(0x808080);
    QCOMPARE(readableOn(QColor(Qt::green), {grey}, 21.0), QColor(Qt::black));
    QCOMPARE(blackOrWhiteOn(QColor(0x1f5fbf)), QColor(Qt::white));
    QCOMPARE(blackOrWhiteOn(QColor(0x7fb0ff)), QColor(Qt::black));
  }
  void blendsBetweenTheEnds() {
    QCOMPARE(blended(Qt::black, Qt::white, 0.0), QColor(Qt::black));
    QCOMPARE(blended(Qt::black, Qt::white, 1.0), QColor(Qt::white));
    QCOMPARE(blended(Qt::black, Qt::white, 7.0), QColor(Qt::white));
  }
};

QTEST_APPLESS_MAIN(ContrastTest)
#include "contrast_test.moc"
