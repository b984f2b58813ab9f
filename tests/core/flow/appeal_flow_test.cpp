// SPDX-License-Identifier: GPL-3.0-or-later
// The appeal and the way in by its approval, as the assistant lives them.
#include <QTest>

#include "tests/core/flow/flow_bench.h"

using namespace latchkey;
using namespace latchkey::flow;
using latchkey::tests::FlowBench;
using protocol::RecoveryView;
using protocol::Stage;

namespace {

RecoveryView appealing(Stage stage) {
  RecoveryView view = latchkey::tests::viewAt(stage);
  view.appeal = protocol::AppealView{{protocol::MethodKind::Mail}, {}, {}, 86'400, 86'400};
  view.methods = {
      {QStringLiteral("mail"), protocol::MethodKind::Mail, QStringLiteral("ms*****@b.example"), {}}};
  if (stage == Stage::Ended) {
    view.ending = protocol::Ending::NothingRegistered;
    view.methods.clear();
  }
  if (stage == Stage::AppealCode) {
    view.code = protocol::CodeView{};
    view.code->triesLeft = 5;
    view.code->shownEntry = QStringLiteral("mika@example.net");
  }
  return view;
}

RecoveryView approved() {
  RecoveryView view = latchkey::tests::viewAt(Stage::Code);
  view.byAppeal = true;
  return view;
}

struct Bench : FlowBench {
  explicit Bench(const RecoveryView& afterChallenge) {
    flow.chooseReason(protocol::Reason::ForgotPassword);
    flow.openRecovery(QStringLiteral("msabc123@outlook.com"), protocol::Language::English);
    gateway.answer(latchkey::tests::viewAt(Stage::Challenge));
    flow.answerChallenge(QStringLiteral("kfmp"));
    gateway.answer(afterChallenge);
    std::ignore = gateway.takeLog();
  }
  void toCode() {
    flow.beginAppeal();
    flow.giveAppealContact(QStringLiteral("mika@example.net"));
    gateway.answer(appealing(Stage::AppealCode));
  }
};

}  // namespace

class AppealFlowTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void fromTheMethodsToTheReceipt() {
    Bench bench(appealing(Stage::Method));
    QVERIFY(bench.flow.mayAppeal());
    bench.flow.beginAppeal();
    QCOMPARE(bench.flow.step(), Step::AppealContact);
    QCOMPARE(bench.log(), QString());  // nothing has been asked for yet
    bench.flow.giveAppealContact(QStringLiteral("mika@example.net"));
    bench.flow.giveAppealContact(QStringLiteral("mika@example.net"));  // a double click
    bench.gateway.answer(appealing(Stage::AppealCode));
    QCOMPARE(bench.flow.step(), Step::AppealCode);
    bench.flow.submitCode(platform::Secret("1234567"));
    bench.gateway.answer(appealing(Stage::AppealForm));
    QCOMPARE(bench.flow.step(), Step::AppealForm);
    bench.flow.fileAppeal({});
    bench.gateway.answer(appealing(Stage::Appealed));
    QCOMPARE(bench.flow.step(), Step::Appealed);
    QVERIFY(!bench.flow.isOpen());
    QCOMPARE(bench.log(), QStringLiteral("appeal-contact code appeal forget"));
  }
  void aRealmWithoutAppealsHasNone() {
    Bench bench(latchkey::tests::viewAt(Stage::Method));
    QVERIFY(!bench.flow.mayAppeal());
    bench.flow.beginAppeal();
    QCOMPARE(bench.flow.step(), Step::Method);
  }
  void anEndThatOffersItKeepsTheTokenForIt() {
    Bench bench(appealing(Stage::Ended));
    QCOMPARE(bench.flow.step(), Step::Ended);
    QCOMPARE(bench.log(), QString());  // nothing is forgotten yet
    bench.toCode();
    QCOMPARE(bench.flow.step(), Step::AppealCode);
    QVERIFY(bench.flow.isOpen());
  }
  void backLeadsToWhereItWasAskedFor() {
    Bench fromMethods(appealing(Stage::Method));
    fromMethods.flow.beginAppeal();
    fromMethods.flow.goBack();
    QCOMPARE(fromMethods.flow.step(), Step::Method);
    Bench fromEnd(appealing(Stage::Ended));
    fromEnd.flow.beginAppeal();
    fromEnd.flow.goBack();
    QCOMPARE(fromEnd.flow.step(), Step::Ended);
  }
  void theAddressCanBeCorrectedAndTheMethodsChosenAfterAll() {
    Bench bench(appealing(Stage::Method));
    bench.toCode();
    bench.flow.goBack();
    QCOMPARE(bench.flow.step(), Step::AppealContact);
    bench.flow.giveAppealContact(QStringLiteral("other@example.net"));
    bench.gateway.answer(appealing(Stage::AppealCode));
    bench.flow.goBack();
    bench.flow.goBack();
    QCOMPARE(bench.flow.step(), Step::Method);
    bench.flow.chooseMethod(QStringLiteral("mail"));
    bench.gateway.answer(latchkey::tests::viewAt(Stage::Confirm));
    QCOMPARE(bench.flow.step(), Step::Confirm);
  }
  void takenUpAtAnEndItHasNoWaysBehindIt() {
    Bench bench(appealing(Stage::Ended));
    bench.flow.beginAppeal();
    bench.flow.giveAppealContact(QStringLiteral("mika@example.net"));
    RecoveryView view = appealing(Stage::AppealCode);
    view.methods.clear();
    bench.gateway.answer(view);
    bench.flow.goBack();
    QCOMPARE(bench.flow.step(), Step::AppealContact);
    QVERIFY(!bench.flow.canGoBack());
  }
  void aLostAnswerSendsNoSecondCode() {
    Bench bench(appealing(Stage::Method));
    bench.flow.beginAppeal();
    bench.flow.giveAppealContact(QStringLiteral("mika@example.net"));
    bench.gateway.fail(GatewayFault::TimedOut);
    QVERIFY(bench.flow.outcomeUnknown());
    bench.flow.giveAppealContact(QStringLiteral("mika@example.net"));
    bench.gateway.answer(appealing(Stage::AppealCode));  // it had been carried out
    QCOMPARE(bench.flow.step(), Step::AppealCode);
    QCOMPARE(bench.log(), QStringLiteral("appeal-contact refresh"));
  }
  void aLostAnswerFilesNoSecondAppeal() {
    Bench bench(appealing(Stage::Method));
    bench.toCode();
    bench.flow.submitCode(platform::Secret("1234567"));
    bench.gateway.answer(appealing(Stage::AppealForm));
    std::ignore = bench.gateway.takeLog();
    bench.flow.fileAppeal({});
    bench.gateway.fail(GatewayFault::Unreachable);
    bench.flow.fileAppeal({});
    bench.gateway.answer(appealing(Stage::Appealed));
    QCOMPARE(bench.flow.step(), Step::Appealed);
    QCOMPARE(bench.log(), QStringLiteral("appeal refresh forget"));
  }
  void stoppingAnAppealThatBeganAtAnEndForgets() {
    Bench bench(appealing(Stage::Ended));
    bench.flow.beginAppeal();
    bench.flow.cancel();
    QCOMPARE(bench.flow.step(), Step::Cancelled);
    QCOMPARE(bench.log(), QStringLiteral("forget"));
  }
  void anApprovalOpensARecoveryAtItsCode() {
    FlowBench bench;
    bench.flow.enterApproval();
    QCOMPARE(bench.flow.step(), Step::Approval);
    QCOMPARE(bench.log(), QString());
    bench.flow.openByApproval(platform::Secret("7Q4K-2MXY-A3B4-C5D6"), protocol::Language::English);
    bench.gateway.answer(approved());
    QCOMPARE(bench.flow.step(), Step::Code);
    QVERIFY(bench.flow.isOpen());
    QCOMPARE(bench.flow.account(), QStringLiteral("msabc123@outlook.com"));
    QVERIFY(!bench.flow.canGoBack());  // there is no page before it that this code came of
    bench.flow.submitCode(platform::Secret("1234567"));
    bench.gateway.answer(latchkey::tests::viewAt(Stage::Password));
    QCOMPARE(bench.flow.step(), Step::Password);
    QCOMPARE(bench.log(), QStringLiteral("approval code"));
  }
  void anApprovalThatIsRefusedLeadsNowhere() {
    FlowBench bench;
    bench.flow.enterApproval();
    bench.flow.openByApproval(platform::Secret("7Q4K-2MXY-A3B4-C5D6"), protocol::Language::English);
    bench.gateway.refuse(protocol::ProblemKind::ApprovalRefused);
    QCOMPARE(bench.flow.step(), Step::Approval);
    QCOMPARE(bench.refused.size(), 1);
    QVERIFY(!bench.flow.isOpen());
    bench.flow.goBack();
    QCOMPARE(bench.flow.step(), Step::Reason);
  }
};

QTEST_GUILESS_MAIN(AppealFlowTest)
#include "appeal_flow_test.moc"
