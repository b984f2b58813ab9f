// SPDX-License-Identifier: GPL-3.0-or-later
// What the password page says of a lockout, and where unlocking leads.
#include "tests/ui/wizard/wizard_fixture.h"

using latchkey::protocol::AccountLock;
using latchkey::protocol::Outcome;
using latchkey::protocol::ProblemKind;
using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;

namespace {
latchkey::protocol::RecoveryView openLocked(WizardFixture& f) {
  auto view = WizardFixture::view(Stage::Password);
  view.lock = AccountLock::Locked;
  f.open(view);
  return view;
}
}  // namespace

class UnlockTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theLockIsToldAndTakenOffInOnePress() {
    WizardFixture f;
    openLocked(f);
    QVERIFY(f.words().contains(QStringLiteral("This account is locked")));
    f.press("unlockButton");
    QCOMPARE(f.gateway.takeLog(), QStringList{QStringLiteral("unlock")});
    auto done = WizardFixture::view(Stage::Done);
    done.outcome = Outcome::Unlocked;
    done.signInTriesLeft = 0;
    f.gateway.answer(done);
    QVERIFY(f.words().contains(QStringLiteral("Your account is unlocked")));
    QVERIFY(f.words().contains(QStringLiteral("Your password has not been changed.")));
    QVERIFY(!f.words().contains(QStringLiteral("new password")));
    QVERIFY(!f.sees("tryPasswordField"));
  }

  void whatUnlockingIsRefusedIsNoFaultOfThePassword() {
    WizardFixture f;
    openLocked(f);
    f.press("unlockButton");
    f.gateway.refuse(ProblemKind::Unavailable);
    QVERIFY(f.sees("problemBanner"));
    QVERIFY(!f.sees("passwordFieldError"));
    // A password that is refused afterwards is said beside its field, and there alone.
    f.type("newPasswordField", QStringLiteral("Rofadu-84"));
    QVERIFY(!f.sees("problemBanner"));
    f.type("repeatPasswordField", QStringLiteral("Rofadu-84"));
    f.press("nextButton");
    f.gateway.refuse(ProblemKind::PasswordRefused);
    QVERIFY(f.sees("passwordFieldError"));
    QVERIFY(!f.sees("problemBanner"));
    f.press("unlockButton");
    QVERIFY(!f.sees("passwordFieldError"));
  }

  void unlockingComesFirst() {
    WizardFixture f;
    openLocked(f);
    QCOMPARE(f.wizard->focusWidget()->objectName(), QStringLiteral("unlockButton"));
    QTest::keyClick(f.wizard->focusWidget(), Qt::Key_Tab);
    QCOMPARE(f.wizard->focusWidget()->objectName(), QStringLiteral("newPasswordField"));
    QVERIFY(
        f.find("unlockButton")->accessibleDescription().contains(QStringLiteral("This account is locked")));
  }

  void whatCannotBeUnlockedIsSaidAndNotOfferedAgain() {
    WizardFixture f;
    auto view = openLocked(f);
    f.press("unlockButton");
    view.lock = AccountLock::Unknown;
    f.gateway.answer(view);
    QVERIFY(f.words().contains(QStringLiteral("The lock alone cannot be taken off from here")));
    QVERIFY(!f.sees("unlockButton"));
    QVERIFY(f.sees("newPasswordField"));
  }

  void whatIsNotLockedOffersNothingToUnlock_data() {
    QTest::addColumn<int>("lock");
    QTest::addColumn<bool>("told");
    QTest::newRow("not locked") << int(AccountLock::Open) << true;
    QTest::newRow("nobody knows") << int(AccountLock::Unknown) << false;
  }
  void whatIsNotLockedOffersNothingToUnlock() {
    QFETCH(int, lock);
    QFETCH(bool, told);
    WizardFixture f;
    auto view = WizardFixture::view(Stage::Password);
    view.lock = static_cast<AccountLock>(lock);
    f.open(view);
    QCOMPARE(f.words().contains(QStringLiteral("This account is not locked")), told);
    QVERIFY(!f.sees("unlockButton"));
    QCOMPARE(f.wizard->focusWidget()->objectName(), QStringLiteral("newPasswordField"));
  }
};

QTEST_MAIN(UnlockTest)
#include "unlock_test.moc"
