// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
constexpr qint64 minute = 60 * 1000;
constexpr char fresh[] = "Quiet-Lake-42";

TrySignIn with(const char* password) {
  return {platform::Secret(password)};
}

/// Somebody whose recovery is done.
struct Done {
  RecoveryDesk desk;
  Visitor visitor{desk};
  Done() {
    desk.policy.realms[0].accountKind = AccountKind::Domain;
    desk.restart();
    if (!visitor.reachPassword() || !visitor.password(fresh)) qFatal("not done");
  }
};
}  // namespace

/// "Try it now": the new password after the recovery, often enough to be of use and no more.
class SignInTrialTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theDirectoryHasTheLastWord_data() {
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("rightPassword");
    QTest::addColumn<int>("verdict");
    const auto row = [](const char* name, const char* password, SignInVerdict right, SignInVerdict verdict) {
      QTest::newRow(name) << QByteArray(password) << int(right) << int(verdict);
    };
    row("right", fresh, SignInVerdict::Accepted, SignInVerdict::Accepted);
    row("wrong", "Old-pass-1", SignInVerdict::Accepted, SignInVerdict::Refused);
    row("empty", "", SignInVerdict::Accepted, SignInVerdict::Refused);
    row("to be changed", fresh, SignInVerdict::MustChange, SignInVerdict::MustChange);
    row("disabled", fresh, SignInVerdict::Disabled, SignInVerdict::Disabled);
    row("locked again", fresh, SignInVerdict::LockedOut, SignInVerdict::LockedOut);
  }
  void theDirectoryHasTheLastWord() {
    QFETCH(QByteArray, password);
    QFETCH(int, rightPassword);
    QFETCH(int, verdict);
    Done done;
    QVERIFY(!done.visitor.view.signIn);
    QCOMPARE(done.visitor.view.signInTriesLeft, 3);
    QCOMPARE(done.visitor.view.accountKind, AccountKind::Domain);
    done.desk.directory.rightPassword = static_cast<SignInVerdict>(rightPassword);
    const auto answer = done.visitor.perform(with(password.constData()));
    QVERIFY(answer);
    QCOMPARE(answer->snapshot.stage, Stage::Done);
    QCOMPARE(int(answer->snapshot.signIn.value()), verdict);
    QCOMPARE(answer->snapshot.signInTriesLeft, 2);
    QVERIFY(answer->newToken.isEmpty());
    QCOMPARE(done.desk.directory.passwordOf(QStringLiteral("msabc123@outlook.com")), QByteArray(fresh));
  }

  void threeTriesAndNoMore() {
    Done done;
    for (int left : {2, 1, 0}) {
      const auto answer = done.visitor.perform(with("wrong-Lake-1"));
      QVERIFY(answer);
      QCOMPARE(answer->snapshot.signInTriesLeft, left);
    }
    QCOMPARE(kindOf(done.visitor.perform(with(fresh))), RefusalKind::TooManyTries);
    done.desk.restart();
    QCOMPARE(kindOf(done.visitor.perform(with(fresh))), RefusalKind::TooManyTries);
    QCOMPARE(done.desk.directory.signIns, 3);
  }

  void aRealmMayOfferNone() {
    RecoveryDesk desk;
    desk.policy.realms[0].limits.signInTries = 0;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword() && visitor.password(fresh));
    QCOMPARE(visitor.view.signInTriesLeft, 0);
    QCOMPARE(kindOf(visitor.perform(with(fresh))), RefusalKind::TooManyTries);
    QCOMPARE(desk.directory.signIns, 0);
  }

  // A14
  void theSameRequestIsOneTry() {
    Done done;
    QVERIFY(done.visitor.perform(with(fresh)));
    const auto again = done.visitor.repeat(with(fresh));
    QVERIFY(again);
    QCOMPARE(again->snapshot.signIn.value(), SignInVerdict::Accepted);
    QCOMPARE(again->snapshot.signInTriesLeft, 2);
    QCOMPARE(done.desk.directory.signIns, 1);
  }

  void aDirectoryThatIsAwayCostsNoTry() {
    Done done;
    done.desk.directory.down = true;
    QCOMPARE(kindOf(done.visitor.perform(with(fresh))), RefusalKind::Unavailable);
    done.desk.directory.down = false;
    const auto again = done.visitor.repeat(with(fresh));
    QVERIFY(again);
    QCOMPARE(again->snapshot.signInTriesLeft, 2);
  }

  // The recovery ends while the directory thinks: nothing is kept under the key, and nobody is told to wait.
  void aTrialThatOutlivesItsRecoveryIsLetGo() {
    Done done;
    done.desk.directory.beforeSignIn = [&] { done.desk.clock.advance(15 * minute); };
    QCOMPARE(kindOf(done.visitor.perform(with(fresh))), RefusalKind::Unauthorized);
    QCOMPARE(done.desk.ask(QStringLiteral("SELECT COUNT(*) FROM writes WHERE finished = 0")).toInt(), 0);
  }

  // A11
  void everyTokenIsWorthNothingAndTheKeyNotForLong() {
    Done done;
    QCOMPARE(kindOf(done.visitor.password("Other-Lake-43")), RefusalKind::Unauthorized);
    QCOMPARE(kindOf(done.visitor.perform(CancelRecovery{})), RefusalKind::Unauthorized);
    QVERIFY(!done.desk.service->look(done.visitor.token, done.visitor.caller));
    done.desk.clock.advance(15 * minute);
    QCOMPARE(kindOf(done.visitor.perform(with(fresh))), RefusalKind::Unauthorized);
    QCOMPARE(done.desk.directory.signIns, 0);
  }

  void whatIsCountedFromTheEndDoesNotMoveWithATrial() {
    RecoveryDesk desk;
    desk.policy.realms[0].limits.signInsLast = 3600;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.open(QStringLiteral("msabc123@outlook.com"), Reason::SomebodyElse) &&
            visitor.passChallenge() && visitor.choose(MethodKind::Mail) &&
            visitor.confirm(QStringLiteral("msabc123.backup")) && visitor.code(desk.lastCode()));
    QVERIFY(visitor.password(fresh));
    const qint64 ends = visitor.view.signInsEndAt;
    QCOMPARE(ends, desk.clock.now() + 3600 * 1000);
    desk.clock.advance(10 * minute);
    QVERIFY(visitor.perform(with(fresh)));
    QCOMPARE(visitor.view.signInsEndAt, ends);
    desk.clock.advance(5 * minute);
    QCOMPARE(kindOf(visitor.perform(with(fresh))), RefusalKind::Unauthorized);
  }

  // A lost answer is cleared up minutes later: the recovery is done then, and not when it was last asked for.
  void whatIsSettledLaterIsDoneLater() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    desk.directory.fault = DirectoryError::OutcomeUnknown;
    desk.directory.changesAllTheSame = true;
    desk.directory.markersDown = true;
    QCOMPARE(kindOf(visitor.password(fresh)), RefusalKind::Unavailable);
    desk.directory.fault.reset();
    desk.directory.markersDown = false;
    desk.clock.advance(14 * minute);
    QCOMPARE(desk.service->settle(), 1);
    desk.clock.advance(10 * minute);
    QVERIFY(visitor.perform(with(fresh)));
  }

  // A10: the token alone, which whoever sees the connection has, opens nothing.
  void noOtherKeyTriesWhateverItShows() {
    Done done;
    Caller other = done.visitor.caller;
    other.keyThumbprint = QByteArray(32, 'k');
    for (const bool shows : {false, true}) {
      const platform::Secret nothing;
      const platform::Secret& token = shows ? done.visitor.token : nothing;
      QCOMPARE(kindOf(done.desk.service->perform(with(fresh), token, other, done.visitor.nextWrite())),
               RefusalKind::Unauthorized);
    }
    QCOMPARE(done.desk.directory.signIns, 0);
  }

  void theKeyAloneIsAskedFor() {
    Done done;
    done.visitor.token.wipe();
    const auto answer = done.visitor.perform(with(fresh));
    QVERIFY(answer);
    QCOMPARE(answer->snapshot.signIn.value(), SignInVerdict::Accepted);
    QVERIFY(answer->newToken.isEmpty());
  }

  void beforeTheEndTheKeyTriesNothing() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    QCOMPARE(kindOf(visitor.perform(with("Old-pass-1"))), RefusalKind::Unauthorized);
    QVERIFY(visitor.perform(CancelRecovery{}));
    QCOMPARE(kindOf(visitor.perform(with("Old-pass-1"))), RefusalKind::Unauthorized);
    QCOMPARE(desk.directory.signIns, 0);
  }

  // Whoever opens two recoveries with one key does what no client of ours does: nothing is guessed.
  void aKeyOfTwoDoneRecoveriesNamesNeither() {
    Done done;
    done.desk.directory.put(RecoveryDesk::person(QStringLiteral("solo@outlook.com")), "Old-pass-1");
    done.desk.clock.advance(minute);  // the contacts are the same ones
    QVERIFY(done.visitor.reachCode(QStringLiteral("solo@outlook.com")));
    QVERIFY(done.visitor.perform(with(fresh)));  // the other one is not done
    QVERIFY(done.visitor.code(done.desk.lastCode()) && done.visitor.password(fresh));
    QCOMPARE(kindOf(done.visitor.perform(with(fresh))), RefusalKind::Unauthorized);
    QCOMPARE(done.desk.directory.signIns, 1);
  }

  void theJournalKnowsAndNoPasswordIsKept() {
    Done done;
    QVERIFY(done.visitor.perform(with("canary-Lake-7Q")));
    QCOMPARE(
        done.desk.ask(QStringLiteral("SELECT detail FROM journal WHERE event = 'sign-in-tried'")).toString(),
        QStringLiteral("refused"));
    QCOMPARE(done.desk
                 .ask(QStringLiteral("SELECT COUNT(*) FROM writes WHERE hex(answer) LIKE '%' || "
                                     "hex('canary-Lake-7Q') || '%'"))
                 .toInt(),
             0);
  }
};

QTEST_GUILESS_MAIN(SignInTrialTest)
#include "sign_in_trial_test.moc"
