// SPDX-License-Identifier: GPL-3.0-or-later
// How the window closes.
#include <QSignalSpy>

#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/theme/theme_keeper.h"

using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;

class WizardEndsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void closeAtAnEndClosesTheWindow_data() {
    QTest::addColumn<int>("stage");
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("result");
    QTest::newRow("done") << static_cast<int>(Stage::Done) << QStringLiteral("nextButton")
                          << static_cast<int>(QDialog::Accepted);
    QTest::newRow("expired") << static_cast<int>(Stage::Expired) << QStringLiteral("cancelButton")
                             << static_cast<int>(QDialog::Rejected);
    QTest::newRow("ended") << static_cast<int>(Stage::Ended) << QStringLiteral("cancelButton")
                           << static_cast<int>(QDialog::Rejected);
  }
  void closeAtAnEndClosesTheWindow() {
    QFETCH(int, stage);
    QFETCH(QString, button);
    QFETCH(int, result);
    latchkey::ui::theme::ThemeKeeper theme(*qApp);
    WizardFixture f;
    f.open(static_cast<Stage>(stage));
    const QSignalSpy finished(f.wizard.get(), &QDialog::finished);
    f.press(button.toLatin1().constData());
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().toInt(), result);
    QVERIFY(!f.wizard->isVisible());
  }
};

QTEST_MAIN(WizardEndsTest)
#include "wizard_ends_test.moc"
