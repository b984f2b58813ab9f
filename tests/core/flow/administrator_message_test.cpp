// SPDX-License-Identifier: GPL-3.0-or-later
// "Contact an administrator", as the assistant lives it: from the methods, and from an end.
#include <QTest>

#include "tests/core/flow/flow_bench.h"

using namespace latchkey;
using namespace latchkey::flow;
using latchkey::tests::FlowBench;
using protocol::AdministratorContact;
using protocol::RecoveryView;
using protocol::Stage;

namespace {

RecoveryView viewAt(Stage stage, AdministratorContact administrator = AdministratorContact::Offered) {
  RecoveryView view = latchkey::tests::viewAt(stage);
  view.administrator = administrator;
  if (stage == Stage::Ended) view.ending = protocol::Ending::NotEnabled;
  return view;
}

struct Bench : FlowBench {
  explicit Bench(const RecoveryView& afterChallenge) {
    flow.chooseReason(protocol::Reason::ForgotPassword);
    flow.openRecovery(QStringLiteral("msabc123@outlook.com"), protocol::Language::English);
    gateway.answer(viewAt(Stage::Challenge, AdministratorContact::NotOffered));
    flow.answerChallenge(QStringLiteral("kfmp"));
    gateway.answer(afterChallenge);
    std::ignore = gateway.takeLog();
  }
};

}  // namespace

class AdministratorMessageTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void anEndThatOffersItKeepsTheTokenUntilItIsSent() {
    Bench bench(viewAt(Stage::Ended));
    QCOMPARE(bench.flow.step(), Step::Ended);
    QCOMPARE(bench.log(), QString());  // nothing is forgotten yet
    bench.flow.contactAdministrator();
    bench.flow.contactAdministrator();  // a double click
    QVERIFY(bench.flow.isBusy());
    QCOMPARE(bench.log(), QStringLiteral("administrator"));
    bench.gateway.answer(viewAt(Stage::Ended, AdministratorContact::Sent));
    QCOMPARE(bench.flow.step(), Step::Ended);
    QCOMPARE(bench.flow.view().administrator, AdministratorContact::Sent);
    QCOMPARE(bench.log(), QStringLiteral("forget"));
    bench.flow.contactAdministrator();
    QCOMPARE(bench.log(), QString());
  }
  void anEndThatDoesNotOfferItLetsGoAtOnce() {
    Bench bench(viewAt(Stage::Ended, AdministratorContact::NotOffered));
    bench.flow.contactAdministrator();
    QVERIFY(!bench.flow.isBusy());
    bench.flow.startAgain();
    QCOMPARE(bench.flow.step(), Step::Account);
  }
  void aFaultLeavesTheEndAsItIsAndItMayBeTriedAgain() {
    Bench bench(viewAt(Stage::Ended));
    bench.flow.contactAdministrator();
    bench.gateway.fail(GatewayFault::Unreachable);
    QCOMPARE(bench.refused.size(), 1);
    QCOMPARE(bench.flow.step(), Step::Ended);
    QVERIFY(!bench.flow.outcomeUnknown());  // once is once: sending again harms nobody
    bench.flow.contactAdministrator();
    bench.gateway.refuse(protocol::ProblemKind::RateLimited);
    QCOMPARE(bench.refused.size(), 2);
    QCOMPARE(bench.flow.step(), Step::Ended);
    QCOMPARE(bench.log(), QStringLiteral("administrator administrator"));
  }
  void startingAgainWaitsForTheMessage() {
    Bench bench(viewAt(Stage::Ended));
    bench.flow.contactAdministrator();
    bench.flow.startAgain();
    QCOMPARE(bench.flow.step(), Step::Ended);
    bench.gateway.answer(viewAt(Stage::Ended, AdministratorContact::Sent));
    bench.flow.startAgain();
    QCOMPARE(bench.flow.step(), Step::Account);
  }
  void startingAgainForgetsTheTokenThatWasKept() {
    Bench bench(viewAt(Stage::Ended));
    bench.flow.startAgain();
    bench.flow.openRecovery(QStringLiteral("other@outlook.com"), protocol::Language::English);
    QCOMPARE(bench.log(), QStringLiteral("forget open"));
  }
  void theMethodsStayWhatTheyAre() {
    Bench bench(viewAt(Stage::Method));
    bench.flow.contactAdministrator();
    bench.gateway.answer(viewAt(Stage::Method, AdministratorContact::Sent));
    QCOMPARE(bench.flow.step(), Step::Method);
    QVERIFY(bench.flow.isOpen());
    QCOMPARE(bench.log(), QStringLiteral("administrator"));
  }
  void whoeverWentBackToTheMethodsStaysThere() {
    Bench bench(viewAt(Stage::Method));
    bench.flow.chooseMethod(QStringLiteral("mail"));
    bench.gateway.answer(viewAt(Stage::Confirm));
    bench.flow.contactAdministrator();  // not offered at this step
    QVERIFY(!bench.flow.isBusy());
    bench.flow.goBack();
    bench.flow.contactAdministrator();
    bench.gateway.answer(viewAt(Stage::Confirm, AdministratorContact::Sent));
    QCOMPARE(bench.flow.step(), Step::Method);
    QCOMPARE(bench.log(), QStringLiteral("method administrator"));
  }
};

QTEST_GUILESS_MAIN(AdministratorMessageTest)
#include "administrator_message_test.moc"
