// SPDX-License-Identifier: GPL-3.0-or-later
// Coming back to a kept place: what is kept is the token of the opening and its key, nothing newer.
#include <QtTest>

#include "tests/support/question_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {

const QString name = QStringLiteral("msabc123@outlook.com");

/// Somebody whose assistant wrote down how to come back when the recovery was opened.
struct Keeper : Visitor {
  using Visitor::Visitor;
  platform::Secret kept;

  bool begin() {
    if (!open()) return false;
    kept = token.clone();
    return true;
  }
  bool reach(Stage stage) {
    if (!begin()) return false;
    if (stage == Stage::Challenge) return true;
    if (!passChallenge()) return false;
    if (stage == Stage::Method) return true;
    if (stage == Stage::Questions) return choose(MethodKind::Questions) && view.stage == stage;
    if (!choose(MethodKind::Mail)) return false;
    if (stage == Stage::Confirm) return true;
    return confirm(QStringLiteral("msabc123.backup")) && view.stage == Stage::Code;
  }
  /// As an assistant does that was started again and has nothing but what it kept.
  Result<Outcome, Refusal> comeBack(Language language = Language::English) {
    token = kept.clone();
    return perform(ResumeRecovery{language});
  }
};

struct TwoGates : RecoveryDesk {
  TwoGates() {
    policy.realms[0].gates = 2;
    restart();
  }
};

bool proveByMail(RecoveryDesk& desk, Visitor& visitor) {
  return visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")) &&
         visitor.code(desk.lastCode());
}
bool proveByText(RecoveryDesk& desk, Visitor& visitor) {
  return visitor.choose(MethodKind::Text) && visitor.confirm(QStringLiteral("5432")) &&
         visitor.code(desk.lastCode());
}

}  // namespace

class ResumingTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void beforeAGateOneIsWhereOneWas_data() {
    QTest::addColumn<int>("stage");
    QTest::newRow("challenge") << int(Stage::Challenge);
    QTest::newRow("method") << int(Stage::Method);
    QTest::newRow("confirm") << int(Stage::Confirm);
    QTest::newRow("code") << int(Stage::Code);
    QTest::newRow("questions") << int(Stage::Questions);
  }
  void beforeAGateOneIsWhereOneWas() {
    QFETCH(int, stage);
    QuestionDesk desk;
    Keeper keeper(desk);
    QVERIFY(keeper.reach(static_cast<Stage>(stage)));
    const Snapshot before = keeper.view;
    const platform::Secret live = keeper.token.clone();
    const int messages = desk.messages();

    QVERIFY(keeper.comeBack(Language::Japanese));
    QCOMPARE(int(keeper.view.stage), stage);
    QCOMPARE(keeper.view.receipt, before.receipt);
    QCOMPARE(keeper.view.chosenHandle, before.chosenHandle);
    QCOMPARE(keeper.view.methods.size(), before.methods.size());
    QVERIFY(!keeper.view.freshProof);
    QCOMPARE(desk.messages(), messages);  // nothing is sent again
    QCOMPARE(desk.ask(QStringLiteral("SELECT language FROM recoveries")).toInt(), int(Language::Japanese));
    // The assistant that was there before is out, and so is what was kept for anything but coming back.
    QVERIFY(!keeper.token.equals(live));
    QCOMPARE(desk.service->look(live, keeper.caller).error().kind, RefusalKind::Unauthorized);
    QVERIFY(desk.service->look(keeper.token, keeper.caller));
    QVERIFY(keeper.comeBack());  // and once more
  }

  void aCodeThatWasSentIsStillGood() {
    RecoveryDesk desk;
    Keeper keeper(desk);
    QVERIFY(keeper.reach(Stage::Code));
    QVERIFY(keeper.comeBack());
    QVERIFY(keeper.code(desk.lastCode()));
    QCOMPARE(keeper.view.stage, Stage::Password);
    QVERIFY(keeper.password("Quiet-Lake-42"));
  }

  void whoComesBackAfterAGateProvesAfresh() {
    RecoveryDesk desk;
    Keeper keeper(desk);
    QVERIFY(keeper.reach(Stage::Code));
    const QString used = desk.lastCode();
    QVERIFY(keeper.code(used));
    const platform::Secret proven = keeper.token.clone();
    QCOMPARE(keeper.view.stage, Stage::Password);
    desk.clock.advance(60'000);

    QVERIFY(keeper.comeBack());
    QCOMPARE(keeper.view.stage, Stage::Method);
    QCOMPARE(keeper.view.gatesPassed, 0);
    QVERIFY(keeper.view.freshProof);
    QVERIFY(!keeper.view.passwordRules);
    QVERIFY(keeper.view.displayName.isEmpty());
    QVERIFY(!keeper.handle(MethodKind::Mail).isEmpty());  // the same contact may prove it again
    // Neither what is kept, nor what came back for it, nor the permit of before sets a password.
    QCOMPARE(kindOf(keeper.password("Quiet-Lake-42")), RefusalKind::WrongStage);
    keeper.token = keeper.kept.clone();
    QCOMPARE(kindOf(keeper.password("Quiet-Lake-42")), RefusalKind::Unauthorized);
    keeper.token = proven.clone();
    QCOMPARE(kindOf(keeper.password("Quiet-Lake-42")), RefusalKind::Unauthorized);
    QCOMPARE(desk.directory.changes, 0);

    QVERIFY(keeper.comeBack());
    QVERIFY(!keeper.view.freshProof);  // said once: nothing is taken back this time
    QVERIFY(keeper.choose(MethodKind::Mail) && keeper.confirm(QStringLiteral("msabc123.backup")));
    QCOMPARE(kindOf(keeper.code(used)), RefusalKind::CodeWrong);  // fresh means a new code
    QVERIFY(keeper.code(desk.lastCode()));
    QVERIFY(keeper.password("Quiet-Lake-42"));
    QCOMPARE(keeper.view.stage, Stage::Done);
  }

  void whatWasStolenIsWorthNoGate_data() {
    QTest::addColumn<int>("gates");
    QTest::newRow("one of two gates passed") << 1;
    QTest::newRow("both gates passed") << 2;
  }
  void whatWasStolenIsWorthNoGate() {
    QFETCH(int, gates);
    TwoGates desk;
    Keeper keeper(desk);
    QVERIFY(keeper.begin() && keeper.passChallenge() && proveByMail(desk, keeper));
    if (gates == 2) QVERIFY(proveByText(desk, keeper));
    QCOMPARE(keeper.view.stage, gates == 2 ? Stage::Password : Stage::Method);
    desk.clock.advance(60'000);

    QVERIFY(keeper.comeBack());
    QCOMPARE(keeper.view.gatesPassed, 0);
    QVERIFY(keeper.view.freshProof);
    QVERIFY(proveByText(desk, keeper));
    QCOMPARE(keeper.view.stage, Stage::Method);  // a thief with one factor is no further than without
    QVERIFY(proveByMail(desk, keeper));
    QCOMPARE(keeper.view.stage, Stage::Password);
  }

  void missesAreKept() {
    RecoveryDesk desk;
    Keeper keeper(desk);
    QVERIFY(keeper.reach(Stage::Code));
    const QString right = desk.lastCode();
    for (int tries = 4; tries > 0; --tries) {
      QCOMPARE(keeper.code(wrongFor(right)).error().triesLeft, std::optional(tries));
      QVERIFY(keeper.comeBack());
      QCOMPARE(keeper.view.code->triesLeft, tries);
    }
    QCOMPARE(kindOf(keeper.code(wrongFor(right))), RefusalKind::TooManyTries);
  }

  void onlyTheOpeningTokenWithItsKeyComesBack() {
    RecoveryDesk desk;
    Keeper keeper(desk);
    QVERIFY(keeper.reach(Stage::Code) && keeper.code(desk.lastCode()));
    // The token of after the gate is for going on, not for coming back.
    QCOMPARE(kindOf(keeper.perform(ResumeRecovery{})), RefusalKind::Unauthorized);
    Keeper thief(desk, "somebody with another key");
    thief.kept = keeper.kept.clone();
    QCOMPARE(kindOf(thief.comeBack()), RefusalKind::Unauthorized);
    QCOMPARE(keeper.view.stage, Stage::Password);
    QVERIFY(keeper.password("Quiet-Lake-42"));  // nothing was disturbed
  }

  void whoComesBackTooOftenBeginsAnew() {
    RecoveryDesk desk;
    desk.policy.realms[0].limits.resumptions = 3;
    desk.restart();
    Keeper keeper(desk);
    QVERIFY(keeper.reach(Stage::Code));
    for (int i = 0; i < 3; ++i) QVERIFY(keeper.comeBack());
    const int writes = desk.ask(QStringLiteral("SELECT COUNT(*) FROM writes")).toInt();
    for (int i = 0; i < 3; ++i) {
      const auto refused = keeper.comeBack();
      QCOMPARE(kindOf(refused), RefusalKind::TooManyTries);
      QCOMPARE(refused.error().retryIn.value_or(0), 0);  // nothing to wait for
    }
    QCOMPARE(desk.ask(QStringLiteral("SELECT stage FROM recoveries")).toInt(), int(Stage::Ended));
    // The first of them is kept as any answer is; the others write nothing.
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM writes")).toInt(), writes + 1);
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM journal WHERE event = 'limit-hit'")).toInt(), 1);
    desk.clock.advance(60'000);  // the pause between two codes to one contact
    Keeper anew(desk, "anew");
    QVERIFY(anew.reach(Stage::Code) && anew.code(desk.lastCode()));
    QCOMPARE(anew.view.stage, Stage::Password);
  }

  void onlyWhatWasTakenBackIsWrittenDown() {
    RecoveryDesk desk;
    Keeper keeper(desk);
    const auto noted = [&desk] {
      return desk.ask(QStringLiteral("SELECT COUNT(*) FROM journal WHERE event = 'resumed'")).toInt();
    };
    QVERIFY(keeper.reach(Stage::Code) && keeper.comeBack());
    QCOMPARE(noted(), 0);
    QVERIFY(keeper.code(desk.lastCode()) && keeper.comeBack());
    QCOMPARE(noted(), 1);
    QVERIFY(keeper.comeBack());
    QCOMPARE(noted(), 1);
  }

  void afterTheEndThereIsNoComingBack_data() {
    QTest::addColumn<QString>("end");
    for (const char* end : {"done", "cancelled", "idle too long", "too old"}) QTest::newRow(end) << end;
  }
  void afterTheEndThereIsNoComingBack() {
    QFETCH(QString, end);
    RecoveryDesk desk;
    Keeper keeper(desk);
    QVERIFY(keeper.reach(Stage::Code));
    if (end == QStringLiteral("done")) {
      QVERIFY(keeper.code(desk.lastCode()) && keeper.password("Quiet-Lake-42"));
    } else if (end == QStringLiteral("cancelled")) {
      QVERIFY(keeper.perform(CancelRecovery{}));
    } else if (end == QStringLiteral("idle too long")) {
      desk.clock.advance(15 * 60'000);
    } else {
      for (int i = 0; i < 6; ++i) {
        desk.clock.advance(10 * 60'000);
        if (i < 5) QVERIFY(keeper.comeBack());  // coming back keeps it awake, not alive
      }
    }
    QCOMPARE(kindOf(keeper.comeBack()), RefusalKind::Unauthorized);
  }

  void aLostAnswerIsGivenAgain() {
    RecoveryDesk desk;
    Keeper keeper(desk);
    QVERIFY(keeper.reach(Stage::Code) && keeper.code(desk.lastCode()));
    QVERIFY(keeper.comeBack());
    const platform::Secret first = keeper.token.clone();
    keeper.token = keeper.kept.clone();
    QVERIFY(keeper.repeat(ResumeRecovery{}));
    QVERIFY(keeper.token.equals(first));
    QVERIFY(keeper.view.freshProof);
  }

  void whileAPasswordIsBeingSetNobodyComesBack() {
    RecoveryDesk desk;
    Keeper keeper(desk);
    QVERIFY(keeper.reach(Stage::Code) && keeper.code(desk.lastCode()));
    RefusalKind meanwhile = RefusalKind::InternalError;
    const platform::Secret live = keeper.token.clone();
    desk.directory.beforeChange = [&] { meanwhile = kindOf(keeper.comeBack()); };
    keeper.token = live.clone();
    const auto set = desk.service->perform(SetPassword{platform::Secret("Quiet-Lake-42")}, live,
                                           keeper.caller, keeper.nextWrite());
    QVERIFY(set);
    QCOMPARE(meanwhile, RefusalKind::RequestInProgress);
    QCOMPARE(set->snapshot.stage, Stage::Done);
  }
};

QTEST_GUILESS_MAIN(ResumingTest)
#include "resuming_test.moc"
