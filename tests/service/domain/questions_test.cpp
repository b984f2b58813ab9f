// SPDX-License-Identifier: GPL-3.0-or-later
// Recoveries that security questions prove, alone and as the second gate, with their limits and their twins.
#include <QTest>

#include "service/domain/limits.h"
#include "tests/support/at_once.h"
#include "tests/support/question_desk.h"

namespace latchkey::service::domain {

using tests::Given;
using tests::kindOf;
using tests::QuestionDesk;
using tests::reachQuestions;
using tests::RecoveryDesk;
using tests::rightAnswers;
using tests::Visitor;
using tests::wrongAnswers;

namespace {
/// One of many requests of one recovery, under a write of its own.
Result<Outcome, Refusal> answerAtOnce(const RecoveryDesk& desk, const Visitor& visitor, const Given& given,
                                      int number) {
  const QByteArray key = "at once " + QByteArray::number(number).rightJustified(16, '0');
  return desk.service->perform(SubmitAnswers{tests::asCommand(given)}, visitor.token, visitor.caller,
                               {key, "of " + key});
}
}  // namespace

class QuestionsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void rightAnswersAloneLeadToThePassword() {
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    QCOMPARE(visitor.view.questions->triesLeft, 5);
    QStringList texts;
    for (const QuestionOffer& question : visitor.view.questions->asked) texts << question.text;
    QCOMPARE(texts.join(u' '), QStringLiteral("alpha? beta? gamma?"));
    QVERIFY(visitor.answers(rightAnswers()));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QVERIFY(!visitor.view.questions);
    QVERIFY(visitor.password("Fresh-pass-2"));
    QCOMPARE(visitor.view.stage, Stage::Done);
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE code <> ''")).toInt(), 0);
  }

  void whatAKeyboardDoesIsForgiven() {
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    QVERIFY(visitor.answers({{QStringLiteral("gamma"), QString::fromUtf8("\u3000mount   FUJI ")},
                             {QStringLiteral("alpha"), QString::fromUtf8("ＳＡＫＵＲＡ")},
                             {QStringLiteral("beta"), QStringLiteral("hanako")}}));
    QCOMPARE(visitor.view.stage, Stage::Password);
  }

  void theyAreAskedInTheLanguageOfTheRecovery() {
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    QVERIFY(visitor.perform(SetLanguage{Language::Japanese}));
    QCOMPARE(visitor.view.stage, Stage::Questions);
    QCOMPARE(visitor.view.questions->asked.first().text, QString::fromUtf8("alpha？"));
  }

  void wrongOnesAreNamedAsAWholeAndCountOnce_data() {
    QTest::addColumn<int>("wrong");
    for (int wrong = 0; wrong < 3; ++wrong) QTest::addRow("answer %d", wrong) << wrong;
    QTest::newRow("all") << 3;
  }
  void wrongOnesAreNamedAsAWholeAndCountOnce() {
    QFETCH(int, wrong);
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    Given given = rightAnswers();
    for (int i = 0; i < 3; ++i) {
      if (i == wrong || wrong == 3) given[i].second = QStringLiteral("something else");
    }
    const auto refused = visitor.answers(given);
    QCOMPARE(kindOf(refused), RefusalKind::AnswersWrong);
    QCOMPARE(refused.error().triesLeft, 4);
    QCOMPARE(refused.error().field, QString());
    QCOMPARE(desk.slowHash.hashes.load(), 1);
    QCOMPARE(desk.ask(QStringLiteral("SELECT attempts FROM codes")).toInt(), 1);
  }

  void swappedAnswersAreWrong() {
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    Given given = rightAnswers();
    std::swap(given[0].second, given[1].second);
    QCOMPARE(kindOf(visitor.answers(given)), RefusalKind::AnswersWrong);
  }

