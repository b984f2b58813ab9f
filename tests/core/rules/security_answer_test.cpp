// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/security_answer.h"

#include <QTest>

using namespace latchkey::rules;
using latchkey::platform::Secret;

class SecurityAnswerTest : public QObject {
  Q_OBJECT

  static std::string_view bytesOf(const QByteArray& bytes) {
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
  }
  static QString textOf(const Secret& secret) {
    return QString::fromUtf8(secret.view().data(), static_cast<qsizetype>(secret.size()));
  }

private Q_SLOTS:
  void whatAKeyboardDoesIsForgiven_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("answer");
    QTest::newRow("plain") << u"sakura"_qs << u"sakura"_qs;
    QTest::newRow("capitals") << u"SaKuRa"_qs << u"sakura"_qs;
    QTest::newRow("full width") << u"ＳＡＫＵＲＡ１"_qs << u"sakura1"_qs;
    QTest::newRow("half-width kana with its sound mark") << u"ｻﾞｸﾗ"_qs << u"ザクラ"_qs;
    QTest::newRow("blanks at the ends") << u"  sakura\t"_qs << u"sakura"_qs;
    QTest::newRow("line end of a paste") << u"sakura\r\n"_qs << u"sakura"_qs;
    QTest::newRow("runs of blanks") << u"mount   fuji"_qs << u"mount fuji"_qs;
    QTest::newRow("ideographic and no-break blanks") << u"\u3000mount\u3000\u00A0fuji"_qs << u"mount fuji"_qs;
    QTest::newRow("a composed letter") << u"cafe\u0301"_qs << u"caf\u00e9"_qs;
    QTest::newRow("capital sharp s") << u"STRAẞE"_qs << u"straße"_qs;
    QTest::newRow("ligature") << u"oﬃce"_qs << u"office"_qs;
    QTest::newRow("final sigma") << u"ΟΔΟΣ"_qs << u"οδοσ"_qs;
    QTest::newRow("iota below, a capital") << u"ᾼᾼᾼ"_qs << u"ᾳᾳᾳ"_qs;
    QTest::newRow("three characters") << u"山田ん"_qs << u"山田ん"_qs;
    QTest::newRow("forty faces") << QString(u"😀"_qs).repeated(40) << QString(u"😀"_qs).repeated(40);
  }
  void whatAKeyboardDoesIsForgiven() {
    QFETCH(QString, typed);
    QFETCH(QString, answer);
    const auto read = normaliseAnswer(bytesOf(typed.toUtf8()));
    QVERIFY(read.has_value());
    QCOMPARE(textOf(*read), answer);
    const auto again = normaliseAnswer(read->view());
    QVERIFY(again.has_value());
    QCOMPARE(textOf(*again), answer);
  }

  void whatSomebodyChoseCounts_data() {
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::newRow("accents") << u"café"_qs << u"cafe"_qs;
    QTest::newRow("hiragana and katakana") << u"さくら"_qs << u"サクラ"_qs;
    QTest::newRow("punctuation") << u"st. mary"_qs << u"st mary"_qs;
    QTest::newRow("sharp s and two") << u"straße"_qs << u"strasse"_qs;
    QTest::newRow("a blank inside") << u"mount fuji"_qs << u"mountfuji"_qs;
    QTest::newRow("look-alikes of other scripts") << u"casa"_qs << u"с\u0430sa"_qs;
  }
  void whatSomebodyChoseCounts() {
    QFETCH(QString, one);
    QFETCH(QString, other);
    const auto a = normaliseAnswer(bytesOf(one.toUtf8()));
    const auto b = normaliseAnswer(bytesOf(other.toUtf8()));
    QVERIFY(a.has_value() && b.has_value());
    QVERIFY(!a->equals(*b));
  }

  void whatIsNoAnswerIsRefused_data() {
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("fault");
    const auto row = [](const char* name, const QByteArray& typed, AnswerFault fault) {
      QTest::newRow(name) << typed << int(fault);
    };
    row("nothing", {}, AnswerFault::TooShort);
    row("blanks alone", "     ", AnswerFault::TooShort);
    row("two characters", "ab", AnswerFault::TooShort);
    row("two characters and blanks", "  ab  ", AnswerFault::TooShort);
    row("two that are three before NFKC", u"e\u0301a"_qs.toUtf8(), AnswerFault::TooShort);
    row("forty-one", QByteArray(41, 'a'), AnswerFault::TooLong);
    row("one character that becomes eighteen, thrice", u"\ufdfa\ufdfa\ufdfa"_qs.toUtf8(),
        AnswerFault::TooLong);
    row("a megabyte", QByteArray(1024 * 1024, 'a'), AnswerFault::TooLong);
    row("NUL", QByteArray("abc\0def", 7), AnswerFault::NotText);
    row("escape", "abc\x1b[2J", AnswerFault::NotText);
    row("zero width", u"abc\u200bdef"_qs.toUtf8(), AnswerFault::NotText);
    row("bidi override", u"abc\u202edef"_qs.toUtf8(), AnswerFault::NotText);
    row("private use", u"abc\ue000"_qs.toUtf8(), AnswerFault::NotText);
    row("noncharacter", u"abc\uffff"_qs.toUtf8(), AnswerFault::NotText);
    row("a surrogate in UTF-8", "abc\xed\xa0\x80", AnswerFault::NotText);
    row("bytes that are no UTF-8", "abc\xff\xfe", AnswerFault::NotText);
    row("overlong", "abc\xc0\xaf", AnswerFault::NotText);
  }
  void whatIsNoAnswerIsRefused() {
    QFETCH(QByteArray, typed);
    QFETCH(int, fault);
    const auto read = normaliseAnswer(bytesOf(typed));
    QVERIFY(!read.has_value());
    QCOMPARE(int(read.error()), fault);
  }

  void aRepeatedAnswerIsFound_data() {
    QTest::addColumn<QStringList>("answers");
    QTest::addColumn<int>("place");
    QTest::newRow("none") << QStringList() << -1;
    QTest::newRow("different") << QStringList{u"abc"_qs, u"abd"_qs, u"abcd"_qs} << -1;
    QTest::newRow("first and last") << QStringList{u"abc"_qs, u"def"_qs, u"ABC "_qs} << 2;
    QTest::newRow("neighbours") << QStringList{u"abc"_qs, u"ＡＢＣ"_qs, u"abc"_qs} << 1;
  }
  void aRepeatedAnswerIsFound() {
    QFETCH(QStringList, answers);
    QFETCH(int, place);
    std::vector<Secret> read;
    for (const QString& answer : answers) read.push_back(*normaliseAnswer(bytesOf(answer.toUtf8())));
    const auto found = repeatedAnswer(read);
    QCOMPARE(found ? int(*found) : -1, place);
  }
};

QTEST_GUILESS_MAIN(SecurityAnswerTest)
#include "security_answer_test.moc"
