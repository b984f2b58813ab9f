// SPDX-License-Identifier: GPL-3.0-or-later
// "This was not me": a dialog over the window, which sends a code by a press alone.
#include <QAccessible>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>

#include "tests/ui/wizard/layout_checks.h"
#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/text/objection_text.h"
#include "ui/theme/theme_keeper.h"
#include "ui/widgets/language_button.h"
#include "ui/widgets/progress_line.h"
#include "ui/wizard/objection_dialog.h"

using namespace latchkey;  // NOLINT
using protocol::Language;
using protocol::Problem;
using protocol::ProblemKind;
using tests::WizardFixture;
using ui::theme::Scheme;
using ui::theme::ThemeKeeper;
using ui::wizard::ObjectionDialog;

namespace {

const QString ticket = QStringLiteral("7Q4K-2MXY-A3B4-C5D6");

ObjectionDialog& dialogOf(const WizardFixture& f) {
  return *f.wizard->findChild<ObjectionDialog*>();
}
QString textOf(const WizardFixture& f, const char* name) {
  const auto* const label = dialogOf(f).findChild<QLabel*>(QString::fromLatin1(name));
  return label && label->isVisible() ? label->text() : QString();
}
/// Everything that can be read in the dialog now.
QString wordsOf(const WizardFixture& f) {
  QStringList words;
  for (const QWidget* widget : dialogOf(f).findChildren<QWidget*>()) {
    if (!widget->isVisible()) continue;
    if (const auto* label = qobject_cast<const QLabel*>(widget)) words << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) words << button->text();
  }
  return words.join(u'\n');
}
QString focusOf(const WizardFixture& f) {
  const QWidget* const widget = dialogOf(f).focusWidget();
  return widget ? widget->objectName() : QString();
}
void send(WizardFixture& f, const QString& text = ticket) {
  f.press("notMeButton");
  f.type("objectionCodeField", text);
  f.press("objectionStopButton");
}
void refuse(WizardFixture& f) {
  f.answerObjection(unexpected(flow::GatewayError{
      flow::GatewayFault::Refused, Problem{ProblemKind::ObjectionRefused, 422, {}, {}, {}, {}}}));
}

void fail(WizardFixture& f) {
  f.answerObjection(unexpected(flow::GatewayError{flow::GatewayFault::Unreachable, {}}));
}
void pressEnter(const WizardFixture& f) {
  QTest::keyClick(dialogOf(f).focusWidget(), Qt::Key_Return);
}
/// A key that is held down.
void repeatEnter(const WizardFixture& f) {
  QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"), true);
  QCoreApplication::sendEvent(dialogOf(f).focusWidget(), &again);
}
void endDialogs() {
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

const QStringList faces{QStringLiteral("empty"),   QStringLiteral("mistyped"), QStringLiteral("waiting"),
                        QStringLiteral("refused"), QStringLiteral("fault"),    QStringLiteral("stopped"),
                        QStringLiteral("too-late")};
void bringAbout(WizardFixture& f, const QString& face) {
  if (face == u"empty") return f.press("notMeButton");
  send(f, face == u"mistyped" ? QStringLiteral("7Q4K") : ticket);
  if (face == u"mistyped") return;
  if (face == u"waiting") {
    QTRY_VERIFY(f.find<ui::widgets::ProgressLine>("objectionProgress")->isSeen());
    return;
  }
  if (face == u"refused") return refuse(f);
  if (face == u"fault") return fail(f);
  auto objection = WizardFixture::objection();
  objection.passwordChanged = face == u"too-late";
  f.answerObjection(objection);
}

}  // namespace

class ObjectionDialogTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void init() { m_theme->choose({Scheme::Light, 1.0, {}}); }
  void initTestCase() {
    m_theme = std::make_unique<ThemeKeeper>(*qApp, ThemeKeeper::Choice{Scheme::Light, 1.0, {}});
  }

  void aCodeIsSentHoweverItIsTyped_data() {
    QTest::addColumn<QString>("typed");
    QTest::newRow("as it stands there") << ticket;
    QTest::newRow("small, with blanks") << QStringLiteral("7q4k 2mxy a3b4 c5d6");
    QTest::newRow("in one") << QStringLiteral("7q4k2mxya3b4c5d6");
    QTest::newRow("the whole link") << QStringLiteral(" latchkey:not-me?ticket=") + ticket + u' ';
    QTest::newRow("the link's line of the mail")
        << QStringLiteral("You can also paste this whole line there: latchkey:not-me?ticket=") + ticket;
    QTest::newRow("the same in Japanese")
        << QStringLiteral("次の 1 行をそのまま貼り付けても入力できます：latchkey:not-me?ticket=") + ticket;
  }
  void aCodeIsSentHoweverItIsTyped() {
    QFETCH(QString, typed);
    WizardFixture f;
    f.press("notMeButton");
    f.find<QLineEdit>("objectionCodeField")->insert(typed);
    f.press("objectionStopButton");
    QCOMPARE(f.objections, QStringList{ticket});
  }

  void enterInTheFieldSendsOnceHoweverLongItIsHeld() {
    WizardFixture f;
    f.press("notMeButton");
    f.type("objectionCodeField", ticket);
    pressEnter(f);
    repeatEnter(f);
    QCOMPARE(f.objections, QStringList{ticket});
    refuse(f);
    repeatEnter(f);
    QCOMPARE(f.objections.size(), 1);
  }

  void whatIsNoCodeIsSaidAndNotSent_data() {
    QTest::addColumn<QString>("typed");
    QTest::newRow("half of one") << QStringLiteral("7Q4K-2MXY");
    QTest::newRow("a link that names a server")
        << QStringLiteral("latchkey:not-me?ticket=7Q4K-2MXY-A3B4-C5D6&server=https://evil.example");
    QTest::newRow("another kind of link") << QStringLiteral("latchkey:appeal?ticket=7Q4K-2MXY-A3B4-C5D6");
  }
  void whatIsNoCodeIsSaidAndNotSent() {
    QFETCH(QString, typed);
    WizardFixture f;
    send(f, typed);
    QVERIFY(f.objections.isEmpty());
    QVERIFY(wordsOf(f).contains(QStringLiteral("This is not such a code")));
    QCOMPARE(focusOf(f), QStringLiteral("objectionCodeField"));
  }

  void whatWasMistypedMayBeCorrected() {
    WizardFixture f;
    send(f, QStringLiteral("7Q4K-2MXY"));
    f.type("objectionCodeField", QStringLiteral("-A3B4-C5D6"));
    QVERIFY(!wordsOf(f).contains(QStringLiteral("This is not such a code")));
    f.press("objectionStopButton");
    QCOMPARE(f.objections, QStringList{ticket});
  }

  void aLinkFillsTheFieldAndSendsNothing() {
    WizardFixture f;
    f.wizard->openObjection(platform::Secret(qPrintable(ticket)));
    QCOMPARE(f.find<QLineEdit>("objectionCodeField")->text(), ticket);
    WizardFixture::settle();
    QVERIFY(f.objections.isEmpty());
    f.press("objectionStopButton");
    QCOMPARE(f.objections, QStringList{ticket});
  }

  void theCodeOfALinkComesBackUntilItWasAccepted() {
    WizardFixture f;
    const auto reopened = [&f] {
      QTest::keyClick(&dialogOf(f), Qt::Key_Escape);
      endDialogs();
      f.press("notMeButton");
      return f.find<QLineEdit>("objectionCodeField")->text();
    };
    f.wizard->openObjection(platform::Secret(qPrintable(ticket)));
    QCOMPARE(reopened(), ticket);
    f.press("objectionStopButton");
    refuse(f);
    QCOMPARE(reopened(), ticket);
    f.press("objectionStopButton");
    f.answerObjection(WizardFixture::objection());
    QCOMPARE(reopened(), QString());
  }

  void oneAnswerIsWaitedFor() {
    WizardFixture f;
    send(f);
    for (int i = 0; i < 3; ++i) {
      QTest::keyClick(dialogOf(f).focusWidget(), Qt::Key_Return);
      QTest::keyClick(dialogOf(f).focusWidget(), Qt::Key_Space);
    }
    QCOMPARE(f.objections.size(), 1);
    QVERIFY(dialogOf(f).isVisible());
    const auto* const progress = f.find<ui::widgets::ProgressLine>("objectionProgress");
    QTRY_VERIFY(progress->isSeen());
    QVERIFY(wordsOf(f).contains(progress->text()) && !progress->text().isEmpty());
    refuse(f);
    QVERIFY(!progress->isRunning() && !progress->isSeen());
    f.press("objectionStopButton");
    QCOMPARE(f.objections.size(), 2);
  }

  void aRefusalIsSaidAtTheFieldAndMayBeCorrected() {
    WizardFixture f;
    send(f);
    refuse(f);
    QVERIFY(wordsOf(f).contains(QStringLiteral("This code is wrong or too old, or was used already")));
    QCOMPARE(focusOf(f), QStringLiteral("objectionCodeField"));
    QVERIFY(!f.find<QLineEdit>("objectionCodeField")->isReadOnly());
    QVERIFY(wordsOf(f).contains(QStringLiteral("help@contoso.example")));
    QVERIFY2(!wordsOf(f).contains(QStringLiteral("Try again")), "the same code is no better then");
  }

  void aServiceThatIsOutOfReachIsSaidTooAndWhatToTry() {
    WizardFixture f;
    send(f);
    QVERIFY(!wordsOf(f).contains(QStringLiteral("help@contoso.example")));
    fail(f);
    QVERIFY(f.sees("objectionFieldError"));
    QVERIFY(f.find("objectionCodeField")->isVisible());
    QCOMPARE(f.find<QLineEdit>("objectionCodeField")->text(), ticket);
    QVERIFY(wordsOf(f).contains(QStringLiteral("The recovery service cannot be reached")));
    QVERIFY(wordsOf(f).contains(QStringLiteral("Check that this PC is online")));
    QVERIFY(wordsOf(f).contains(QStringLiteral("help@contoso.example")));
    f.press("objectionStopButton");
    QVERIFY(!wordsOf(f).contains(QStringLiteral("Check that this PC is online")));
  }

  void anotherLanguageMayBeChosenAtAnyTime_data() {
    QTest::addColumn<QString>("face");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("then");
    const auto row = [](const char* face, const QString& first, const QString& then) {
      QTest::newRow(face) << QString::fromLatin1(face) << first << then;
    };
    row("mistyped", QStringLiteral("This is not such a code"), QStringLiteral("コードの形が違います"));
    row("waiting", QStringLiteral("Waiting for the recovery service"),
        QStringLiteral("サービスの応答を待っています"));
    row("refused", QStringLiteral("This code is wrong"), QStringLiteral("コードが違うか"));
    row("fault", QStringLiteral("Check that this PC is online"),
        QStringLiteral("ネットワークにつながっているか"));
    row("too-late", QStringLiteral("this cannot undo it"), QStringLiteral("ここでは元に戻せません"));
  }
  void anotherLanguageMayBeChosenAtAnyTime() {
    QFETCH(QString, face);
    QFETCH(QString, first);
    QFETCH(QString, then);
    WizardFixture f;
    bringAbout(f, face);
    const QString typed = f.find<QLineEdit>("objectionCodeField")->text();
    QVERIFY2(wordsOf(f).contains(first), qPrintable(wordsOf(f)));
    auto* const button = f.find<ui::widgets::LanguageButton>("objectionLanguageButton");
    QVERIFY(button->isVisible());
    button->findChild<QAction*>(QStringLiteral("jaLanguageAction"))->trigger();
    QTRY_VERIFY2(wordsOf(f).contains(then), qPrintable(wordsOf(f)));
    QVERIFY(!wordsOf(f).contains(first));
    QVERIFY(wordsOf(f).contains(QStringLiteral("閉じる")));
    QCOMPARE(button->text(), QStringLiteral("日本語"));
    QCOMPARE(f.find<QLineEdit>("objectionCodeField")->text(), typed);
    QTRY_COMPARE(tests::whatIsCut(dialogOf(f)), QString());
  }

  void whatHasBeenStoppedIsSaid_data() {
    QTest::addColumn<bool>("changed");
    QTest::addColumn<bool>("ofRecovery");
    QTest::newRow("in time") << false << true;
    QTest::newRow("too late") << true << true;
    QTest::newRow("of a changed contact") << false << false;
  }
  void whatHasBeenStoppedIsSaid() {
    QFETCH(bool, changed);
    QFETCH(bool, ofRecovery);
    WizardFixture f;
    send(f);
    auto objection = WizardFixture::objection();
    objection.passwordChanged = changed;
    if (!ofRecovery) objection.receipt.clear();
    f.answerObjection(objection);
    QCOMPARE(textOf(f, "objectionTitleLabel"), QStringLiteral("Recoveries of the account are stopped"));
    const QString words = wordsOf(f);
    QCOMPARE(words.contains(QStringLiteral("this cannot undo it")), changed);
    QCOMPARE(words.contains(QStringLiteral("No new password has been set")), !changed);
    QVERIFY(words.contains(QStringLiteral("The administrators have been told.")));
    QVERIFY(words.contains(QStringLiteral("help@contoso.example")));
    QVERIFY2(f.find<QLineEdit>("objectionCodeField")->text().isEmpty(), "used up, and on no screen");
    QVERIFY(!f.sees("objectionStopButton"));
    QCOMPARE(focusOf(f), QStringLiteral("objectionTitleLabel"));
    const QString spoken = f.find("objectionTitleLabel")->accessibleDescription();
    QCOMPARE(spoken.contains(QStringLiteral("this cannot undo it")), changed);
    QVERIFY(spoken.contains(QStringLiteral("Nobody can set a new password")));
    QTest::keyClick(dialogOf(f).focusWidget(), Qt::Key_Tab);
    QCOMPARE(focusOf(f), QStringLiteral("objectionCloseButton"));
    pressEnter(f);
    QVERIFY(!dialogOf(f).isVisible());
  }

  /// SECURITY.md, rule 9.
  void whereTheOwnerMayAppealItLeadsThere_data() {
    QTest::addColumn<bool>("atAnEnd");
    QTest::newRow("among the ways") << false;
    QTest::newRow("where the realm tells that it is stopped") << true;
  }
  void whereTheOwnerMayAppealItLeadsThere() {
    QFETCH(bool, atAnEnd);
    WizardFixture f;
    send(f);
    auto objection = WizardFixture::objection();
    objection.mayAppeal = true;
    f.answerObjection(objection);
    QTest::keyClick(dialogOf(f).focusWidget(), Qt::Key_Tab);
    QCOMPARE(focusOf(f), QStringLiteral("objectionAppealButton"));
    pressEnter(f);
    WizardFixture::settle();
    QVERIFY(!f.sees("objectionAppealButton"));
    QCOMPARE(f.step(), flow::Step::Account);
    QVERIFY(f.words().contains(ui::text::objectionAppealFirst()));
    f.type("accountLineEdit", QStringLiteral("msabc123@outlook.com"));
    f.press("nextButton");
    f.gateway.answer(WizardFixture::view(protocol::Stage::Challenge));
    f.gateway.answerMedia(WizardFixture::picture());
    f.flow.answerChallenge(QStringLiteral("XVMS"));
    auto view = WizardFixture::appealable(atAnEnd ? protocol::Stage::Ended : protocol::Stage::Method);
    if (atAnEnd) view.ending = protocol::Ending::Stopped;
    f.gateway.answer(view);
    WizardFixture::settle();
    QCOMPARE(f.panelTitle(), QStringLiteral("A person can check that it is you"));
    f.press("panelPrimaryButton");
    QCOMPARE(f.step(), flow::Step::AppealContact);
  }

  void aWishForAnAppealEndsWithItsRecovery() {
    WizardFixture f;
    send(f);
    auto objection = WizardFixture::objection();
    objection.mayAppeal = true;
    f.answerObjection(objection);
    f.press("objectionAppealButton");
    WizardFixture::settle();
    f.press("backButton");
    f.open(WizardFixture::appealable(protocol::Stage::Method));
    QVERIFY(!f.wizard->currentStep()->hasPanel());
    QVERIFY(!f.words().contains(ui::text::objectionAppealFirst()));
  }

  void whereNoAppealIsTakenNoneIsOffered() {
    WizardFixture f;
    send(f);
    f.answerObjection(WizardFixture::objection());
    QVERIFY(!f.sees("objectionAppealButton"));
  }

  void aSecondPressOfEnterDoesNotCloseWhatNobodyHasRead() {
    WizardFixture f;
    f.press("notMeButton");
    f.type("objectionCodeField", ticket);
    pressEnter(f);
    f.answerObjection(WizardFixture::objection());
    pressEnter(f);
    QVERIFY(dialogOf(f).isVisible());
  }

  void norDoesTheSecondClickOfADoubleClick() {
    WizardFixture f(Language::English, {920, 400});  // so low that the buttons stay where they are
    f.press("notMeButton");
    f.type("objectionCodeField", ticket);
    WizardFixture::settle();
    const QSize size = dialogOf(f).size();
    const QPoint place = dialogOf(f).mapFromGlobal(
        f.find("objectionStopButton")->mapToGlobal(f.find("objectionStopButton")->rect().center()));
    const auto click = [&f, place] {
      QWidget* const below = dialogOf(f).childAt(place);
      QTest::mouseClick(below, Qt::LeftButton, {}, below->mapFrom(&dialogOf(f), place));
    };
    click();
    QCOMPARE(f.objections.size(), 1);
    f.answerObjection(WizardFixture::objection());
    QTRY_COMPARE(tests::whatIsCut(dialogOf(f)), QString());  // everything has its place
    QCOMPARE(dialogOf(f).size(), size);
    click();
    QVERIFY(dialogOf(f).isVisible());
  }

  void whoClosesItWhileItWaitsIsToldAllTheSame_data() {
    QTest::addColumn<QString>("way");
    QTest::addColumn<bool>("accepted");
    for (const char* const way : {"escape", "button", "window"})
      for (const bool accepted : {true, false})
        QTest::addRow("%s, %s", way, accepted ? "stopped" : "refused")
            << QString::fromLatin1(way) << accepted;
  }
  void whoClosesItWhileItWaitsIsToldAllTheSame() {
    QFETCH(QString, way);
    QFETCH(bool, accepted);
    WizardFixture f;
    send(f);
    if (way == u"escape") QTest::keyClick(&dialogOf(f), Qt::Key_Escape);
    if (way == u"button") f.press("objectionCloseButton");
    if (way == u"window") dialogOf(f).close();
    endDialogs();
    QVERIFY(!dialogOf(f).isVisible());
    if (accepted)
      f.answerObjection(WizardFixture::objection());
    else
      refuse(f);
    QVERIFY(dialogOf(f).isVisible() && dialogOf(f).isModal());
    QVERIFY(wordsOf(f).contains(accepted ? QStringLiteral("Recoveries of the account are stopped")
                                         : QStringLiteral("This code is wrong")));
    QTest::keyClick(&dialogOf(f), Qt::Key_Escape);
    endDialogs();
    QVERIFY(f.wizard->findChild<ObjectionDialog*>() == nullptr);
    QCOMPARE(f.step(), flow::Step::Reason);
  }

  void whoOpensItAgainMeanwhileFindsItWaiting() {
    WizardFixture f;
    send(f);
    QTest::keyClick(&dialogOf(f), Qt::Key_Escape);
    endDialogs();
    f.press("notMeButton");
    QCOMPARE(f.wizard->findChildren<ObjectionDialog*>().size(), 1);
    QVERIFY(dialogOf(f).isVisible() && !f.find("objectionStopButton")->isEnabled());
    f.answerObjection(WizardFixture::objection());
    QCOMPARE(textOf(f, "objectionTitleLabel"), QStringLiteral("Recoveries of the account are stopped"));
  }

  void whoClosesTheWindowGetsNoOther() {
    WizardFixture f;
    send(f);
    QTest::keyClick(&dialogOf(f), Qt::Key_Escape);
    f.wizard->hide();
    f.answerObjection(WizardFixture::objection());
    QVERIFY(!dialogOf(f).isVisible());
  }

  void anAnswerMayComeAfterTheWindowIsGone() {
    WizardFixture f;
    send(f);
    f.wizard.reset();
    f.answerObjection(WizardFixture::objection());
    QCOMPARE(f.objections.size(), 1);
  }

  void whatStandsBelowIsReachedByKeyboard() {
    m_theme->choose({Scheme::Light, 2.0, {}});
    WizardFixture f(Language::Japanese, {800, 600});
    bringAbout(f, QStringLiteral("fault"));
    const QScrollBar& bar = *dialogOf(f).findChild<QScrollArea*>()->verticalScrollBar();
    QTRY_VERIFY(bar.maximum() > 0);
    for (int page = 0; page < 5; ++page) QTest::keyClick(dialogOf(f).focusWidget(), Qt::Key_PageDown);
    QCOMPARE(bar.value(), bar.maximum());
    for (int page = 0; page < 5; ++page) QTest::keyClick(dialogOf(f).focusWidget(), Qt::Key_PageUp);
    QCOMPARE(bar.value(), 0);
  }

  void nothingIsCut_data() {
    QTest::addColumn<QString>("face");
    QTest::addColumn<bool>("japanese");
    QTest::addColumn<double>("scale");
    for (const QString& face : faces)
      for (const bool japanese : {false, true})
        for (const double scale : {1.0, 2.0})
          QTest::addRow("%s %s %d%%", qPrintable(face), japanese ? "ja" : "en", static_cast<int>(scale * 100))
              << face << japanese << scale;
  }
  void nothingIsCut() {
    QFETCH(QString, face);
    QFETCH(bool, japanese);
    QFETCH(double, scale);
    m_theme->choose({Scheme::Light, scale, {}});
    WizardFixture f(japanese ? Language::Japanese : Language::English, {800, 600});
    bringAbout(f, face);
    QTRY_COMPARE(tests::whatIsCut(dialogOf(f)), QString());
    QVERIFY2(dialogOf(f).width() <= 800 && dialogOf(f).height() <= 600,
             qPrintable(QStringLiteral("%1 x %2").arg(dialogOf(f).width()).arg(dialogOf(f).height())));
    QCOMPARE(tests::sharedShortcut(dialogOf(f)), QString());
    // Pictures for whoever changes the dialog: LATCHKEY_PICTURES=folder
    if (const QString folder = qEnvironmentVariable("LATCHKEY_PICTURES"); !folder.isEmpty())
      dialogOf(f).grab().save(
          QStringLiteral("%1/%2.png").arg(folder, QString::fromLatin1(QTest::currentDataTag())));
    const auto* const error = f.find("objectionFieldError");
    if (error->isVisible()) QTRY_COMPARE(error->visibleRegion().boundingRect(), error->rect());
    const auto* const progress = f.find("objectionProgress");
    if (face == u"waiting") QTRY_COMPARE(progress->visibleRegion().boundingRect(), progress->rect());
    for (const QWidget* widget : dialogOf(f).findChildren<QWidget*>()) {
      if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || qobject_cast<const QLabel*>(widget))
        continue;
      QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
      QVERIFY2(!QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget))
                    ->text(QAccessible::Name)
                    .isEmpty(),
               qPrintable(widget->objectName()));
    }
    if (!japanese) return;
    static const QRegularExpression english(QStringLiteral("[A-Za-z]{2,} [A-Za-z]{2,}"));
    const auto match = english.match(wordsOf(f).remove(QStringLiteral("IT help desk")));
    QVERIFY2(!match.hasMatch(), qPrintable(match.captured()));
  }

private:
  std::unique_ptr<ThemeKeeper> m_theme;
};

QTEST_MAIN(ObjectionDialogTest)
#include "objection_dialog_test.moc"
