// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <atomic>

#include "core/rules/objection_code.h"
#include "tests/support/at_once.h"
#include "tests/support/objection_office.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {

using Office = ObjectionOffice;
constexpr qint64 minute = 60'000;
constexpr qint64 day = 24 * 60 * minute;
const QString person = QStringLiteral("msabc123@outlook.com");

}  // namespace

class ObjectionsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theCodeOfAMessageEndsTheRecoveryAndStopsTheNext() {
    Office office;
    Visitor thief(office.desk);
    QVERIFY(thief.reachCode());
    const QString code = office.desk.lastCode();
    const auto objected = office.object(office.codeIn("code"));
    QVERIFY(objected);
    QCOMPARE(objected->recoveriesEnded, 1);
    QCOMPARE(objected->receipt, thief.view.receipt);
    QCOMPARE(objected->accountMask, QStringLiteral("ms*****@outlook.com"));
    QCOMPARE(objected->contactsNotified, 3);
    QVERIFY(objected->administratorsTold);
    QVERIFY(!objected->passwordChanged);
    QCOMPARE(objected->stoppedUntil, office.desk.clock.now() + 7 * day);
    QCOMPARE(kindOf(thief.code(code)), RefusalKind::RecoverySuperseded);
    QCOMPARE(office.queued("stopped"), 3);
    QCOMPARE(office.queued("administrator told"), 1);
    QVERIFY(
        office.journal("objected").startsWith(QStringLiteral("code, 1 recoveries ended, stopped until ")));

