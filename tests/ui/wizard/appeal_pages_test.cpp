// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the appeal and of its approval, through the window.
#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/text/dead_end_text.h"

using latchkey::flow::Step;
using latchkey::protocol::FileAppeal;
using latchkey::protocol::OpenByApproval;
using latchkey::protocol::Problem;
using latchkey::protocol::ProblemKind;
using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;
using latchkey::ui::widgets::PasswordField;

class AppealPagesTest : public QObject {
  Q_OBJECT

  static QString fieldText(const WizardFixture& f, const char* name) {
    return f.find<QLineEdit>(name)->text();
  }
  static bool holdsNothing(const WizardFixture& f) {
    for (const auto* field : f.wizard->findChildren<PasswordField*>())
      if (field->length() > 0) return false;
    return fieldText(f, "appealNamesLineEdit").isEmpty() && fieldText(f, "appealDevicesLineEdit").isEmpty() &&
           !f.words().contains(QStringLiteral("Mika"));
  }
  static void fillIn(const WizardFixture& f) {
    f.type("appealNamesLineEdit", QStringLiteral(" Mika  Sato "));
    f.type("appealPassword1Field", QStringLiteral("tall-Oak-39"));
    f.type("appealPassword3Field", QStringLiteral("old one"));
    f.press("nextButton");
    f.type("appealContactsLineEdit", QStringLiteral("090-1234-5678,32"));
    f.type("appealDevicesLineEdit", QStringLiteral("a tablet"));
    f.type("appealField1LineEdit", QStringLiteral("A-1042"));
  }

private Q_SLOTS:
  void whereAppealsAreOffTheWayOutIsTheAdministrator() {
    WizardFixture f;
    f.open(Stage::Method);
    f.press("methodNoneButton");
    QCOMPARE(f.panelTitle(), QStringLiteral("None of these can be used?"));
  }
  void theAppealIsExplainedBeforeAnythingIsAsked() {
    WizardFixture f;
    f.open(WizardFixture::appealable(Stage::Method));
    f.press("methodNoneButton");
    QCOMPARE(f.panelTitle(), QStringLiteral("A person can check that it is you"));
    QVERIFY(f.words().contains(latchkey::ui::text::newAccountAdvice()));  // seed S3: the last way out
    QVERIFY(f.words().contains(QStringLiteral("within 24 hours")));
    QVERIFY(f.words().contains(QStringLiteral("All contacts of the account are told")));
    f.press("panelPrimaryButton");
    QCOMPARE(f.step(), Step::AppealContact);
    QVERIFY(f.gateway.log().isEmpty());
    f.press("backButton");
    QCOMPARE(f.step(), Step::Method);
  }
  void aDeadEndLeadsToItToo() {
    WizardFixture f;
    f.open(WizardFixture::appealable(Stage::Ended));
    f.press("endAppealButton");
    f.press("panelPrimaryButton");
    QCOMPARE(f.step(), Step::AppealContact);
    f.press("backButton");
    QCOMPARE(f.step(), Step::Ended);
  }
  void anAddressIsLookedAtBeforeItIsSent() {
    WizardFixture f;
    f.open(WizardFixture::appealable(Stage::Method));
    f.press("methodNoneButton");
    f.press("panelPrimaryButton");
    f.type("appealContactLineEdit", QStringLiteral("mika"));
    f.press("nextButton");
    QVERIFY(f.gateway.log().isEmpty());
    QVERIFY(f.words().contains(QStringLiteral("This does not look like a mail address yet")));
    f.type("appealContactLineEdit", QStringLiteral("@example.net"));
    f.press("nextButton");
    QCOMPARE(f.gateway.log(), QStringList{QStringLiteral("appeal-contact")});
    f.gateway.refuse(ProblemKind::AppealContactRefused);
    QVERIFY(f.words().contains(QStringLiteral("This is the account that is locked")));
  }
  void theLimitIsAPageThatSaysUntilWhen() {
    WizardFixture f;
    f.appealTo(Stage::AppealForm);
    f.press("nextButton");
    f.press("nextButton");
    f.press("nextButton");
    f.gateway.refuse(Problem{ProblemKind::RateLimited, 429, {}, {}, {}, 3600});
    QCOMPARE(f.panelTitle(), QStringLiteral("No more appeals for now"));
    QVERIFY(f.words().contains(latchkey::ui::text::newAccountAdvice()));
    QVERIFY(f.words().contains(QStringLiteral("15:00")));
    QVERIFY(f.words().contains(QStringLiteral("IT help desk")));
  }
  void theCodeOfTheAddressHasNoOtherWaysBesideIt() {
    WizardFixture f;
    f.appealTo(Stage::AppealCode);
    QCOMPARE(f.step(), Step::AppealCode);
    QVERIFY(f.words().contains(QStringLiteral("mika@example.net")));
    QVERIFY(!f.words().contains(QStringLiteral("Or choose another way")));
    f.press("correctButton");
    QCOMPARE(f.step(), Step::AppealContact);
    QCOMPARE(fieldText(f, "appealContactLineEdit"), QStringLiteral("mika@example.net"));
  }
  void whatIsRememberedIsSentAsTheServiceTakesIt() {
    WizardFixture f;
    f.appealTo(Stage::AppealForm);
    fillIn(f);
    f.press("nextButton");
    const QString review = f.words();
    QVERIFY(review.contains(QStringLiteral("Mika Sato")) && review.contains(QStringLiteral("社員番号")));
    QVERIFY(review.contains(QStringLiteral("2 given, shown to nobody")));
    QVERIFY(!review.contains(QStringLiteral("tall-Oak-39")));
    QVERIFY(!f.sees("appealNothingBanner"));
    f.press("nextButton");
    const auto* sent = f.gateway.last<FileAppeal>();
    QVERIFY(sent);
    QCOMPARE(sent->names, QStringLiteral("Mika Sato"));
    QCOMPARE(sent->passwords.size(), std::size_t(2));
    QVERIFY(sent->passwords[0].view() == "tall-Oak-39" && sent->passwords[1].view() == "old one");
    QCOMPARE(sent->contacts, (QStringList{QStringLiteral("090-1234-5678"), QStringLiteral("*32")}));
    QCOMPARE(sent->devices, QStringLiteral("a tablet"));
    QCOMPARE(sent->fields.size(), 1);
    QCOMPARE(sent->fields[0].id, QStringLiteral("staff-number"));
    QCOMPARE(sent->fields[0].value, QStringLiteral("A-1042"));
    f.gateway.answer(WizardFixture::view(Stage::Appealed));
    QCOMPARE(f.step(), Step::Appealed);
    QVERIFY(holdsNothing(f));
    QVERIFY(f.words().contains(QStringLiteral("7Q4-K2M")));
    f.press("nextButton");
    QCOMPARE(f.wizard->result(), int(QDialog::Accepted));
  }
  void backKeepsWhatWasTyped() {
    WizardFixture f;
    f.appealTo(Stage::AppealForm);
    QVERIFY(!f.sees("backButton"));
    fillIn(f);
    f.press("nextButton");
    f.press("backButton");
    f.press("backButton");
    QCOMPARE(fieldText(f, "appealNamesLineEdit"), QStringLiteral(" Mika  Sato "));
    QCOMPARE(f.find<PasswordField>("appealPassword1Field")->length(), 11);
    QVERIFY(f.find("appealNamesLineEdit")->hasFocus());
  }
  void anEmptyFormIsTakenWithAWarning() {
    WizardFixture f;
    f.appealTo(Stage::AppealForm);
    f.press("nextButton");
    f.press("nextButton");
    QVERIFY(f.sees("appealNothingBanner"));
    f.press("nextButton");
    QCOMPARE(f.gateway.log().last(), QStringLiteral("appeal"));
  }
  void nothingStaysAfterStopping_data() {
    QTest::addColumn<bool>("wiped");
    QTest::newRow("stopped") << false;
    QTest::newRow("wiped, as a kiosk does") << true;
  }
  void nothingStaysAfterStopping() {
    QFETCH(bool, wiped);
    WizardFixture f;
    f.appealTo(Stage::AppealForm);
    fillIn(f);
    f.press("nextButton");
    if (wiped) {
      f.flow.wipe();
    } else {
      f.press("cancelButton");
      f.press("panelPrimaryButton");
    }
    QCOMPARE(f.step(), wiped ? Step::Reason : Step::Cancelled);
    QTRY_VERIFY(holdsNothing(f));  // labels go with the next turn of the event loop
  }
  void anApprovalCodeIsTypedOrPastedWithItsLink_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isCode");
    const QString link = QStringLiteral("latchkey:approved?ticket=7Q4K-2MXY-A3B4-C5D6");
    QTest::newRow("as it stands in the mail") << QStringLiteral("7Q4K-2MXY-A3B4-C5D6") << true;
    QTest::newRow("small, with blanks") << QStringLiteral(" 7q4k 2mxy a3b4 c5d6") << true;
    QTest::newRow("the link") << link << true;
    QTest::newRow("the line of the mail") << QStringLiteral("Open: ") + link << true;
    QTest::newRow("another kind of link")
        << QStringLiteral("latchkey:not-me?ticket=7Q4K-2MXY-A3B4-C5D6") << false;
    QTest::newRow("a link with a server") << link + QStringLiteral("&server=https://evil.example") << false;
    QTest::newRow("a link with a host")
        << QStringLiteral("latchkey://evil/approved?ticket=7Q4K-2MXY-A3B4-C5D6") << false;
    QTest::newRow("escaped") << QStringLiteral("latchkey:approved?ticket=7Q4K%2D2MXY-A3B4-C5D6") << false;
    QTest::newRow("too short") << QStringLiteral("7Q4K") << false;
  }
  void anApprovalCodeIsTypedOrPastedWithItsLink() {
    QFETCH(QString, typed);
    QFETCH(bool, isCode);
    WizardFixture f;
    f.press("approvalButton");
    QCOMPARE(f.step(), Step::Approval);
    f.type("approvalCodeField", typed);
    f.press("nextButton");
    QCOMPARE(f.gateway.log(), isCode ? QStringList{QStringLiteral("approval")} : QStringList());
    QCOMPARE(f.words().contains(QStringLiteral("This is neither such a code nor such a link.")), !isCode);
    if (!isCode) return;
    QVERIFY(f.gateway.last<OpenByApproval>()->code.view() == "7Q4K-2MXY-A3B4-C5D6");
    f.gateway.refuse(ProblemKind::ApprovalRefused);
    QVERIFY(f.words().contains(QStringLiteral("This code is wrong, used or too old")));
    f.press("nextButton");
    f.gateway.answer(WizardFixture::approvedView());
    QCOMPARE(f.step(), Step::Code);
    QCOMPARE(f.find<PasswordField>("approvalCodeField")->length(), 0);
    QVERIFY(f.words().contains(QStringLiteral("mi*****@example.net")));
    QVERIFY(!f.sees("backButton"));
  }
  void aLinkFillsTheFieldAndSendsNothing() {
    WizardFixture f;
    f.wizard->openApproval(latchkey::platform::Secret("7Q4K-2MXY-A3B4-C5D6"));
    QCOMPARE(f.step(), Step::Approval);
    QCOMPARE(f.find<PasswordField>("approvalCodeField")->length(), 19);
    QVERIFY(f.gateway.log().isEmpty());
    f.press("backButton");
    QCOMPARE(f.find<PasswordField>("approvalCodeField")->length(), 0);
  }
  void theHelperOfAnApprovalsCodeAsksForNoEntry() {
    WizardFixture f;
    f.press("approvalButton");
    f.type("approvalCodeField", QStringLiteral("7Q4K-2MXY-A3B4-C5D6"));
    f.press("nextButton");
    f.gateway.answer(WizardFixture::approvedView());
    f.press("codeMissingButton");
    f.press("panelReply0Button");
    f.press("panelReply0Button");
    // The advice: nothing was typed that could be wrong.
    QCOMPARE(f.panelTitle(), QStringLiteral("Give it a little more time"));
    QVERIFY(!f.sees("panelReply0Button"));
  }
};

QTEST_MAIN(AppealPagesTest)
#include "appeal_pages_test.moc"
