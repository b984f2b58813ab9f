// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/password_policy.h"

#include <QTest>

#include "core/rules/common_passwords.h"

using namespace latchkey::rules;

namespace {

QStringList codesOf(const QList<PasswordViolation>& violations) {
  QStringList codes;
  for (const PasswordViolation violation : violations) codes << codeOf(violation);
  return codes;
}

QStringList judge(const QByteArray& utf8, const PasswordPolicy& policy, const PasswordOwner& owner = {}) {
  return codesOf(judgePassword({utf8.constData(), static_cast<std::size_t>(utf8.size())}, policy, owner));
}

const PasswordOwner demoOwner{u"msabc123@outlook.com"_qs, u"Aiko Tanaka-Ōe"_qs};

}  // namespace

class PasswordPolicyTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void judgesByTheClassicPreset_data() {
    QTest::addColumn<QByteArray>("candidate");
    QTest::addColumn<QStringList>("violations");
    const auto row = [](const char* name, const QByteArray& candidate, const QStringList& violations = {}) {
      QTest::newRow(name) << candidate << violations;
    };
    const auto shortOne = u"too-short"_qs, longOne = u"too-long"_qs, classes = u"too-few-classes"_qs,
               character = u"character-not-allowed"_qs, common = u"too-common"_qs;
    row("ordinary", "Maple-Tide-73");
    row("of the demo", "Latch-2026");
    row("seven", "Kx7#mQ2", {shortOne});
    row("eight", "Kx7#mQ2p");
    row("sixteen", "Kx7#mQ2pKx7#mQ2z");
    row("seventeen", "Kx7#mQ2pKx7#mQ2zz", {longOne});
    row("three characters are short and nothing else", "Ab1", {shortOne});
    row("empty", "", {shortOne, classes});
    row("lower case alone", "zqkfjwpt", {classes});
    row("upper case alone", "ZQKFJWPT", {classes});
    row("digits alone", "83920175", {classes});
    row("symbols alone", "#)+&=!<?", {classes});
    row("two classes are enough", "zqkfjwp7");
    row("a blank counts as a symbol", "zqk fjwp");
    row("blanks at the ends are characters like others", " zqkfjw ");
    row("seven and a blank at the end make eight", "zqkfjwp ");
    row("sixteen and a blank at the end make seventeen", "Kx7#mQ2pKx7#mQ2z ", {longOne});
    row("tilde, the last of printable ASCII", "zqkfjwp~");
    row("tab", "zqkfjw\tp", {character});
    row("delete", "zqkfjwp\x7F", {character});
    row("NUL", QByteArray("zqkfj\0wp", 8), {character});
    row("letter with an accent", "zqkfjw7\u00E9", {character});
    row("emoji counts once", "zqkfjw7🔑", {character});
    row("eight bytes of two emoji", "🔑🔑", {shortOne, classes, character});
    row("full-width letters are not ASCII", "Ｋx7#mQ2p", {character});
    row("no UTF-8", "zqkfjw7\xFF", {character});
    row("cut UTF-8", "zqkfjw7\xE3\x81", {character});
    row("overlong UTF-8", "zqkfjw7\xC0\xAF", {character});
    row("surrogate in UTF-8", "zqkfjw7\xED\xA0\x80", {character});
    row("common", "Password1", {common});
    row("common with other signs", "Passw0rd!", {common});
    row("row of keys", "qwerty12", {common});
    row("row of digits", "12345678a", {common});
    row("walk over the keyboard", "1qaz2wsx", {common});
    row("season and year", "Summer2026!", {common});
    row("Japanese and common", "Arigatou1", {common});
    row("several rules in their order", "abc", {shortOne, classes});
    row("common and without classes", "password", {classes, common});
    row("too long and common", "passwordpassword1", {longOne, common});
  }
  void judgesByTheClassicPreset() {
    QFETCH(QByteArray, candidate);
    QFETCH(QStringList, violations);
    QCOMPARE(judge(candidate, PasswordPolicy::classic()), violations);
  }

  void judgesByTheNistPreset_data() {
    QTest::addColumn<QByteArray>("candidate");
    QTest::addColumn<QStringList>("violations");
    const auto row = [](const char* name, const QByteArray& candidate, const QStringList& violations = {}) {
      QTest::newRow(name) << candidate << violations;
    };
    const QByteArray key("🔑"), phrase("zq kfjwp thnxo vb");
    row("fourteen", "zqkfjwpthnxovb", {u"too-short"_qs});
    row("fifteen of one class", "zqkfjwpthnxovbm");
    row("fifteen emoji, sixty bytes", key.repeated(15));
    row("fourteen emoji, fifty-six bytes", key.repeated(14), {u"too-short"_qs});
    row("sixty-four emoji", key.repeated(64));
    row("sixty-five emoji", key.repeated(65), {u"too-long"_qs});
    row("sixty-four letters", (phrase.repeated(3) + QByteArray("zqkfjwpthnxov")).left(64));
    row("sixty-five letters", (phrase.repeated(4)).left(65), {u"too-long"_qs});
    row("kana", "ひみつのことばをここにかくときは三");
    row("a combining mark is a code point", QByteArray("zqkfjwpthnxove\u0301"));
    row("blanks at the ends", "  zqkfjwpthnx  ");
    row("line end", "zqkfjwpthnxovb\n", {u"character-not-allowed"_qs});
    row("NUL", QByteArray("zqkfjwpthnxovb\0", 15), {u"character-not-allowed"_qs});
    row("no character at all", "zqkfjwpthnxovb\uFFFE", {u"character-not-allowed"_qs});
    row("no UTF-8", "zqkfjwpthnxovb\x80\x80", {u"character-not-allowed"_qs});
    row("phrase that is known", "correct horse battery staple", {u"too-common"_qs});
    row("phrase that is known, in another dress", "Correct-Horse-Battery-Staple!", {u"too-common"_qs});
    row("one letter", QByteArray(20, 'a'), {u"too-common"_qs});
    row("one letter, longer than zxcvbn looks", QByteArray(64, 'a'), {u"too-common"_qs});
    row("good after many bad ones", QByteArray(50, 'a') + "zqkfjwpthnxov2");
    row("digits up and down", "123456789012345", {u"too-common"_qs});
    row("known in kana", "いろはにほへとちりぬるを", {u"too-short"_qs, u"too-common"_qs});
  }
  void judgesByTheNistPreset() {
    QFETCH(QByteArray, candidate);
    QFETCH(QStringList, violations);
    QCOMPARE(judge(candidate, PasswordPolicy::nist()), violations);
  }

  void whatFollowsByteSeventyTwoCounts() {
    // bcrypt would not see the difference; the policy must see all of it.
    const QByteArray start = QByteArray("🔑").repeated(18);
    QCOMPARE(judge(start + "tail", PasswordPolicy::nist()), QStringList());
    QCOMPARE(judge(start + "ta\til", PasswordPolicy::nist()), QStringList{u"character-not-allowed"_qs});
    QCOMPARE(judge(start + "outlook", PasswordPolicy::nist(), demoOwner), QStringList{u"contains-name"_qs});
  }

  void findsNames_data() {
    QTest::addColumn<QByteArray>("candidate");
    QTest::addColumn<bool>("found");
    QTest::newRow("account name") << QByteArray("xmsabc123x") << true;
    QTest::newRow("account name, other case") << QByteArray("xMSABC123x") << true;
    QTest::newRow("domain label") << QByteArray("My-Outlook-7") << true;
    QTest::newRow("label of three") << QByteArray("wel-COM-73q") << true;
    QTest::newRow("first name") << QByteArray("aiko.7391x") << true;
    QTest::newRow("part of a double name") << QByteArray("7Tanaka91x") << true;
    QTest::newRow("part of two characters") << QByteArray("ōe-7391-xyz") << false;
    QTest::newRow("less than a part") << QByteArray("msabc12-Kx") << false;
    QTest::newRow("full width") << QByteArray("ｔａｎａｋａ-7391") << true;
    QTest::newRow("nothing of it") << QByteArray("Maple-Tide-73") << false;
  }
  void findsNames() {
    QFETCH(QByteArray, candidate);
    QFETCH(bool, found);
    PasswordPolicy policy;
    policy.asciiOnly = false;
    const QStringList expected = found ? QStringList{u"contains-name"_qs} : QStringList{};
    QCOMPARE(judge(candidate, policy, demoOwner), expected);
    policy.refuseNames = false;
    QCOMPARE(judge(candidate, policy, demoOwner), QStringList());
  }
  void findsNamesOfOtherForms() {
    const PasswordPolicy policy;
    QCOMPARE(judge("9-Alain-9x", policy, {u"CONTOSO\\alain"_qs, {}}), QStringList{u"contains-name"_qs});
    QCOMPARE(judge("9-Contoso-9x", policy, {u"CONTOSO\\alain"_qs, {}}), QStringList{u"contains-name"_qs});
    QCOMPARE(judge("9-Contoso-9x", policy, {u"a@my-contoso.jp"_qs, {}}), QStringList{u"contains-name"_qs});
    PasswordPolicy wide = PasswordPolicy::nist();
    wide.minimumLength = 4;
    QCOMPARE(judge("きょう山田太郎", wide, {{}, u"山田太郎"_qs}), QStringList{u"contains-name"_qs});
    QCOMPARE(judge("きょう山田", wide, {{}, u"山田 太郎"_qs}), QStringList());
    // A name with a decomposed accent is the composed one.
    QCOMPARE(judge("xren\u00E9x", wide, {{}, u"Rene\u0301"_qs}), QStringList{u"contains-name"_qs});
  }

  void findsWordsOfTheOrganisation() {
    PasswordPolicy policy;
    policy.organisationWords = QStringList{u" Contoso "_qs, QString(), u"北"_qs};
    QCOMPARE(judge("7conTOSO-x9", policy), QStringList{u"contains-organisation-word"_qs});
    QCOMPARE(judge("Maple-Tide-73", policy), QStringList());
    QCOMPARE(judge("Contoso-x9", policy, {u"a@contoso.com"_qs, {}}),
             (QStringList{u"contains-name"_qs, u"contains-organisation-word"_qs}));
  }

  void classesOfOtherScripts() {
    PasswordPolicy policy = PasswordPolicy::nist();
    policy.minimumLength = 4;
    policy.minimumClasses = 3;
    QCOMPARE(judge("ÄöＫ７", policy), QStringList());
    QCOMPARE(judge("äöüß", policy), QStringList{u"too-few-classes"_qs});
  }

  void rulesThatAreOffDoNotJudge() {
    PasswordPolicy policy;
    policy.refuseCommon = false;
    policy.refuseNames = false;
    policy.minimumClasses = 0;
    QCOMPARE(judge("password", policy, {u"password"_qs, {}}), QStringList());
  }

  void codesAreThoseOfTheSpecification() {
    QStringList codes;
    for (int i = 0; i <= static_cast<int>(PasswordViolation::RefusedByDirectory); ++i)
      codes << codeOf(static_cast<PasswordViolation>(i));
    QCOMPARE(codes.join(u' '),
             u"too-short too-long too-few-classes character-not-allowed too-common contains-name "
             "contains-organisation-word in-history too-recent refused-by-directory"_qs);
  }

  void theListIsSortedFoldedAndFound() {
    const auto list = commonPasswords();
    QVERIFY(list.size() > 4000);
    QVERIFY(std::is_sorted(list.begin(), list.end()));
    for (const std::string_view word : list) {
      const auto text = decodeUtf8(word);
      QVERIFY2(text.has_value(), word.data());
      QVERIFY2(foldText(*text) == *text, word.data());
      QVERIFY2(isListedPassword(*text), word.data());
    }
    QVERIFY(!isListedPassword(*decodeUtf8("Maple-Tide-73")));
    QVERIFY(!isListedPassword(*decodeUtf8("- -")));
  }
};

QTEST_APPLESS_MAIN(PasswordPolicyTest)
#include "password_policy_test.moc"