  void whatIsNotOneAnswerForEachQuestionIsNoTry_data() {
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("too few") << QStringList{QStringLiteral("alpha"), QStringLiteral("beta")};
    QTest::newRow("one twice") << QStringList{QStringLiteral("alpha"), QStringLiteral("beta"),
                                              QStringLiteral("beta")};
    QTest::newRow("another one") << QStringList{QStringLiteral("alpha"), QStringLiteral("beta"),
                                                QStringLiteral("delta")};
    QTest::newRow("one more") << QStringList{QStringLiteral("alpha"), QStringLiteral("beta"),
                                             QStringLiteral("gamma"), QStringLiteral("delta")};
    QTest::newRow("none") << QStringList();
  }
  void whatIsNotOneAnswerForEachQuestionIsNoTry() {
    QFETCH(QStringList, ids);
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    Given given;
    for (const QString& id : ids) given.append({id, QStringLiteral("Sakura")});
    const auto refused = visitor.answers(given);
    QCOMPARE(kindOf(refused), RefusalKind::InvalidField);
    QCOMPARE(refused.error().field, QStringLiteral("/answers"));
    QCOMPARE(desk.slowHash.hashes.load(), 0);
    QCOMPARE(desk.ask(QStringLiteral("SELECT attempts FROM codes")).toInt(), 0);
    QVERIFY(visitor.answers(rightAnswers()));
  }

  void whatCanBeNoAnswerIsWrongAndCostsTheSame() {
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    for (const QString& answer : {QStringLiteral("ab"), QString(41, u'a'), QStringLiteral("a\u200bbc")}) {
      Given given = rightAnswers();
      given[0].second = answer;
      QCOMPARE(kindOf(visitor.answers(given)), RefusalKind::AnswersWrong);
    }
    QCOMPARE(desk.slowHash.hashes.load(), 3);
  }

