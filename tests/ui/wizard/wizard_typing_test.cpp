// SPDX-License-Identifier: GPL-3.0-or-later
// Keys go where the focus is, as a keyboard sends them.
#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/theme/theme_keeper.h"

using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;

class WizardTypingTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aFieldKeepsTheFocusWhileSomebodyTypes_data() {
    QTest::addColumn<int>("stage");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::newRow("account") << -1 << QStringLiteral("accountLineEdit") << QStringLiteral("ms@example.com");
    QTest::newRow("challenge") << static_cast<int>(Stage::Challenge) << QStringLiteral("challengeAnswerEdit")
                               << QStringLiteral("xvms");
    QTest::newRow("confirm") << static_cast<int>(Stage::Confirm) << QStringLiteral("confirmLineEdit")
                             << QStringLiteral("ms.backup");
    QTest::newRow("code") << static_cast<int>(Stage::Code) << QStringLiteral("codeField")
                          << QStringLiteral("1234567");
    QTest::newRow("password") << static_cast<int>(Stage::Password) << QStringLiteral("newPasswordField")
                              << QStringLiteral("Rofadu-84");
  }
  void aFieldKeepsTheFocusWhileSomebodyTypes() {
    QFETCH(int, stage);
    QFETCH(QString, field);
    QFETCH(QString, text);
    latchkey::ui::theme::ThemeKeeper theme(*qApp);
    WizardFixture f;
    if (stage < 0) {
      f.toAccount();
    } else {
      f.open(static_cast<Stage>(stage));
    }
    QWidget* const widget = f.find(field.toLatin1().constData());
    QVERIFY(widget && widget->isVisible());
    widget->setFocus();
    QWidget* const holder = f.wizard->focusWidget();  // the field, or what it passes its focus to
    for (const QChar character : text) {
      QTest::keyClick(f.wizard->focusWidget(), character.toLatin1());
      QVERIFY2(f.wizard->focusWidget() == holder, qPrintable(f.wizard->focusWidget()->objectName()));
    }
  }

  void tabStillGoesFromFieldToField() {
    latchkey::ui::theme::ThemeKeeper theme(*qApp);
    WizardFixture f;
    f.open(Stage::Password);
    QWidget* const before = f.wizard->focusWidget();
    QTest::keyClick(before, Qt::Key_Tab);
    QVERIFY(f.wizard->focusWidget() != before);
  }
};

QTEST_MAIN(WizardTypingTest)
#include "wizard_typing_test.moc"
