// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/numbering/phone_numbering.h"

#include <QTest>
#include <thread>

#include "core/rules/mask.h"

using namespace latchkey::service::numbering;
using latchkey::service::domain::PhoneNumber;

namespace {

QStringList problemsOf(const PhoneNumber& number) {
  QStringList codes;
  for (const auto problem : number.problems) codes << codeOf(problem);
  return codes;
}

}  // namespace

class PhoneNumberingTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void judges_data() {
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("e164");
    QTest::addColumn<QString>("national");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QStringList>("problems");
    const auto row = [](const char* name, const QString& raw, const QString& region, const QString& e164,
                        const QString& national, const QString& type, const QStringList& problems = {}) {
      QTest::newRow(name) << raw << region << e164 << national << type << problems;
    };
    const auto none = u"no-country-code"_qs, zero = u"leading-zero"_qs, text = u"cannot-text"_qs;
    const auto jp = u"JP"_qs;
    row("mobile of the specification", u"090-9876-5432"_qs, jp, u"+819098765432"_qs, u"090-9876-5432"_qs,
        u"mobile"_qs, {none});
    row("fixed line of the specification", u"03-1234-5978"_qs, jp, u"+81312345978"_qs, u"03-1234-5978"_qs,
        u"fixed"_qs, {none, text});
    row("international", u"+81 90-9876-5432"_qs, QString(), u"+819098765432"_qs, u"090-9876-5432"_qs,
        u"mobile"_qs);
    row("international fixed line", u"+81 3-1234-5978"_qs, QString(), u"+81312345978"_qs, u"03-1234-5978"_qs,
        u"fixed"_qs, {text});
    row("the zero left in", u"+81 090-9876-5432"_qs, jp, u"+819098765432"_qs, u"090-9876-5432"_qs,
        u"mobile"_qs, {zero});
    row("the zero left in, no separators, no region", u"+8109098765432"_qs, QString(), u"+819098765432"_qs,
        u"090-9876-5432"_qs, u"mobile"_qs, {zero});
    row("the zero left in brackets", u"+81 (0)90-9876-5432"_qs, jp, u"+819098765432"_qs, u"090-9876-5432"_qs,
        u"mobile"_qs, {zero});
    row("the zero of a fixed line", u"+81-03-1234-5978"_qs, jp, u"+81312345978"_qs, u"03-1234-5978"_qs,
        u"fixed"_qs, {zero, text});
    row("the old mobile 1 of Mexico is the same number", u"+5201133 0234 5674"_qs, u"MX"_qs,
        u"+523302345674"_qs, u"33 0234 5674"_qs, u"fixed-or-mobile"_qs, {zero});
    row("full width", u"＋８１　９０－９８７６－５４３２"_qs, jp, u"+819098765432"_qs, u"090-9876-5432"_qs,
        u"mobile"_qs);
    row("long vowel marks for hyphens", u"０９０ー９８７６ー５４３２"_qs, jp, u"+819098765432"_qs,
        u"090-9876-5432"_qs, u"mobile"_qs, {none});
    row("half-width long vowel marks", u"090ｰ9876ｰ5432"_qs, jp, u"+819098765432"_qs, u"090-9876-5432"_qs,
        u"mobile"_qs, {none});
    row("blanks around", u"  090 9876 5432\t"_qs, jp, u"+819098765432"_qs, u"090-9876-5432"_qs, u"mobile"_qs,
        {none});
    row("international prefix of Japan", u"010 81 90 9876 5432"_qs, jp, u"+819098765432"_qs,
        u"090-9876-5432"_qs, u"mobile"_qs);
    row("country code without a plus", u"81 90 9876 5432"_qs, jp, u"+819098765432"_qs, u"090-9876-5432"_qs,
        u"mobile"_qs);
    row("of another country than the region", u"+1 201-555-0123"_qs, jp, u"+12015550123"_qs,
        u"(201) 555-0123"_qs, u"fixed-or-mobile"_qs);
    row("North America cannot be told apart", u"(201) 555-0123"_qs, u"US"_qs, u"+12015550123"_qs,
        u"(201) 555-0123"_qs, u"fixed-or-mobile"_qs, {none});
    row("internet telephony", u"050-1234-5678"_qs, jp, u"+815012345678"_qs, u"050-1234-5678"_qs, u"voip"_qs,
        {none, text});
    row("free of charge", u"0120-123-456"_qs, jp, u"+81120123456"_qs, u"0120-123-456"_qs, u"unknown"_qs,
        {none, text});
    row("Italy keeps its zero", u"+39 06 1234 5678"_qs, QString(), u"+390612345678"_qs, u"06 1234 5678"_qs,
        u"fixed"_qs, {text});
    row("British trunk zero in brackets", u"+44 (0)7400 123456"_qs, QString(), u"+447400123456"_qs,
        u"07400 123456"_qs, u"mobile"_qs, {zero});
    row("region in lower case", u"090-9876-5432"_qs, u"jp"_qs, u"+819098765432"_qs, u"090-9876-5432"_qs,
        u"mobile"_qs, {none});
    row("RFC 3966", u"tel:+81-90-9876-5432"_qs, QString(), u"+819098765432"_qs, u"090-9876-5432"_qs,
        u"mobile"_qs);
    row("no country, no region", u"090-9876-5432"_qs, QString(), {}, {}, u"unknown"_qs, {none});
    row("no country, unknown region", u"090-9876-5432"_qs, u"XX"_qs, {}, {}, u"unknown"_qs, {none});
    row("no country, nonsense for a region", u"090-9876-5432"_qs, u"Japan; drop"_qs, {}, {}, u"unknown"_qs,
        {none});
  }
  void judges() {
    QFETCH(QString, raw);
    QFETCH(QString, region);
    QFETCH(QString, e164);
    QFETCH(QString, national);
    QFETCH(QString, type);
    QFETCH(QStringList, problems);
    const PhoneNumber number = PhoneNumbering().judge(raw, region);
    QCOMPARE(number.raw, raw);
    QCOMPARE(number.e164, e164);
    QCOMPARE(number.national, national);
    QCOMPARE(number.international.startsWith(u'+'), !e164.isEmpty());
    QString dialled = number.international;
    QCOMPARE(dialled.remove(u' ').remove(u'-'), e164);
    QCOMPARE(codeOf(number.type), type);
    QCOMPARE(problemsOf(number), problems);
    QCOMPARE(number.extension, QString());
  }

  void keepsExtensionsApart_data() {
    QTest::addColumn<QString>("raw");
    QTest::newRow("ext.") << u"+81 3-1234-5978 ext. 9"_qs;
    QTest::newRow("x") << u"+81 3-1234-5978 x9"_qs;
    QTest::newRow("x without a blank") << u"+81 3-1234-5978x9"_qs;
    QTest::newRow("number sign") << u"+81 3-1234-5978 #9"_qs;
    QTest::newRow("extension") << u"+81 3-1234-5978, extension 9"_qs;
    QTest::newRow("Japanese") << u"+81 3-1234-5978 内線9"_qs;
    QTest::newRow("Japanese with colon") << u"+81 3-1234-5978 内線：９"_qs;
    QTest::newRow("RFC 3966") << u"tel:+81-3-1234-5978;ext=9"_qs;
  }
  void keepsExtensionsApart() {
    QFETCH(QString, raw);
    const PhoneNumber number = PhoneNumbering().judge(raw, QString());
    QCOMPARE(number.extension, u"9"_qs);
    QCOMPARE(number.e164, u"+81312345978"_qs);
    QCOMPARE(number.national, u"03-1234-5978"_qs);
    QCOMPARE(*latchkey::rules::maskPhone(number.national), u"********78"_qs);
  }

  void refuses_data() {
    QTest::addColumn<QString>("raw");
    QTest::newRow("empty") << QString();
    QTest::newRow("blanks") << u"   "_qs;
    QTest::newRow("words") << u"no phone"_qs;
    QTest::newRow("letters for digits") << u"1-800-FLOWERS"_qs;
    QTest::newRow("letters for digits, international") << u"+1 800 FLOWERS"_qs;
    QTest::newRow("mail address") << u"msabc123@outlook.com"_qs;
    QTest::newRow("one digit short") << u"+81 90-9876-543"_qs;
    QTest::newRow("one digit too many") << u"+81 90-9876-54321"_qs;
    QTest::newRow("national, too short") << u"090-9876"_qs;
    QTest::newRow("emergency") << u"119"_qs;
    QTest::newRow("no such country") << u"+999 12345678"_qs;
    QTest::newRow("a plus alone") << u"+"_qs;
    QTest::newRow("two plus signs") << u"++81 90-9876-5432"_qs;
    QTest::newRow("a plus inside") << u"090+98765432"_qs;
    QTest::newRow("two numbers") << u"090-9876-5432, 03-1234-5978"_qs;
    QTest::newRow("extension alone") << u"ext. 9"_qs;
    QTest::newRow("NUL") << u"090-9876"_qs + QChar(0) + u"-5432"_qs;
    QTest::newRow("line end inside") << u"090-9876\n-5432"_qs;
    QTest::newRow("zero-width") << u"090-9876\u200B-5432"_qs;
    QTest::newRow("Arabic digits") << u"٠٩٠٩٨٧٦٥٤٣٢"_qs;
    QTest::newRow("fifty digits") << QString(50, u'9');
    QTest::newRow("very long") << QString(100'000, u'0');
    QTest::newRow("lone surrogate") << u"090-9876-5432"_qs + QChar(0xD800);
    QTest::newRow("longer than E.164") << u"+49730281702817813"_qs;
    QTest::newRow("phone context") << u"tel:9876-5432;phone-context=+81"_qs;
  }
  void refuses() {
    QFETCH(QString, raw);
    const PhoneNumber number = PhoneNumbering().judge(raw, u"JP"_qs);
    QCOMPARE(problemsOf(number), QStringList{u"invalid"_qs});
    QVERIFY(number.e164.isEmpty());
    QVERIFY(number.national.isEmpty());
    QCOMPARE(codeOf(number.type), u"unknown"_qs);
  }

  void judgesFromManyThreads() {
    const PhoneNumbering numbering;
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 50; ++n)
          right += numbering.judge(u"090-9876-5432"_qs, u"JP"_qs).e164 == u"+819098765432"_qs ? 1 : 0;
      });
    }
    for (std::thread& thread : threads) thread.join();
    QCOMPARE(right.load(), 400);
  }
};

QTEST_APPLESS_MAIN(PhoneNumberingTest)
#include "phone_numbering_test.moc"
