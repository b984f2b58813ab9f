// SPDX-License-Identifier: GPL-3.0-or-later
// What happens when answers are lost, both sides are out of step, or time runs out.
#include <QTest>

#include "core/flow/settle.h"
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

RecoveryView confirmFor(const char* handle) {
  RecoveryView view = viewAt(Stage::Confirm);
  view.chosenHandle = QLatin1String(handle);
  return view;
}

struct Bench : FlowBench {
  explicit Bench(Stage to) {
    flow.chooseReason(protocol::Reason::ForgotPassword);
    flow.openRecovery(QStringLiteral("a"), protocol::Language::English);
    // A look follows the service along drawn edges, one at a time.
    for (const Stage stage :
         {Stage::Challenge, Stage::Method, Stage::Confirm, Stage::Code, Stage::Password}) {
      gateway.answer(viewAt(stage));
      if (stage == to) break;
      flow.refresh();
    }
    static_cast<void>(gateway.takeLog());
    moved.clear();
  }
  [[nodiscard]] GatewayFault fault() const { return lastRefusal().fault; }
};

}  // namespace

class LostAnswersTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void afterALostAnswerTheServiceIsAskedFirst() {
    Bench bench(Stage::Code);
    bench.flow.submitCode(platform::Secret("1234567"));
    bench.gateway.fail(GatewayFault::TimedOut);
    QVERIFY(bench.flow.outcomeUnknown());
    QCOMPARE(bench.fault(), GatewayFault::TimedOut);
    bench.flow.submitCode(platform::Secret("1234567"));
    QCOMPARE(bench.log(), QStringLiteral("code refresh"));
    bench.gateway.answer(viewAt(Stage::Password));  // it had been carried out
    QCOMPARE(bench.flow.step(), Step::Password);
    QCOMPARE(bench.log(), QString());
    QVERIFY(!bench.flow.outcomeUnknown());
    QVERIFY(!bench.flow.isBusy());
  }
  void whatWasNotCarriedOutIsSentAfterAll() {
    Bench bench(Stage::Code);
    bench.flow.submitCode(platform::Secret("1111111"));
    bench.gateway.fail(GatewayFault::Unreachable);
    bench.flow.submitCode(platform::Secret("2222222"));
    bench.gateway.answer(viewAt(Stage::Code));
    QCOMPARE(bench.log(), QStringLiteral("code refresh code"));
    QCOMPARE(bench.gateway.last<protocol::SubmitCode>()->code.view(), std::string_view("2222222"));
    bench.gateway.answer(viewAt(Stage::Password));
    QCOMPARE(bench.flow.step(), Step::Password);
    QCOMPARE(bench.refused.size(), 1);
  }
  void stillOutOfReachItStaysUnknown() {
    Bench bench(Stage::Code);
    bench.flow.submitCode(platform::Secret("1234567"));
    bench.gateway.fail(GatewayFault::Unreachable);
    bench.flow.submitCode(platform::Secret("1234567"));
    bench.gateway.fail(GatewayFault::Unreachable);
    QVERIFY(bench.flow.outcomeUnknown());
    QVERIFY(!bench.flow.isBusy());
    bench.flow.submitCode(platform::Secret("1234567"));
    QCOMPARE(bench.log(), QStringLiteral("code refresh refresh"));
  }
  void aPlainRefreshSettlesToo() {
    Bench bench(Stage::Password);
    bench.flow.setPassword(platform::Secret("tall-Oak-41"));
    bench.gateway.fail(GatewayFault::TimedOut);
    bench.flow.refresh();
    bench.gateway.answer(viewAt(Stage::Done));
    QCOMPARE(bench.flow.step(), Step::Done);
    QVERIFY(!bench.flow.outcomeUnknown());
  }
  void aLostPasswordAnswerAndAnUnknownRecoveryIsSaidHonestly() {
    Bench bench(Stage::Password);
    bench.flow.setPassword(platform::Secret("tall-Oak-41"));
    bench.gateway.fail(GatewayFault::TimedOut);
    bench.flow.setPassword(platform::Secret("tall-Oak-41"));
    bench.gateway.refuse(ProblemKind::Unauthorized);
    QCOMPARE(bench.flow.step(), Step::Expired);
    QVERIFY(bench.flow.passwordMayBeNew());
  }
  void onlyALostNewPasswordLeavesAQuestionAtAnEnd_data() {
    QTest::addColumn<bool>("sets");
    QTest::addColumn<QString>("then");
    QTest::addColumn<bool>("mayBeNew");
    for (const char* then :
         {"stopped at once", "lost, stopped", "lost, time ran out", "lost, out of reach"}) {
      QTest::addRow("new password, %s", then) << true << QString::fromLatin1(then) << true;
      QTest::addRow("unlocking, %s", then) << false << QString::fromLatin1(then) << false;
    }
    for (const char* then : {"refused, stopped", "refused, stopped while looking", "settled, stopped"})
      QTest::addRow("new password, %s", then) << true << QString::fromLatin1(then) << false;
  }
  void onlyALostNewPasswordLeavesAQuestionAtAnEnd() {
    QFETCH(bool, sets);
    QFETCH(QString, then);
    QFETCH(bool, mayBeNew);
    Bench bench(Stage::Password);
    RecoveryView locked = viewAt(Stage::Password);
    locked.lock = protocol::AccountLock::Locked;
    bench.flow.refresh();
    bench.gateway.answer(locked);
    if (sets) {
      bench.flow.setPassword(platform::Secret("tall-Oak-41"));
    } else {
      bench.flow.unlockAccount();
    }
    if (then.startsWith(QLatin1String("lost"))) bench.gateway.fail(GatewayFault::TimedOut);
    if (then.startsWith(QLatin1String("refused"))) bench.gateway.refuse(ProblemKind::PasswordRefused);
    if (then.startsWith(QLatin1String("settled"))) {
      bench.gateway.fail(GatewayFault::TimedOut);
      bench.flow.refresh();
      bench.gateway.answer(locked);
    }
    if (then.endsWith(QLatin1String("while looking"))) bench.flow.refresh();
    if (then.endsWith(QLatin1String("time ran out"))) {
      bench.flow.noteExpiry();
      bench.gateway.refuse(ProblemKind::Unauthorized);
    } else if (then.endsWith(QLatin1String("out of reach"))) {
      bench.flow.noteExpiry();
      bench.gateway.fail(GatewayFault::Unreachable);
    } else {
      bench.flow.cancel();
    }
    QCOMPARE(bench.flow.passwordMayBeNew(), mayBeNew);
    QVERIFY(bench.flow.step() == Step::Cancelled || bench.flow.step() == Step::Expired);
    bench.flow.startAgain();
    QVERIFY(!bench.flow.passwordMayBeNew());
  }
  void anOpeningThatWasLostIsRepeatedAsTheSameRecovery() {
    FakeGateway gateway;
    RecoveryFlow flow(gateway);
    flow.chooseReason(protocol::Reason::ForgotPassword);
    flow.openRecovery(QStringLiteral("a"), protocol::Language::English);
    gateway.fail(GatewayFault::Unreachable);
    QVERIFY(!flow.outcomeUnknown());
    flow.openRecovery(QStringLiteral("a"), protocol::Language::English);
    QCOMPARE(gateway.log().join(QLatin1Char(' ')), QStringLiteral("open open"));
  }

  void onlyErrorsThatMayComeAfterTheActLeaveItUnknown_data() {
    QTest::addColumn<GatewayFault>("fault");
    QTest::addColumn<ProblemKind>("problem");
    QTest::addColumn<bool>("unknown");
    const auto none = ProblemKind::CodeWrong;
    QTest::newRow("unreachable") << GatewayFault::Unreachable << none << true;
    QTest::newRow("timed out") << GatewayFault::TimedOut << none << true;
    QTest::newRow("page instead of an answer") << GatewayFault::CaptivePortal << none << true;
    QTest::newRow("garbage") << GatewayFault::BadAnswer << none << true;
    QTest::newRow("certificate") << GatewayFault::CertificateUntrusted << none << false;
    QTest::newRow("host") << GatewayFault::CertificateWrongHost << none << false;
    QTest::newRow("date") << GatewayFault::CertificateExpired << none << false;
    QTest::newRow("proxy") << GatewayFault::ProxyNeedsPassword << none << false;
    QTest::newRow("wrong code") << GatewayFault::Refused << ProblemKind::CodeWrong << false;
    QTest::newRow("500") << GatewayFault::Refused << ProblemKind::InternalError << true;
    QTest::newRow("503") << GatewayFault::Refused << ProblemKind::Unavailable << true;
    QTest::newRow("in progress") << GatewayFault::Refused << ProblemKind::RequestInProgress << true;
  }
  void onlyErrorsThatMayComeAfterTheActLeaveItUnknown() {
    QFETCH(GatewayFault, fault);
    QFETCH(ProblemKind, problem);
    QFETCH(bool, unknown);
    QCOMPARE(leavesOutcomeUnknown({fault, {problem, 0, {}, {}, {}, {}}}), unknown);
  }

  void outOfStepTheServiceIsAskedOnce_data() {
    QTest::addColumn<ProblemKind>("kind");
    QTest::newRow("wrong stage") << ProblemKind::WrongStage;
    QTest::newRow("unauthorized") << ProblemKind::Unauthorized;
    QTest::newRow("too many tries") << ProblemKind::TooManyTries;
    QTest::newRow("superseded") << ProblemKind::RecoverySuperseded;
  }
  void outOfStepTheServiceIsAskedOnce() {
    QFETCH(ProblemKind, kind);
    Bench moves(Stage::Code);
    moves.flow.submitCode(platform::Secret("1"));
    moves.gateway.refuse(kind);
    QVERIFY(moves.flow.isBusy());
    moves.gateway.answer(viewAt(Stage::Ended));
    QCOMPARE(moves.flow.step(), Step::Ended);
    QCOMPARE(moves.refused.size(), 0);
    QCOMPARE(moves.log(), QStringLiteral("code refresh forget"));

    Bench stays(Stage::Code);
    stays.flow.submitCode(platform::Secret("1"));
    stays.gateway.refuse(kind);
    stays.gateway.answer(viewAt(Stage::Code));
    QCOMPARE(stays.flow.step(), Step::Code);
    QCOMPARE(stays.refused.size(), 1);
    QCOMPARE(stays.moved.size(), 1);

    Bench fails(Stage::Code);
    fails.flow.submitCode(platform::Secret("1"));
    fails.gateway.refuse(kind);
    fails.gateway.fail(GatewayFault::Unreachable);
    QCOMPARE(fails.fault(), GatewayFault::Unreachable);
    QCOMPARE(fails.gateway.pending(), 0);
    QVERIFY(fails.flow.outcomeUnknown());
  }
  void anUnknownRecoveryIsExpired() {
    Bench bench(Stage::Method);
    bench.flow.chooseMethod(QStringLiteral("mail"));
    bench.gateway.refuse(ProblemKind::Unauthorized);
    bench.gateway.refuse(ProblemKind::Unauthorized);
    QCOMPARE(bench.flow.step(), Step::Expired);
    QVERIFY(!bench.flow.isOpen());
    QVERIFY(!bench.flow.wasSuperseded());
    QVERIFY(!bench.flow.outcomeUnknown());
    QCOMPARE(bench.refused.size(), 0);
  }
  /// Whichever way it is heard of: no page is left whose every button is refused.
  void aRecoveryThatWasEndedBehindTheWindowIsOver_data() {
    QTest::addColumn<std::function<void(Bench&)>>("hears");
    const auto superseded = ProblemKind::RecoverySuperseded;
    using Hears = std::function<void(Bench&)>;
    QTest::newRow("of a command") << Hears([superseded](Bench& bench) {
      bench.flow.submitCode(platform::Secret("1"));
      bench.gateway.refuse(superseded);
      bench.gateway.refuse(superseded);
    });
    QTest::newRow("of a command after a lost answer") << Hears([superseded](Bench& bench) {
      bench.flow.submitCode(platform::Secret("1"));
      bench.gateway.fail(GatewayFault::Unreachable);
      bench.refused.clear();
      bench.flow.submitCode(platform::Secret("1"));
      bench.gateway.refuse(superseded);
    });
    QTest::newRow("of a look") << Hears([superseded](Bench& bench) {
      bench.flow.refresh();
      bench.gateway.refuse(superseded);
    });
    QTest::newRow("of its time") << Hears([superseded](Bench& bench) {
      bench.flow.noteExpiry();
      bench.gateway.refuse(superseded);
    });
  }
  void aRecoveryThatWasEndedBehindTheWindowIsOver() {
    QFETCH(std::function<void(Bench&)>, hears);
    Bench bench(Stage::Code);
    hears(bench);
    QCOMPARE(bench.flow.step(), Step::Expired);
    QVERIFY(bench.flow.wasSuperseded());
    QVERIFY(!bench.flow.isOpen());
    QCOMPARE(bench.refused.size(), 0);
    bench.flow.startAgain();
    QCOMPARE(bench.flow.step(), Step::Account);
    QVERIFY(!bench.flow.wasSuperseded());
  }
  void aRefusedOpeningAsksNothing() {
    FakeGateway gateway;
    RecoveryFlow flow(gateway);
    QSignalSpy refused(&flow, &RecoveryFlow::refused);
    flow.chooseReason(protocol::Reason::ForgotPassword);
    flow.openRecovery(QStringLiteral("a"), protocol::Language::English);
    gateway.refuse(ProblemKind::Unauthorized);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(gateway.pending(), 0);
  }
  void outOfStepAnUndrawnStageIsABadAnswer() {
    Bench bench(Stage::Code);
    bench.flow.submitCode(platform::Secret("1"));
    bench.gateway.refuse(ProblemKind::WrongStage);
    bench.gateway.answer(viewAt(Stage::Done));
    QCOMPARE(bench.flow.step(), Step::Code);
    QCOMPARE(bench.fault(), GatewayFault::BadAnswer);
  }

  void expiryIsAskedFor() {
    Bench early(Stage::Code);
    early.flow.noteExpiry();
    early.gateway.answer(viewAt(Stage::Code));  // this PC's countdown was ahead
    QCOMPARE(early.flow.step(), Step::Code);

    Bench due(Stage::Code);
    due.flow.noteExpiry();
    due.gateway.answer(viewAt(Stage::Expired));
    QCOMPARE(due.flow.step(), Step::Expired);

    Bench offline(Stage::Code);
    offline.flow.noteExpiry();
    offline.gateway.fail(GatewayFault::Unreachable);
    QCOMPARE(offline.flow.step(), Step::Expired);
    QCOMPARE(offline.refused.size(), 0);
  }
  void expiryWaitsForWhatIsUnderWay() {
    Bench bench(Stage::Code);
    bench.flow.resendCode();
    bench.flow.noteExpiry();
    QCOMPARE(bench.log(), QStringLiteral("resend"));
    bench.gateway.fail(GatewayFault::Unreachable);
    QCOMPARE(bench.log(), QStringLiteral("refresh"));
    bench.gateway.refuse(ProblemKind::Unauthorized);
    QCOMPARE(bench.flow.step(), Step::Expired);
  }
  void expiryAfterAnEndIsNothing() {
    Bench bench(Stage::Password);
    bench.flow.setPassword(platform::Secret("tall-Oak-41"));
    bench.flow.noteExpiry();
    bench.gateway.answer(viewAt(Stage::Done));
    QCOMPARE(bench.flow.step(), Step::Done);
    QCOMPARE(bench.log(), QStringLiteral("password forget"));
  }

  void settlesByWhatTheServiceSays_data() {
    QTest::addColumn<int>("command");
    QTest::addColumn<RecoveryView>("before");
    QTest::addColumn<RecoveryView>("after");
    QTest::addColumn<bool>("send");
    const auto code = viewAt(Stage::Code);
    const auto method = viewAt(Stage::Method);
    auto resent = code;
    resent.code->resendsLeft = 4;
    auto corrected = code;
    corrected.code->shownEntry = QStringLiteral("msabd");
    auto fresh = viewAt(Stage::Challenge);
    fresh.challenge->id = QStringLiteral("c2");
    auto nextGate = code;
    nextGate.gatesPassed = 1;
    enum { Choose, Confirm, Resend, Submit, Answer };
    QTest::newRow("choice: carried out") << int(Choose) << method << confirmFor("mail") << false;
    QTest::newRow("choice: the earlier one was") << int(Choose) << method << confirmFor("text") << true;
    QTest::newRow("choice: not carried out") << int(Choose) << method << method << true;
    QTest::newRow("choice: over") << int(Choose) << method << viewAt(Stage::Ended) << false;
    QTest::newRow("confirm: carried out") << int(Confirm) << confirmFor("mail") << code << false;
    QTest::newRow("confirm: not") << int(Confirm) << confirmFor("mail") << confirmFor("mail") << true;
    QTest::newRow("confirm: same entry") << int(Confirm) << code << code << false;
    QTest::newRow("confirm: another entry") << int(Confirm) << corrected << corrected << true;
    QTest::newRow("resend: carried out") << int(Resend) << code << resent << false;
    QTest::newRow("resend: not") << int(Resend) << code << code << true;
    QTest::newRow("code: carried out") << int(Submit) << code << viewAt(Stage::Password) << false;
    QTest::newRow("code: another gate") << int(Submit) << code << nextGate << false;
    QTest::newRow("code: not") << int(Submit) << code << code << true;
    QTest::newRow("answer: same challenge")
        << int(Answer) << viewAt(Stage::Challenge) << viewAt(Stage::Challenge) << true;
    QTest::newRow("answer: another challenge") << int(Answer) << viewAt(Stage::Challenge) << fresh << false;
  }
  void settlesByWhatTheServiceSays() {
    QFETCH(int, command);
    QFETCH(RecoveryView, before);
    QFETCH(RecoveryView, after);
    QFETCH(bool, send);
    protocol::Command commands[] = {protocol::ChooseMethod{QStringLiteral("mail")},
                                    protocol::ConfirmContact{QStringLiteral("msabc123.backup")},
                                    protocol::ResendCode{}, protocol::SubmitCode{platform::Secret("1")},
                                    protocol::AnswerChallenge{QStringLiteral("c1"), QStringLiteral("x"), {}}};
    QCOMPARE(stillMeant(commands[command], before, after), send);
  }
};

QTEST_GUILESS_MAIN(LostAnswersTest)
#include "lost_answers_test.moc"
