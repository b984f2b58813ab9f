// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/theme/theme_keeper.h"

using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;
using latchkey::ui::theme::Scheme;
using latchkey::ui::theme::ThemeKeeper;

namespace {

/// What the window has the focus on is what gets the key, as from a real keyboard.
void key(const WizardFixture& f, Qt::Key code, const QString& text = {}, bool autoRepeat = false) {
  QKeyEvent press(QEvent::KeyPress, code, Qt::NoModifier, text, autoRepeat);
  QCoreApplication::sendEvent(f.wizard->focusWidget(), &press);
  QKeyEvent release(QEvent::KeyRelease, code, Qt::NoModifier, text, autoRepeat);
  QCoreApplication::sendEvent(f.wizard->focusWidget(), &release);
}

}  // namespace

/// The window as a keyboard has it.
class WizardKeyboardTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<ThemeKeeper>(*qApp, ThemeKeeper::Choice{Scheme::Light, 1.0, {}});
  }

  void typingGoesOnInTheSameField_data() {
    QTest::addColumn<int>("stage");
    QTest::addColumn<QString>("field");
    QTest::addRow("account") << -1 << "accountLineEdit";
    QTest::addRow("challenge") << static_cast<int>(Stage::Challenge) << "challengeAnswerEdit";
    QTest::addRow("confirm") << static_cast<int>(Stage::Confirm) << "confirmLineEdit";
    QTest::addRow("code") << static_cast<int>(Stage::Code) << "codeField";
    QTest::addRow("password") << static_cast<int>(Stage::Password) << "newPasswordField";
  }
  void typingGoesOnInTheSameField() {
    QFETCH(int, stage);
    QFETCH(QString, field);
    WizardFixture f;
    if (stage < 0) {
      f.toAccount();
    } else {
      f.open(static_cast<Stage>(stage));
    }
    // Digits fit into every field; seven complete the code, at which the footer's button awakes.
    for (const QChar digit : QStringLiteral("1234567")) {
      QVERIFY(f.wizard->focusWidget());
      QCOMPARE(f.wizard->focusWidget()->objectName(), field);
      key(f, static_cast<Qt::Key>(digit.unicode()), digit);
    }
    QCOMPARE(f.wizard->focusWidget()->objectName(), field);
  }

  void enterHeldOrPressedTwiceIsOneRequest_data() {
    QTest::addColumn<bool>("held");
    QTest::addRow("held") << true;
    QTest::addRow("pressed twice") << false;
  }
  void enterHeldOrPressedTwiceIsOneRequest() {
    QFETCH(bool, held);
    WizardFixture f;
    f.open(Stage::Confirm);
    f.type("confirmLineEdit", QStringLiteral("msabc123.backup"));
    key(f, Qt::Key_Return, QStringLiteral("\r"));
    for (int i = 0; i < 5; ++i) key(f, Qt::Key_Return, QStringLiteral("\r"), held);
    QCOMPARE(f.gateway.log(), QStringList{QStringLiteral("confirm")});
    // The answer turns the page; a key that is still down does nothing there.
    f.gateway.answer(WizardFixture::view(Stage::Code));
    for (int i = 0; i < 3; ++i) key(f, Qt::Key_Return, QStringLiteral("\r"), held);
    QCOMPARE(f.gateway.log(), QStringList{QStringLiteral("confirm")});
  }

  /// Not the page's default button, which is about something else.
  void enterPressesTheButtonThatHasTheFocus() {
    WizardFixture f;
    f.open(Stage::Method);
    f.find("methodNoneButton")->setFocus();
    f.enter();
    QVERIFY(f.gateway.log().isEmpty());
    QVERIFY(f.sees("panelSecondaryButton"));
    f.find("panelSecondaryButton")->setFocus();
    f.enter();
    QVERIFY(f.sees("methodNoneButton"));
    QVERIFY(f.gateway.log().isEmpty());
    f.find("nextButton")->setFocus();
    f.enter();
    QCOMPARE(f.gateway.log(), QStringList{QStringLiteral("method")});
  }

  void aDoubleClickIsOneRequest() {
    WizardFixture f;
    f.open(Stage::Confirm);
    f.type("confirmLineEdit", QStringLiteral("msabc123.backup"));
    auto* next = f.find<QPushButton>("nextButton");
    QTest::mouseClick(next, Qt::LeftButton);
    QTest::mouseDClick(next, Qt::LeftButton);
    QCOMPARE(f.gateway.log(), QStringList{QStringLiteral("confirm")});
  }

  void whatReplacesTheSuggestionIsHiddenAgain() {
    WizardFixture f;
    f.open(Stage::Password);
    auto* field = f.find<latchkey::ui::widgets::PasswordField>("newPasswordField");
    f.press("suggestButton");
    QVERIFY(field->isRevealed());
    f.type("newPasswordField", QStringLiteral("x"));
    QVERIFY(!field->isRevealed());
  }

  void theWindowBeginsAtTheFirstChoice() {
    WizardFixture f;
    QCOMPARE(f.wizard->focusWidget()->objectName(), QStringLiteral("forgotPasswordChoiceCard"));
  }

  void tabGoesFromThePageToTheFooterAndAround_data() {
    QTest::addColumn<int>("stage");
    QTest::addColumn<QStringList>("order");
    QTest::addRow("method") << static_cast<int>(Stage::Method)
                            << QStringLiteral(
                                   "mailChoiceCard methodNoneButton methodAdministratorButton helpButton "
                                   "languageButton cancelButton nextButton")
                                   .split(u' ');
    QTest::addRow("code")
        << static_cast<int>(Stage::Code)
        << QStringLiteral(
               "codeField codeMissingButton textOtherMethodButton callOtherMethodButton "
               "homeOtherMethodButton selfOtherMethodButton correctButton helpButton languageButton "
               "cancelButton backButton")
               .split(u' ');
    QTest::addRow("password") << static_cast<int>(Stage::Password)
                              << QStringLiteral(
                                     "newPasswordField revealButton suggestButton repeatPasswordField "
                                     "revealButton helpButton languageButton cancelButton")
                                     .split(u' ');
  }
  void tabGoesFromThePageToTheFooterAndAround() {
    QFETCH(int, stage);
    QFETCH(QStringList, order);
    WizardFixture f;
    f.open(static_cast<Stage>(stage));
    QStringList seen;
    for (qsizetype i = 0; i < order.size(); ++i) {
      seen << f.wizard->focusWidget()->objectName();
      key(f, Qt::Key_Tab);
    }
    QCOMPARE(seen, order);
    QCOMPARE(f.wizard->focusWidget()->objectName(), order.first());
  }

private:
  std::unique_ptr<ThemeKeeper> m_theme;
};

QTEST_MAIN(WizardKeyboardTest)
#include "wizard_keyboard_test.moc"
