// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/labels.h"

#include <QTest>
#include <string>

using namespace latchkey::service::domain;  // NOLINT

namespace {
/// "blue" with one code point in its middle.
QString with(char32_t point) {
  return QStringLiteral("bl") + QString::fromUcs4(&point, 1) + QStringLiteral("ue");
}
}  // namespace

class LabelsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void codePointsAreJudged_data() {
    QTest::addColumn<QString>("label");
    QTest::addColumn<bool>("isPlain");
    QTest::newRow("plain") << QStringLiteral("blue key 2") << true;
    QTest::newRow("Japanese") << QStringLiteral("青い鍵") << true;
    QTest::newRow("rare kanji beyond the first plane") << with(0x20BB7) << true;
    QTest::newRow("emoji") << with(0x1F511) << true;
    QTest::newRow("variant of a kanji") << with(0xE0100) << true;
    QTest::newRow("line break") << with(u'\n') << false;
    QTest::newRow("right to left override") << with(0x202E) << false;
    QTest::newRow("unassigned beside the tags") << with(0xE0000) << false;
    QTest::newRow("language tag") << with(0xE0001) << false;
    QTest::newRow("invisible letter") << with(0xE0041) << false;
    QTest::newRow("musical formatting") << with(0x1D173) << false;
    QTest::newRow("half a pair") << QString(QChar(0xD83D)) << false;
    QTest::newRow("64") << QString(64, u'a') << true;
    QTest::newRow("64 pairs") << QString::fromStdU32String(std::u32string(64, 0x20BB7)) << true;
    QTest::newRow("65") << QString(65, u'a') << false;
  }
  void codePointsAreJudged() {
    QFETCH(QString, label);
    QFETCH(bool, isPlain);
    QCOMPARE(isPlainLabel(label), isPlain);
  }

  void whatAnAppIsGivenHasNothingHidden() {
    QCOMPARE(plainLabel(with(0xE0041)), QStringLiteral("blue"));
    QCOMPARE(plainLabel(with(0x20BB7)), with(0x20BB7));
    QCOMPARE(plainLabel(QStringLiteral("a:b?c&d#e%f")), QStringLiteral("abcdef"));
    QCOMPARE(plainLabel(with(0xE000)), QStringLiteral("blue"));
    QCOMPARE(plainLabel(with(0xF0000)), QStringLiteral("blue"));
  }
};

QTEST_GUILESS_MAIN(LabelsTest)
#include "labels_test.moc"
