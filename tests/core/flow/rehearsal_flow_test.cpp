// SPDX-License-Identifier: GPL-3.0-or-later
// A rehearsal as the assistant lives it: the way of a recovery, with an end of its own and no password.
#include <QTest>

#include "tests/core/flow/flow_bench.h"

using namespace latchkey;
using namespace latchkey::flow;
using latchkey::tests::FlowBench;
using latchkey::tests::viewAt;
using protocol::Outcome;
using protocol::Stage;

namespace {
protocol::RecoveryView rehearsedAt(Stage stage, Outcome outcome = Outcome::PasswordSet) {
  protocol::RecoveryView view = viewAt(stage);
  view.rehearsal = true;
  view.outcome = outcome;
  return view;
}

struct Bench : FlowBench {
  /// As far as the account page.
  void begin() { flow.chooseRehearsal(); }
  void open() { flow.openRecovery(QStringLiteral("msabc123"), protocol::Language::English); }
  void reachCode() {
    begin();
    open();
    gateway.answer(rehearsedAt(Stage::Challenge));
    flow.answerChallenge(QStringLiteral("x"));
    gateway.answer(rehearsedAt(Stage::Method));
    flow.chooseMethod(QStringLiteral("mail"));
    gateway.answer(rehearsedAt(Stage::Confirm));
    flow.confirmContact(QStringLiteral("msabc123.backup"));
    gateway.answer(rehearsedAt(Stage::Code));
    (void)log();
  }
  void submit() { flow.submitCode(platform::Secret("1234567")); }
};
}  // namespace

class RehearsalFlowTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void comesToItsOwnEnd() {
    Bench bench;
    bench.reachCode();
    QVERIFY(bench.flow.isRehearsal());
    bench.submit();
    bench.gateway.answer(rehearsedAt(Stage::Done, Outcome::Rehearsed));
    QCOMPARE(bench.flow.step(), Step::Rehearsed);
    QVERIFY(isEnd(bench.flow.step()) && !bench.flow.isOpen());
    // Once more is a rehearsal again.
    bench.flow.startAgain();
    QCOMPARE(bench.flow.step(), Step::Account);
    bench.open();
    QVERIFY(bench.gateway.last<protocol::OpenRecovery>()->rehearsal);
  }

  void isSaidInTheOpeningAlone() {
    Bench bench;
    bench.begin();
    QCOMPARE(bench.flow.step(), Step::Account);
    bench.open();
    QVERIFY(bench.gateway.last<protocol::OpenRecovery>()->rehearsal);
    Bench other;
    other.begin();
    other.flow.goBack();
    other.flow.chooseReason(protocol::Reason::ForgotPassword);
    QVERIFY(!other.flow.isRehearsal());
    other.open();
    QVERIFY(!other.gateway.last<protocol::OpenRecovery>()->rehearsal);
  }

  /// Whatever a service says: who was told that nothing is changed is not led to a password, and who wants
  /// one is not told that it was a rehearsal.
  void neverTurnsIntoTheOther_data() {
    QTest::addColumn<bool>("rehearses");
    QTest::addColumn<bool>("told");
    QTest::addColumn<int>("stage");
    QTest::addColumn<int>("outcome");
    const auto row = [](const char* name, bool rehearses, bool told, Stage stage, Outcome outcome) {
      QTest::newRow(name) << rehearses << told << int(stage) << int(outcome);
    };
    row("password", true, true, Stage::Password, Outcome::PasswordSet);
    row("done with a password", true, true, Stage::Done, Outcome::PasswordSet);
    row("unlocked", true, true, Stage::Done, Outcome::Unlocked);
    row("not one any more", true, false, Stage::Method, Outcome::PasswordSet);
    row("a password, and not one", true, false, Stage::Password, Outcome::PasswordSet);
    row("one all at once", false, true, Stage::Method, Outcome::PasswordSet);
    row("rehearsed at its end", false, false, Stage::Done, Outcome::Rehearsed);
    row("rehearsed", false, true, Stage::Done, Outcome::Rehearsed);
  }
  void neverTurnsIntoTheOther() {
    QFETCH(bool, rehearses);
    QFETCH(bool, told);
    QFETCH(int, stage);
    QFETCH(int, outcome);
    Bench bench;
    rehearses ? bench.begin() : bench.flow.chooseReason(protocol::Reason::ForgotPassword);
    const auto at = [&](Stage where) {
      protocol::RecoveryView view = viewAt(where);
      view.rehearsal = rehearses;
      return view;
    };
    bench.open();
    bench.gateway.answer(at(Stage::Challenge));
    bench.flow.answerChallenge(QStringLiteral("x"));
    bench.gateway.answer(at(Stage::Method));
    bench.flow.chooseMethod(QStringLiteral("mail"));
    bench.gateway.answer(at(Stage::Code));
    bench.submit();
    protocol::RecoveryView view = viewAt(static_cast<Stage>(stage));
    view.rehearsal = told;
    view.outcome = static_cast<Outcome>(outcome);
    bench.gateway.answer(view);
    QCOMPARE(bench.flow.step(), Step::Code);
    QCOMPARE(bench.refused.size(), 1);
    QCOMPARE(int(bench.lastRefusal().fault), int(GatewayFault::BadAnswer));
    QVERIFY(!bench.flow.view().passwordRules);
  }

  void isNotComeBackTo() {
    Bench bench;
    bench.flow.resume(protocol::Reason::ForgotPassword, protocol::Language::English);
    bench.gateway.answer(rehearsedAt(Stage::Method));
    QCOMPARE(bench.flow.step(), Step::Reason);
    QCOMPARE(bench.refused.size(), 1);
  }
};

QTEST_GUILESS_MAIN(RehearsalFlowTest)
#include "rehearsal_flow_test.moc"