    // A uniform realm shows nothing of it: methods, a code that seems to go out, and none does.
    Visitor again(office.desk, "again");
    const int before = office.desk.messages();
    QVERIFY(again.open() && again.passChallenge());
    QCOMPARE(again.view.stage, Stage::Method);
    QVERIFY(again.choose(MethodKind::Mail) && again.confirm(QStringLiteral("msabc123.backup")));
    QCOMPARE(again.view.stage, Stage::Code);
    QCOMPARE(office.desk.messages(), before);
    QCOMPARE(office.journal("not-possible"), QStringLiteral("stopped"));
  }

  void aRealmThatDisclosesSaysIt() {
    Office office(Disclosure::Explicit);
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    QVERIFY(office.object(office.codeIn("code")));
    Visitor again(office.desk, "again");
    QVERIFY(again.open() && again.passChallenge());
    QCOMPARE(again.view.stage, Stage::Ended);
    QCOMPARE(again.view.ending, Ending::Stopped);
    QCOMPARE(again.view.administrator, AdministratorContact::Offered);
  }

  void aPasswordThatWasChangedIsToldAndNotUndone() {
    Office office;
    Visitor thief(office.desk);
    QVERIFY(thief.reachPassword() && thief.password("Quiet-Lake-42"));
    const auto objected = office.object(office.codeIn("changed"));
    QVERIFY(objected);
    QVERIFY(objected->passwordChanged);
    QCOMPARE(office.desk.ask(QStringLiteral("SELECT body FROM messages WHERE subject = 'administrator told'"))
                 .toString(),
             person + u' ' + thief.view.receipt + QStringLiteral(" changed en"));
    // The code message of the same recovery says the same, a second later.
    QVERIFY(office.object(office.codeIn("code"))->passwordChanged);
  }

  void aLockThatWasTakenOffIsNoChangedPassword() {
    Office office;
    Visitor thief(office.desk);
    office.lock();
    QVERIFY(reachUnlocking(thief, office) && thief.perform(UnlockAccount{}));
    QVERIFY(!office.object(office.codeIn("unlocked"))->passwordChanged);
    // Nor does the code of the same recovery's first message say so.
    const auto objected = office.object(office.codeIn("code"));
    QVERIFY(objected && !objected->passwordChanged);
    QCOMPARE(objected->receipt, thief.view.receipt);
    QVERIFY(office.journal("objected").startsWith(QStringLiteral("code, 0 recoveries ended")));
  }

  void allThatARecoveryCouldStillDoIsOver_data() {
    QTest::addColumn<bool>("resumed");
    QTest::newRow("behind its gate") << false;
    QTest::newRow("behind its gate for the second time, after it was resumed") << true;
  }
  void allThatARecoveryCouldStillDoIsOver() {
    QFETCH(bool, resumed);
    Office office;
    office.lock();
    Visitor thief(office.desk);
    QVERIFY(thief.open(person, Reason::CannotSignIn));
    const platform::Secret kept = thief.token.clone();
    QVERIFY(thief.passChallenge() && proveByMail(thief, office));
    if (resumed) {
      office.desk.clock.advance(minute);
      thief.token = kept.clone();
      QVERIFY(thief.perform(ResumeRecovery{}));
      QCOMPARE(thief.view.stage, Stage::Method);
      QVERIFY(proveByMail(thief, office));
    }
    QCOMPARE(thief.view.lock, LockState::Locked);
    QCOMPARE(office.object(office.codeIn("code"))->recoveriesEnded, 1);
    QCOMPARE(kindOf(thief.password("Quiet-Lake-42")), RefusalKind::RecoverySuperseded);
    QCOMPARE(kindOf(thief.perform(UnlockAccount{})), RefusalKind::RecoverySuperseded);
    thief.token = kept.clone();
    QCOMPARE(kindOf(thief.perform(ResumeRecovery{})), RefusalKind::RecoverySuperseded);
    QCOMPARE(office.desk.directory.changes + office.desk.directory.unlocks, 0);
  }

  /// A lock that is gone does not say who took it off.
  void anUnlockingWhoseAnswerWasLostIsNeitherDoneAgainNorTold_data() {
    QTest::addColumn<bool>("happened");
    QTest::addColumn<bool>("lifted");
    QTest::addColumn<bool>("byAnother");
    QTest::newRow("it had happened") << true << false << false;
    QTest::newRow("it had not") << false << false << false;
    QTest::newRow("it had not, and the account can be recovered again") << false << true << false;
    QTest::newRow("an administrator did it meanwhile") << false << false << true;
  }
  void anUnlockingWhoseAnswerWasLostIsNeitherDoneAgainNorTold() {
    QFETCH(bool, happened);
    QFETCH(bool, lifted);
    QFETCH(bool, byAnother);
    Office office;
    office.lock();
    Visitor thief(office.desk);
    QVERIFY(reachUnlocking(thief, office));
    office.desk.directory.fault = DirectoryError::OutcomeUnknown;
    office.desk.directory.changesAllTheSame = happened;
    QCOMPARE(kindOf(thief.perform(UnlockAccount{})), RefusalKind::Unavailable);
    office.desk.directory.fault.reset();
    QVERIFY(office.object(office.codeIn("code")));
    if (lifted) QVERIFY(office.unfreeze());
    if (byAnother) office.lock(LockState::Open);
    office.desk.clock.advance(2 * minute);
    QCOMPARE(office.desk.service->settle(), 1);
    QCOMPARE(office.desk.directory.unlocks, happened ? 1 : 0);
    QCOMPARE(office.queued("unlocked"), 0);
    QCOMPARE(office.desk.count("finishes"), 0);
    QCOMPARE(office.desk.count("journal WHERE event = 'unlock-given-up'"), 1);
    QCOMPARE(office.desk.count("journal WHERE event = 'account-unlocked'"), 0);
  }

  /// Not even where the recovery itself goes on: nobody knows yet whether it was done.
  void anUnlockingUnderWayFeelsTheFreezeItself() {
    Office office;
    office.lock();
    Visitor visitor(office.desk);
    QVERIFY(reachUnlocking(visitor, office));
    office.desk.directory.fault = DirectoryError::OutcomeUnknown;
    QCOMPARE(kindOf(visitor.perform(UnlockAccount{})), RefusalKind::Unavailable);
    office.desk.directory.fault.reset();
    office.freeze(office.desk.clock.now() + day);
    office.desk.clock.advance(2 * minute);
    QCOMPARE(office.desk.service->settle(), 1);
    QCOMPARE(office.desk.directory.unlocks, 0);
    QCOMPARE(office.queued("unlocked"), 0);
  }

  /// Looked for where it counts: not even a recovery that did not end with the freeze gets past it.
  void aStoppedAccountGetsNoPasswordAndStaysLocked() {
    for (const bool unlocking : {false, true}) {
      Office office;
      office.lock();
      Visitor visitor(office.desk);
      QVERIFY(reachUnlocking(visitor, office));
      office.freeze(office.desk.clock.now() + day);
      QVERIFY(unlocking ? visitor.perform(UnlockAccount{}) : visitor.password("Quiet-Lake-42"));
      QCOMPARE(visitor.view.stage, Stage::Ended);
      QCOMPARE(visitor.view.ending, Ending::NotPossible);
      QCOMPARE(office.desk.directory.changes + office.desk.directory.unlocks, 0);
      QCOMPARE(office.desk.count("finishes"), 0);
    }
  }

  void aStartCodeEnds_data() {
    QTest::addColumn<int>("disclosure");
    QTest::newRow("uniform") << int(Disclosure::Uniform);
    QTest::newRow("explicit") << int(Disclosure::Explicit);
  }
  void aStartCodeEnds() {
    QFETCH(int, disclosure);
    Office office(static_cast<Disclosure>(disclosure));
    const QString code = office.issueStartCode();
    Visitor thief(office.desk);
    QVERIFY(reachStartCode(thief));
    const auto objected = office.object(office.codeIn("start code"));
    QVERIFY(objected && objected->receipt.isEmpty() && !objected->passwordChanged);
    QCOMPARE(kindOf(thief.code(code)), RefusalKind::RecoverySuperseded);
    QVERIFY(office.journal("objected").startsWith(QStringLiteral("start-code-issued, 1 recoveries ended")));
    QVERIFY(office.journal("objected").endsWith(QStringLiteral(", start code ended")));
    QCOMPARE(office.desk.ask(QStringLiteral("SELECT COUNT(*) FROM start_codes")).toInt(), 0);

    // Who comes anew is offered no more than anybody, and what was handed out proves nothing.
    Visitor again(office.desk, "again");
    QVERIFY(again.open(person, Reason::NeverHadPassword) && again.passChallenge());
    if (again.view.stage == Stage::Ended) {
      QCOMPARE(again.view.ending, Ending::Stopped);
    } else {
      QVERIFY(again.choose(MethodKind::StartCode));
      QCOMPARE(kindOf(again.code(code)), RefusalKind::CodeWrong);
    }
    // Nor does it after the freeze.
    office.desk.clock.advance(7 * day);
    Visitor later(office.desk, "later");
    QVERIFY(later.open(person, Reason::NeverHadPassword) && later.passChallenge());
    QCOMPARE(later.handle(MethodKind::StartCode).isEmpty(), disclosure == int(Disclosure::Explicit));
  }

  void aStartCodeThatPassedItsGateEndsToo() {
    Office office;
    const QString code = office.issueStartCode();
    Visitor thief(office.desk);
    QVERIFY(reachStartCode(thief) && thief.code(code));
    QCOMPARE(thief.view.stage, Stage::Password);
    QCOMPARE(office.object(office.codeIn("start code"))->recoveriesEnded, 1);
    QCOMPARE(kindOf(thief.password("Quiet-Lake-42")), RefusalKind::RecoverySuperseded);
    QCOMPARE(office.desk.count("start_codes") + office.desk.directory.changes, 0);
  }

  /// Not even one that did not end with the freeze.
  void aStartCodeOpensNoStoppedAccount_data() {
    QTest::addColumn<int>("disclosure");
    QTest::addColumn<bool>("contacts");
    for (const bool contacts : {true, false}) {
      QTest::addRow("uniform, %s contacts", contacts ? "with" : "without")
          << int(Disclosure::Uniform) << contacts;
      QTest::addRow("explicit, %s contacts", contacts ? "with" : "without")
          << int(Disclosure::Explicit) << contacts;
    }
  }
  void aStartCodeOpensNoStoppedAccount() {
    QFETCH(int, disclosure);
    QFETCH(bool, contacts);
    Office office(static_cast<Disclosure>(disclosure));
    if (!contacts) {
      Account account = RecoveryDesk::person();
      account.contacts.clear();
      office.desk.directory.put(account);
    }
    const QString code = office.issueStartCode();
    office.freeze(office.desk.clock.now() + day);
    Visitor visitor(office.desk);
    QVERIFY(visitor.open(person, Reason::NeverHadPassword) && visitor.passChallenge());
    QCOMPARE(office.journal("not-possible"), QStringLiteral("stopped"));
    if (disclosure == int(Disclosure::Explicit)) {
      QCOMPARE(visitor.view.ending, Ending::Stopped);
    } else {
      QVERIFY(visitor.choose(MethodKind::StartCode));
      QCOMPARE(kindOf(visitor.code(code)), RefusalKind::CodeWrong);
    }
    // It is as good as before when an administrator says so.
    QVERIFY(office.unfreeze());
    Visitor again(office.desk, "again");
    QVERIFY(reachStartCode(again) && again.code(code));
    QCOMPARE(again.view.stage, Stage::Password);
  }

  void whatIsNoGoodCodeIsRefusedInOneWay_data() {
    QTest::addColumn<QString>("kind");
    for (const char* const kind : {"wrong", "used", "too old", "no code at all", "empty"}) {
      QTest::newRow(kind) << QString::fromLatin1(kind);
    }
  }
  void whatIsNoGoodCodeIsRefusedInOneWay() {
    QFETCH(QString, kind);
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    QString code = office.codeIn("code");
    QVERIFY(rules::readObjection(code));
    if (kind == u"wrong") code = QStringLiteral("2222-2222-2222-2222");
    if (kind == u"used") QVERIFY(office.object(code));
    if (kind == u"too old") office.desk.clock.advance(day);
    if (kind == u"no code at all") code = QStringLiteral("1234567");
    if (kind == u"empty") code.clear();
    const int frozen = office.desk.ask(QStringLiteral("SELECT COUNT(*) FROM freezes")).toInt();
    QCOMPARE(kindOf(office.object(code)), RefusalKind::ObjectionRefused);
    QCOMPARE(office.desk.ask(QStringLiteral("SELECT COUNT(*) FROM freezes")).toInt(), frozen);
    QVERIFY(office.journal("objection-refused").startsWith(QStringLiteral("from ")));
    QVERIFY(!office.journal("objection-refused").contains(QStringLiteral("192.0.2.9")));
  }

  void wrongCodesAreCountedForEachSourceAndRightOnesAreNot() {
    Office office;
    office.desk.policy.realms.first().limits.objectionsPerHourAndSource = 3;
    office.desk.restart();
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    const QString right = office.codeIn("code");
    const QString wrong = QStringLiteral("2222-2222-2222-2222");
    for (int i = 0; i < 3; ++i) QCOMPARE(kindOf(office.object(wrong)), RefusalKind::ObjectionRefused);
    const auto limited = office.object(wrong);
    QCOMPARE(kindOf(limited), RefusalKind::RateLimited);
    QCOMPARE(limited.error().retryIn, 3600);
    QCOMPARE(kindOf(office.object(wrong, QStringLiteral("198.51.100.1"))), RefusalKind::ObjectionRefused);
    // Who is behind the same address as somebody who tries codes can still stop a recovery.
    QVERIFY(office.object(right));
    // Used up it is as wrong as any other.
    QCOMPARE(kindOf(office.object(right)), RefusalKind::RateLimited);
  }

  void aRepeatedWriteGetsTheFirstAnswer() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    const QString code = office.codeIn("code");
    const auto first = office.object(code, QStringLiteral("192.0.2.9"), 7);
    const auto second = office.object(code, QStringLiteral("192.0.2.9"), 7);
    QVERIFY(first && second);
    QCOMPARE(second->receipt, first->receipt);
    QCOMPARE(second->stoppedUntil, first->stoppedUntil);
    QCOMPARE(office.queued("stopped"), 3);
  }

  void aDirectoryThatIsDownKeepsNobodyFromStopping() {
    Office office;
    const QString digits = office.issueStartCode();
    Visitor thief(office.desk);
    QVERIFY(reachStartCode(thief));
    office.desk.directory.down = true;
    const auto objected = office.object(office.codeIn("start code", 0));
    QVERIFY(objected);
    QCOMPARE(objected->recoveriesEnded, 1);
    QCOMPARE(objected->contactsNotified, 0);
    QVERIFY(objected->administratorsTold);
    QCOMPARE(office.queued("administrator told"), 1);
    QVERIFY(office.journal("objected")
                .endsWith(QStringLiteral("contacts not told: the directory did not answer")));
    office.desk.directory.down = false;
    QCOMPARE(kindOf(thief.code(digits)), RefusalKind::RecoverySuperseded);
    // The next code of the same freeze makes up for it.
    QCOMPARE(office.object(office.codeIn("start code", 1))->contactsNotified, 3);
    QVERIFY(!office.journal("objected").contains(QStringLiteral("not told")));
  }

  void itEndsByItselfOrByAnAdministrator_data() {
    QTest::addColumn<bool>("lifted");
    QTest::newRow("after its time") << false;
    QTest::newRow("lifted") << true;
  }
  void itEndsByItselfOrByAnAdministrator() {
    QFETCH(bool, lifted);
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    QVERIFY(office.object(office.codeIn("code")));
    if (lifted) {
      QVERIFY(office.unfreeze());
      QVERIFY(!office.unfreeze());
      office.desk.clock.advance(minute);  // so that another code may be sent
    } else {
      office.desk.clock.advance(7 * day);
    }
    Visitor again(office.desk, "again");
    QVERIFY(again.reachPassword());
  }

  void ofFiftyAtOnceOneStops() {
    Office office;
    office.desk.policy.realms.first().limits.objectionsPerHourAndSource = 1000;
    office.desk.policy.realms.first().code.resendsPerDay = 1000;
    office.desk.restart();
    for (int round = 0; round < raceRounds(2); ++round) {
      office.desk.clock.advance(61 * minute);
      Visitor visitor(office.desk, QByteArray::number(round));
      QVERIFY(visitor.reachCode());
      const QString code = office.codeIn("code");
      std::atomic<int> accepted = 0;
      std::atomic<int> refused = 0;
      atOnce(50, [&](int i) {
        const auto answer = office.object(code, QStringLiteral("192.0.2.9"), 5000 + 50 * round + i);
        if (answer) ++accepted;
        if (kindOf(answer) == RefusalKind::ObjectionRefused) ++refused;
      });
      QCOMPARE(accepted.load(), 1);
      QCOMPARE(refused.load(), 49);
      QCOMPARE(office.queued("stopped"), 3 * (round + 1));
      QVERIFY(office.unfreeze());
    }
  }
};

QTEST_GUILESS_MAIN(ObjectionsTest)
#include "objections_test.moc"
