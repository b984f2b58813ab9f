// SPDX-License-Identifier: GPL-3.0-or-later
// Keeping one's place, as the window asks for it and comes back to it.
#include <QCheckBox>
#include <QTest>

#include "tests/ui/wizard/wizard_fixture.h"

using namespace latchkey;
using flow::Step;
using latchkey::tests::WizardFixture;
using protocol::Stage;
using ui::wizard::PlaceNotice;

namespace {
constexpr QSize size(920, 640);

struct AtHome : WizardFixture {
  explicit AtHome(protocol::Language language = protocol::Language::English)
      : WizardFixture(language, size, true) {}
  QCheckBox* box() const { return find<QCheckBox>("keepPlaceCheckBox"); }
};
const QString back = QStringLiteral("Welcome back. You are where you left off.");
const QString afresh = QStringLiteral("please prove it once more");
}  // namespace

class WizardPlaceTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void isAskedOnTheAccountPageAndOffByItself() {
    AtHome f;
    f.toAccount();
    QVERIFY(f.box()->isVisible());
    QVERIFY(!f.box()->isChecked());
    QVERIFY(!f.box()->accessibleDescription().isEmpty());
    f.press("keepPlaceCheckBox");
    f.press("keepPlaceCheckBox");
    QCOMPARE(f.placesWanted, (QList<bool>{true, false}));
  }
  void isNotAskedWhereNothingIsKept() {
    WizardFixture f;
    f.toAccount();
    QVERIFY(!f.sees("keepPlaceCheckBox"));
  }

  void comesBackToTheSameStep_data() {
    QTest::addColumn<int>("stage");
    QTest::addColumn<bool>("hasBack");
    QTest::newRow("challenge") << int(Stage::Challenge) << true;
    QTest::newRow("method: the challenge is spent") << int(Stage::Method) << false;
    QTest::newRow("confirm") << int(Stage::Confirm) << true;
    QTest::newRow("code") << int(Stage::Code) << true;
    QTest::newRow("questions") << int(Stage::Questions) << true;
  }
  void comesBackToTheSameStep() {
    QFETCH(int, stage);
    QFETCH(bool, hasBack);
    AtHome f;
    f.wizard->resume(protocol::Reason::SomebodyElse);
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("resume")});
    QCOMPARE(f.placesWanted, QList{true});
    f.gateway.answer(WizardFixture::view(static_cast<Stage>(stage)));
    f.gateway.answerMedia(WizardFixture::picture());
    f.settle();
    QCOMPARE(f.flow.view().stage, static_cast<Stage>(stage));
    QCOMPARE(f.step(), f.flow.step());
    QVERIFY(f.words().contains(back));
    QCOMPARE(f.flow.canGoBack(), hasBack);
    if (!hasBack) return;
    f.flow.goBack();
    f.settle();
    QVERIFY(f.step() != Step::Reason);
    QVERIFY(!f.words().contains(back));
  }
  void saysWhyAProofIsAskedForAgain() {
    AtHome f;
    f.wizard->resume(protocol::Reason::ForgotPassword);
    protocol::RecoveryView view = WizardFixture::view(Stage::Method);
    view.freshProof = true;
    f.gateway.answer(view);
    f.settle();
    QVERIFY(f.words().contains(afresh));
    f.flow.chooseMethod(QStringLiteral("mail"));
    f.gateway.answer(WizardFixture::view(Stage::Confirm));
    f.settle();
    QVERIFY(!f.words().contains(afresh));
  }
  void theQuestionIsAnsweredAlreadyWhenOneStartsAgain() {
    AtHome f;
    f.wizard->resume(protocol::Reason::ForgotPassword);
    f.gateway.answer(WizardFixture::view(Stage::Method));
    f.settle();
    f.flow.cancel();
    f.flow.startAgain();
    f.settle();
    QCOMPARE(f.step(), Step::Account);
    QVERIFY(f.box()->isChecked());
    QCOMPARE(f.find<QLineEdit>("accountLineEdit")->text(), QStringLiteral("msabc123@outlook.com"));
  }

  void aPageThatIsEnteredLateIsEnteredAfresh() {
    AtHome f;
    f.wizard->resume(protocol::Reason::ForgotPassword);
    f.gateway.answer(WizardFixture::view(Stage::Confirm));
    f.settle();
    f.type("confirmLineEdit", QStringLiteral("something"));
    f.flow.goBack();
    f.settle();
    QCOMPARE(f.step(), Step::Method);
    f.flow.chooseMethod(QStringLiteral("text"));
    f.gateway.answer(WizardFixture::view(Stage::Confirm));
    f.settle();
    QCOMPARE(f.step(), Step::Confirm);
    QCOMPARE(f.find<QLineEdit>("confirmLineEdit")->text(), QString());
  }

  void aPlaceThatIsGoneIsSaid() {
    AtHome f;
    f.wizard->resume(protocol::Reason::ForgotPassword);
    f.gateway.refuse(protocol::ProblemKind::Unauthorized);
    f.settle();
    QCOMPARE(f.step(), Step::Reason);
    QVERIFY(f.words().contains(QStringLiteral("The recovery that you left is over")));
    f.toAccount();
    QCOMPARE(f.step(), Step::Account);
  }
  void withoutANetworkItIsTriedAgain() {
    AtHome f;
    f.wizard->resume(protocol::Reason::ForgotPassword);
    f.gateway.fail(flow::GatewayFault::Unreachable);
    f.settle();
    QVERIFY(!f.panelTitle().isEmpty());
    (void)f.gateway.takeLog();
    f.press("panelPrimaryButton");
    QVERIFY(f.gateway.takeLog().contains(QStringLiteral("resume")));
    f.gateway.answer(WizardFixture::view(Stage::Code));
    f.settle();
    QCOMPARE(f.step(), Step::Code);
    QVERIFY(f.words().contains(back));
  }
  void aServiceThatIsBusyIsAskedAgain_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("busy") << int(protocol::ProblemKind::Unavailable);
    QTest::newRow("its password is being set") << int(protocol::ProblemKind::RequestInProgress);
    QTest::newRow("limited") << int(protocol::ProblemKind::RateLimited);
    QTest::newRow("out of order") << int(protocol::ProblemKind::InternalError);
  }
  void aServiceThatIsBusyIsAskedAgain() {
    QFETCH(int, kind);
    AtHome f;
    f.wizard->resume(protocol::Reason::ForgotPassword);
    f.gateway.refuse(static_cast<protocol::ProblemKind>(kind));
    f.settle();
    QVERIFY(!f.panelTitle().isEmpty());
    QVERIFY(!f.sees("nextButton"));  // it would throw the place away
    QVERIFY(f.words().contains(QStringLiteral("Your place is still kept.")));
    (void)f.gateway.takeLog();
    f.press("panelPrimaryButton");
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("resume")});
    f.gateway.answer(WizardFixture::view(Stage::Code));
    f.settle();
    QCOMPARE(f.step(), Step::Code);
    QVERIFY(f.words().contains(back));
  }
  void startingAnewIsAChoice() {
    AtHome f;
    f.wizard->resume(protocol::Reason::ForgotPassword);
    f.gateway.refuse(protocol::ProblemKind::Unavailable);
    f.settle();
    f.press("panelSecondaryButton");
    QVERIFY(f.panelTitle().isEmpty());
    QVERIFY(!f.sees("problemBanner"));
    f.toAccount();
    QCOMPARE(f.step(), Step::Account);
  }
  void whoHasGoneOnIsNotTakenAway() {
    AtHome f;
    f.toAccount();
    f.wizard->resume(protocol::Reason::ForgotPassword);
    QCOMPARE(f.gateway.takeLog(), QStringList());
    QCOMPARE(f.placesWanted, QList<bool>());
  }

  void noticesAreSaidInBothLanguages_data() {
    QTest::addColumn<int>("notice");
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("japanese");
    QTest::newRow("not kept") << int(PlaceNotice::NotKept) << "Your place cannot be kept"
                              << QStringLiteral("途中の状態を保存できません");
    QTest::newRow("unreadable") << int(PlaceNotice::Unreadable) << "cannot be read"
                                << QStringLiteral("読み取れなかったため");
  }
  void noticesAreSaidInBothLanguages() {
    QFETCH(int, notice);
    QFETCH(QString, english);
    QFETCH(QString, japanese);
    AtHome f;
    f.wizard->notePlace(static_cast<PlaceNotice>(notice));
    QVERIFY(f.words().contains(english));
    AtHome j(protocol::Language::Japanese);
    j.wizard->notePlace(static_cast<PlaceNotice>(notice));
    QVERIFY(j.words().contains(japanese));
    j.toAccount();
    QVERIFY(!j.words().contains(japanese));
  }
};

QTEST_MAIN(WizardPlaceTest)
#include "wizard_place_test.moc"
