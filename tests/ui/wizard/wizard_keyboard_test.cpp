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

private:
  std::unique_ptr<ThemeKeeper> m_theme;
};

QTEST_MAIN(WizardKeyboardTest)
#include "wizard_keyboard_test.moc"
