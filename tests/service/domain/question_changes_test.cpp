// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/question_changes.h"

#include <QtTest>

#include "service/store/sql_account_store.h"
#include "service/store/sqlite_database.h"
#include "tests/support/question_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {

/// An account in the very database that its recoveries run on.
struct Office {
  explicit Office(AccountStatus status = AccountStatus::Enabled) {
    Account account = RecoveryDesk::person();
    account.language = Language::Japanese;
    account.status = status;
    if (!accounts.add({{account, {}, {}}})) qFatal("cannot add");
  }
  [[nodiscard]] QuestionChanges changes() {
    return {{desk.bench->store(), desk.slowHash, desk.writer, desk.clock, desk.random, desk.keys, desk.box},
            desk.policy};
  }
  [[nodiscard]] int rows() const {
    return desk.ask(QStringLiteral("SELECT COUNT(*) FROM question_sets")).toInt();
  }
  [[nodiscard]] QString journal() const {
    return desk.ask(QStringLiteral("SELECT event || ' ' || detail FROM journal ORDER BY rowid DESC LIMIT 1"))
        .toString();
  }

  const QString key = RecoveryDesk::person().key;
  QuestionDesk desk;
  service::store::SqliteDatabase& database = static_cast<SqliteBench&>(*desk.bench).database();
  service::store::SqlAccountStore accounts{database, desk.clock};
};

}  // namespace

class QuestionChangesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whatIsRegisteredIsAskedAndToldToAllContacts() {
    Office office;
    const auto set = office.changes().set(office.key, asCommand({{QStringLiteral("zeta"), u"Yamada"_qs},
                                                                 {QStringLiteral("delta"), u"Fugu"_qs},
                                                                 {QStringLiteral("beta"), u"Nara Park"_qs}}));
    QVERIFY(set);
    QCOMPARE(set->ids.join(u' '), QStringLiteral("beta delta zeta"));
    QCOMPARE(set->told, 3);
    QCOMPARE(office.rows(), 1);
    QCOMPARE(office.journal(), QStringLiteral("questions-set 3"));
    QVERIFY(office.desk.lastBody("questions").startsWith(QStringLiteral("ms*****@outlook.com ja ")));
    Visitor visitor(office.desk);
    QVERIFY(reachQuestions(visitor));
    QCOMPARE(kindOf(visitor.answers(rightAnswers())), RefusalKind::InvalidField);
    QVERIFY(visitor.answers({{QStringLiteral("beta"), u"nara park"_qs},
                             {QStringLiteral("delta"), u"FUGU"_qs},
                             {QStringLiteral("zeta"), u"yamada"_qs}}));
  }

  void openRecoveriesEndWithTheOldOnes() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(reachQuestions(visitor));
    QVERIFY(office.changes().set(office.key, asCommand(rightAnswers())));
    QCOMPARE(kindOf(visitor.answers(rightAnswers())), RefusalKind::RecoverySuperseded);
  }

  void whatIsTakenAwayIsAskedNoMore() {
    Office office;
    const auto removed = office.changes().remove(office.key);
    QVERIFY(removed);
    QCOMPARE(removed->told, 3);
    QCOMPARE(office.rows(), 0);
    QCOMPARE(office.journal(), QStringLiteral("questions-removed 3"));
    Visitor visitor(office.desk);
    QVERIFY(visitor.open() && visitor.passChallenge());
    QCOMPARE(visitor.handle(MethodKind::Questions), QString());
    QCOMPARE(office.changes().remove(office.key).error().fault, QuestionFault::NotRegistered);
  }

  void whatIsWrongIsRefusedAndChangesNothing_data() {
    QTest::addColumn<Given>("given");
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("question");
    const auto row = [](const char* name, const Given& given, QuestionFault fault, const char* question) {
      QTest::newRow(name) << given << int(fault) << QString::fromLatin1(question);
    };
    Given given = rightAnswers();
    row("none", {}, QuestionFault::WrongNumber, "");
    row("too few", given.first(2), QuestionFault::WrongNumber, "");
    Given more = given;
    more.append({u"delta"_qs, u"Tokyo"_qs});
    row("too many", more, QuestionFault::WrongNumber,
        "");  // a decoy would be asked as many as the realm says
    given[1] = {u"omega"_qs, u"Hanako"_qs};
    row("unknown question", given, QuestionFault::UnknownQuestion, "omega");
    given[1] = {u"alpha"_qs, u"Hanako"_qs};
    row("a question twice", given, QuestionFault::AskedTwice, "alpha");
    given[1] = {u"beta"_qs, u"ha"_qs};
    row("too short", given, QuestionFault::TooShort, "beta");
    given[1] = {u"beta"_qs, QString(41, u'a')};
    row("too long", given, QuestionFault::TooLong, "beta");
    given[1] = {u"beta"_qs, u"han\u202eako"_qs};
    row("hidden character", given, QuestionFault::NotText, "beta");
    given[1] = {u"beta"_qs, u" ＳＡＫＵＲＡ"_qs};
    row("the same answer", given, QuestionFault::SameAnswer, "beta");
  }
  void whatIsWrongIsRefusedAndChangesNothing() {
    QFETCH(Given, given);
    QFETCH(int, fault);
    QFETCH(QString, question);
    Office office;
    const auto refused = office.changes().set(office.key, asCommand(given));
    QVERIFY(!refused);
    QCOMPARE(int(refused.error().fault), fault);
    QCOMPARE(refused.error().question, question);
    QCOMPARE(office.desk.slowHash.hashes.load(), 0);
    QCOMPARE(office.desk.messages(), 0);
    Visitor visitor(office.desk);
    QVERIFY(reachQuestions(visitor));
    QVERIFY(visitor.answers(rightAnswers()));
  }

  void whoHasNoneIsRefused() {
    Office privileged(AccountStatus::Privileged);
    const auto answers = asCommand(rightAnswers());
    QCOMPARE(privileged.changes().set(privileged.key, answers).error().fault, QuestionFault::Privileged);
    Office office;
    QCOMPARE(office.changes().set(u"nobody@outlook.com"_qs, answers).error().fault,
             QuestionFault::NoSuchAccount);
    QCOMPARE(office.changes().remove(u"nobody@outlook.com"_qs).error().fault, QuestionFault::NoSuchAccount);
    office.desk.realm().questions.use = QuestionUse::Off;
    QCOMPARE(office.changes().set(office.key, answers).error().fault, QuestionFault::NotOffered);
  }
};

QTEST_GUILESS_MAIN(QuestionChangesTest)
#include "question_changes_test.moc"
