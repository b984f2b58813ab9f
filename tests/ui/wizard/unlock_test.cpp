// SPDX-License-Identifier: GPL-3.0-or-later
// What the password page says of a lockout, and where unlocking leads.
#include "tests/ui/wizard/wizard_fixture.h"

using latchkey::protocol::AccountLock;
using latchkey::protocol::Outcome;
using latchkey::protocol::Stage;
using latchkey::tests::WizardFixture;

class UnlockTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theLockIsToldAndTakenOffInOnePress() {
    WizardFixture f;
    auto view = WizardFixture::view(Stage::Password);
    view.lock = AccountLock::Locked;
    f.open(view);
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
  }
};

QTEST_MAIN(UnlockTest)
#include "unlock_test.moc"
