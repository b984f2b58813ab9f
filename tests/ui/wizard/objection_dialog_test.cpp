// SPDX-License-Identifier: GPL-3.0-or-later
// "This was not me": a dialog over the window, which sends a code by a press alone.
#include <QAccessible>
#include <QRegularExpression>

#include "tests/ui/wizard/layout_checks.h"
#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/theme/theme_keeper.h"
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

const QStringList faces{QStringLiteral("empty"), QStringLiteral("mistyped"), QStringLiteral("refused"),
                        QStringLiteral("stopped"), QStringLiteral("too-late")};
void bringAbout(WizardFixture& f, const QString& face) {
  if (face == u"empty") return f.press("notMeButton");
  send(f, face == u"mistyped" ? QStringLiteral("7Q4K") : ticket);
  if (face == u"mistyped") return;
  if (face == u"refused") return refuse(f);
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
  }
  void aCodeIsSentHoweverItIsTyped() {
    QFETCH(QString, typed);
    WizardFixture f;
    send(f, typed);
    QCOMPARE(f.objections, QStringList{ticket});
  }

  void whatIsNoCodeIsSaidAndNotSent() {
    WizardFixture f;
    send(f, QStringLiteral("7Q4K-2MXY"));
    QVERIFY(f.objections.isEmpty());
    QVERIFY(wordsOf(f).contains(QStringLiteral("This is not such a code")));
    QCOMPARE(focusOf(f), QStringLiteral("objectionCodeField"));
    f.type("objectionCodeField", QStringLiteral("-A3B4-C5D6"));
    QVERIFY(!wordsOf(f).contains(QStringLiteral("This is not such a code")));
    f.press("objectionStopButton");
    QCOMPARE(f.objections, QStringList{ticket});
  }

  void aLinkFillsTheFieldAndSendsNothing() {
    WizardFixture f;
    f.wizard->openObjection(ticket);
    QCOMPARE(f.find<QLineEdit>("objectionCodeField")->text(), ticket);
    WizardFixture::settle();
    QVERIFY(f.objections.isEmpty());
    f.press("objectionStopButton");
    QCOMPARE(f.objections, QStringList{ticket});
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
    refuse(f);
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
  }

  void aServiceThatIsOutOfReachIsSaidToo() {
    WizardFixture f;
    send(f);
    f.answerObjection(unexpected(flow::GatewayError{flow::GatewayFault::Unreachable, {}}));
    QVERIFY(f.sees("objectionFieldError"));
    QVERIFY(f.find("objectionCodeField")->isVisible());
    QCOMPARE(f.find<QLineEdit>("objectionCodeField")->text(), ticket);
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
    QCOMPARE(words.contains(QStringLiteral("No new password has been set")), !changed && ofRecovery);
    QVERIFY(words.contains(QStringLiteral("The administrators have been told.")));
    QVERIFY(words.contains(QStringLiteral("help@contoso.example")));
    QVERIFY2(f.find<QLineEdit>("objectionCodeField")->text().isEmpty(), "used up, and on no screen");
    QVERIFY(!f.sees("objectionStopButton"));
    QCOMPARE(focusOf(f), QStringLiteral("objectionCloseButton"));
    QTest::keyClick(f.find("objectionCloseButton"), Qt::Key_Return);
    QVERIFY(!dialogOf(f).isVisible());
  }

  void whoClosesItIsToldNothingMore() {
    WizardFixture f;
    send(f);
    QTest::keyClick(&dialogOf(f), Qt::Key_Escape);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(f.wizard->findChild<ObjectionDialog*>() == nullptr);
    f.answerObjection(WizardFixture::objection());
    QCOMPARE(f.step(), flow::Step::Reason);
    QVERIFY(f.wizard->isVisible());
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
    const auto* const error = f.find("objectionFieldError");
    if (error->isVisible()) QTRY_COMPARE(error->visibleRegion().boundingRect(), error->rect());
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
