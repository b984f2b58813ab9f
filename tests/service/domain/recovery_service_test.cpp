// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

/// The recovery from its opening to its end, as one person lives it.
class RecoveryServiceTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aRecoveryByMailSetsThePasswordAndTellsEveryContact() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open(QStringLiteral("  ＭＳＡＢＣ１２３@Outlook.COM ")));
    QCOMPARE(visitor.view.accountName, QStringLiteral("msabc123@outlook.com"));
    QVERIFY(QRegularExpression(QStringLiteral("^[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}$"))
                .match(visitor.view.receipt)
                .hasMatch());
    QVERIFY(visitor.passChallenge());
    QStringList masks;
    for (const MethodOffer& method : visitor.view.methods) masks += method.mask;
    QCOMPARE(masks, QStringList({QStringLiteral("ms*****@example.com"), QStringLiteral("*********32"),
                                 QStringLiteral("*********32"), QStringLiteral("********78")}));
    QVERIFY(visitor.choose(MethodKind::Mail));
    QVERIFY(visitor.confirm(QStringLiteral("msabc123.backup")));
    QCOMPARE(visitor.view.code->triesLeft, 5);
    QCOMPARE(visitor.view.code->expiresAt, desk.clock.now() + 30 * 60 * 1000);
    const QString code = desk.lastCode();
    QCOMPARE(code.size(), 7);
    const QByteArray before = QByteArray(visitor.token.view().data(), 10);
    // Full width and hyphens, as typed on a Japanese keyboard.
    QVERIFY(visitor.code(code.first(3) + u'-' + code.sliced(3)));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QCOMPARE(visitor.view.gatesPassed, 1);
    QVERIFY(visitor.password("Quiet-Lake-42"));
    QCOMPARE(visitor.view.stage, Stage::Done);
    QCOMPARE(visitor.view.contactsNotified, 3);
    QCOMPARE(desk.directory.passwordOf(QStringLiteral("msabc123@outlook.com")), "Quiet-Lake-42");
    QCOMPARE(desk.messages(), 1 + 3);
  }

  void everyStepGoesOnAfterARestart() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open());
    desk.restart();
    QVERIFY(visitor.passChallenge());
    desk.restart();
    QVERIFY(visitor.choose(MethodKind::Text));
    desk.restart();
    QVERIFY(visitor.confirm(QStringLiteral("5432")));
    desk.restart();
    QVERIFY(visitor.code(desk.lastCode()));
    desk.restart();
    QVERIFY(visitor.password("Quiet-Lake-42"));
    QCOMPARE(visitor.view.stage, Stage::Done);
  }

  void aTokenIsGoodForItsOwnKeyOnly() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open());
    Caller thief = visitor.caller;
    thief.keyThumbprint = QByteArray(32, 'x');
    const auto look = desk.service->look(visitor.token, thief);
    QVERIFY(!look);
    QCOMPARE(look.error().kind, RefusalKind::Unauthorized);
    QVERIFY(desk.service->look(visitor.token, visitor.caller));
  }

  void theTokenOfBeforeAGateIsGoodForRepeatingThatWriteOnly() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const platform::Secret old = visitor.token.clone();
    const QString code = desk.lastCode();
    const auto first = visitor.code(code);
    QVERIFY(first);
    const auto again = desk.service->perform(SubmitCode{platform::Secret(code.toStdString())}, old,
                                             visitor.caller, visitor.lastWrite);
    QVERIFY(again);
    QCOMPARE(again->newToken, first->newToken);
    QCOMPARE(again->snapshot.stage, Stage::Password);
    QVERIFY(!desk.service->look(old, visitor.caller));
    const auto other = desk.service->perform(SetPassword{platform::Secret("Quiet-Lake-42")}, old,
                                             visitor.caller, visitor.nextWrite());
    QCOMPARE(kindOf(other), RefusalKind::Unauthorized);
  }

  void afterTheEndATokenIsWorthNothing_data() {
    QTest::addColumn<QString>("end");
    QTest::newRow("done") << "done";
    QTest::newRow("cancelled") << "cancel";
    QTest::newRow("idle for a quarter of an hour") << "idle";
    QTest::newRow("permit run out") << "permit";
  }
  void afterTheEndATokenIsWorthNothing() {
    QFETCH(QString, end);
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    if (end == QLatin1String("done")) QVERIFY(visitor.password("Quiet-Lake-42"));
    if (end == QLatin1String("cancel")) QVERIFY(visitor.perform(CancelRecovery{}));
    if (end == QLatin1String("idle")) desk.clock.advance(15 * 60 * 1000);
    if (end == QLatin1String("permit")) desk.clock.advance(10 * 60 * 1000);
    QCOMPARE(kindOf(visitor.password("Other-Lake-43")), RefusalKind::Unauthorized);
    QVERIFY(!desk.service->look(visitor.token, visitor.caller));
    QCOMPARE(desk.directory.changes, end == QLatin1String("done") ? 1 : 0);
  }

  void aRepeatedWriteGetsTheFirstAnswerAndActsOnce() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    QVERIFY(visitor.password("Quiet-Lake-42"));
    const int messages = desk.messages();
    const auto again = visitor.repeat(SetPassword{platform::Secret("Quiet-Lake-42")});
    QVERIFY(again);
    QCOMPARE(again->snapshot.stage, Stage::Done);
    QCOMPARE(again->snapshot.contactsNotified, 3);
    QCOMPARE(desk.directory.changes, 1);
    QCOMPARE(desk.messages(), messages);
  }

  void refusalsAreRepeatedTooAndCountOnce() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString wrong = wrongFor(desk.lastCode());
    const auto first = visitor.code(wrong);
    QCOMPARE(kindOf(first), RefusalKind::CodeWrong);
    QCOMPARE(first.error().triesLeft, 4);
    const auto again = visitor.repeat(SubmitCode{platform::Secret(wrong.toStdString())});
    QCOMPARE(kindOf(again), RefusalKind::CodeWrong);
    QCOMPARE(again.error().triesLeft, 4);
    QCOMPARE(desk.ask(QStringLiteral("SELECT attempts FROM codes")).toInt(), 1);
  }

  void oneKeyForTwoRequestsIsRefused() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open());
    QVERIFY(visitor.perform(SetLanguage{Language::Japanese}));
    visitor.lastWrite.fingerprint = "another";
    QCOMPARE(kindOf(visitor.repeat(SetLanguage{Language::English})), RefusalKind::IdempotencyKeyReused);
  }

  void challengesAreForOneTry_data() {
    QTest::addColumn<bool>("byClip");
    QTest::newRow("letters of the picture") << false;
    QTest::newRow("digits of the clip") << true;
  }
  void challengesAreForOneTry() {
    QFETCH(bool, byClip);
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open());
    const QString id = visitor.view.challenge->id;
    const auto medium = byClip ? Media::Clip : Media::Picture;
    const QString right = QString::fromUtf8(*desk.service->media(medium, visitor.token, visitor.caller));
    QCOMPARE(kindOf(visitor.perform(AnswerChallenge{id, QStringLiteral("no"), {}})),
             RefusalKind::ChallengeFailed);
    // Spent: the right answer comes too late, the media are gone, a new one is needed.
    QCOMPARE(kindOf(visitor.perform(AnswerChallenge{id, right, {}})), RefusalKind::ChallengeFailed);
    QVERIFY(!desk.service->media(medium, visitor.token, visitor.caller));
    QVERIFY(visitor.perform(NewChallenge{ChallengeKind::Picture}));
    QVERIFY(visitor.view.challenge->id != id);
    const QString next = QString::fromUtf8(*desk.service->media(medium, visitor.token, visitor.caller));
    QVERIFY(visitor.perform(AnswerChallenge{visitor.view.challenge->id, next.toLower(), {}}));
    QCOMPARE(visitor.view.stage, Stage::Method);
  }

  void aChallengeOfAnotherRecoveryOrAnExpiredOneIsRefused() {
    RecoveryDesk desk;
    Visitor one(desk, "one");
    Visitor two(desk, "two");
    QVERIFY(one.open());
    QVERIFY(two.open());
    const QString text = QString::fromUtf8(*desk.service->media(Media::Picture, one.token, one.caller));
    QCOMPARE(kindOf(two.perform(AnswerChallenge{one.view.challenge->id, text, {}})),
             RefusalKind::ChallengeFailed);
    desk.clock.advance(5 * 60 * 1000);
    QCOMPARE(kindOf(one.perform(AnswerChallenge{one.view.challenge->id, text, {}})),
             RefusalKind::ChallengeExpired);
  }

  void aRefusedPasswordKeepsThePermit() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    const auto shortOne = visitor.password("a");
    QCOMPARE(kindOf(shortOne), RefusalKind::PasswordRefused);
    QVERIFY(shortOne.error().violations.contains(QStringLiteral("too-short")));
    desk.directory.fault = DirectoryError::InHistory;
    const auto old = visitor.password("Quiet-Lake-42");
    QCOMPARE(kindOf(old), RefusalKind::PasswordRefused);
    QCOMPARE(old.error().violations, QStringList(QStringLiteral("in-history")));
    desk.directory.fault.reset();
    QVERIFY(visitor.password("Quiet-Lake-42"));
  }

  void aLostAnswerOfTheDirectoryIsLookedUp() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    desk.directory.fault = DirectoryError::OutcomeUnknown;
    desk.directory.changesAllTheSame = true;
    QVERIFY(visitor.password("Quiet-Lake-42"));
    QCOMPARE(visitor.view.stage, Stage::Done);
    QCOMPARE(desk.directory.changes, 1);
  }

  void anUnknownOutcomeIsSettledLaterAndTheRepeatedWriteGetsIt() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    desk.directory.fault = DirectoryError::OutcomeUnknown;
    desk.directory.changesAllTheSame = true;
    desk.directory.markersDown = true;
    QCOMPARE(kindOf(visitor.password("Quiet-Lake-42")), RefusalKind::Unavailable);
    QCOMPARE(kindOf(visitor.repeat(SetPassword{platform::Secret("Quiet-Lake-42")})),
             RefusalKind::RequestInProgress);
    desk.restart();
    desk.directory.markersDown = false;
    desk.clock.advance(61 * 1000);
    QCOMPARE(desk.doneAfterAll.load(), 0);
    QCOMPARE(desk.service->settle(), 1);
    QCOMPARE(desk.service->settle(), 0);
    QCOMPARE(desk.doneAfterAll.load(), 1);  // nobody counts the repetition that follows
    const auto again = visitor.repeat(SetPassword{platform::Secret("Quiet-Lake-42")});
    QVERIFY(again);
    QCOMPARE(again->snapshot.stage, Stage::Done);
    QCOMPARE(desk.directory.changes, 1);
    QCOMPARE(desk.messages(), 1 + 3);
  }

  /// As where the machine stood still for longer than the lease, or the directory took as long.
  void aChangeIsToldThoughItsAttemptWasGivenUpBeforeIt() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    desk.directory.beforeChange = [&] {
      desk.clock.advance(61 * 1000);
      QCOMPARE(desk.service->settle(), 1);  // nothing has changed yet
    };
    QVERIFY(visitor.password("Quiet-Lake-42"));
    QCOMPARE(visitor.view.stage, Stage::Done);
    QCOMPARE(desk.messages(), 1 + 3);
    QCOMPARE(desk.count("journal WHERE event = 'password-changed'"), 1);
    QVERIFY(visitor.repeat(SetPassword{platform::Secret("Quiet-Lake-42")}));
    QCOMPARE(desk.directory.changes, 1);
  }

  /// The same request, repeated by who had no answer, overtakes the one that stood still.
  void aChangeThatWasOvertakenByItsRepetitionIsToldOnce() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    Visitor again(desk);
    again.token = platform::Secret(visitor.token.view());
    bool inside = false;
    desk.directory.beforeChange = [&] {
      if (std::exchange(inside, true)) return;
      desk.clock.advance(61 * 1000);
      again.lastWrite = visitor.lastWrite;
      QVERIFY(again.repeat(SetPassword{platform::Secret("Quiet-Lake-42")}));
      desk.directory.fault = DirectoryError::InHistory;  // now that it is the present one
    };
    QVERIFY(visitor.password("Quiet-Lake-42"));
    QCOMPARE(visitor.view.stage, Stage::Done);
    QCOMPARE(desk.messages(), 1 + 3);
    QCOMPARE(desk.count("journal WHERE event = 'password-changed'"), 1);
    QCOMPARE(desk.count("finishes"), 0);
  }

  void aDirectoryThatIsDownCostsNothing() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open());
    desk.directory.down = true;
    QCOMPARE(kindOf(visitor.passChallenge()), RefusalKind::Unavailable);
    desk.directory.down = false;
    QVERIFY(visitor.passChallenge());
    QVERIFY(visitor.choose(MethodKind::Mail));
    QVERIFY(visitor.confirm(QStringLiteral("msabc123.backup")));
    QVERIFY(visitor.code(desk.lastCode()));
    desk.directory.down = true;
    QCOMPARE(kindOf(visitor.password("Quiet-Lake-42")), RefusalKind::Unavailable);
    desk.directory.down = false;
    QVERIFY(visitor.repeat(SetPassword{platform::Secret("Quiet-Lake-42")}));
  }

  void twoGatesNeverUseTheSameContact() {
    RecoveryDesk desk;
    desk.policy.realms[0].gates = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Text));
    const QString call = visitor.handle(MethodKind::Call);
    QVERIFY(visitor.confirm(QStringLiteral("5432")) && visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Method);
    for (const MethodOffer& method : visitor.view.methods)
      QVERIFY(method.mask != QLatin1String("*********32"));
    QCOMPARE(kindOf(visitor.perform(ChooseMethod{call})), RefusalKind::UnknownMethod);
    QCOMPARE(kindOf(visitor.password("Quiet-Lake-42")), RefusalKind::WrongStage);
    QVERIFY(visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")));
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Password);
  }

  void explicitRealmsSayWhyNothingGoesOn() {
    RecoveryDesk desk(Disclosure::Explicit);
    Visitor visitor(desk);
    QVERIFY(visitor.open(QStringLiteral("nobody@outlook.com")) && visitor.passChallenge());
    QCOMPARE(visitor.view.stage, Stage::Ended);
    QCOMPARE(visitor.view.ending, Ending::UnknownAccount);
    QCOMPARE(desk.ask(QStringLiteral("SELECT detail FROM journal WHERE event = 'not-possible'")).toString(),
             QStringLiteral("unknown-account"));
  }
};

QTEST_GUILESS_MAIN(RecoveryServiceTest)
#include "recovery_service_test.moc"