  void forTheSecondGateOnlyTheyAreNeverFirst() {
    QuestionDesk desk(QuestionUse::SecondGate);
    desk.realm().gates = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge());
    QCOMPARE(visitor.handle(MethodKind::Questions), QString());
    // Nor by a handle that somebody got hold of.
    const QString handle =
        desk.ask(QStringLiteral("SELECT handle FROM methods WHERE slot = 'questions'")).toString();
    QVERIFY(!handle.isEmpty());
    QCOMPARE(kindOf(visitor.perform(ChooseMethod{handle})), RefusalKind::UnknownMethod);
    QVERIFY(visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")));
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Method);
    QVERIFY(visitor.choose(MethodKind::Questions));
    QVERIFY(visitor.answers(rightAnswers()));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QVERIFY(visitor.password("Fresh-pass-2"));
  }

  void whereTheyStandAloneTheyMayComeFirstOfTwo() {
    QuestionDesk desk;
    desk.realm().gates = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    const platform::Secret before = visitor.token.clone();
    QVERIFY(visitor.answers(rightAnswers()));
    QCOMPARE(visitor.view.stage, Stage::Method);
    QVERIFY(!visitor.token.equals(before));
    QCOMPARE(visitor.handle(MethodKind::Questions), QString());  // used up
    QCOMPARE(kindOf(visitor.password("Fresh-pass-2")), RefusalKind::WrongStage);
    QVERIFY(visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")));
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Password);
  }

  void whoIsOfferedThem_data() {
    QTest::addColumn<int>("use");
    QTest::addColumn<int>("gates");
    QTest::addColumn<bool>("contacts");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("listed");
    QTest::addColumn<bool>("offered");  // at the first gate
    QTest::addColumn<bool>("recoverable");
    const auto row = [](const char* name, QuestionUse use, int gates, bool contacts, AccountStatus status,
                        int listed, bool offered, bool recoverable) {
      QTest::newRow(name) << int(use) << gates << contacts << int(status) << listed << offered << recoverable;
    };
    using enum AccountStatus;
    row("alone", QuestionUse::Alone, 1, true, Enabled, 6, true, true);
    row("alone and nothing else", QuestionUse::Alone, 1, false, Enabled, 6, true, true);
    row("nothing else, but two gates", QuestionUse::Alone, 2, false, Enabled, 6, false, false);
    row("second gate of two", QuestionUse::SecondGate, 2, true, Enabled, 6, false, true);
    row("second gate, nothing before it", QuestionUse::SecondGate, 2, false, Enabled, 6, false, false);
    row("second gate, but there is one", QuestionUse::SecondGate, 1, true, Enabled, 6, false, true);
    row("second gate alone", QuestionUse::SecondGate, 1, false, Enabled, 6, false, false);
    row("switched off", QuestionUse::Off, 1, true, Enabled, 6, false, true);
    row("switched off, nothing else", QuestionUse::Off, 1, false, Enabled, 6, false, false);
    row("privileged", QuestionUse::Alone, 1, true, Privileged, 6, false, true);
    row("privileged, nothing else", QuestionUse::Alone, 1, false, Privileged, 6, false, false);
    row("one has left the list", QuestionUse::Alone, 1, true, Enabled, 2, false, true);
  }
  void whoIsOfferedThem() {
    QFETCH(int, use);
    QFETCH(int, gates);
    QFETCH(bool, contacts);
    QFETCH(int, status);
    QFETCH(int, listed);
    QFETCH(bool, offered);
    QFETCH(bool, recoverable);
    QuestionDesk desk(static_cast<QuestionUse>(use), Disclosure::Explicit);
    desk.realm().gates = gates;
    desk.realm().gatesForPrivileged = 1;
    desk.realm().questions.list = desk.realm().questions.list.first(listed);
    Account account = RecoveryDesk::person();
    account.status = static_cast<AccountStatus>(status);
    if (!contacts) account.contacts.clear();
    desk.directory.put(account, "Old-pass-1");
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge());
    QCOMPARE(visitor.view.stage, recoverable ? Stage::Method : Stage::Ended);
    QCOMPARE(!visitor.handle(MethodKind::Questions).isEmpty(), offered);
  }

  void fiveTriesEndThemInOneRecovery() {
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    for (int left = 4; left > 0; --left) {
      const auto refused = visitor.answers(wrongAnswers());
      QCOMPARE(kindOf(refused), RefusalKind::AnswersWrong);
      QCOMPARE(refused.error().triesLeft, left);
    }
    QCOMPARE(kindOf(visitor.answers(wrongAnswers())), RefusalKind::TooManyTries);
    QCOMPARE(kindOf(visitor.answers(rightAnswers())), RefusalKind::TooManyTries);
    QCOMPARE(desk.slowHash.hashes.load(), 5);
    QVERIFY(visitor.choose(MethodKind::Mail));  // the other ways stay open
    QCOMPARE(kindOf(visitor.choose(MethodKind::Questions)), RefusalKind::TooManyTries);
  }

  void withNothingElseTheLastTryEndsTheRecovery() {
    QuestionDesk desk(QuestionUse::Alone);
    Account account = RecoveryDesk::person();
    account.contacts.clear();
    desk.directory.put(account, "Old-pass-1");
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    for (int i = 0; i < 4; ++i) QVERIFY(!visitor.answers(wrongAnswers()));
    QVERIFY(visitor.answers(wrongAnswers()));
    QCOMPARE(visitor.view.stage, Stage::Ended);
    QCOMPARE(visitor.view.ending, Ending::TooManyTries);
    QVERIFY(visitor.view.retryAt > desk.clock.now());
  }

  /// Wrong entries at the confirm step keep a source from asking for codes, not from what needs none.
  void whatStillWorksIsNamedWhereARecoveryEnds() {
    QuestionDesk desk(QuestionUse::Alone);
    desk.realm().disclosure = Disclosure::Explicit;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Mail));
    for (int i = 0; i < 5; ++i) std::ignore = visitor.confirm(QStringLiteral("somebody.else"));
    QCOMPARE(visitor.view.ending, Ending::TooManyTries);
    QVERIFY(visitor.view.retryAt > desk.clock.now());
    QCOMPARE(visitor.view.methods.size(), 1);
    QCOMPARE(visitor.view.methods.first().kind, MethodKind::Questions);
    Visitor again(desk, "again");
    QVERIFY(reachQuestions(again));
    QVERIFY(again.answers(rightAnswers()));
    // Too little where two proofs are asked for.
    desk.realm().gates = 2;
    desk.restart();
    desk.clock.advance(hour);
    Visitor two(desk, "two");
    QVERIFY(two.open() && two.passChallenge() && two.choose(MethodKind::Mail));
    for (int i = 0; i < 5; ++i) std::ignore = two.confirm(QStringLiteral("somebody.else"));
    QCOMPARE(two.view.ending, Ending::TooManyTries);
    QVERIFY(two.view.methods.isEmpty());
  }

  void whatCanBeRegisteredIsNamedWhereThereIsNothing() {
    QuestionDesk desk(QuestionUse::Alone, Disclosure::Explicit);
    desk.realm().factors = {MethodKind::Authenticator, MethodKind::Questions, MethodKind::StartCode};
    desk.directory.put(RecoveryDesk::person(QStringLiteral("pupil@outlook.com")), "Old-pass-1");
    for (const QuestionUse use : {QuestionUse::Alone, QuestionUse::Off}) {
      desk.realm().questions.use = use;
      desk.restart();
      Visitor visitor(desk, QByteArray::number(int(use)));
      QVERIFY(visitor.open(QStringLiteral("pupil@outlook.com")));
      QVERIFY(visitor.view.realmFactors.isEmpty());
      QVERIFY(visitor.passChallenge());
      QCOMPARE(visitor.view.ending, Ending::NothingRegistered);
      QList<MethodKind> registered{MethodKind::Authenticator};
      if (use != QuestionUse::Off) registered.append(MethodKind::Questions);
      QCOMPARE(visitor.view.realmFactors, registered);  // a start code is handed out
    }
  }

  void atTheFirstGateWhatIsForTheSecondIsNoWayOn() {
    QuestionDesk desk(QuestionUse::SecondGate);
    desk.realm().gates = 2;
    Account account = RecoveryDesk::person();
    account.contacts = {account.contacts.first()};
    desk.directory.put(account, "Old-pass-1");
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString code = desk.lastCode();
    for (int i = 0; i < 4; ++i) QVERIFY(!visitor.code(tests::wrongFor(code)));
    QVERIFY(visitor.code(tests::wrongFor(code)));
    QCOMPARE(visitor.view.stage, Stage::Ended);
  }

  void tenMissesADayLockThemOverAllRecoveries() {  // A03
    QuestionDesk desk;
    for (int i = 0; i < 10; ++i) {
      Visitor visitor(desk, "visitor" + QByteArray::number(i));
      visitor.caller.source = QStringLiteral("192.0.2.%1").arg(i);
      QVERIFY(reachQuestions(visitor));
      QVERIFY(!visitor.answers(wrongAnswers()));
    }
    QCOMPARE(desk.slowHash.hashes.load(), 10);
    Visitor late(desk, "late");
    late.caller.source = QStringLiteral("192.0.2.99");
    QVERIFY(late.open() && late.passChallenge());
    QCOMPARE(kindOf(late.choose(MethodKind::Questions)), RefusalKind::TooManyTries);
    QVERIFY(late.choose(MethodKind::Mail));
    // Told once, by mail and text; no call.
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE subject = 'locked'")).toInt(), 2);
  }

  void aRecoveryUnderWayFeelsTheLock() {  // SECURITY.md, rule 1
    QuestionDesk desk;
    Visitor early(desk, "early");
    early.caller.source = QStringLiteral("192.0.2.99");
    QVERIFY(reachQuestions(early));
    for (int i = 0; i < 10; ++i) {
      Visitor visitor(desk, "visitor" + QByteArray::number(i));
      visitor.caller.source = QStringLiteral("192.0.2.%1").arg(i);
      QVERIFY(reachQuestions(visitor));
      QVERIFY(!visitor.answers(wrongAnswers()));
    }
    QCOMPARE(kindOf(early.answers(rightAnswers())), RefusalKind::TooManyTries);
    QCOMPARE(desk.slowHash.hashes.load(), 10);
  }

  void parallelAnswersCountEachAndCostNoMoreThanTheTries() {  // A01, A03
    QuestionDesk desk;
    constexpr int many = 24;
    tests::Crew crew(many);
    for (int round = 1; round <= tests::raceRounds(); ++round) {
      desk.clock.advance(day + second);  // the day's misses
      desk.slowHash.hashes = 0;
      Visitor visitor(desk, QByteArray::number(round));
      QVERIFY(reachQuestions(visitor));
      std::atomic<int> judged = 0;
      crew.atOnce([&](int i) {
        if (kindOf(answerAtOnce(desk, visitor, wrongAnswers(), i)) == RefusalKind::AnswersWrong) ++judged;
      });
      QCOMPARE(desk.slowHash.hashes.load(), 5);
      QCOMPARE(judged.load(), 4);  // the fifth one is told that there were too many
      QCOMPARE(desk.ask(QStringLiteral("SELECT SUM(attempts) FROM codes WHERE slot = 'questions'")).toInt(),
               5 * round);
      QCOMPARE(desk.count("tallies WHERE scope LIKE 'miss:%'"), 5 * round);
    }
  }

  void ofSixteenRightOnesAtOnceOnePasses() {  // A02
    QuestionDesk desk;
    desk.realm().code.tries = 100;
    desk.realm().limits.missesPerDay = 100;
    desk.restart();
    tests::Crew crew(16);
    for (int round = 1; round <= tests::raceRounds(); ++round) {
      desk.clock.advance(day + second);
      Visitor visitor(desk, QByteArray::number(round));
      QVERIFY(reachQuestions(visitor));
      std::atomic<int> passed = 0;
      crew.atOnce([&](int i) {
        if (answerAtOnce(desk, visitor, rightAnswers(), i)) ++passed;
      });
      QCOMPARE(passed.load(), 1);
      QCOMPARE(desk.ask(QStringLiteral("SELECT SUM(gates_passed) FROM recoveries")).toInt(), round);
    }
  }

  void aRepeatedWriteGetsTheFirstAnswer() {  // A14
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    QCOMPARE(kindOf(visitor.answers(wrongAnswers())), RefusalKind::AnswersWrong);
    const auto again = visitor.repeat(SubmitAnswers{tests::asCommand(wrongAnswers())});
    QCOMPARE(kindOf(again), RefusalKind::AnswersWrong);
    QCOMPARE(desk.slowHash.hashes.load(), 1);
    QVERIFY(visitor.answers(rightAnswers()));
    const int hashes = desk.slowHash.hashes;
    const auto repeated = visitor.repeat(SubmitAnswers{tests::asCommand(rightAnswers())});
    QVERIFY(repeated);
    QCOMPARE(repeated->snapshot.stage, Stage::Password);
    QCOMPARE(desk.slowHash.hashes.load(), hashes);
  }

  void theQuestionsComeBackWithAKeptAnswer() {
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge());
    const QString handle = visitor.handle(MethodKind::Questions);
    QVERIFY(visitor.perform(ChooseMethod{handle}));
    const auto again = visitor.repeat(ChooseMethod{handle});
    QVERIFY(again);
    QCOMPARE(again->snapshot.questions->asked.size(), 3);
    QCOMPARE(again->snapshot.questions->asked.at(1).text, QStringLiteral("beta?"));
  }

  void switchedOffMeanwhileTheyProveNothing() {
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    desk.realm().questions.use = QuestionUse::Off;
    desk.service->usePolicy(desk.policy);
    QCOMPARE(kindOf(visitor.answers(rightAnswers())), RefusalKind::WrongStage);
    QCOMPARE(desk.slowHash.hashes.load(), 0);
  }

  void registeredAnewMeanwhileTheOldOnesDoNotFit() {
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    {
      const auto tables = desk.bench->store().begin(Access::Write);
      tables->factors().put(
          RecoveryDesk::person().key,
          QuestionSet{{QStringLiteral("delta"), QStringLiteral("epsilon"), QStringLiteral("zeta")},
                      desk.slowHash.hash(platform::Secret("x")),
                      0});
      QVERIFY(tables->commit());
    }
    QCOMPARE(kindOf(visitor.answers(rightAnswers())), RefusalKind::AnswersWrong);
  }

  void someTwinsAreAskedTooAndAlwaysTheSame() {  // A17
    QuestionDesk desk;
    int seen = 0;
    for (int i = 0; i < 40; ++i) {
      const QString nobody = QStringLiteral("nobody%1@outlook.com").arg(i);
      Visitor visitor(desk, "visitor" + QByteArray::number(i));
      QVERIFY(visitor.open(nobody) && visitor.passChallenge());
      if (visitor.handle(MethodKind::Questions).isEmpty()) continue;
      ++seen;
      desk.slowHash.hashes = 0;
      QVERIFY(visitor.choose(MethodKind::Questions));
      QCOMPARE(visitor.view.stage, Stage::Questions);
      QCOMPARE(visitor.view.questions->asked.size(), 3);
      Given given;
      for (const QuestionOffer& question : visitor.view.questions->asked) {
        given.append({question.id, QStringLiteral("Sakura")});
      }
      const auto refused = visitor.answers(given);
      QCOMPARE(kindOf(refused), RefusalKind::AnswersWrong);
      QCOMPARE(refused.error().triesLeft, 4);
      QCOMPARE(desk.slowHash.hashes.load(), 1);
      desk.restart();
      Visitor again(desk, "again" + QByteArray::number(i));
      QVERIFY(reachQuestions(again, nobody));
      Given asked;
      for (const QuestionOffer& question : again.view.questions->asked) {
        asked.append({question.id, QStringLiteral("Sakura")});
      }
      QCOMPARE(asked, given);
    }
    QVERIFY2(seen > 8 && seen < 32, QByteArray::number(seen));
  }

  void twinsHaveQuestionsWhereThereIsNothingElse() {
    QuestionDesk desk;
    desk.realm().factors = {MethodKind::Questions};
    desk.restart();
    for (int i = 0; i < 8; ++i) {
      Visitor visitor(desk, "visitor" + QByteArray::number(i));
      QVERIFY(reachQuestions(visitor, QStringLiteral("nobody%1@outlook.com").arg(i)));
    }
  }

  void twinsOfASecondGateHaveOneContactFewerNowAndThen() {
    QuestionDesk desk(QuestionUse::SecondGate);
    desk.realm().gates = 2;
    desk.realm().factors = {MethodKind::Mail, MethodKind::Questions};
    desk.restart();
    int few = 0;
    for (int i = 0; i < 24; ++i) {
      Visitor visitor(desk, "visitor" + QByteArray::number(i));
      QVERIFY(visitor.open(QStringLiteral("nobody%1@outlook.com").arg(i)) && visitor.passChallenge());
      QCOMPARE(visitor.handle(MethodKind::Questions), QString());
      QVERIFY(!visitor.view.methods.isEmpty());
      if (visitor.view.methods.size() == 1) ++few;
    }
    QVERIFY2(few > 4 && few < 20, QByteArray::number(few));
  }

  void aLongerListMovesFewOfATwinsQuestions() {
    QuestionDesk desk;
    int moved = 0;
    for (int i = 0; i < 20; ++i) {
      const QByteArray stream = desk.keys.mac(KeyPurpose::Decoy, QByteArray::number(i));
      Realm longer = desk.realm();
      longer.questions.list.prepend({QStringLiteral("eta"), QStringLiteral("eta?"), {}});
      const QStringList before = decoyQuestionIds(stream, desk.realm());
      const QStringList after = decoyQuestionIds(stream, longer);
      QCOMPARE(before.size(), 3);
      for (const QString& id : after) {
        if (before.contains(id)) continue;
        QCOMPARE(id, QStringLiteral("eta"));
        ++moved;
      }
    }
    QVERIFY2(moved > 2 && moved < 18, QByteArray::number(moved));
  }

  void noAnswerIsKeptAnywhere() {
    QuestionDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachQuestions(visitor));
    QVERIFY(!visitor.answers(wrongAnswers()));
    QVERIFY(visitor.answers(rightAnswers()));
    for (const char* column : {"writes.answer", "codes.mac", "methods.value", "journal.detail",
                               "tallies.scope", "question_sets.verifier"}) {
      const QString name = QLatin1String(column);
      const QString all = desk.ask(QStringLiteral("SELECT GROUP_CONCAT(hex(%1)) FROM %2")
                                       .arg(name.section(u'.', 1), name.section(u'.', 0, 0)))
                              .toString();
      for (const char* secret : {"Sakura", "sakura", "Hanako", "hanako", "Fuji", "fuji", "Aso"}) {
        const QByteArray hex = QByteArray(secret).toHex().toUpper();
        QVERIFY2(!all.contains(QLatin1String(hex)), column);
      }
    }
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::QuestionsTest)
#include "questions_test.moc"
