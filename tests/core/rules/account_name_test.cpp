// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/account_name.h"

#include <QTest>

using namespace latchkey::rules;

class AccountNameTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void oneAccountHasOneKey_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("domain");
    QTest::addColumn<bool>("shortDomain");
    QTest::addColumn<QString>("key");
    const auto mail = [](const char* name, const QString& typed) {
      QTest::newRow(name) << typed << u"msabc123"_qs << u"outlook.com"_qs << false
                          << u"msabc123@outlook.com"_qs;
    };
    mail("as registered", u"msabc123@outlook.com"_qs);
    mail("upper case", u"MSABC123@OUTLOOK.COM"_qs);
    mail("blanks around", u"  msabc123@outlook.com\t\r\n"_qs);
    mail("ideographic and no-break blanks around", u"\u3000\u00A0msabc123@outlook.com\u3000"_qs);
    mail("full width", u"ｍｓａｂｃ１２３＠ｏｕｔｌｏｏｋ．ｃｏｍ"_qs);
    mail("blanks beside the at", u"msabc123 @ outlook.com"_qs);
    mail("root dot", u"msabc123@outlook.com."_qs);
    mail("ideographic full stop", u"msabc123@outlook。com"_qs);
    mail("DNS domain before a backslash", u"OUTLOOK.COM\\msabc123"_qs);
    const auto windows = [](const char* name, const QString& typed) {
      QTest::newRow(name) << typed << u"alain"_qs << u"contoso"_qs << true << u"contoso\\alain"_qs;
    };
    windows("DOMAIN\\user", u"CONTOSO\\Alain"_qs);
    windows("full-width backslash", u"ＣＯＮＴＯＳＯ＼ａｌａｉｎ"_qs);
    windows("yen sign of a Japanese keyboard", u"CONTOSO¥alain"_qs);
    windows("full-width yen sign", u"CONTOSO￥alain"_qs);
    windows("won sign of a Korean keyboard", u"CONTOSO₩alain"_qs);
    QTest::newRow("bare") << u"Alain"_qs << u"alain"_qs << QString() << false << u"alain"_qs;
    QTest::newRow("blank within a Windows name") << u"CONTOSO\\Anna Maria"_qs << u"anna maria"_qs
                                                 << u"contoso"_qs << true << u"contoso\\anna maria"_qs;
    QTest::newRow("tag") << u"Anna+Bank@example.com"_qs << u"anna+bank"_qs << u"example.com"_qs << false
                         << u"anna+bank@example.com"_qs;
    QTest::newRow("consecutive dots, which some carriers gave out")
        << u"anna..k.@example.ne.jp"_qs << u"anna..k."_qs << u"example.ne.jp"_qs << false
        << u"anna..k.@example.ne.jp"_qs;
    QTest::newRow("half-width kana") << u"ﾀﾛｳ"_qs << u"タロウ"_qs << QString() << false << u"タロウ"_qs;
    QTest::newRow("composed and decomposed")
        << u"Rene\u0301"_qs << u"ren\u00E9"_qs << QString() << false << u"ren\u00E9"_qs;
    QTest::newRow("domain beyond ASCII")
        << u"taro@例え.jp"_qs << u"taro"_qs << u"xn--r8jz45g.jp"_qs << false << u"taro@xn--r8jz45g.jp"_qs;
  }
  void oneAccountHasOneKey() {
    QFETCH(QString, typed);
    QFETCH(QString, user);
    QFETCH(QString, domain);
    QFETCH(bool, shortDomain);
    QFETCH(QString, key);
    const auto name = AccountName::parse(typed);
    QVERIFY(name.has_value());
    QCOMPARE(name->user(), user);
    QCOMPARE(name->domain(), domain);
    QCOMPARE(name->hasShortDomain(), shortDomain);
    QCOMPARE(name->key(), key);
    const auto again = AccountName::parse(name->key());
    QVERIFY(again.has_value());
    QCOMPARE(again->key(), key);
    QVERIFY(*again == *name);
  }

  void refuses_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<AccountNameError>("error");
    const auto row = [](const char* name, const QString& typed, AccountNameError error) {
      QTest::newRow(name) << typed << error;
    };
    using enum AccountNameError;
    row("empty", QString(), Empty);
    row("blanks", u" \u3000\t"_qs, Empty);
    row("321 characters", QString(321, u'a'), TooLong);
    row("grows beyond the limit when its domain is written in ASCII",
        QString(240, u'a') + u'@' + QStringList(8, u"aaaaaé"_qs).join(u'.') + u".jp"_qs, TooLong);
    row("grows beyond the limit when folded", QString(100, QChar(0xFDFA)), TooLong);
    row("nothing left of the at", u"@outlook.com"_qs, BadForm);
    row("nothing right of the at", u"msabc123@"_qs, BadForm);
    row("two ats", u"a@b@c.com"_qs, BadForm);
    row("nothing left of the backslash", u"\\alain"_qs, BadForm);
    row("nothing right of the backslash", u"CONTOSO\\"_qs, BadForm);
    row("two backslashes", u"A\\B\\alain"_qs, BadForm);
    row("this very computer", u".\\alain"_qs, BadForm);
    row("both forms at once", u"CONTOSO\\alain@contoso.com"_qs, BadForm);
    row("empty label", u"a@outlook..com"_qs, BadForm);
    row("label that begins with a hyphen", u"a@-outlook.com"_qs, BadForm);
    row("label of 64", u"a@"_qs + QString(64, u'b') + u".com"_qs, BadForm);
    row("address literal", u"a@[127.0.0.1]"_qs, BadForm);
    row("port", u"a@outlook.com:25"_qs, BadForm);
    row("short domain of 16", u"ABCDEFGHIJKLMNOP\\alain"_qs, BadForm);
    row("NUL", u"ms\u0000abc"_qs, BadCharacter);
    row("line end", u"alain\nadmin"_qs, BadCharacter);
    row("right-to-left override", u"alain\u202Enimda"_qs, BadCharacter);
    row("isolate", u"\u2066alain\u2069"_qs, BadCharacter);
    row("zero-width space", u"ala\u200Bin"_qs, BadCharacter);
    row("zero-width joiner", u"ala\u200Din"_qs, BadCharacter);
    row("byte order mark", u"\uFEFFalain"_qs, BadCharacter);
    row("soft hyphen", u"al\u00ADain"_qs, BadCharacter);
    row("Hangul filler, a letter that draws nothing", u"alain\u3164"_qs, BadCharacter);
    row("variation selector", u"alain\uFE0F"_qs, BadCharacter);
    row("private use", u"alain\uE000"_qs, BadCharacter);
    row("lone surrogate", QString(u"alain"_qs) + QChar(0xDC00), BadCharacter);
    row("LDAP filter", u"*)(uid=*"_qs, BadCharacter);
    row("path", u"../alain"_qs, BadCharacter);
    row("a sign that becomes a path when folded", u"a℀b"_qs, BadCharacter);
    row("quotes", u"\"alain\"@outlook.com"_qs, BadCharacter);
    row("emoji", u"alain🔑"_qs, BadCharacter);
  }
  void refuses() {
    QFETCH(QString, typed);
    QFETCH(AccountNameError, error);
    const auto name = AccountName::parse(typed);
    QVERIFY(!name.has_value());
    QCOMPARE(static_cast<int>(name.error()), static_cast<int>(error));
  }

  /// A directory's login: with its domain it is a key, which has to be a name again. Of somebody who writes a
  /// mail address it is a slip.
  void aBlankIsASlipInWhatIsWrittenAsAnAddressAlone_data() {
    QTest::addColumn<QString>("written");
    QTest::addColumn<bool>("isSlip");
    QTest::addColumn<QString>("key");
    const auto row = [](const char* name, const QString& written, bool isSlip, const QString& key) {
      QTest::newRow(name) << written << isSlip << key;
    };
    row("login", u"Anna Maria"_qs, false, u"anna maria"_qs);
    row("short domain", u"CONTOSO\\Anna Maria"_qs, false, u"contoso\\anna maria"_qs);
    row("domain", u"contoso.com\\Anna Maria"_qs, false, u"anna maria@contoso.com"_qs);
    row("address", u"Anna Maria@contoso.com"_qs, true, u"anna maria@contoso.com"_qs);
    row("full-width address", u"Anna\u3000Maria\uFF20contoso.com"_qs, true, u"anna maria@contoso.com"_qs);
    row("none", u"anna@contoso.com"_qs, false, u"anna@contoso.com"_qs);
  }
  void aBlankIsASlipInWhatIsWrittenAsAnAddressAlone() {
    QFETCH(const QString, written);
    QFETCH(const bool, isSlip);
    QFETCH(const QString, key);
    const auto name = AccountName::parse(written);
    QVERIFY(name);
    QCOMPARE(name->key(), key);
    QCOMPARE(AccountName::parse(key)->key(), key);
    const auto asWritten = AccountName::parseWritten(written);
    QCOMPARE(!asWritten.has_value(), isSlip);
    if (isSlip)
      QCOMPARE(static_cast<int>(asWritten.error()), static_cast<int>(AccountNameError::BadCharacter));
    if (!isSlip) QCOMPARE(asWritten->key(), key);
  }

  void takesTheLongestName() {
    const auto name = AccountName::parse(QString(320, u'a'));
    QVERIFY(name.has_value());
  }
};

QTEST_APPLESS_MAIN(AccountNameTest)
#include "account_name_test.moc"
