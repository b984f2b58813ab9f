// SPDX-License-Identifier: GPL-3.0-or-later
// Back from a kept place, as the assistant lives it.
#include <QTest>

#include "tests/core/flow/flow_bench.h"

using namespace latchkey;
using namespace latchkey::flow;
using latchkey::tests::FlowBench;
using latchkey::tests::viewAt;
using protocol::Stage;

namespace {
struct Bench : FlowBench {
  void resume() { flow.resume(protocol::Reason::SomebodyElse, protocol::Language::Japanese); }
};
}  // namespace

class ResumeTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void leadsToWhereTheServiceIs_data() {
    QTest::addColumn<int>("stage");
    QTest::addColumn<int>("step");
    const auto row = [](const char* name, Stage stage, Step step) {
      QTest::newRow(name) << int(stage) << int(step);
    };
    row("challenge", Stage::Challenge, Step::Challenge);
    row("method", Stage::Method, Step::Method);
    row("confirm", Stage::Confirm, Step::Confirm);
    row("code", Stage::Code, Step::Code);
    row("questions", Stage::Questions, Step::Questions);
  }
  void leadsToWhereTheServiceIs() {
    QFETCH(int, stage);
    QFETCH(int, step);
    Bench bench;
    bench.resume();
    bench.resume();  // once is enough
    QVERIFY(bench.flow.isBusy());
    QCOMPARE(bench.gateway.takeLog(), QStringList{QStringLiteral("resume")});
    QCOMPARE(bench.gateway.last<protocol::ResumeRecovery>()->language, protocol::Language::Japanese);
    bench.gateway.answer(viewAt(static_cast<Stage>(stage)));
    QCOMPARE(int(bench.flow.step()), step);
    QVERIFY(bench.flow.isOpen());
    QCOMPARE(bench.flow.reason(), protocol::Reason::SomebodyElse);
    QCOMPARE(bench.flow.account(), QStringLiteral("msabc123@outlook.com"));  // to start again with
    bench.flow.cancel();
    QCOMPARE(bench.flow.step(), Step::Cancelled);
  }
  /// Whatever a service says: a proof is not kept, so nothing leads from here to the password.
  void neverLeadsToThePassword() {
    for (const Stage stage : {Stage::Password, Stage::Done, Stage::Cancelled, Stage::Expired, Stage::Ended}) {
      Bench bench;
      bench.resume();
      bench.gateway.answer(viewAt(stage));
      QCOMPARE(bench.flow.step(), Step::Reason);
      QVERIFY(!bench.flow.isOpen());
      QCOMPARE(bench.refused.size(), 1);
    }
  }
  void isForTheFirstPageAlone() {
    Bench bench;
    bench.flow.chooseReason(protocol::Reason::ForgotPassword);
    bench.resume();
    QVERIFY(!bench.flow.isBusy());
    QCOMPARE(bench.gateway.takeLog(), QStringList());
  }
  void aPlaceThatIsGoneLeavesTheFirstPage() {
    Bench bench;
    bench.resume();
    bench.gateway.refuse(protocol::ProblemKind::Unauthorized);
    QCOMPARE(bench.flow.step(), Step::Reason);
    QCOMPARE(bench.refused.size(), 1);
    QVERIFY(bench.moved.isEmpty());
    // What was taken over is forgotten before another recovery is opened.
    bench.flow.chooseReason(protocol::Reason::ForgotPassword);
    bench.flow.openRecovery(QStringLiteral("a@example.com"), protocol::Language::English);
    QCOMPARE(bench.gateway.takeLog().join(u' '), QStringLiteral("resume forget open"));
  }
  void withoutANetworkItMayBeTriedAgain() {
    Bench bench;
    bench.resume();
    bench.gateway.fail(GatewayFault::Unreachable);
    QCOMPARE(bench.flow.step(), Step::Reason);
    bench.resume();
    bench.gateway.answer(viewAt(Stage::Code));
    QCOMPARE(bench.flow.step(), Step::Code);
  }
};

QTEST_GUILESS_MAIN(ResumeTest)
#include "resume_test.moc"
