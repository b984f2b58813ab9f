// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/code_entry.h"

#include <QTest>

using namespace latchkey::rules;

class CodeEntryTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void readsDigits_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("digits");
    QTest::newRow("plain") << u"1234567"_qs << u"1234567"_qs;
    QTest::newRow("leading zeros stay") << u"0012345"_qs << u"0012345"_qs;
    QTest::newRow("grouped") << u"123 4567"_qs << u"1234567"_qs;
    QTest::newRow("hyphens") << u"12-34-567"_qs << u"1234567"_qs;
    QTest::newRow("full width") << u"１２３４５６７"_qs << u"1234567"_qs;
    QTest::newRow("what Japanese input makes of a hyphen") << u"１２３ー４５６７"_qs << u"1234567"_qs;
    QTest::newRow("half-width long vowel mark") << u"123ｰ4567"_qs << u"1234567"_qs;
    QTest::newRow("typographic hyphens") << u"123\u20114567"_qs << u"1234567"_qs;
    QTest::newRow("minus") << u"123\u22124567"_qs << u"1234567"_qs;
    QTest::newRow("pasted with a line end") << u"\t1234567\r\n"_qs << u"1234567"_qs;
    QTest::newRow("no-break and ideographic blanks") << u"123\u00A0\u30004567"_qs << u"1234567"_qs;
    QTest::newRow("while typing") << u"12"_qs << u"12"_qs;
    QTest::newRow("nothing yet") << QString() << QString();
  }
  void readsDigits() {
    QFETCH(QString, typed);
    QFETCH(QString, digits);
    const auto read = digitsOfCode(typed);
    QVERIFY(read.has_value());
    QCOMPARE(*read, digits);
  }

  void readsNothingElse_data() {
    QTest::addColumn<QString>("typed");
    QTest::newRow("letter") << u"12345O7"_qs;
    QTest::newRow("sentence") << u"Your code is 1234567"_qs;
    QTest::newRow("zero-width") << u"123\u200B4567"_qs;
    QTest::newRow("superscript") << u"12345²"_qs;
    QTest::newRow("circled") << u"①②③"_qs;
    QTest::newRow("decimal point") << u"123.4567"_qs;
    QTest::newRow("NUL") << QString(u"123"_qs) + QChar(0) + u"4567"_qs;
  }
  void readsNothingElse() {
    QFETCH(QString, typed);
    QVERIFY(!digitsOfCode(typed).has_value());
  }

  void confirmsMail_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<ConfirmVerdict>("verdict");
    const auto row = [](const char* name, const QString& typed, ConfirmVerdict verdict) {
      QTest::newRow(name) << typed << verdict;
    };
    using enum ConfirmVerdict;
    row("left of the at", u"msabc123.backup"_qs, Match);
    row("whole", u"msabc123.backup@example.com"_qs, Match);
    row("case", u"MSABC123.Backup@EXAMPLE.com"_qs, Match);
    row("blanks around", u" msabc123.backup\n"_qs, Match);
    row("full width", u"ｍｓａｂｃ１２３．ｂａｃｋｕｐ"_qs, Match);
    row("another", u"msabc124.backup"_qs, Mismatch);
    row("the beginning alone", u"msabc123"_qs, Mismatch);
    row("another domain", u"msabc123.backup@example.net"_qs, Mismatch);
    row("the domain alone", u"example.com"_qs, Mismatch);
    row("the mask itself", u"ms*****"_qs, Mismatch);
    row("empty", QString(), Malformed);
    row("blanks", u"  "_qs, Malformed);
    row("blank inside", u"msabc123 backup"_qs, Malformed);
    row("nothing left of the at", u"@example.com"_qs, Malformed);
    row("nothing right of the at", u"msabc123.backup@"_qs, Malformed);
    row("two ats", u"msabc123.backup@@example.com"_qs, Malformed);
    row("control character", QString(u"msabc123"_qs) + QChar(7), Malformed);
    row("too long", QString(321, u'a'), Malformed);
  }
  void confirmsMail() {
    QFETCH(QString, typed);
    QFETCH(ConfirmVerdict, verdict);
    QCOMPARE(static_cast<int>(confirmMail(typed, u"msabc123.backup@example.com")), static_cast<int>(verdict));
  }
  void anAddressWithoutLocalPartMatchesNothing() {
    QVERIFY(confirmMail(u"a", u"") == ConfirmVerdict::Mismatch);
    QVERIFY(confirmMail(u"a", u"@example.com") == ConfirmVerdict::Mismatch);
  }

  void confirmsPhone_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<ConfirmVerdict>("verdict");
    const auto row = [](const char* name, const QString& typed, ConfirmVerdict verdict) {
      QTest::newRow(name) << typed << verdict;
    };
    using enum ConfirmVerdict;
    row("last four", u"5432"_qs, Match);
    row("last four, full width", u"５４３２"_qs, Match);
    row("last four with blanks", u" 54 32 "_qs, Match);
    row("national", u"090-9876-5432"_qs, Match);
    row("national without separators", u"09098765432"_qs, Match);
    row("national, full width", u"０９０ー９８７６ー５４３２"_qs, Match);
    row("international", u"+81 90-9876-5432"_qs, Match);
    row("international, full-width plus", u"＋81 90 9876 5432"_qs, Match);
    row("international without the plus", u"819098765432"_qs, Match);
    row("with the trunk zero left in", u"+81 (0)90-9876-5432"_qs, Match);
    row("other four", u"5433"_qs, Mismatch);
    row("first four", u"0909"_qs, Mismatch);
    row("without the trunk zero", u"9098765432"_qs, Mismatch);
    row("another country", u"+1 9098765432"_qs, Mismatch);
    row("national behind a plus", u"+09098765432"_qs, Mismatch);
    row("the last eight", u"98765432"_qs, Mismatch);
    row("empty", QString(), Malformed);
    row("three", u"432"_qs, Malformed);
    row("five", u"65432"_qs, Malformed);
    row("a plus and four", u"+5432"_qs, Malformed);
    row("the mask itself", u"*********32"_qs, Malformed);
    row("letters", u"54E2"_qs, Malformed);
    row("plus inside", u"090+98765432"_qs, Malformed);
    row("twenty digits", QString(20, u'1'), Malformed);
  }
  void confirmsPhone() {
    QFETCH(QString, typed);
    QFETCH(ConfirmVerdict, verdict);
    QCOMPARE(static_cast<int>(confirmPhone(typed, u"090-9876-5432", u"+819098765432")),
             static_cast<int>(verdict));
  }
  void readsNationalFormsWithBrackets() {
    QVERIFY(confirmPhone(u"2015550123", u"(201) 555-0123", u"+12015550123") == ConfirmVerdict::Match);
    QVERIFY(confirmPhone(u"0123", u"(201) 555-0123", u"+12015550123") == ConfirmVerdict::Match);
  }
  void aNumberThatIsNotKnownMatchesNothing() {
    QVERIFY(confirmPhone(u"5432", u"", u"") == ConfirmVerdict::Mismatch);
    QVERIFY(confirmPhone(u"09098765432", u"", u"") == ConfirmVerdict::Mismatch);
  }
};

QTEST_APPLESS_MAIN(CodeEntryTest)
#include "code_entry_test.moc"
