// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/outside_text.h"

#include <QTest>

using namespace latchkey::ui::widgets;

class OutsideTextTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void hiddenCharactersAreMadeVisible_data() {
    QTest::addColumn<QString>("outside");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char16_t* outside, const char16_t* expected) {
      QTest::newRow(name) << QStringView(outside).toString() << QStringView(expected).toString();
    };
    row("plain", u"ms*****@outlook.com", u"ms*****@outlook.com");
    row("empty", u"", u"");
    row("Japanese with its blank", u"情報　システム部", u"情報　システム部");
    row("Arabic", u"مرحبا", u"مرحبا");
    row("right-to-left override", u"cod\u202Eexe.txt", u"cod[U+202E]exe.txt");
    row("isolates", u"\u2066a\u2069", u"[U+2066]a[U+2069]");
    row("zero-width space and joiner", u"pay\u200Bpal\u200D", u"pay[U+200B]pal[U+200D]");
    row("byte order mark", u"\uFEFFa", u"[U+FEFF]a");
    row("soft hyphen", u"a\u00ADb", u"a[U+00AD]b");
    row("line feed and tab", u"a\nb\tc", u"a[U+000A]b[U+0009]c");
    row("escape", u"\u001B[31m", u"[U+001B][31m");
    row("no-break and thin blanks", u"a\u00A0b\u2009c", u"a[U+00A0]b[U+2009]c");
    row("line separator", u"a\u2028b", u"a[U+2028]b");
    row("Hangul filler", u"\u3164", u"[U+3164]");
    row("variation selector", u"a\uFE0F", u"a[U+FE0F]");
    row("private use", u"\uE000", u"[U+E000]");
    row("Vietnamese in pieces", u"e\u0302\u0301", u"e\u0302\u0301");
    row("piled-up marks", u"a\u0301\u0301\u0301\u0301", u"a\u0301\u0301\u0301[U+0301]");
    row("emoji", u"\U0001F511", u"\U0001F511");
    row("tag characters", u"\U000E0041", u"[U+E0041]");
    QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << QStringLiteral("[U+D800]");
  }
  void hiddenCharactersAreMadeVisible() {
    QFETCH(QString, outside);
    QFETCH(QString, expected);
    QCOMPARE(visibleText(outside), expected);
  }
  void longTextEndsInAnEllipsis() {
    const QString shown = visibleText(QString(100000, QLatin1Char('x')));
    QVERIFY(shown.size() < 500);
    QVERIFY(shown.endsWith(QChar(0x2026)));
  }
  void isolatedTextCannotBreakOut() {
    const QString shown = shownOutside(QStringLiteral("a\u2069\u202Eb"));
    QCOMPARE(shown.count(QChar(0x2069)), 1);
    QVERIFY(shown.startsWith(QChar(0x2068)));
    QVERIFY(shown.endsWith(QChar(0x2069)));
    QCOMPARE(shown.count(QChar(0x202E)), 0);
  }
  void nothingIsIsolatedAsNothing() { QVERIFY(shownOutside(u"").isEmpty()); }
  void sentenceKeepsBalancedIsolatesOnly() {
    const QString ours = QStringLiteral("to ") + shownOutside(u"x@example.com") + QStringLiteral("\nthen");
    QCOMPARE(visibleSentence(ours), ours);
    QCOMPARE(withoutIsolates(ours), QStringLiteral("to x@example.com\nthen"));
    QVERIFY(visibleSentence(QStringLiteral("a\u2069b\u2068")).contains(QStringLiteral("[U+2069]")));
    QVERIFY(visibleSentence(QStringLiteral("a\u2068b")).contains(QStringLiteral("[U+2068]")));
    QVERIFY(visibleSentence(QStringLiteral("a\u202Eb")).contains(QStringLiteral("[U+202E]")));
  }
  void misleadingDomainsAreFlagged_data() {
    QTest::addColumn<QString>("domain");
    QTest::addColumn<bool>("misleading");
    const auto row = [](const char* name, const char16_t* domain, bool misleading) {
      QTest::newRow(name) << QStringView(domain).toString() << misleading;
    };
    row("ordinary", u"outlook.com", false);
    row("accents", u"müller.example", false);
    row("Japanese with Latin", u"日本語abcテスト.jp", false);
    row("Korean with Latin", u"한국abc.kr", false);
    row("wholly Cyrillic word", u"пример.рф", false);
    row("Greek word", u"παράδειγμα.gr", false);
    row("Latin with a Cyrillic letter", u"p\u0430ypal.com", true);
    row("Latin with a Greek letter", u"g\u03BFogle.com", true);
    row("wholly Cyrillic that looks Latin", u"\u0430\u0440\u0440\u04CF\u0435.com", true);
    row("the same in punycode", u"xn--80ak6aa92e.com", true);
    row("punycode of an honest word", u"xn--mller-kva.example", false);
    row("Cyrillic with Greek", u"\u043F\u03C0.com", true);
    row("masked", u"ex*****.com", false);
    row("empty", u"", false);
    row("dots", u"...", false);
  }
  void misleadingDomainsAreFlagged() {
    QFETCH(QString, domain);
    QFETCH(bool, misleading);
    QCOMPARE(isMisleadingDomain(domain), misleading);
  }
  void suspicionLooksAtDomainsAndHiddenCharactersOnly() {
    QVERIFY(!isSuspicious(u"ms*****@outlook.com"));
    QVERIFY(!isSuspicious(u"Анна at the IT help desk, 9:00 to 17:00"));
    QVERIFY(isSuspicious(u"write to help@p\u0430ypal.com"));
    QVERIFY(isSuspicious(u"p\u0430ypal.com"));
    QVERIFY(isSuspicious(u"a\u200Bb"));
  }
};

QTEST_APPLESS_MAIN(OutsideTextTest)
#include "outside_text_test.moc"
