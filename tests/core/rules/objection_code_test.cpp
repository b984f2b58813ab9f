// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/objection_code.h"
#include "core/rules/approval_link.h"

#include <QtTest>

using namespace latchkey::rules;

class ObjectionCodeTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void codesAreReadAsPeopleTypeThem_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isCode");
    QTest::newRow("as it stands in the message") << QStringLiteral("7Q4K-2MXY-A3B4-C5D6") << true;
    QTest::newRow("small letters") << QStringLiteral("7q4k-2mxy-a3b4-c5d6") << true;
    QTest::newRow("without hyphens") << QStringLiteral("7Q4K2MXYA3B4C5D6") << true;
    QTest::newRow("blanks and a line break") << QStringLiteral(" 7Q4K 2MXY\nA3B4 C5D6 ") << true;
    QTest::newRow("full width") << QStringLiteral("７Ｑ４Ｋ－２ＭＸＹ－Ａ３Ｂ４－Ｃ５Ｄ６") << true;
    QTest::newRow("the long vowel mark for a hyphen") << QStringLiteral("7Q4Kー2MXYーA3B4ーC5D6") << true;
    QTest::newRow("one too few") << QStringLiteral("7Q4K-2MXY-A3B4-C5D") << false;
    QTest::newRow("one too many") << QStringLiteral("7Q4K-2MXY-A3B4-C5D6-E") << false;
    QTest::newRow("a sign that no code has") << QStringLiteral("7Q4K-2MXY-A3B4-C5DO") << false;
    QTest::newRow("a dot") << QStringLiteral("7Q4K.2MXY.A3B4.C5D6") << false;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("endless") << QString(1000, u'7') << false;
    QTest::newRow("lone surrogate") << QStringLiteral("7Q4K-2MXY-A3B4-C5D6") + QChar(0xD800) << false;
  }
  void codesAreReadAsPeopleTypeThem() {
    QFETCH(QString, typed);
    QFETCH(bool, isCode);
    const auto code = readObjection(typed);
    QCOMPARE(code.has_value(), isCode);
    if (code) QCOMPARE(*code, QStringLiteral("7Q4K-2MXY-A3B4-C5D6"));
  }

  void linksAreReadStrictly_data() {
    QTest::addColumn<QString>("link");
    QTest::addColumn<bool>("isLink");
    const QString good = QStringLiteral("latchkey:not-me?ticket=7Q4K-2MXY-A3B4-C5D6");
    QTest::newRow("ours") << good << true;
    QTest::newRow("small letters") << good.toLower() << false;
    QTest::newRow("a server besides") << good + QStringLiteral("&server=https://evil.example") << false;
    QTest::newRow("a blank behind") << good + u' ' << false;
    QTest::newRow("a line break behind") << good + u'\n' << false;
    QTest::newRow("slashes") << QStringLiteral("latchkey://not-me?ticket=7Q4K-2MXY-A3B4-C5D6") << false;
    QTest::newRow("another thing to do")
        << QStringLiteral("latchkey:appeal?ticket=7Q4K-2MXY-A3B4-C5D6") << false;
    QTest::newRow("escaped") << QStringLiteral("latchkey:not-me?ticket=7Q4K%2D2MXY-A3B4-C5D6") << false;
    QTest::newRow("no ticket") << QStringLiteral("latchkey:not-me") << false;
    QTest::newRow("an option") << QStringLiteral("--server=https://evil.example") << false;
  }
  void linksAreReadStrictly() {
    QFETCH(QString, link);
    QFETCH(bool, isLink);
    const auto code = readObjectionLink(link);
    QCOMPARE(code.has_value(), isLink);
    if (code) QCOMPARE(*code, QStringLiteral("7Q4K-2MXY-A3B4-C5D6"));
    // The link of an approved appeal is read by the same rules, and neither is ever taken for the other.
    QString approved = link;
    approved.replace(QStringLiteral("latchkey:not-me?"), QStringLiteral("latchkey:approved?"));
    QCOMPARE(readApprovalLink(approved).has_value(), isLink);
    QVERIFY(!readApprovalLink(link));
    QVERIFY(!readObjectionLink(approved) || approved == link);
  }
};

QTEST_APPLESS_MAIN(ObjectionCodeTest)
#include "objection_code_test.moc"
