// SPDX-License-Identifier: GPL-3.0-or-later
// "I know it but cannot sign in": what is told of a lockout, to whom, and taking it off without a new
// password.
#include <QTest>

#include "service/domain/limits.h"
#include "tests/support/recovery_desk.h"

namespace latchkey::service::domain {

using tests::kindOf;
using tests::RecoveryDesk;
using tests::Visitor;

namespace {

struct Desk : RecoveryDesk {
  explicit Desk(LockState lock = LockState::Locked) { put(lock); }
  void put(LockState lock) {
    Account account = person();
    account.lock = lock;
    directory.put(account, "Old-pass-1");
  }
  [[nodiscard]] LockState lock() { return (*directory.find(person().key))->lock; }
};

}  // namespace

class UnlockingTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theLockIsTakenOffAndThePasswordStays() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword(Reason::CannotSignIn));
    QCOMPARE(visitor.view.lock, LockState::Locked);
    const int before = desk.messages();
    QVERIFY(visitor.perform(UnlockAccount{}));
    QCOMPARE(visitor.view.stage, Stage::Done);
    QCOMPARE(visitor.view.finish, Finish::Unlocked);
    QCOMPARE(visitor.view.contactsNotified, 3);
    QCOMPARE(visitor.view.signInTriesLeft, 0);
    QCOMPARE(desk.lock(), LockState::Open);
    QCOMPARE(desk.directory.passwordOf(RecoveryDesk::person().key), QByteArray("Old-pass-1"));
    QCOMPARE(desk.messages() - before, 3);
    QCOMPARE(desk.count("messages WHERE subject = 'unlocked'"), 3);
    QCOMPARE(desk.count("journal WHERE event = 'account-unlocked'"), 1);
    QCOMPARE(desk.count("passwords_set"), 0);
    // Repeated under its key it is the first answer; anything else is over.
    QVERIFY(visitor.repeat(UnlockAccount{}));
    QCOMPARE(desk.directory.unlocks, 1);
    QCOMPARE(kindOf(visitor.perform(UnlockAccount{})), RefusalKind::Unauthorized);
    QCOMPARE(kindOf(visitor.password("Fresh-pass-2")), RefusalKind::Unauthorized);
    QCOMPARE(kindOf(visitor.perform(TrySignIn{platform::Secret("Old-pass-1")})), RefusalKind::TooManyTries);
    QCOMPARE(desk.directory.signIns, 0);
  }

  void anotherPasswordMayBeSetInstead() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword(Reason::CannotSignIn));
    QVERIFY(visitor.password("Fresh-pass-2"));
    QCOMPARE(visitor.view.finish, Finish::PasswordSet);
    QCOMPARE(kindOf(visitor.perform(UnlockAccount{})), RefusalKind::Unauthorized);
  }

  void nothingIsToldBeforeTheLastGate() {
    Desk desk;
    desk.policy.realms.first().gates = 2;
    desk.restart();
    Visitor visitor(desk);
    const auto silent = [&] { return visitor.view.lock == LockState::Unknown; };
    QVERIFY(visitor.open(RecoveryDesk::person().key, Reason::CannotSignIn) && silent());
    QVERIFY(visitor.passChallenge() && silent());
    QVERIFY(visitor.choose(MethodKind::Mail) && silent());
    QVERIFY(visitor.confirm(QStringLiteral("msabc123.backup")) && silent());
    const int asked = desk.directory.finds;
    QCOMPARE(kindOf(visitor.code(tests::wrongFor(desk.lastCode()))), RefusalKind::CodeWrong);
    QVERIFY(visitor.code(desk.lastCode()) && silent());
    QCOMPARE(desk.directory.finds, asked);  // nor asked for
    QCOMPARE(kindOf(visitor.perform(UnlockAccount{})), RefusalKind::WrongStage);
    QVERIFY(visitor.choose(MethodKind::Text) && visitor.confirm(QStringLiteral("5432")));
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.lock, LockState::Locked);
    QVERIFY(visitor.perform(UnlockAccount{}));
  }

  void whereThereIsNothingToUnlockItIsRefused_data() {
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("lock");
    QTest::addColumn<int>("told");
    const auto row = [](const char* name, Reason reason, LockState lock, LockState told) {
      QTest::newRow(name) << int(reason) << int(lock) << int(told);
    };
    row("not locked", Reason::CannotSignIn, LockState::Open, LockState::Open);
    row("nobody knows", Reason::CannotSignIn, LockState::Unknown, LockState::Unknown);
    row("forgot it", Reason::ForgotPassword, LockState::Locked, LockState::Unknown);
    row("somebody else", Reason::SomebodyElse, LockState::Locked, LockState::Unknown);
    row("never had one", Reason::NeverHadPassword, LockState::Locked, LockState::Unknown);
  }
  void whereThereIsNothingToUnlockItIsRefused() {
    QFETCH(int, reason);
    QFETCH(int, lock);
    QFETCH(int, told);
    Desk desk(static_cast<LockState>(lock));
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword(static_cast<Reason>(reason)));
    QCOMPARE(int(visitor.view.lock), told);
    QCOMPARE(kindOf(visitor.perform(UnlockAccount{})), RefusalKind::WrongStage);
    QCOMPARE(desk.directory.unlocks, 0);
    QVERIFY(visitor.password("Fresh-pass-2"));
  }

  void aDirectoryThatCannotBeAskedCostsNoProof() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open(RecoveryDesk::person().key, Reason::CannotSignIn) && visitor.passChallenge() &&
            visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")));
    desk.directory.down = true;
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QCOMPARE(visitor.view.lock, LockState::Unknown);
  }

  void aDirectoryThatIsDownMayBeTriedAgain() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword(Reason::CannotSignIn));
    desk.directory.fault = DirectoryError::Unavailable;
    QCOMPARE(kindOf(visitor.perform(UnlockAccount{})), RefusalKind::Unavailable);
    QCOMPARE(desk.count("finishes"), 0);
    QCOMPARE(desk.count("messages WHERE subject = 'unlocked'"), 0);
    desk.directory.fault.reset();
    QVERIFY(visitor.perform(UnlockAccount{}));
    QCOMPARE(desk.lock(), LockState::Open);
  }

  void whatTheDirectoryRefusesForGoodIsNotOfferedAgain() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword(Reason::CannotSignIn));
    desk.directory.fault = DirectoryError::Refused;
    QVERIFY(visitor.perform(UnlockAccount{}));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QCOMPARE(visitor.view.lock, LockState::Unknown);
    QCOMPARE(desk.count("journal WHERE event = 'unlock-refused'"), 1);
    QCOMPARE(desk.count("messages WHERE subject = 'unlocked'"), 0);
    QCOMPARE(desk.count("finishes"), 0);
    desk.directory.fault.reset();
    QCOMPARE(kindOf(visitor.perform(UnlockAccount{})), RefusalKind::WrongStage);
    QVERIFY(visitor.password("Fresh-pass-2"));
  }

  void anAttemptOfWhichNobodyKnowsComesToAnEnd() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword(Reason::CannotSignIn));
    desk.directory.fault = DirectoryError::OutcomeUnknown;
    QCOMPARE(kindOf(visitor.perform(UnlockAccount{})), RefusalKind::Unavailable);
    desk.clock.advance(61 * second);
    QCOMPARE(desk.service->settle(), 0);
    QCOMPARE(desk.count("finishes"), 1);
    desk.clock.advance(qint64{15} * 60 * second);
    QCOMPARE(desk.service->settle(), 1);
    QCOMPARE(desk.count("finishes"), 0);
    QCOMPARE(desk.count("journal WHERE event = 'unlock-given-up'"), 1);
    QCOMPARE(desk.count("messages WHERE subject = 'unlocked'"), 0);
    // The account is free for the next recovery.
    desk.directory.fault.reset();
    Visitor next(desk, "next");
    QVERIFY(next.reachPassword(Reason::CannotSignIn) && next.password("Fresh-pass-2"));
  }

  void whatWasLostIsNotTakenForUndoneByALaterRefusal_data() {
    QTest::addColumn<bool>("done");
    QTest::newRow("it was done") << true;
    QTest::newRow("it was not") << false;
  }
  void whatWasLostIsNotTakenForUndoneByALaterRefusal() {
    QFETCH(bool, done);
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword(Reason::CannotSignIn));
    desk.directory.fault = DirectoryError::OutcomeUnknown;
    desk.directory.changesAllTheSame = done;
    QCOMPARE(kindOf(visitor.perform(UnlockAccount{})), RefusalKind::Unavailable);
    desk.directory.fault = DirectoryError::Refused;
    desk.directory.changesAllTheSame = false;
    desk.clock.advance(61 * second);
    QCOMPARE(desk.service->settle(), 1);
    QCOMPARE(desk.count("messages WHERE subject = 'unlocked'"), done ? 3 : 0);
    QCOMPARE(desk.count("journal WHERE event = 'unlock-given-up'"), done ? 0 : 1);
  }

  void aLostAnswerIsMadeTrueAndToldOnce() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword(Reason::CannotSignIn));
    desk.directory.fault = DirectoryError::OutcomeUnknown;
    desk.directory.changesAllTheSame = true;
    QCOMPARE(kindOf(visitor.perform(UnlockAccount{})), RefusalKind::Unavailable);
    desk.directory.fault.reset();
    desk.clock.advance(61 * second);
    QCOMPARE(desk.service->settle(), 1);
    QCOMPARE(desk.count("messages WHERE subject = 'unlocked'"), 3);
    QVERIFY(visitor.repeat(UnlockAccount{}));
    QCOMPARE(visitor.view.finish, Finish::Unlocked);
    QCOMPARE(desk.count("messages WHERE subject = 'unlocked'"), 3);
  }

  void otherRecoveriesOfTheAccountEnd() {
    Desk desk;
    Visitor first(desk, "first");
    QVERIFY(first.reachPassword(Reason::CannotSignIn));
    desk.clock.advance(60 * second);
    Visitor next(desk, "second");
    QVERIFY(next.reachPassword(Reason::CannotSignIn));
    QVERIFY(next.perform(UnlockAccount{}));
    QCOMPARE(kindOf(first.password("Fresh-pass-2")), RefusalKind::RecoverySuperseded);
  }

  void whoIsDisabledMeanwhileIsNotUnlocked() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword(Reason::CannotSignIn));
    Account account = RecoveryDesk::person();
    account.status = AccountStatus::Disabled;
    desk.directory.put(account, "Old-pass-1");
    QVERIFY(visitor.perform(UnlockAccount{}));
    QCOMPARE(visitor.view.stage, Stage::Ended);
    QCOMPARE(desk.directory.unlocks, 0);
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::UnlockingTest)
#include "unlocking_test.moc"
