// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/recovery_flow.h"

#include <QTest>
#include <memory>

#include "core/protocol/names.h"
#include "tests/core/flow/flow_bench.h"

using namespace latchkey;
using namespace latchkey::flow;
using latchkey::tests::FakeGateway;
using latchkey::tests::FlowBench;
using latchkey::tests::viewAt;
using protocol::ProblemKind;
using protocol::RecoveryView;
using protocol::Stage;

namespace {

/// Brought to a step by the person's own way.
struct Bench : FlowBench {
  explicit Bench(Step to = Step::Reason) {
    if (to == Step::Reason) return;
    flow.chooseReason(protocol::Reason::CannotSignIn);
    if (to != Step::Account) bring(to);
    static_cast<void>(gateway.takeLog());
    moved.clear();
  }
  void bring(Step to) {
    flow.openRecovery(QStringLiteral("msabc123@outlook.com"), protocol::Language::English);
    gateway.answer(viewAt(Stage::Challenge));
    if (flow.step() == to) return;
    flow.answerChallenge(QStringLiteral("kfmp"));
    gateway.answer(viewAt(Stage::Method));
    if (flow.step() == to) return;
    if (to == Step::Questions) {
      flow.chooseMethod(QStringLiteral("questions"));
      gateway.answer(viewAt(Stage::Questions));
      return;
    }
    if (to == Step::SecurityKey) {
      flow.chooseMethod(QStringLiteral("key"));
      gateway.answer(viewAt(Stage::SecurityKey));
      return;
    }
    flow.chooseMethod(QStringLiteral("mail"));
    gateway.answer(viewAt(Stage::Confirm));
    if (flow.step() == to) return;
    flow.confirmContact(QStringLiteral("msabc123.backup"));
    gateway.answer(viewAt(Stage::Code));
    if (flow.step() == to) return;
    flow.submitCode(platform::Secret("1234567"));
    gateway.answer(viewAt(Stage::Password));
    if (flow.step() == to) return;
    flow.setPassword(platform::Secret("tall-Oak-41"));
    gateway.answer(viewAt(Stage::Done));
  }
};

}  // namespace

class RecoveryFlowTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aWholeRecoveryGoesFromReasonToDone() {
    Bench bench;
    bench.flow.chooseReason(protocol::Reason::SomebodyElse);
    QVERIFY(!bench.flow.isOpen());
    bench.bring(Step::Done);
    QCOMPARE(bench.flow.step(), Step::Done);
    QVERIFY(!bench.flow.isOpen());
    QCOMPARE(bench.gateway.log().join(QLatin1Char(' ')),
             QStringLiteral("open answer method confirm code password forget"));
    QCOMPARE(bench.gateway.last<protocol::OpenRecovery>()->reason, protocol::Reason::SomebodyElse);
    QCOMPARE(bench.gateway.last<protocol::AnswerChallenge>()->id, QStringLiteral("c1"));
    QCOMPARE(bench.moved.size(), 7);
    QCOMPARE(bench.refused.size(), 0);
  }

  void aSecondGateLeadsFromTheCodeToTheMethods() {
    Bench bench(Step::Code);
    bench.flow.submitCode(platform::Secret("1234567"));
    RecoveryView view = viewAt(Stage::Method);
    view.gatesPassed = 1;
    view.gatesNeeded = 2;
    bench.gateway.answer(view);
    QCOMPARE(bench.flow.step(), Step::Method);
    QCOMPARE(bench.flow.view().gatesPassed, 1);
  }

  void aFactorWithNothingToConfirmLeadsStraightToTheCode() {
    Bench bench(Step::Method);
    bench.flow.chooseMethod(QStringLiteral("app"));
    bench.gateway.answer(viewAt(Stage::Code));
    QCOMPARE(bench.flow.step(), Step::Code);
  }

  void questionsLeadToThePasswordAndBackToTheMethods() {
    Bench bench(Step::Method);
    bench.flow.chooseMethod(QStringLiteral("questions"));
    bench.gateway.answer(viewAt(Stage::Questions));
    QCOMPARE(bench.flow.step(), Step::Questions);
    bench.flow.goBack();
    QCOMPARE(bench.flow.step(), Step::Method);
    bench.flow.chooseMethod(QStringLiteral("questions"));
    bench.gateway.answer(viewAt(Stage::Questions));
    std::vector<protocol::GivenAnswer> answers;
    answers.push_back({QStringLiteral("a"), platform::Secret("Sakura")});
    bench.flow.submitAnswers(std::move(answers));
    bench.flow.submitAnswers({});  // a double click
    bench.gateway.answer(viewAt(Stage::Password));
    QCOMPARE(bench.flow.step(), Step::Password);
    QCOMPARE(bench.gateway.log().join(QLatin1Char(' ')), QStringLiteral("method method answers"));
  }
  void wrongAnswersLowerTheTriesThatAreLeft() {
    Bench bench(Step::Method);
    bench.flow.chooseMethod(QStringLiteral("questions"));
    bench.gateway.answer(viewAt(Stage::Questions));
    bench.flow.submitAnswers({});
    protocol::Problem wrong = protocol::problemOf(ProblemKind::AnswersWrong);
    wrong.triesLeft = 4;
    bench.gateway.refuse(wrong);
    QCOMPARE(bench.flow.step(), Step::Questions);
    QCOMPARE(bench.flow.view().questions->triesLeft, 4);
  }

  void aDoubleClickIsOneRequest() {
    Bench bench(Step::Code);
    bench.flow.submitCode(platform::Secret("1234567"));
    bench.flow.submitCode(platform::Secret("1234567"));
    bench.flow.resendCode();
    QCOMPARE(bench.gateway.log(), QStringList{QStringLiteral("code")});
  }
  void aLateSecondClickAfterTheMoveIsNoRequest() {
    Bench bench(Step::Code);
    bench.flow.submitCode(platform::Secret("1234567"));
    bench.gateway.answer(viewAt(Stage::Password));
    bench.flow.submitCode(platform::Secret("1234567"));
    QCOMPARE(bench.gateway.log(), QStringList{QStringLiteral("code")});
    QVERIFY(!bench.flow.isBusy());
  }
  void busyIsTrueWhileAnAnswerIsAwaited() {
    Bench bench(Step::Method);
    QSignalSpy busy(&bench.flow, &RecoveryFlow::busyChanged);
    bench.flow.chooseMethod(QStringLiteral("mail"));
    QVERIFY(bench.flow.isBusy());
    QVERIFY(!bench.flow.canGoBack());
    bench.gateway.answer(viewAt(Stage::Confirm));
    QVERIFY(!bench.flow.isBusy());
    QCOMPARE(busy.size(), 2);
  }

  void anUndrawnStageIsABadAnswer_data() {
    QTest::addColumn<Step>("from");
    QTest::addColumn<Stage>("stage");
    QTest::newRow("opened past the challenge") << Step::Account << Stage::Method;
    QTest::newRow("opened as done") << Step::Account << Stage::Done;
    QTest::newRow("from challenge to password") << Step::Challenge << Stage::Password;
    QTest::newRow("from method to done") << Step::Method << Stage::Done;
    QTest::newRow("from confirm to password") << Step::Confirm << Stage::Password;
    QTest::newRow("from code to done") << Step::Code << Stage::Done;
    QTest::newRow("from questions to done") << Step::Questions << Stage::Done;
    QTest::newRow("from security key to done") << Step::SecurityKey << Stage::Done;
    QTest::newRow("from password back to challenge") << Step::Password << Stage::Challenge;
  }
  void anUndrawnStageIsABadAnswer() {
    QFETCH(Step, from);
    QFETCH(Stage, stage);
    Bench bench(from);
    switch (from) {
      case Step::Account:
        bench.flow.openRecovery(QStringLiteral("a"), protocol::Language::Japanese);
        break;
      case Step::Challenge:
        bench.flow.answerChallenge(QStringLiteral("x"));
        break;
      case Step::Method:
        bench.flow.chooseMethod(QStringLiteral("mail"));
        break;
      case Step::Confirm:
        bench.flow.confirmContact(QStringLiteral("x"));
        break;
      case Step::Code:
        bench.flow.submitCode(platform::Secret("1"));
        break;
      case Step::Password:
        bench.flow.setPassword(platform::Secret("p"));
        break;
      case Step::Questions:
        bench.flow.submitAnswers({});
        break;
      case Step::SecurityKey:
        bench.flow.submitAssertion({});
        break;
      case Step::Reason:
      case Step::Approval:
      case Step::AppealContact:
      case Step::AppealCode:
      case Step::AppealForm:
      case Step::Done:
      case Step::Rehearsed:
      case Step::Appealed:
      case Step::Cancelled:
      case Step::Expired:
      case Step::Ended:
        QFAIL("not a step of this table");
    }
    QVERIFY(bench.gateway.answer(viewAt(stage)));
    QCOMPARE(bench.flow.step(), from);
    QCOMPARE(bench.moved.size(), 0);
    QCOMPARE(bench.lastRefusal().fault, GatewayFault::BadAnswer);
  }

  void aKeyThatIsRefusedIsAskedAnew() {
    Bench bench(Step::SecurityKey);
    bench.flow.submitAssertion({});
    protocol::Problem wrong = protocol::problemOf(ProblemKind::KeyRefused);
    wrong.triesLeft = 4;
    bench.gateway.refuse(wrong);
    protocol::RecoveryView next = viewAt(Stage::SecurityKey);
    next.securityKey->challenge = QByteArray(32, 'n');
    next.securityKey->triesLeft = 4;
    bench.gateway.answer(next);  // to the look that follows
    QCOMPARE(bench.flow.step(), Step::SecurityKey);
    QCOMPARE(bench.flow.view().securityKey->challenge, QByteArray(32, 'n'));
    QCOMPARE(bench.lastRefusal().problem.kind, ProblemKind::KeyRefused);
    QVERIFY(!bench.flow.isBusy());
  }

  void goesBackWhereDrawn_data() {
    QTest::addColumn<Step>("from");
    QTest::addColumn<Step>("to");
    QTest::addColumn<QString>("log");
    QTest::newRow("account") << Step::Account << Step::Reason << QString();
    QTest::newRow("challenge drops the recovery")
        << Step::Challenge << Step::Account << QStringLiteral("cancel");
    QTest::newRow("method: the challenge is spent") << Step::Method << Step::Method << QString();
    QTest::newRow("confirm") << Step::Confirm << Step::Method << QString();
    QTest::newRow("code") << Step::Code << Step::Confirm << QString();
    QTest::newRow("password") << Step::Password << Step::Password << QString();
    QTest::newRow("done") << Step::Done << Step::Done << QString();
  }
  void goesBackWhereDrawn() {
    QFETCH(Step, from);
    QFETCH(Step, to);
    QFETCH(QString, log);
    Bench bench(from);
    QCOMPARE(bench.flow.canGoBack(), from != to);
    bench.flow.goBack();
    QCOMPARE(bench.flow.step(), to);
    QCOMPARE(bench.gateway.log().join(QLatin1Char(' ')), log);
  }
  void backFromTheChallengeOpensAnewWithTheAccountKept() {
    Bench bench(Step::Challenge);
    bench.flow.goBack();
    QVERIFY(!bench.flow.isOpen());
    QCOMPARE(bench.flow.account(), QStringLiteral("msabc123@outlook.com"));
    bench.flow.openRecovery(bench.flow.account(), protocol::Language::English);
    QCOMPARE(bench.gateway.takeLog().join(QLatin1Char(' ')), QStringLiteral("cancel forget open"));
    QVERIFY(bench.gateway.answer(viewAt(Stage::Challenge)));
    QCOMPARE(bench.flow.step(), Step::Challenge);
  }
  void aLookKeepsTheStepThatWasGoneBackTo() {
    Bench bench(Step::Code);
    bench.flow.goBack();
    bench.flow.goBack();
    QCOMPARE(bench.flow.step(), Step::Method);
    bench.flow.refresh();
    bench.gateway.answer(viewAt(Stage::Code));
    QCOMPARE(bench.flow.step(), Step::Method);
    bench.flow.changeLanguage(protocol::Language::Japanese);
    bench.gateway.answer(viewAt(Stage::Code));
    QCOMPARE(bench.flow.step(), Step::Method);
    bench.flow.refresh();
    bench.gateway.answer(viewAt(Stage::Ended));
    QCOMPARE(bench.flow.step(), Step::Ended);
  }
  void anotherMethodMayBeChosenBesideTheCode() {
    Bench bench(Step::Code);
    bench.flow.chooseMethod(QStringLiteral("text"));
    bench.gateway.answer(viewAt(Stage::Confirm));
    QCOMPARE(bench.flow.step(), Step::Confirm);
  }

  void cancelDoesNotWait() {
    Bench bench(Step::Password);
    bench.flow.setPassword(platform::Secret("tall-Oak-41"));
    bench.flow.cancel();
    QCOMPARE(bench.flow.step(), Step::Cancelled);
    QVERIFY(!bench.flow.isBusy());
    QVERIFY(bench.flow.passwordMayBeNew());
    QCOMPARE(bench.gateway.log().join(QLatin1Char(' ')), QStringLiteral("password cancel"));
    bench.gateway.answer(viewAt(Stage::Done));  // stale: nobody listens
    bench.gateway.fail(GatewayFault::Unreachable);
    QCOMPARE(bench.flow.step(), Step::Cancelled);
    QCOMPARE(bench.refused.size(), 0);
    QCOMPARE(bench.moved.size(), 1);
  }
  void cancelWhileOpeningForgets() {
    Bench bench(Step::Account);
    bench.flow.openRecovery(QStringLiteral("a"), protocol::Language::English);
    bench.flow.cancel();
    QCOMPARE(bench.flow.step(), Step::Cancelled);
    QCOMPARE(bench.gateway.pending(), 0);
    QVERIFY(!bench.gateway.log().contains(QStringLiteral("cancel")));
  }
  void anEndLetsTokenAndConnectionGo_data() {
    QTest::addColumn<Stage>("end");
    for (const Stage end : {Stage::Done, Stage::Cancelled, Stage::Expired, Stage::Ended})
      QTest::addRow("%s", protocol::nameOf(end).data()) << end;
  }
  void anEndLetsTokenAndConnectionGo() {
    QFETCH(Stage, end);
    Bench bench(Step::Password);
    bench.flow.setPassword(platform::Secret("tall-Oak-41"));
    QVERIFY(!bench.gateway.log().contains(QStringLiteral("forget")));
    bench.gateway.answer(viewAt(end));
    QCOMPARE(bench.gateway.takeLog().join(QLatin1Char(' ')), QStringLiteral("password forget"));
  }
  void aLapseLetsGoToo() {
    Bench bench(Step::Code);
    bench.flow.noteExpiry();
    bench.gateway.fail(GatewayFault::Unreachable);
    QCOMPARE(bench.gateway.log().join(QLatin1Char(' ')), QStringLiteral("refresh forget"));
  }
  void aCancelLetsGoWhenTheServiceHasHeardOrCannot_data() {
    QTest::addColumn<bool>("heard");
    QTest::newRow("heard") << true;
    QTest::newRow("out of reach") << false;
  }
  void aCancelLetsGoWhenTheServiceHasHeardOrCannot() {
    QFETCH(bool, heard);
    Bench bench(Step::Code);
    bench.flow.cancel();
    QCOMPARE(bench.gateway.takeLog().join(QLatin1Char(' ')), QStringLiteral("cancel"));
    heard ? bench.gateway.answer(viewAt(Stage::Cancelled)) : bench.gateway.fail(GatewayFault::Unreachable);
    QCOMPARE(bench.gateway.takeLog().join(QLatin1Char(' ')), QStringLiteral("forget"));
  }
  void aCancelThatIsHeardLateHarmsNoNewRecovery() {
    Bench bench(Step::Challenge);
    bench.flow.goBack();
    bench.flow.openRecovery(QStringLiteral("b"), protocol::Language::English);
    bench.gateway.answer(viewAt(Stage::Challenge));
    QCOMPARE(bench.flow.step(), Step::Challenge);
    QCOMPARE(bench.gateway.log().join(QLatin1Char(' ')), QStringLiteral("cancel forget open"));
  }
  void cancelAtAnEndChangesNothing() {
    Bench bench(Step::Done);
    bench.flow.cancel();
    QCOMPARE(bench.flow.step(), Step::Done);
    QCOMPARE(bench.moved.size(), 0);
  }
  void startsAgainFromAnEndOnly() {
    Bench running(Step::Code);
    running.flow.startAgain();
    QCOMPARE(running.flow.step(), Step::Code);
    Bench ended(Step::Done);
    ended.flow.startAgain();
    QCOMPARE(ended.flow.step(), Step::Account);
    QCOMPARE(ended.flow.account(), QStringLiteral("msabc123@outlook.com"));
    QCOMPARE(ended.flow.view(), RecoveryView());
  }
  // The key is kept for as long as the new password may be tried, and no longer.
  void theNewPasswordIsTriedAtDone() {
    Bench bench(Step::Password);
    bench.flow.setPassword(platform::Secret("tall-Oak-41"));
    RecoveryView view = viewAt(Stage::Done);
    view.signInTriesLeft = 2;
    bench.gateway.answer(view);
    QVERIFY(bench.flow.mayTrySignIn());
    bench.flow.trySignIn(platform::Secret("tall-Oak-42"));
    QVERIFY(bench.flow.isBusy());
    view.signIn = protocol::SignInResult::Refused;
    view.signInTriesLeft = 1;
    bench.gateway.answer(view);
    QCOMPARE(bench.flow.step(), Step::Done);
    QCOMPARE(bench.flow.view().signIn, std::optional(protocol::SignInResult::Refused));
    bench.flow.trySignIn(platform::Secret("tall-Oak-41"));
    view.signIn = protocol::SignInResult::Accepted;
    bench.gateway.answer(view);
    QVERIFY(!bench.flow.mayTrySignIn());
    bench.flow.trySignIn(platform::Secret("tall-Oak-41"));  // late: nothing is sent
    QCOMPARE(bench.gateway.takeLog().join(QLatin1Char(' ')),
             QStringLiteral("password sign-in sign-in forget"));
  }
  void aTryThatIsRefusedStaysAtDone() {
    Bench bench(Step::Password);
    bench.flow.setPassword(platform::Secret("tall-Oak-41"));
    RecoveryView view = viewAt(Stage::Done);
    view.signInTriesLeft = 2;
    bench.gateway.answer(view);
    bench.flow.trySignIn(platform::Secret("tall-Oak-41"));
    bench.gateway.refuse(protocol::ProblemKind::Unauthorized);
    QCOMPARE(bench.flow.step(), Step::Done);
    QCOMPARE(bench.lastRefusal().problem.kind, protocol::ProblemKind::Unauthorized);
    QVERIFY(!bench.flow.isBusy());
    bench.flow.startAgain();
    QCOMPARE(bench.flow.step(), Step::Account);
  }
  void wipeLeavesNothing() {
    Bench bench(Step::Code);
    bench.flow.submitCode(platform::Secret("1234567"));
    bench.flow.wipe();
    QCOMPARE(bench.flow.step(), Step::Reason);
    QCOMPARE(bench.flow.view(), RecoveryView());
    QVERIFY(bench.flow.account().isEmpty());
    QCOMPARE(bench.flow.reason(), protocol::Reason::ForgotPassword);
    QVERIFY(!bench.flow.isOpen());
    QVERIFY(!bench.flow.isBusy());
    QCOMPARE(bench.gateway.log().last(), QStringLiteral("forget"));
    QVERIFY(!bench.gateway.answer(viewAt(Stage::Password)));
  }

  void aWrongCodeStaysAndCounts() {
    Bench bench(Step::Code);
    bench.flow.submitCode(platform::Secret("7654321"));
    bench.gateway.refuse({ProblemKind::CodeWrong, 422, {}, {}, 2, {}});
    QCOMPARE(bench.flow.step(), Step::Code);
    QCOMPARE(bench.lastRefusal().problem.kind, ProblemKind::CodeWrong);
    QCOMPARE(bench.flow.view().code->triesLeft, 2);
    QCOMPARE(bench.gateway.log(), QStringList{QStringLiteral("code")});
  }

  void languageIsLocalUntilOpen() {
    Bench bench(Step::Account);
    bench.flow.changeLanguage(protocol::Language::Japanese);
    QVERIFY(bench.gateway.log().isEmpty());
    QVERIFY(!bench.flow.isBusy());
  }
  void languageWaitsForWhatIsUnderWay() {
    Bench bench(Step::Code);
    bench.flow.resendCode();
    bench.flow.changeLanguage(protocol::Language::Japanese);
    bench.flow.changeLanguage(protocol::Language::English);
    bench.flow.changeLanguage(protocol::Language::Japanese);
    QCOMPARE(bench.gateway.takeLog(), QStringList{QStringLiteral("resend")});
    bench.gateway.answer(viewAt(Stage::Code));
    QCOMPARE(bench.gateway.takeLog(), QStringList{QStringLiteral("language")});
    QCOMPARE(bench.gateway.last<protocol::SetLanguage>()->language, protocol::Language::Japanese);
    bench.gateway.answer(viewAt(Stage::Code));
    QVERIFY(bench.gateway.log().isEmpty());
  }

  void mediaOfADroppedRecoveryIsNotDelivered() {
    Bench bench(Step::Challenge);
    int delivered = 0;
    const auto count = [&delivered](const auto&) { ++delivered; };
    bench.flow.fetchMedia(Media::Picture, count);
    bench.gateway.answerMedia("png");
    QCOMPARE(delivered, 1);
    bench.flow.fetchMedia(Media::Clip, count);
    bench.flow.goBack();
    bench.gateway.answerMedia("wav");
    QCOMPARE(delivered, 1);
  }

  void answersAfterTheFlowIsGoneAreIgnored() {
    FakeGateway gateway;
    auto flow = std::make_unique<RecoveryFlow>(gateway);
    flow->chooseReason(protocol::Reason::ForgotPassword);
    flow->openRecovery(QStringLiteral("a"), protocol::Language::English);
    flow.reset();
    QVERIFY(gateway.answer(viewAt(Stage::Challenge)));
  }
  void theGatewayMayGoFirst() {
    auto gateway = std::make_unique<FakeGateway>();
    RecoveryFlow flow(*gateway);
    flow.chooseReason(protocol::Reason::ForgotPassword);
    flow.openRecovery(QStringLiteral("a"), protocol::Language::English);
    gateway.reset();
    QCOMPARE(flow.step(), Step::Account);
  }
  void aListenerMayDeleteTheFlow_data() {
    QTest::addColumn<bool>("whenBusyEnds");
    QTest::newRow("at busyChanged") << true;
    QTest::newRow("at moved") << false;
  }
  void aListenerMayDeleteTheFlow() {
    QFETCH(bool, whenBusyEnds);
    FakeGateway gateway;
    auto* flow = new RecoveryFlow(gateway);
    QPointer<RecoveryFlow> guard(flow);
    flow->chooseReason(protocol::Reason::ForgotPassword);
    flow->openRecovery(QStringLiteral("a"), protocol::Language::English);
    flow->changeLanguage(protocol::Language::Japanese);
    if (whenBusyEnds) {
      connect(flow, &RecoveryFlow::busyChanged, this, [flow] { delete flow; });
    } else {
      connect(flow, &RecoveryFlow::moved, this, [flow] { delete flow; });
    }
    gateway.answer(viewAt(Stage::Challenge));
    QVERIFY(guard.isNull());
  }
};

QTEST_GUILESS_MAIN(RecoveryFlowTest)
#include "recovery_flow_test.moc"
