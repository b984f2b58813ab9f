// SPDX-License-Identifier: GPL-3.0-or-later
// `latchkeyctl accounts`, through the program itself, without a service beside it.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "service/store/migrations.h"
#include "service/store/sqlite_database.h"
#include "tests/support/admin_desk.h"

using namespace latchkey;  // NOLINT
using tests::AdminDesk;
using tests::ProgramRun;

namespace {

const QString program = QStringLiteral(LATCHKEY_PROGRAM);

QJsonObject objectOf(const ProgramRun& run) {
  return QJsonDocument::fromJson(run.out).object();
}

QJsonArray contactsOf(const AdminDesk& desk, const QString& account) {
  return objectOf(desk.run(u"accounts|show|%1|--json"_qs.arg(account))).value(u"contacts").toArray();
}

}  // namespace

class AdminAccountsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void wrongUsageIsOneLineAndStatusTwo_data() {
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const QString& words) { QTest::newRow(name) << words; };
    row("no data named", u"accounts|list"_qs);
    row("data named twice over", u"accounts|list|--data|/tmp|--config|/tmp/x"_qs);
    row("data without a folder", u"accounts|list|--data"_qs);
    row("group alone", u"accounts"_qs);
    row("contacts alone", u"accounts|contacts"_qs);
    row("unknown member", u"accounts|purge"_qs);
    row("show whom", u"accounts|show|--data|/tmp"_qs);
    row("import what", u"accounts|import|--data|/tmp"_qs);
    row("a password as an argument", u"accounts|add|a@outlook.com|--password|Maple-Tide-73|--data|/tmp"_qs);
    row("a password behind the name", u"accounts|add|a@outlook.com|Maple-Tide-73|--data|/tmp"_qs);
    row("questions of whom", u"accounts|questions|set|--data|/tmp"_qs);
    row("an answer behind the name",
        u"accounts|questions|set|a@outlook.com|first-school: Maple-Tide-73|--data|/tmp"_qs);
    row("remove which", u"accounts|contacts|remove|a@outlook.com|--data|/tmp"_qs);
    row("language", u"accounts|add|a@outlook.com|--language|xx|--data|/tmp"_qs);
    row("policy of what", u"policy|set|consumer|gates|--data|/tmp"_qs);
    row("policy without data", u"policy|show"_qs);
  }
  void wrongUsageIsOneLineAndStatusTwo() {
    QFETCH(QString, words);
    const ProgramRun run = tests::runProgram(program, words.split(u'|'));
    QCOMPARE(run.status, 2);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.errorLines() == 1, run.err.constData());
    QVERIFY(!run.err.contains("Tide"));
  }

  void whatIsNoDataIsRefusedAndNotMade() {
    const AdminDesk desk(program);
    const QString missing = desk.path(u"none"_qs);
    for (const QString& words :
         {u"accounts|list|--data|"_qs + missing, u"accounts|add|a@b.c|--data|"_qs + missing,
          u"accounts|list|--config|"_qs + missing, u"accounts|list|--data|"_qs + desk.folder(),
          u"policy|show|--data|"_qs + desk.folder()}) {
      const ProgramRun run = desk.bare(words.split(u'|'));
      QCOMPARE(run.status, 1);
      QVERIFY2(run.errorLines() == 1 && run.err.contains(desk.folder().toUtf8()), run.err.constData());
    }
    QVERIFY(QDir(desk.folder()).isEmpty());
  }

  void questionsAreListedSetAndTakenAway() {
    const AdminDesk desk(program);
    QCOMPARE(desk.run(u"accounts|add|pupil@school.example"_qs).status, 0);
    const QByteArray answers = "first-school: Sakura\r\n\nfirst-trip:Mount Fuji\nfirst-dish : Miso soup";
    const ProgramRun set = desk.run(u"accounts|questions|set|Pupil@School.example"_qs, answers);
    QVERIFY2(set.status == 0, set.err.constData());
    QCOMPARE(set.out,
             QByteArray("pupil@school.example is asked first-dish, first-school, first-trip from now on; "
                        "messages to the owner: 0\n"));
    QVERIFY(set.err.contains("nobody was told"));
    const ProgramRun list = desk.run(u"accounts|questions|list|pupil@school.example"_qs);
    QCOMPARE(list.out.count("registered"), 3);
    QVERIFY2(list.out.contains("What was the name of your first school?"), list.out.constData());
    QCOMPARE(
        objectOf(desk.run(u"accounts|show|pupil@school.example|--json"_qs)).value(u"recovery").toString(),
        u"yes, by questions"_qs);
    QFile database(desk.databasePath());
    QVERIFY(database.open(QIODevice::ReadOnly));
    const QByteArray bytes = database.readAll();
    for (const char* secret : {"Sakura", "sakura", "Miso", "miso soup", "mount fuji"}) {
      QVERIFY2(!bytes.contains(secret), secret);
    }
    QCOMPARE(desk.run(u"accounts|questions|remove|pupil@school.example"_qs).status, 0);
    QCOMPARE(
        objectOf(desk.run(u"accounts|show|pupil@school.example|--json"_qs)).value(u"recovery").toString(),
        u"no: too-few-contacts"_qs);
    QCOMPARE(desk.run(u"accounts|questions|remove|pupil@school.example"_qs).status, 1);
  }

  void aStartCodeIsPrintedOnceAndKeptNowhere() {
    const AdminDesk desk(program);
    QCOMPARE(desk.run(u"accounts|add|new@contoso.example"_qs).status, 0);
    const ProgramRun run = desk.run(u"start-code|CONTOSO\\new"_qs);
    QVERIFY2(run.status == 0, run.err.constData());
    static const QRegularExpression shape(
        QStringLiteral("^((\\d{3} ){3}\\d{3})\ngood once, until [-0-9:TZ]{20}; messages to the owner: 0, "
                       "to administrators: 1\n$"));
    const auto match = shape.match(QString::fromLatin1(run.out));
    QVERIFY2(match.hasMatch(), run.out.constData());
    QVERIFY(run.err.isEmpty());
    const ProgramRun next = desk.run(u"start-code|new@contoso.example"_qs);
    QVERIFY(next.status == 0 && next.out != run.out);
    QFile database(desk.databasePath());
    QVERIFY(database.open(QIODevice::ReadOnly));
    const QByteArray bytes = database.readAll();
    for (const QByteArray& printed : {run.out.first(15), next.out.first(15)}) {
      QVERIFY(!bytes.contains(printed) && !bytes.contains(QByteArray(printed).replace(' ', "")));
    }
    QCOMPARE(desk.run(u"accounts|add|a@outlook.com"_qs).status, 0);
    QCOMPARE(desk.run(u"accounts|add|boss@contoso.example|--status|privileged"_qs).status, 0);
    QCOMPARE(desk.run(u"accounts|add|old@contoso.example|--password-stdin"_qs, "Blue-kettle-17").status, 0);
    const std::pair<const char16_t*, const char*> refused[] = {{u"a@outlook.com", "takes no start codes"},
                                                               {u"boss@contoso.example", "privileged"},
                                                               {u"old@contoso.example", "has had a password"},
                                                               {u"who@contoso.example", "no such account"}};
    for (const auto& [account, told] : refused) {
      const ProgramRun no = desk.run(u"start-code|"_qs + QString::fromUtf16(account));
      QVERIFY2(no.status == 1 && no.out.isEmpty() && no.err.contains(told), no.err.constData());
    }
    QCOMPARE(desk.run(u"start-code|new@contoso.example|--withdraw"_qs).status, 0);
    const ProgramRun none = desk.run(u"start-code|new@contoso.example|--withdraw"_qs);
    QVERIFY2(none.status == 1 && none.err.contains("no start code"), none.err.constData());
    // Of no use by itself, so that nobody is given one.
    QCOMPARE(desk.run(u"policy|set|workplace|gates|2"_qs).status, 0);
    const ProgramRun alone = desk.run(u"start-code|new@contoso.example"_qs);
    QVERIFY2(alone.status == 1 && alone.out.isEmpty() && alone.err.contains("more proofs"),
             alone.err.constData());
  }

  void aStoppedAccountIsToldGetsNoStartCodeAndIsLetGo() {
    const AdminDesk desk(program);
    QCOMPARE(desk.run(u"accounts|add|new@contoso.example"_qs).status, 0);
    QCOMPARE(desk.run(u"accounts|unfreeze|new@contoso.example"_qs).status, 1);
    {
      const auto database = service::store::SqliteDatabase::open(desk.databasePath(), nullptr);
      QVERIFY((*database)->connection()->run(
          u"INSERT INTO freezes VALUES ('new@contoso.example', 0, 9000000000000, 1)"_qs));
      for (const QString& account : {u"new@contoso.example"_qs, u"other@contoso.example"_qs}) {
        QVERIFY((*database)->connection()->run(
            u"INSERT INTO objection_tickets VALUES ('%1', '%1', '', '', '', 0, 0, 0, 9000000000000, 0, '')"_qs
                .arg(account)));
      }
    }
    const ProgramRun refused = desk.run(u"start-code|new@contoso.example"_qs);
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.out.isEmpty() && refused.errorLines() == 1, refused.err.constData());
    QVERIFY2(refused.err.contains("`latchkeyctl accounts unfreeze new@contoso.example`"),
             refused.err.constData());
    const ProgramRun why = desk.run(u"why|new@contoso.example"_qs);
    QVERIFY2(why.out.contains("said \"this was not me\""), why.out.constData());
    const ProgramRun lifted = desk.run(u"accounts|unfreeze|CONTOSO\\new"_qs);
    QVERIFY2(lifted.status == 0 && lifted.out.contains("can be recovered again; messages to the owner: 0, to "
                                                       "administrators: 1"),
             lifted.err.constData());
    {
      // Nobody stops it again with a code from before.
      const auto database = service::store::SqliteDatabase::open(desk.databasePath(), nullptr);
      constexpr service::store::Sql whose{"SELECT GROUP_CONCAT(account_key) FROM objection_tickets"};
      const auto left = (*database)->connection()->rows(whose);
      QCOMPARE(left->first().first().toString(), u"other@contoso.example"_qs);
    }
    QCOMPARE(desk.run(u"accounts|unfreeze|new@contoso.example"_qs).status, 1);
    QCOMPARE(desk.run(u"start-code|new@contoso.example"_qs).status, 0);
  }

  void answersThatCannotBeAreRefusedAndNotRepeated_data() {
    QTest::addColumn<QString>("account");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("told");
    const QString pupil = u"pupil@school.example"_qs;
    const QByteArray two = "first-school: Maple-Tide\nfirst-trip: Maple-Tide-2\n";
    QTest::newRow("nothing") << pupil << QByteArray() << 1 << QByteArray("expected answers to 3 questions");
    QTest::newRow("two") << pupil << two << 1 << QByteArray("expected answers to 3 questions");
    QTest::newRow("no colon") << pupil << two + "Maple-Tide-3\n" << 2 << QByteArray("ID: ANSWER");
    QTest::newRow("unknown") << pupil << two + "Maple-Tide: x\n" << 1 << QByteArray("no such question");
    QTest::newRow("twice") << pupil << two + "first-trip: Maple-Tide-4\n"
                           << 1 << QByteArray("first-trip: this question");
    QTest::newRow("short") << pupil << two + "first-dish: Ti\n"
                           << 1 << QByteArray("first-dish: the answer is shorter than 3");
    QTest::newRow("long") << pupil << two + "first-dish: " + QByteArray(50, 'x') + '\n'
                          << 1 << QByteArray("longer than 40");
    QTest::newRow("the same") << pupil << two + "first-dish:  maple-tide \n"
                              << 1 << QByteArray("the same as that of");
    QTest::newRow("NUL") << pupil << two + QByteArray("first-dish: Ti\0de\n", 18) << 1
                         << QByteArray("invisible");
    QTest::newRow("no UTF-8") << pupil << two + "first-dish: Tide\xff\n" << 1 << QByteArray("no UTF-8");
    QTest::newRow("a megabyte") << pupil << two + "first-dish: " + QByteArray(1024 * 1024, 'x') << 2
                                << QByteArray("64 KiB");
    QTest::newRow("another realm") << u"a@outlook.com"_qs << two << 1 << QByteArray("realm consumer asks no");
    QTest::newRow("privileged") << u"boss@contoso.example"_qs << two << 1 << QByteArray("privileged");
    QTest::newRow("nobody") << u"b@outlook.com"_qs << two << 1 << QByteArray("no such account");
  }
  void answersThatCannotBeAreRefusedAndNotRepeated() {
    QFETCH(QString, account);
    QFETCH(QByteArray, input);
    QFETCH(int, status);
    QFETCH(QByteArray, told);
    const AdminDesk desk(program);
    QCOMPARE(desk.run(u"accounts|add|pupil@school.example"_qs).status, 0);
    QCOMPARE(desk.run(u"accounts|add|a@outlook.com"_qs).status, 0);
    QCOMPARE(desk.run(u"accounts|add|boss@contoso.example|--status|privileged"_qs).status, 0);
    const ProgramRun run = desk.run(u"accounts|questions|set|"_qs + account, input);
    QCOMPARE(run.status, status);
    QVERIFY2(run.errorLines() == 1 && run.err.contains(told), run.err.constData());
    QVERIFY(!run.err.toLower().contains("tide"));
    QVERIFY(!desk.run(u"accounts|questions|list|pupil@school.example"_qs).out.contains("registered"));
  }

  void anAccountIsAddedShownAndListed() {
    const AdminDesk desk(program);
    const ProgramRun added = desk.run(
        u"accounts|add| Ａlain@Contoso.example |--display-name|Alain|--mail|alain@example.org|"
        "--mobile|090-1234-5678|--phone|03-1234-5978 ext. 9|--note|new here|--language|ja"_qs);
    QVERIFY2(added.status == 0, added.err.constData());
    QCOMPARE(added.out, QByteArray("added alain@contoso.example to realm workplace\n"));
    QCOMPARE(added.err, QByteArray());

    const QJsonObject shown = objectOf(desk.run(u"accounts|show|CONTOSO\\alain|--json"_qs));
    QCOMPARE(shown.value(u"account").toString(), u"alain@contoso.example"_qs);
    QCOMPARE(shown.value(u"status").toString(), u"enabled"_qs);
    QCOMPARE(shown.value(u"language").toString(), u"ja"_qs);
    QCOMPARE(shown.value(u"hasPassword").toBool(true), false);
    QCOMPARE(shown.value(u"recovery").toString(), u"yes, by mail, text, call"_qs);
    const QJsonArray contacts = shown.value(u"contacts").toArray();
    QCOMPARE(contacts.size(), 3);
    QCOMPARE(contacts[1].toObject().value(u"value").toString(), u"+819012345678"_qs);
    QCOMPARE(contacts[2].toObject().value(u"extension").toString(), u"9"_qs);

    const ProgramRun text = desk.run(u"accounts|show|alain@contoso.example"_qs);
    QVERIFY2(text.out.contains("alain@example.org") && text.out.contains("090-1234-5678"),
             text.out.constData());
    const ProgramRun list = desk.run(u"accounts|list"_qs);
    QVERIFY(list.out.startsWith("ACCOUNT "));
    QVERIFY2(list.out.contains("new here") && list.out.contains("mail, mobile, phone"), list.out.constData());
    QVERIFY2(!list.out.contains("alain@example.org"), "a list shows no contact");
    QCOMPARE(desk.run(u"accounts|list|--realm|consumer|--json"_qs).out, QByteArray("[]\n"));
    const auto listed = QJsonDocument::fromJson(desk.run(u"accounts|list|--realm|workplace|--json"_qs).out);
    QCOMPARE(listed.array().size(), 1);
    QVERIFY(!desk.run(u"accounts|list|--json"_qs).out.contains("alain@example.org"));

    const ProgramRun again = desk.run(u"accounts|add|ALAIN@contoso.example"_qs);
    QCOMPARE(again.status, 1);
    QVERIFY(again.err.contains("exists already"));
    const ProgramRun nobody = desk.run(u"accounts|show|nobody@outlook.com"_qs);
    QCOMPARE(nobody.status, 1);
    QVERIFY(nobody.err.contains("no such account"));
  }

  void anAccountThatIsWronglyWrittenIsNotAdded_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("name") << u"a b@outlook.com"_qs << QByteArray("NAME: ");
    QTest::newRow("realm") << u"a@outlook.com|--realm|staff"_qs
                           << QByteArray("consumer, workplace, small-office, school");
    QTest::newRow("mail") << u"a@outlook.com|--mail|nonsense"_qs << QByteArray("--mail: ");
    QTest::newRow("mobile") << u"a@outlook.com|--mobile|call me"_qs << QByteArray("--mobile: ");
    QTest::newRow("status") << u"a@outlook.com|--status|asleep"_qs << QByteArray("managed-elsewhere");
    QTest::newRow("display name") << u"a@outlook.com|--display-name|a\x1b[2Jb"_qs
                                  << QByteArray("--display-name: ");
    QTest::newRow("note") << u"a@outlook.com|--note|a\nb"_qs << QByteArray("--note: ");
  }
  void anAccountThatIsWronglyWrittenIsNotAdded() {
    QFETCH(QString, words);
    QFETCH(QByteArray, told);
    const AdminDesk desk(program);
    QCOMPARE(desk.importRows({}).status, 0);
    const ProgramRun run = desk.run(u"accounts|add|"_qs + words);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.errorLines() == 1 && run.err.contains(told), run.err.constData());
    QVERIFY(!run.err.contains('\x1b'));
    QVERIFY(desk.accounts().isEmpty());
  }

  void theFirstPasswordComesFromStandardInputAndIsJudged_data() {
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("good") << QByteArray("Maple-Tide-73\n") << 0 << QByteArray();
    QTest::newRow("short") << QByteArray("Mt-73\n") << 1 << QByteArray("too-short");
    QTest::newRow("the name in it") << QByteArray("x-alain99-X") << 1 << QByteArray("contains-name");
    QTest::newRow("the organisation in it") << QByteArray("My-Contoso-9") << 1 << QByteArray("contains-");
    QTest::newRow("empty") << QByteArray() << 1 << QByteArray("too-short");
    QTest::newRow("no UTF-8") << QByteArray("Maple-Tide-\xFF") << 2 << QByteArray("UTF-8");
  }
  void theFirstPasswordComesFromStandardInputAndIsJudged() {
    QFETCH(QByteArray, input);
    QFETCH(int, status);
    QFETCH(QByteArray, told);
    const AdminDesk desk(program);
    const ProgramRun run = desk.run(u"accounts|add|alain99@contoso.example|--password-stdin"_qs, input);
    QVERIFY2(run.status == status && run.err.contains(told), run.err.constData());
    QVERIFY(!run.err.contains("Tide"));
    const QJsonObject shown = objectOf(desk.run(u"accounts|show|alain99@contoso.example|--json"_qs));
    QCOMPARE(shown.value(u"hasPassword").toBool(), status == 0);
    QCOMPARE(shown.isEmpty(), status != 0);
  }

  void aFileIsImported() {
    const AdminDesk desk(program);
    const ProgramRun run = desk.import(
        "\xEF\xBB\xBF"
        "account,display_name,realm,mail,mobile,phone,status\r\n"
        "a@outlook.com,\"Doe, \"\"J\"\"\",consumer,a@example.org,090-9876-5432,03-1234-5978,enabled\r\n"
        "\r\n"
        "CONTOSO\\b,渡辺,,,,,privileged\r\n"
        "c@contoso.example,,consumer,,+81 090-1234-5678,,");
    QVERIFY2(run.status == 0, run.err.constData());
    QCOMPARE(run.out, QByteArray("imported 3 accounts\n"));
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(desk.accounts(), QByteArrayList({"a@outlook.com", "b@contoso.example", "c@contoso.example"}));
    const QJsonObject a = objectOf(desk.run(u"accounts|show|a@outlook.com|--json"_qs));
    QCOMPARE(a.value(u"displayName").toString(), u"Doe, \"J\""_qs);
    QCOMPARE(a.value(u"contacts").toArray().size(), 3);
    const QJsonObject b = objectOf(desk.run(u"accounts|show|b@contoso.example|--json"_qs));
    QCOMPARE(b.value(u"realm").toString(), u"workplace"_qs);
    QCOMPARE(b.value(u"status").toString(), u"privileged"_qs);
    const QJsonObject c = objectOf(desk.run(u"accounts|show|c@contoso.example|--json"_qs));
    QCOMPARE(c.value(u"realm").toString(), u"consumer"_qs);
    QCOMPARE(contactsOf(desk, u"c@contoso.example"_qs).first().toObject().value(u"value").toString(),
             u"+819012345678"_qs);
  }

  void aNumberThatReachesNobodyIsKeptAndReported() {
    const AdminDesk desk(program);
    const ProgramRun run = desk.importRows(
        "a@outlook.com,,,,12-34,,\n"
        "b@outlook.com,,,,03-1234-5978,03-1234-5978,\n"
        "c@outlook.com,,,渡辺@example.org,,,\n");
    QVERIFY2(run.status == 0, run.err.constData());
    QCOMPARE(run.errorLines(), 4);
    QVERIFY2(run.err.contains("warning: ") && run.err.contains(".csv:2: column mobile: "),
             run.err.constData());
    QVERIFY2(run.err.contains(".csv:3: column mobile: this number takes no texts"), run.err.constData());
    QVERIFY2(run.err.contains(".csv:3: column phone: the same number"), run.err.constData());
    QVERIFY2(run.err.contains(".csv:4: column mail: "), run.err.constData());
    const QJsonObject kept = contactsOf(desk, u"a@outlook.com"_qs).first().toObject();
    QCOMPARE(kept.value(u"written").toString(), u"12-34"_qs);
    QCOMPARE(kept.value(u"usable").toBool(true), false);
    QCOMPARE(contactsOf(desk, u"b@outlook.com"_qs).size(), 1);
  }

  void aFileWithAFaultIsNotImportedAtAll_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("told");  // in order, one line each
    const QByteArray good = AdminDesk::header + QByteArray("good@outlook.com,,,,,,\n");
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArrayList& told) {
      QTest::newRow(name) << bytes << told;
    };
    row("empty", "", {":1: this is not the header; expected account,display_name,realm"});
    row("no header", "a@outlook.com,,,,,,\n", {":1: this is not the header"});
    row("semicolons", "account;display_name;realm;mail;mobile;phone;status\n",
        {":1: this is not the header"});
    row("columns in another order", "account,realm,display_name,mail,mobile,phone,status\n", {":1: "});
    row("UTF-16",
        QByteArray("\xFF\xFE"
                   "a\0,\0",
                   6),
        {":1: a zero byte"});
    row("a column too few", good + "a@outlook.com,,,,,\n", {":3: there are 6 columns; expected 7"});
    row("a column too many", good + "a@outlook.com,,,,,,,\n", {":3: there are 8 columns; expected 7"});
    row("name missing", good + ",x,,,,,\n", {":3: column account: it is empty"});
    row("bad name", good + "a b@outlook.com,,,,,,\n", {":3: column account: "});
    row("name too long", good + QByteArray(330, 'a') + ",,,,,,\n", {":3: column account: it is longer"});
    row("field too long", good + "a@outlook.com," + QByteArray(5000, 'x') + ",,,,,\n",
        {":3: column display_name: it is longer than 4096 bytes"});
    row("display name too long", good + "a@outlook.com," + QByteArray(300, 'x') + ",,,,,\n",
        {":3: column display_name: it is longer than 200"});
    row("display name with an escape", good + "a@outlook.com,x\x1b[2J,,,,,\n", {":3: column display_name: "});
    row("display name with a bidi override", good + "a@outlook.com,x\xE2\x80\xAEy,,,,,\n",
        {":3: column display_name: "});
    row("unknown realm", good + "a@outlook.com,,staff,,,,\n", {":3: column realm: there is no such realm"});
    row("unknown status", good + "a@outlook.com,,,,,,asleep\n",
        {":3: column status: there is no such status"});
    row("bad mail", good + "a@outlook.com,,,not mail,,,\n", {":3: column mail: this is no mail address"});
    row("mail with a line end", good + "a@outlook.com,,,\"a@b.example\nBcc: c@d.example\",,,\n",
        {":3: column mail: "});
    row("bad mobile", good + "a@outlook.com,,,,1-800-FLOWERS,,\n", {":3: column mobile: this is no phone"});
    row("bad phone", good + "a@outlook.com,,,,,none,\n", {":3: column phone: this is no phone number"});
    row("a zero byte", good + QByteArray("a@outlook.com,a\0b,,,,,\n", 23),
        {":3: column display_name: a zero byte"});
    row("bad UTF-8", good + "a@outlook.com,\xFF,,,,,\n", {":3: column display_name: this is not UTF-8"});
    row("a quotation mark inside", good + "a@outlook.com,a\"b,,,,,\n",
        {":3: column display_name: a quotation"});
    row("an open quotation mark", good + "a@outlook.com,\"a,,,,,\n\n\n",
        {":3: column display_name: the quotation"});
    row("twice in the file", good + "b@outlook.com,,,,,,\nGOOD@outlook.com,,,,,,\n",
        {":4: column account: this account stands in the file before"});
    row("twice, among other faults",
        good +
            "GOOD@outlook.com,,,,,,\nb@outlook.com,,,,,,asleep\nb@outlook.com,,,,,,\nB@outlook.com,,,,,,\n",
        {":3: column account: this account stands",
         ":4: column status: ", ":6: column account: this account stands"});
    row("all at once, with the right lines",
        good + "a b@x.example,\"two\nlines\",staff,x,y,,\n\nb@outlook.com,,,,,,asleep\n",
        {":3: column realm: ", ":3: column account: ", ":3: column display_name: ", ":3: column mail: ",
         ":3: column mobile: ", ":6: column status: "});
  }
  void aFileWithAFaultIsNotImportedAtAll() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, told);
    const AdminDesk desk(program);
    const ProgramRun run = desk.import(bytes);
    QCOMPARE(run.status, 1);
    QCOMPARE(run.out, QByteArray());
    const QByteArrayList lines = run.err.trimmed().split('\n');
    QVERIFY2(lines.size() == told.size() + 1, run.err.constData());
    for (qsizetype i = 0; i < told.size(); ++i) {
      QVERIFY2(lines.at(i).startsWith("latchkeyctl: ") && lines.at(i).contains("accounts.csv" + told.at(i)),
               run.err.constData());
    }
    QVERIFY2(lines.last().contains("nothing was imported"), run.err.constData());
    QVERIFY(!run.err.contains('\x1b'));
    QVERIFY(desk.accounts().isEmpty());
  }

  void whatExistsIsNotImportedAgain() {
    const AdminDesk desk(program);
    QCOMPARE(desk.importRows("b@outlook.com,first,,,,,\n").status, 0);
    const ProgramRun run = desk.importRows("a@outlook.com,,,,,,\nB@outlook.com,second,,,,,\n");
    QCOMPARE(run.status, 1);
    QVERIFY2(run.err.contains(".csv:3: column account: this account exists already"), run.err.constData());
    QCOMPARE(desk.accounts(), QByteArrayList({"b@outlook.com"}));
    QCOMPARE(objectOf(desk.run(u"accounts|show|b@outlook.com|--json"_qs)).value(u"displayName").toString(),
             u"first"_qs);
  }

  void aHopelessFileIsNotToldToItsEnd() {
    const AdminDesk desk(program);
    const ProgramRun run = desk.importRows(QByteArray("a@outlook.com\n").repeated(5000));
    QCOMPARE(run.status, 1);
    QCOMPARE(run.errorLines(), 101);
    QVERIFY(run.err.trimmed().endsWith("100 or more errors"));
    QCOMPARE(desk.bare({u"accounts"_qs, u"import"_qs, desk.folder(), u"--data"_qs, desk.folder()}).status, 1);
    QCOMPARE(desk.run(u"accounts|import|/no/such/file.csv"_qs).status, 1);
  }

  void aLongListIsComplete() {
    const AdminDesk desk(program);
    QByteArray rows;
    for (int i = 0; i < 1234; ++i) rows += "user" + QByteArray::number(i) + "@outlook.com,,,,,,\n";
    QCOMPARE(desk.importRows(rows).out, QByteArray("imported 1234 accounts\n"));
    QCOMPARE(desk.accounts().size(), 1234);
    const auto listed = QJsonDocument::fromJson(desk.run(u"accounts|list|--json"_qs).out);
    QCOMPARE(listed.array().size(), 1234);
  }

  void whatCannotBeOpenedIsOneLineAndStatusOne_data() {
    QTest::addColumn<QString>("harm");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("another key") << u"key"_qs << QByteArray("another master key");
    QTest::newRow("no key") << u"no-key"_qs << QByteArray("restore the key file");
    QTest::newRow("a damaged header") << u"header"_qs << QByteArray("restore the last backup");
    QTest::newRow("a damaged page") << u"page"_qs << QByteArray("restore the last backup");
    QTest::newRow("a newer schema") << u"newer"_qs << QByteArray("later version");
  }
  void whatCannotBeOpenedIsOneLineAndStatusOne() {
    QFETCH(QString, harm);
    QFETCH(QByteArray, told);
    const AdminDesk desk(program);
    QCOMPARE(desk.importRows("a@outlook.com,,,,,,\n").status, 0);
    const QString key = desk.path(u"keys/master.key"_qs);
    if (harm == u"key") desk.write(u"keys/master.key"_qs, QByteArray(32, 'k'));
    if (harm == u"no-key") QVERIFY(QFile::remove(key));
    if (harm == u"newer") setSchema(desk, service::store::schemaVersion + 1);
    if (harm == u"header" || harm == u"page") {
      QFile file(desk.databasePath());
      QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(harm == u"page" ? 3 * 4096 : 0));
      QCOMPARE(file.write(QByteArray(4096, 'x')), 4096);
    }
    for (const QString& words : {u"accounts|list"_qs, u"accounts|add|b@outlook.com"_qs, u"policy|show"_qs,
                                 u"accounts|contacts|add|a@outlook.com|a@example.org"_qs}) {
      const ProgramRun run = desk.run(words);
      QCOMPARE(run.status, 1);
      QVERIFY2(run.errorLines() == 1 && run.err.contains(told), run.err.constData());
    }
    const ProgramRun service = tests::runProgram(QStringLiteral(LATCHKEY_SECOND_PROGRAM),
                                                 {u"--demo"_qs, u"--data"_qs, desk.folder()});
    QCOMPARE(service.status, 1);
    QVERIFY2(service.errorLines() == 1 && service.err.contains(told), service.err.constData());
    QCOMPARE(QFile::exists(key), harm != u"no-key");
  }

  void aHeldLockIsToldAndNothingIsLost() {
    const AdminDesk desk(program);
    QCOMPARE(desk.importRows("a@outlook.com,,,,,,\n").status, 0);
    {
      const auto database = service::store::SqliteDatabase::open(desk.databasePath(), nullptr);
      const service::store::Scope writer((*database)->connection(), service::store::Scope::Mode::Write);
      QVERIFY(writer.isOpen());
      QCOMPARE(desk.accounts(), QByteArrayList({"a@outlook.com"}));  // readers need not wait
      for (const QString& words : {u"accounts|add|b@outlook.com"_qs, u"policy|set|consumer|gates|2"_qs,
                                   u"accounts|contacts|add|a@outlook.com|a@example.org"_qs}) {
        const ProgramRun run = desk.run(words);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.errorLines() == 1 && run.err.contains("another program holds it"), run.err.constData());
      }
    }
    QCOMPARE(desk.accounts(), QByteArrayList({"a@outlook.com"}));
    QVERIFY(contactsOf(desk, u"a@outlook.com"_qs).isEmpty());
    QCOMPARE(desk.run(u"accounts|add|b@outlook.com"_qs).status, 0);
  }

private:
  static void setSchema(const AdminDesk& desk, int version) {
    static constexpr service::store::Sql sql{"UPDATE meta SET value = ? WHERE name = 'schema-version'"};
    const auto database = service::store::SqliteDatabase::open(desk.databasePath(), nullptr);
    QVERIFY((*database)->connection()->change(sql, {QString::number(version)}));
  }
};

QTEST_GUILESS_MAIN(AdminAccountsTest)
#include "admin_accounts_test.moc"
