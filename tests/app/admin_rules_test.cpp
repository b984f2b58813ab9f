// SPDX-License-Identifier: GPL-3.0-or-later
// The fixed forms of `latchkeyctl rules` (SPEC section 10), through the program itself.
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "tests/support/program_run.h"

using latchkey::tests::ProgramRun;
using latchkey::tests::runProgram;

namespace {

ProgramRun run(const QStringList& arguments, const QByteArray& input = {},
               const QStringList& environment = {}) {
  return runProgram(QStringLiteral(LATCHKEY_PROGRAM), arguments, input, environment);
}

}  // namespace

class AdminRulesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void prints_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("out");
    const auto row = [](const char* name, const QString& words, const QByteArray& input, int status,
                        const QByteArray& out) {
      QTest::newRow(name) << words.split(u'|') << input << status << out + '\n';
    };
    row("mail", u"rules|mask|msabc123@outlook.com"_qs, {}, 0, "ms*****@outlook.com");
    row("mail, three characters", u"rules|mask|abc@outlook.com"_qs, {}, 0, "a*****@outlook.com");
    row("mail, two characters", u"rules|mask|ab@outlook.com"_qs, {}, 0, "a*****@outlook.com");
    row("mail, one character", u"rules|mask|a@outlook.com"_qs, {}, 0, "*****@outlook.com");
    row("mail, blanks and full width", u"rules|mask| ｍｓabc123＠outlook.com "_qs, {}, 0,
        "ms*****@outlook.com");
    row("fixed line", u"rules|mask|03-1234-5978|--region|JP"_qs, {}, 0, "********78");
    row("option first, with an equals sign", u"rules|mask|--region=JP|090-9876-5432"_qs, {}, 0,
        "*********32");
    row("international", u"rules|mask|+81 90-9876-5432"_qs, {}, 0, "*********32");
    row("international with the zero left in", u"rules|mask|+81 090-9876-5432"_qs, {}, 0, "*********32");
    row("extension is not counted", u"rules|mask|+81 3-1234-5978 ext. 123"_qs, {}, 0, "********78");
    row("no country known", u"rules|mask|03-1234-5978"_qs, {}, 0, "********78");

    row("mobile", u"rules|phone|090-9876-5432|--region|JP"_qs, {}, 0,
        R"({"e164":"+819098765432","national":"090-9876-5432","type":"mobile","problems":["no-country-code"]})");
    row("leading zero", u"rules|phone|+81 090-9876-5432"_qs, {}, 0,
        R"({"e164":"+819098765432","national":"090-9876-5432","type":"mobile","problems":["leading-zero"]})");
    row("fixed", u"rules|phone|+81 3-1234-5978"_qs, {}, 0,
        R"({"e164":"+81312345978","national":"03-1234-5978","type":"fixed","problems":["cannot-text"]})");
    row("nothing known", u"rules|phone|090-9876-5432"_qs, {}, 0,
        R"({"e164":null,"national":null,"type":"unknown","problems":["no-country-code"]})");
    row("North America", u"rules|phone|+1 201 555 0123"_qs, {}, 0,
        R"({"e164":"+12015550123","national":"(201) 555-0123","type":"fixed-or-mobile","problems":[]})");
    row("letters", u"rules|phone|1-800-FLOWERS|--region|US"_qs, {}, 1,
        R"({"e164":null,"national":null,"type":"unknown","problems":["invalid"]})");
    row("too short", u"rules|phone|+81 90-9876"_qs, {}, 1,
        R"({"e164":null,"national":null,"type":"unknown","problems":["invalid"]})");

    const QByteArray good = R"({"accepted":true,"violations":[]})";
    const auto bad = [](const QByteArray& codes) {
      return QByteArray(R"({"accepted":false,"violations":[)") + codes + "]}";
    };
    row("good", u"rules|password"_qs, "Maple-Tide-73", 0, good);
    row("of the demo", u"rules|password"_qs, "Latch-2026", 0, good);
    row("one LF is dropped", u"rules|password"_qs, "Maple-Tide-73xyz\n", 0, good);
    row("one CRLF is dropped", u"rules|password"_qs, "Maple-Tide-73xyz\r\n", 0, good);
    row("not two", u"rules|password"_qs, "Maple-Tide-73\n\n", 1, bad(R"("character-not-allowed")"));
    row("not two CRLF", u"rules|password"_qs, "Maple-Tide-73\r\n\r\n", 1, bad(R"("character-not-allowed")"));
    row("a CR alone is a character", u"rules|password"_qs, "Maple-Tide-73\r", 1,
        bad(R"("character-not-allowed")"));
    row("the blank before the line end stays", u"rules|password"_qs, "Maple-Tide-73xy \n", 0, good);
    row("and counts", u"rules|password"_qs, "Maple-Tide-73xyz \n", 1, bad(R"("too-long")"));
    row("nothing", u"rules|password"_qs, "", 1, bad(R"("too-short","too-few-classes")"));
    row("NUL", u"rules|password"_qs, QByteArray("Maple\0Tide-73", 13), 1, bad(R"("character-not-allowed")"));
    row("common", u"rules|password"_qs, "Passw0rd!\n", 1, bad(R"("too-common")"));
    row("name", u"rules|password|--account|msabc123@outlook.com"_qs, "x-MSABC123-9", 1,
        bad(R"("contains-name")"));
    row("domain label", u"rules|password|--account=msabc123@outlook.com"_qs, "My-Outlook-73", 1,
        bad(R"("contains-name")"));
    row("order of the codes", u"rules|password|--account|msabc123@outlook.com"_qs, "outlook\t", 1,
        bad(R"("character-not-allowed","contains-name")"));
    row("classic by name", u"rules|password|--preset|classic"_qs, "Maple-Tide-73", 0, good);
    row("nist, short", u"rules|password|--preset|nist"_qs, "Maple-Tide-73", 1, bad(R"("too-short")"));
    row("nist, one class", u"rules|password|--preset|nist"_qs, "zqkfjwpthnxovbm", 0, good);
    row("nist, kana", u"rules|password|--preset=nist"_qs, "ひみつのことばをここにかくときは三\r\n", 0, good);
    row("nist, fifteen emoji", u"rules|password|--preset|nist"_qs, QByteArray("🔑").repeated(15), 0, good);
    row("nist, sixty-five emoji", u"rules|password|--preset|nist"_qs, QByteArray("🔑").repeated(65), 1,
        bad(R"("too-long")"));
  }
  void prints() {
    QFETCH(QStringList, words);
    QFETCH(QByteArray, input);
    QFETCH(int, status);
    QFETCH(QByteArray, out);
    const ProgramRun result = run(words, input);
    QCOMPARE(result.out, out);
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.status, status);
    if (out.startsWith('{')) QVERIFY(QJsonDocument::fromJson(result.out).isObject());
  }

  void wrongUsageIsOneLineAndStatusTwo_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("input");
    const auto row = [](const char* name, const QString& words, const QByteArray& input = {}) {
      QTest::newRow(name) << (words.isEmpty() ? QStringList() : words.split(u'|')) << input;
    };
    row("nothing", QString());
    row("unknown command", u"frobnicate"_qs);
    row("unknown command with a line end", u"frob\nnicate\x1b[2J"_qs);
    row("group alone", u"rules"_qs);
    row("unknown member of a group", u"rules|colour"_qs);
    row("operand missing", u"rules|mask"_qs);
    row("operand missing, option there", u"rules|mask|--region|JP"_qs);
    row("one operand too many", u"rules|mask|a@b.com|c@d.com"_qs);
    row("unknown option", u"rules|mask|a@b.com|--shape|round"_qs);
    row("option of another command", u"rules|phone|1|--preset|nist"_qs);
    row("option without its value", u"rules|mask|a@b.com|--region"_qs);
    row("option twice", u"rules|mask|a@b.com|--region|JP|--region|US"_qs);
    row("no such region", u"rules|phone|090-9876-5432|--region|QQ"_qs);
    row("no region at all", u"rules|mask|090-9876-5432|--region|Japan"_qs);
    row("no such preset", u"rules|password|--preset|strong"_qs, "Maple-Tide-73");
    row("password on the command line", u"rules|password|Maple-Tide-73"_qs);
    row("bad UTF-8", u"rules|password"_qs, "Maple-Tide-73\xFF\n");
    row("cut UTF-8", u"rules|password|--preset|nist"_qs, "Maple-Tide-73-\xE3\x81");
    row("overlong input", u"rules|password"_qs, QByteArray(70'000, 'a'));
    row("version with more", u"--version|please"_qs);
  }
  void wrongUsageIsOneLineAndStatusTwo() {
    QFETCH(QStringList, words);
    QFETCH(QByteArray, input);
    const ProgramRun result = run(words, input);
    QCOMPARE(result.status, 2);
    QCOMPARE(result.out, QByteArray());
    QCOMPARE(result.errorLines(), 1);
    QVERIFY(result.err.endsWith('\n'));
    QVERIFY(result.err.startsWith("latchkeyctl: "));
    QVERIFY(!result.err.contains('\x1b'));
    QVERIFY2(!result.err.contains("Tide"), "what may be a password is not repeated");
  }

  void whatCannotBeReadHasNoMask_data() {
    QTest::addColumn<QString>("contact");
    QTest::newRow("word") << u"outlook"_qs;
    QTest::newRow("empty") << QString();
    QTest::newRow("no local part") << u"@outlook.com"_qs;
    QTest::newRow("no domain") << u"msabc123@"_qs;
    QTest::newRow("two ats") << u"ms@abc@outlook.com"_qs;
    QTest::newRow("letters for digits") << u"1-800-FLOWERS"_qs;
    QTest::newRow("no such number") << u"+81 12"_qs;
    QTest::newRow("two digits") << u"12"_qs;
  }
  void whatCannotBeReadHasNoMask() {
    QFETCH(QString, contact);
    const ProgramRun result = run({u"rules"_qs, u"mask"_qs, contact});
    QCOMPARE(result.status, 1);
    QCOMPARE(result.out, QByteArray());
    QCOMPARE(result.errorLines(), 1);
  }

  void tellsVersionAndHelp() {
    const ProgramRun version = run({u"--version"_qs});
    QCOMPARE(version.status, 0);
    QCOMPARE(version.out, QByteArray("latchkeyctl " LATCHKEY_VERSION "\n"));
    for (const QString& words : {u"--help"_qs, u"rules|--help"_qs, u"rules|mask|--help"_qs}) {
      const ProgramRun help = run(words.split(u'|'));
      QCOMPARE(help.status, 0);
      QVERIFY(help.out.contains("latchkeyctl rules mask CONTACT [--region XX]"));
      QCOMPARE(help.err, QByteArray());
    }
  }

  void helpOfAGroupNamesItsCommandsAlone() {
    const QByteArray accounts = run({u"accounts"_qs, u"--help"_qs}).out;
    QVERIFY2(accounts.contains("latchkeyctl accounts import FILE.csv [--data DIR] [--config FILE]"),
             accounts.constData());
    QVERIFY(accounts.contains("accounts contacts add NAME CONTACT") && !accounts.contains("policy show"));
    const QByteArray contacts = run({u"accounts"_qs, u"contacts"_qs, u"--help"_qs}).out;
    QVERIFY2(contacts.contains("contacts remove NAME ID") && !contacts.contains("accounts import"),
             contacts.constData());
    QVERIFY(run({u"--help"_qs}).out.contains("policy show [REALM]"));
  }

  void aLocaleWithoutUtf8ChangesNothing() {
    const ProgramRun masked =
        run({u"rules"_qs, u"mask"_qs, u"山田太郎@例え.jp"_qs}, {}, {u"LC_ALL=C"_qs, u"LANG=C"_qs});
    QCOMPARE(masked.out, QByteArray("山田*****@例え.jp\n"));
    QCOMPARE(masked.err, QByteArray());
    QCOMPARE(masked.status, 0);
  }
};

QTEST_GUILESS_MAIN(AdminRulesTest)
#include "admin_rules_test.moc"
