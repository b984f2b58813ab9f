// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/mask.h"

#include <QTest>

using namespace latchkey::rules;

class MaskTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void masksMail_data() {
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("mask");
    const auto row = [](const char* name, const QString& address, const QString& mask) {
      QTest::newRow(name) << address << mask;
    };
    row("of the specification", u"msabc123@outlook.com"_qs, u"ms*****@outlook.com"_qs);
    row("local part of four", u"abcd@example.com"_qs, u"ab*****@example.com"_qs);
    row("local part of three", u"abc@example.com"_qs, u"a*****@example.com"_qs);
    row("local part of two", u"ab@example.com"_qs, u"a*****@example.com"_qs);
    row("local part of one", u"a@example.com"_qs, u"*****@example.com"_qs);
    row("a long local part tells no length", QString(60, u'x') + u"@example.com"_qs,
        u"xx*****@example.com"_qs);
    row("case is kept", u"MsAbc@Outlook.com"_qs, u"Ms*****@Outlook.com"_qs);
    row("characters beyond the basic plane are not cut", u"🔑🔑ab@example.com"_qs,
        u"🔑🔑*****@example.com"_qs);
    row("three characters beyond the basic plane", u"🔑🔑🔑@example.com"_qs, u"🔑*****@example.com"_qs);
    row("Japanese", u"山田太郎@例え.jp"_qs, u"山田*****@例え.jp"_qs);
    row("host without a dot", u"alain@mailhost"_qs, u"al*****@mailhost"_qs);
    row("tag", u"anna+bank@example.com"_qs, u"an*****@example.com"_qs);
  }
  void masksMail() {
    QFETCH(QString, address);
    QFETCH(QString, mask);
    const auto masked = maskMail(address);
    QVERIFY(masked.has_value());
    QCOMPARE(*masked, mask);
  }

  void refusesWhatIsNoMailAddress_data() {
    QTest::addColumn<QString>("address");
    QTest::newRow("empty") << QString();
    QTest::newRow("no at") << u"msabc123"_qs;
    QTest::newRow("nothing left of it") << u"@outlook.com"_qs;
    QTest::newRow("nothing right of it") << u"msabc123@"_qs;
    QTest::newRow("two of them") << u"a@b@outlook.com"_qs;
    QTest::newRow("blank inside") << u"ms abc@outlook.com"_qs;
    QTest::newRow("blank before") << u" msabc@outlook.com"_qs;
    QTest::newRow("line end for a mail header") << u"msabc@outlook.com\r\nBcc: x"_qs;
    QTest::newRow("zero-width") << u"ms\u200Babc@outlook.com"_qs;
    QTest::newRow("bidi override") << u"ms\u202Eabc@outlook.com"_qs;
    QTest::newRow("empty label") << u"msabc@outlook..com"_qs;
    QTest::newRow("label of a hyphen") << u"msabc@-outlook.com"_qs;
    QTest::newRow("longer than an address can be") << QString(250, u'x') + u"@example.com"_qs;
    QTest::newRow("lone surrogate") << QString(QChar(0xD800)) + u"abc@example.com"_qs;
  }
  void refusesWhatIsNoMailAddress() {
    QFETCH(QString, address);
    QVERIFY(!maskMail(address).has_value());
  }

  void masksPhone_data() {
    QTest::addColumn<QString>("national");
    QTest::addColumn<QString>("mask");
    QTest::newRow("fixed line of the specification") << u"03-1234-5978"_qs << u"********78"_qs;
    QTest::newRow("mobile of the specification") << u"090-9876-5432"_qs << u"*********32"_qs;
    QTest::newRow("brackets and blanks") << u"(201) 555-0123"_qs << u"********23"_qs;
    QTest::newRow("three digits, as few as may be") << u"119"_qs << u"*19"_qs;
    QTest::newRow("full width") << u"０３－１２３４－５９７８"_qs << u"********78"_qs;
  }
  void masksPhone() {
    QFETCH(QString, national);
    QFETCH(QString, mask);
    const auto masked = maskPhone(national);
    QVERIFY(masked.has_value());
    QCOMPARE(*masked, mask);
  }

  void refusesWhatIsNoNumber_data() {
    QTest::addColumn<QString>("national");
    QTest::newRow("empty") << QString();
    QTest::newRow("two digits would stand there in full") << u"12"_qs;
    QTest::newRow("letters") << u"1-800-FLOWERS"_qs;
    QTest::newRow("extension") << u"03-1234-5978 ext. 9"_qs;
    QTest::newRow("separators alone") << u"--- ---"_qs;
  }
  void refusesWhatIsNoNumber() {
    QFETCH(QString, national);
    QVERIFY(!maskPhone(national).has_value());
  }
};

QTEST_APPLESS_MAIN(MaskTest)
#include "mask_test.moc"
