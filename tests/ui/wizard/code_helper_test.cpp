// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/text/dead_end_text.h"
#include "ui/text/missing_code_text.h"
#include "ui/wizard/wizard_footer.h"

using latchkey::flow::CodeAdvice;
using latchkey::flow::CodeCause;
using latchkey::flow::CodeQuestion;
using latchkey::flow::CodeRemedy;
using latchkey::flow::Step;
using latchkey::protocol::AdministratorContact;
using latchkey::protocol::DeliveryFault;
using latchkey::protocol::DeliveryNews;
using latchkey::protocol::DeliveryStanding;
using latchkey::protocol::DeliveryState;
using latchkey::protocol::Language;
using latchkey::protocol::MethodKind;
using latchkey::protocol::NumberProblem;
using latchkey::protocol::Problem;
using latchkey::protocol::ProblemKind;
using latchkey::protocol::RecoveryView;
using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;
namespace text = latchkey::ui::text;

/// "My code did not come", through the window.
class CodeHelperTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void threeQuestionsThenItIsSentAgain() {
    WizardFixture f;
    open(f, mayResendNow());
    QCOMPARE(f.panelTitle(), text::codeQuestion(CodeQuestion::Mailbox));
    QVERIFY(f.words().contains(QStringLiteral("ms*****@example.com")));
    QVERIFY(f.words().contains(text::codeQuestionsAreFew()));
    QVERIFY(!f.sees("panelPrimaryButton"));
    f.press("panelReply0Button");
    QCOMPARE(f.panelTitle(), text::codeQuestion(CodeQuestion::JunkMail));
    f.press("panelReply0Button");
    QCOMPARE(f.panelTitle(), text::codeQuestion(CodeQuestion::Entry));
    QVERIFY(f.words().contains(QStringLiteral("msabc123@outlook.com")));
    QVERIFY(f.words().contains(QStringLiteral("msabc123.backup")));
    f.press("panelReply0Button");
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::Unknown, CodeRemedy::SendAgain}));
    QVERIFY(f.gateway.takeLog().isEmpty());  // nothing was asked of the service
    f.press("panelPrimaryButton");
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("resend")});
  }

  void tooEarlyItSaysInHowManyMinutes() {
    WizardFixture f;
    open(f, [] {
      RecoveryView view = WizardFixture::view(Stage::Code);
      view.code->resendIn = 61;
      return view;
    }());
    for (int i = 0; i < 3; ++i) f.press("panelReply0Button");
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::StillUnderWay, CodeRemedy::GoBack}));
    QVERIFY(f.words().contains(QStringLiteral("In 2 minutes it can be sent again.")));
    f.press("panelPrimaryButton");
    QVERIFY(!f.wizard->currentStep()->hasPanel());
    QCOMPARE(f.wizard->focusWidget()->objectName(), QStringLiteral("codeField"));
    QVERIFY(f.gateway.takeLog().isEmpty());
  }

  void theSenderIsNamedWhereItIsKnown_data() {
    QTest::addColumn<QString>("sender");
    QTest::newRow("known") << QStringLiteral("codes@example.com");
    QTest::newRow("not known") << QString();
  }
  void theSenderIsNamedWhereItIsKnown() {
    QFETCH(QString, sender);
    WizardFixture f;
    RecoveryView view = mayResendNow();
    view.code->sender = sender;
    open(f, view);
    f.press("panelReply0Button");
    f.press("panelReply1Button");  // not looked for among junk
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::JunkMail, CodeRemedy::GoBack}));
    QCOMPARE(f.words().contains(QStringLiteral("It comes from")), !sender.isEmpty());
    QCOMPARE(f.words().contains(QStringLiteral("codes@example.com")), !sender.isEmpty());
  }

  void whileItIsBeingSentNothingIsAsked() {
    WizardFixture f;
    RecoveryView view = WizardFixture::view(Stage::Code);
    view.code->delivery = DeliveryState::Sending;
    open(f, view);
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::BeingSent, CodeRemedy::GoBack}));
    QVERIFY(!f.sees("panelSecondaryButton"));  // one way out is enough
    f.press("panelPrimaryButton");
    QVERIFY(!f.wizard->currentStep()->hasPanel());
  }

  void itGoesOnByItselfOnceTheCodeHasLeft() {
    WizardFixture f;
    RecoveryView view = WizardFixture::view(Stage::Code);
    view.code->delivery = DeliveryState::Sending;
    open(f, view);
    learn(f, view);  // the same again: nothing is read out anew
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::BeingSent, CodeRemedy::GoBack}));
    learn(f, mayResendNow());
    QCOMPARE(f.panelTitle(), text::codeQuestion(CodeQuestion::Mailbox));
    f.press("panelReply0Button");
    learn(f, mayResendNow());
    QCOMPARE(f.panelTitle(), text::codeQuestion(CodeQuestion::JunkMail));
    RecoveryView bounced = mayResendNow();
    bounced.code->news = DeliveryNews{DeliveryStanding::Bounced, DeliveryFault::MailboxFull};
    learn(f, bounced);
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::CameBackFull, CodeRemedy::SendAgain}));
    QVERIFY(f.gateway.takeLog().isEmpty());
  }

  void anotherPanelIsNotTakenAway() {
    WizardFixture f;
    RecoveryView view = WizardFixture::view(Stage::Code);
    view.code->delivery = DeliveryState::Sending;
    open(f, view);
    f.press("helpButton");
    const QString help = f.panelTitle();
    learn(f, mayResendNow());
    QCOMPARE(f.panelTitle(), help);
  }

  void thePageSaysThatTheMailCameBack() {
    WizardFixture f;
    RecoveryView view = mayResendNow();
    view.code->news = DeliveryNews{DeliveryStanding::Bounced, DeliveryFault::NoSuchMailbox};
    f.open(view);
    QVERIFY(f.find<QLabel>("deliveryLabel")->text().startsWith(QLatin1String("The mail came back.")));
    QVERIFY(f.find<QLabel>("pageWhyLabel")->text().isEmpty());  // nothing is on its way
    f.press("codeMissingButton");
    QVERIFY(f.words().contains(QStringLiteral("there is no such mailbox")));
    f.press("panelPrimaryButton");
    QCOMPARE(f.wizard->focusWidget()->objectName(), QStringLiteral("textOtherMethodButton"));
  }

  void theSenderIsNamedWhereItMayBeKeptOut() {
    WizardFixture f;
    RecoveryView view = mayResendNow();
    view.code->sender = QStringLiteral("no-reply@contoso.example");
    open(f, view);
    f.press("panelReply0Button");
    QVERIFY(!f.words().contains(QStringLiteral("no-reply@contoso.example")));
    f.press("panelReply1Button");
    QVERIFY(f.words().contains(QStringLiteral("no-reply@contoso.example")));
  }

  void whatIsWrongWithTheNumberIsSaid() {
    WizardFixture f;
    RecoveryView view = mayResendNow();
    view.chosenHandle = QStringLiteral("text");
    view.code->kind = MethodKind::Text;
    view.code->news = DeliveryNews{DeliveryStanding::Accepted, DeliveryFault::None};
    view.code->problems = {NumberProblem::NoCountryCode};
    open(f, view);
    f.press("panelReply0Button");
    f.press("panelReply2Button");  // it gets none
    QVERIFY(f.words().contains(QStringLiteral("The registered number lacks its country code.")));
  }

  void theOtherWaysAreLedTo() {
    WizardFixture f;
    open(f, mayResendNow());
    f.press("panelReply1Button");  // it cannot be opened any more
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::NoAccess, CodeRemedy::OtherWays}));
    f.press("panelPrimaryButton");
    QCOMPARE(f.wizard->focusWidget()->objectName(), QStringLiteral("textOtherMethodButton"));
    f.press("textOtherMethodButton");
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("method")});
  }

  void withNoOtherWayTheSupportIsNamed() {
    WizardFixture f;
    RecoveryView view = mayResendNow();
    view.methods.removeIf([](const auto& method) { return method.handle != QLatin1String("mail"); });
    open(f, view);
    f.press("panelReply1Button");
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::NoAccess, CodeRemedy::AskForSupport}));
    QVERIFY(f.words().contains(QStringLiteral("03-5555-0100")));
    QVERIFY(f.words().contains(QStringLiteral("7Q4-K2M")));
    f.press("panelPrimaryButton");
    QCOMPARE(f.wizard->focusWidget()->objectName(), QStringLiteral("codeField"));
    QVERIFY(f.gateway.takeLog().isEmpty());
  }

  void aLandlineIsCalledInstead() {
    WizardFixture f;
    RecoveryView view = mayResendNow();
    view.chosenHandle = QStringLiteral("text");
    view.code->kind = MethodKind::Text;
    view.code->mask = QStringLiteral("*********32");
    open(f, view);
    f.press("panelReply3Button");
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::Landline, CodeRemedy::Call}));
    f.press("panelPrimaryButton");
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("method")});
  }

  void whatWasTypedIsCorrectedWhereItWasTyped() {
    WizardFixture f;
    open(f, mayResendNow());
    f.press("panelReply0Button");
    f.press("panelReply0Button");
    f.press("panelReply1Button");
    f.press("panelPrimaryButton");
    QCOMPARE(f.step(), Step::Confirm);
  }

  void aWrongAccountNameBeginsAnewWithTheName() {
    WizardFixture f;
    open(f, mayResendNow());
    f.press("panelReply0Button");
    f.press("panelReply0Button");
    f.press("panelReply2Button");
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::WrongAccount, CodeRemedy::StartAgain}));
    f.press("panelPrimaryButton");
    f.settle();
    QCOMPARE(f.step(), Step::Account);
    QCOMPARE(f.find<QLineEdit>("accountLineEdit")->text(), QStringLiteral("msabc123@outlook.com"));
    QVERIFY(f.gateway.takeLog().contains(QStringLiteral("cancel")));
  }

  void anAccountThatMayNotBeSetUpLeadsToTheAdministrators() {
    WizardFixture f;
    RecoveryView view = mayResendNow();
    view.administrator = AdministratorContact::Offered;
    open(f, view);
    sayThatItMayNotBeSetUp(f);
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::NotSetUp, CodeRemedy::AskAdministrator}));
    f.press("panelPrimaryButton");
    QVERIFY(f.gateway.takeLog().isEmpty());  // what the message says comes first
    for (const QString& says : text::administratorSays()) QVERIFY(f.words().contains(says));
    f.press("panelPrimaryButton");
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("administrator")});
    view.administrator = AdministratorContact::Sent;
    f.gateway.answer(view);
    f.settle();
    QCOMPARE(f.panelTitle(), text::administratorSent());
    f.press("panelSecondaryButton");
    QCOMPARE(f.step(), Step::Code);
    QVERIFY(f.find<QPushButton>("codeMissingButton")->isVisible());
    // It was sent once, and is not offered again.
    f.press("codeMissingButton");
    sayThatItMayNotBeSetUp(f);
    f.press("panelPrimaryButton");
    QCOMPARE(f.panelTitle(), text::administratorSent());
    QVERIFY(f.gateway.takeLog().isEmpty());
  }

  void theAdministratorsLimitIsNotSaidOfTheCode() {
    WizardFixture f;
    RecoveryView view = mayResendNow();
    view.administrator = AdministratorContact::Offered;
    open(f, view);
    sayThatItMayNotBeSetUp(f);
    f.press("panelPrimaryButton");
    f.press("panelPrimaryButton");
    f.gateway.refuse(Problem{ProblemKind::RateLimited, 429, {}, {}, {}, 3600});
    f.settle();
    QVERIFY(f.words().contains(text::administratorLimit(3600, f.now)));
    QVERIFY(!f.sees("codeFieldError"));
    f.type("codeField", QStringLiteral("1234567"));
    QVERIFY(!f.words().contains(text::administratorLimit(3600, f.now)));
  }

  void whoWaitsForATextIsToldThatThePhoneRings() {
    WizardFixture f;
    RecoveryView view = mayResendNow();
    view.methods.removeIf([](const auto& method) { return method.kind == MethodKind::Text; });
    view.chosenHandle = QStringLiteral("home");
    view.code->kind = MethodKind::Call;
    open(f, view);
    f.press("panelReply3Button");
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::NoMobile, CodeRemedy::SendAgain}));
    QVERIFY(f.words().contains(QStringLiteral("This phone rings")));
    f.press("panelPrimaryButton");
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("resend")});
  }

  void eachReplyCanBeTakenBack() {
    WizardFixture f;
    open(f, mayResendNow());
    f.press("panelReply0Button");
    f.press("panelReply1Button");  // not yet looked
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::JunkMail, CodeRemedy::GoBack}));
    f.press("panelSecondaryButton");
    QCOMPARE(f.panelTitle(), text::codeQuestion(CodeQuestion::JunkMail));
    f.press("panelSecondaryButton");
    QCOMPARE(f.panelTitle(), text::codeQuestion(CodeQuestion::Mailbox));
    f.press("panelSecondaryButton");
    QVERIFY(!f.wizard->currentStep()->hasPanel());
  }

  void theLanguageCanBeChangedAtAnyQuestion() {
    WizardFixture f;
    open(f, mayResendNow());
    f.press("panelReply0Button");
    f.find<QAbstractButton>("panelReply1Button")->setFocus();
    Q_EMIT f.find<latchkey::ui::wizard::WizardFooter>("wizardFooter")->languageChosen(Language::Japanese);
    QTRY_COMPARE(f.panelTitle(), text::codeQuestion(CodeQuestion::JunkMail));
    QVERIFY(f.panelTitle().contains(QStringLiteral("迷惑メール")));
    QCOMPARE(f.wizard->focusWidget()->objectName(), QStringLiteral("panelReply1Button"));
    f.press("panelReply1Button");
    QCOMPARE(f.panelTitle(), text::codeAdviceTitle({CodeCause::JunkMail, CodeRemedy::GoBack}));
  }

  void theFirstReplyHasTheFocus() {
    WizardFixture f;
    open(f, mayResendNow());
    QCOMPARE(f.wizard->focusWidget()->objectName(), QStringLiteral("panelReply0Button"));
    f.press("panelReply0Button");
    QCOMPARE(f.wizard->focusWidget()->objectName(), QStringLiteral("panelReply0Button"));
  }

private:
  static RecoveryView mayResendNow() {
    RecoveryView view = WizardFixture::view(Stage::Code);
    view.code->resendIn = 0;
    return view;
  }
  /// The page has asked the service once more.
  static void learn(WizardFixture& f, const RecoveryView& view) {
    f.flow.refresh();
    f.gateway.answer(view);
    f.settle();
    (void)f.gateway.takeLog();
  }
  /// To the last question, and its last reply.
  static void sayThatItMayNotBeSetUp(WizardFixture& f) {
    for (const char* reply : {"panelReply0Button", "panelReply0Button", "panelReply3Button"}) f.press(reply);
  }
  static void open(WizardFixture& f, const RecoveryView& view) {
    f.open(view);
    f.press("codeMissingButton");
  }
};

QTEST_MAIN(CodeHelperTest)
#include "code_helper_test.moc"
