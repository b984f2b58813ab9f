// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/enrolment_flow.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/fake_enrolment.h"

using namespace latchkey;
using namespace latchkey::flow;
using namespace latchkey::protocol;
using tests::addingAnApp;
using tests::enrolmentAt;
using tests::FakeEnrolment;
using tests::provingByMail;
using tests::withAnApp;

namespace {

struct Bench {
  FakeEnrolment gateway;
  EnrolmentFlow flow{gateway};
  QSignalSpy refused{&flow, &EnrolmentFlow::refused};

  Bench() { flow.signIn(QStringLiteral("haruka"), platform::Secret("Latch-2026"), Language::English); }
  explicit Bench(EnrolmentView list) : Bench() { gateway.answer(std::move(list)); }
};

EnrolmentView askingForProof() {
  EnrolmentView view = enrolmentAt(EnrolStage::List);
  view.proofNeeded = true;
  return view;
}

}  // namespace

class EnrolmentFlowTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whoSignsInIsAtTheList() {
    Bench bench;
    QVERIFY(bench.flow.isBusy());
    const auto* const opening = bench.gateway.last<OpenEnrolment>();
    QVERIFY(opening && opening->password.equals(platform::Secret("Latch-2026")));
    bench.gateway.answer(enrolmentAt(EnrolStage::List));
    QCOMPARE(bench.flow.step(), EnrolStep::List);
    QVERIFY(bench.flow.isOpen() && !bench.flow.isBusy());
  }
  void whoIsRefusedStaysAtTheDoor() {
    Bench bench;
    bench.gateway.refuse(ProblemKind::SignInRefused);
    QCOMPARE(bench.flow.step(), EnrolStep::SignIn);
    QCOMPARE(bench.refused.count(), 1);
    QVERIFY(!bench.flow.isOpen());
  }
  void aSecondPressIsNoSecondRequest() {
    Bench bench;
    bench.flow.signIn(QStringLiteral("haruka"), platform::Secret("x"), Language::English);
    QCOMPARE(bench.gateway.sent(), std::size_t(1));
  }

  void anAppIsAddedByItsFirstCode() {
    Bench bench(enrolmentAt(EnrolStage::List));
    bench.flow.add(MethodKind::Authenticator);
    const auto* const add = bench.gateway.last<AddMethod>();
    QVERIFY(add && add->kind == MethodKind::Authenticator && add->contact.isEmpty());
    bench.gateway.answer(addingAnApp());
    QCOMPARE(bench.flow.step(), EnrolStep::Add);
    QVERIFY(bench.flow.view().adding->secret.has_value());
    bench.flow.submit(SubmitEnrolCode{platform::Secret("123456")});
    bench.gateway.answer(withAnApp());
    QCOMPARE(bench.flow.step(), EnrolStep::List);
    QCOMPARE(bench.flow.lastChange(), EnrolmentFlow::Change::Added);
    QVERIFY(!bench.flow.wanted());
  }
  void theSecretStaysWhereItIsToldOnce() {
    Bench bench(enrolmentAt(EnrolStage::List));
    bench.flow.add(MethodKind::Authenticator);
    bench.gateway.answer(addingAnApp());
    bench.flow.changeLanguage(Language::Japanese);
    bench.gateway.answer(addingAnApp(nullptr));
    QVERIFY(bench.flow.view().adding->secret.has_value());
    bench.flow.goBack();
    bench.gateway.answer(enrolmentAt(EnrolStage::List));
    QVERIFY(!bench.flow.view().adding);
  }
  void aContactIsTypedBeforeTheServiceIsAsked() {
    Bench bench(enrolmentAt(EnrolStage::List));
    bench.flow.add(MethodKind::Text);
    QCOMPARE(bench.flow.step(), EnrolStep::Add);
    QCOMPARE(bench.gateway.sent(), std::size_t(1));
    AddMethod filled = *bench.flow.wanted();
    filled.contact = QStringLiteral("090-1234-5678");
    bench.flow.submit(filled);
    QVERIFY(bench.gateway.last<AddMethod>());
    bench.gateway.refuse(problemOf(ProblemKind::InvalidField, QStringLiteral("/contact")));
    QCOMPARE(bench.flow.step(), EnrolStep::Add);
    QCOMPARE(bench.refused.count(), 1);
    // Nothing is sent again by itself.
    bench.flow.changeLanguage(Language::Japanese);
    bench.gateway.answer(enrolmentAt(EnrolStage::List));
    QCOMPARE(bench.flow.step(), EnrolStep::Add);
    QVERIFY(!bench.gateway.isPending());
  }
  void whatIsOnlyTypedIsLeftWithoutTheService() {
    Bench bench(enrolmentAt(EnrolStage::List));
    bench.flow.add(MethodKind::Mail);
    bench.flow.goBack();
    QCOMPARE(bench.flow.step(), EnrolStep::List);
    QCOMPARE(bench.gateway.sent(), std::size_t(1));
  }

  void aProofComesFirstAndTheChangeGoesOn_data() {
    QTest::addColumn<bool>("removes");
    QTest::newRow("adding") << false;
    QTest::newRow("removing") << true;
  }
  void aProofComesFirstAndTheChangeGoesOn() {
    QFETCH(bool, removes);
    Bench bench(askingForProof());
    if (removes)
      bench.flow.remove(QStringLiteral("3q2-7wABAgMEBQYHCAkKCw"));
    else
      bench.flow.add(MethodKind::Authenticator);
    QCOMPARE(bench.flow.step(), EnrolStep::ChooseProof);
    bench.flow.chooseProof(bench.flow.view().methods.first().handle);
    QVERIFY(bench.gateway.last<ChooseProof>());
    bench.gateway.answer(provingByMail());
    QCOMPARE(bench.flow.step(), EnrolStep::Prove);
    bench.flow.submit(SubmitEnrolCode{platform::Secret("1234567")});
    bench.gateway.answer(enrolmentAt(EnrolStage::List));
    QCOMPARE(bench.gateway.last<AddMethod>() != nullptr, !removes);
    QCOMPARE(bench.gateway.last<RemoveMethod>() != nullptr, removes);
  }
  void aProofThatHasGrownOldCostsNothingOfWhatWasTyped() {
    Bench bench(enrolmentAt(EnrolStage::List));
    bench.flow.add(MethodKind::Mail);
    AddMethod filled = *bench.flow.wanted();
    filled.contact = QStringLiteral("mika@example.net");
    bench.flow.submit(filled);
    bench.gateway.refuse(ProblemKind::ProofNeeded);
    QCOMPARE(bench.flow.step(), EnrolStep::ChooseProof);
    QCOMPARE(bench.refused.count(), 0);
    bench.flow.chooseProof(bench.flow.view().methods.first().handle);
    bench.gateway.answer(provingByMail());
    bench.flow.submit(SubmitEnrolCode{platform::Secret("1234567")});
    bench.gateway.answer(enrolmentAt(EnrolStage::List));
    QCOMPARE(bench.gateway.last<AddMethod>()->contact, QStringLiteral("mika@example.net"));
  }
  void aWrongCodeOfTheProofKeepsWhatIsWanted() {
    Bench bench(askingForProof());
    bench.flow.add(MethodKind::Authenticator);
    bench.flow.chooseProof(bench.flow.view().methods.first().handle);
    bench.gateway.answer(provingByMail());
    bench.flow.submit(SubmitEnrolCode{platform::Secret("7654321")});
    bench.gateway.refuse(ProblemKind::CodeWrong);
    QCOMPARE(bench.flow.step(), EnrolStep::Prove);
    QVERIFY(bench.flow.wanted());
  }
  void whatFailsAfterTheProofIsSaidAtTheList() {
    Bench bench(askingForProof());
    bench.flow.add(MethodKind::Authenticator);
    bench.flow.chooseProof(bench.flow.view().methods.first().handle);
    bench.gateway.answer(provingByMail());
    bench.flow.submit(SubmitEnrolCode{platform::Secret("1234567")});
    bench.gateway.answer(enrolmentAt(EnrolStage::List));
    bench.gateway.fail(GatewayFault::Unreachable);
    QCOMPARE(bench.flow.step(), EnrolStep::List);
    QCOMPARE(bench.refused.count(), 1);
    QVERIFY(!bench.flow.wanted());
  }

  void aRemovalIsTold() {
    Bench bench(withAnApp());
    bench.flow.remove(QStringLiteral("3q2-7wABAgMEBQYHCAkKCw"));
    QCOMPARE(bench.gateway.last<RemoveMethod>()->handle, QStringLiteral("3q2-7wABAgMEBQYHCAkKCw"));
    bench.gateway.answer(enrolmentAt(EnrolStage::List));
    QCOMPARE(bench.flow.lastChange(), EnrolmentFlow::Change::Removed);
    QVERIFY(!bench.flow.removes());
  }
  void afterTooManyTriesTheServiceSaysWhereItStands() {
    Bench bench(enrolmentAt(EnrolStage::List));
    bench.flow.add(MethodKind::Authenticator);
    bench.gateway.answer(addingAnApp());
    bench.flow.submit(SubmitEnrolCode{platform::Secret("000000")});
    bench.gateway.refuse(ProblemKind::TooManyTries);
    QCOMPARE(bench.gateway.looks(), 1);
    QCOMPARE(bench.refused.count(), 0);
    bench.gateway.answer(enrolmentAt(EnrolStage::List));
    QCOMPARE(bench.flow.step(), EnrolStep::List);
    QCOMPARE(bench.refused.count(), 1);
    QCOMPARE(bench.flow.lastChange(), EnrolmentFlow::Change::None);
    QVERIFY(!bench.gateway.isPending());
  }
  void aSignInThatIsOverLeadsToItsEnd_data() {
    QTest::addColumn<ProblemKind>("problem");
    QTest::addColumn<EnrolStep>("end");
    QTest::addRow("too old") << ProblemKind::Unauthorized << EnrolStep::Expired;
    QTest::addRow("ended by a change elsewhere") << ProblemKind::RecoverySuperseded << EnrolStep::Ended;
  }
  void aSignInThatIsOverLeadsToItsEnd() {
    QFETCH(ProblemKind, problem);
    Bench bench(enrolmentAt(EnrolStage::List));
    bench.flow.add(MethodKind::Authenticator);
    bench.gateway.refuse(problem);
    QTEST(bench.flow.step(), "end");
    QVERIFY(!bench.flow.isOpen());
    QCOMPARE(bench.refused.count(), 0);
    QVERIFY(!bench.gateway.isPending());
    bench.flow.startAgain();
    QCOMPARE(bench.flow.step(), EnrolStep::SignIn);
    QCOMPARE(bench.gateway.forgotten(), 1);
  }
  void theEndComesAtOnce() {
    Bench bench(withAnApp());
    bench.flow.finish();
    QCOMPARE(bench.flow.step(), EnrolStep::Done);
    QVERIFY(bench.gateway.last<FinishEnrolment>());
    QCOMPARE(bench.flow.view().methods.size(), 2);
    bench.gateway.refuse(ProblemKind::Unauthorized);
    QCOMPARE(bench.flow.step(), EnrolStep::Done);
    QCOMPARE(bench.refused.count(), 0);
  }
};

QTEST_GUILESS_MAIN(EnrolmentFlowTest)
#include "enrolment_flow_test.moc"
