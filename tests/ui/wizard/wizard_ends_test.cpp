// SPDX-License-Identifier: GPL-3.0-or-later
// The ends: what they say of a password that may be new, and how the window closes.
#include <QSignalSpy>

#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/theme/theme_keeper.h"

using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;

class WizardEndsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whatGotLostOnTheWayIsSaid_data() {
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("sets");
    QTest::addColumn<bool>("expires");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const char* reason, bool sets, bool expires, const char* said) {
      QTest::newRow(name) << QString::fromLatin1(reason) << sets << expires << QString::fromLatin1(said);
    };
    const char* mayBeNew = "Your password may be the new one or the old one";
    const char* first = "Your first password may be set already";
    row("new, stopped", "forgotPassword", true, false, mayBeNew);
    row("new, time ran out", "forgotPassword", true, true, mayBeNew);
    row("first, stopped", "neverHadPassword", true, false, first);
    row("first, time ran out", "neverHadPassword", true, true, first);
    row("unlocking, stopped", "cannotSignIn", false, false, "Your password has not been changed.");
    row("unlocking, time ran out", "cannotSignIn", false, true, "Nothing is lost: you can start again.");
  }
  void whatGotLostOnTheWayIsSaid() {
    QFETCH(QString, reason);
    QFETCH(bool, sets);
    QFETCH(bool, expires);
    QFETCH(QString, said);
    WizardFixture f;
    f.find<latchkey::ui::widgets::ChoiceList>("reasonChoiceList")->select(reason);
    auto view = WizardFixture::view(Stage::Password);
    view.lock = latchkey::protocol::AccountLock::Locked;
    f.open(view);
    if (sets) {
      f.type("newPasswordField", QStringLiteral("Rofadu-84"));
      f.type("repeatPasswordField", QStringLiteral("Rofadu-84"));
      f.press("nextButton");
    } else {
      f.press("unlockButton");
    }
    f.gateway.fail(latchkey::flow::GatewayFault::TimedOut);
    if (expires) {
      f.flow.noteExpiry();
      f.gateway.refuse(latchkey::protocol::ProblemKind::Unauthorized);
    } else {
      f.flow.cancel();
    }
    f.settle();
    QVERIFY2(f.words().contains(said), qPrintable(f.words()));
  }

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
    // It may be kept until its last word has arrived, while another window changes the language.
    QEvent language(QEvent::LanguageChange);
    QVERIFY(QCoreApplication::sendEvent(f.wizard.get(), &language));
  }
};

QTEST_MAIN(WizardEndsTest)
#include "wizard_ends_test.moc"
