// SPDX-License-Identifier: GPL-3.0-or-later
// A rehearsal goes the way of a recovery and ends where its permit would be given: nothing is changed by it,
// at no stage is there a verb that would, and what it showed is remembered.
#include <QTest>

#include "service/domain/rehearsals.h"
#include "service/domain/start_codes.h"
#include "tests/support/enrollee.h"

namespace latchkey::service::domain {

using tests::kindOf;
using tests::RecoveryDesk;
using tests::Visitor;
using tests::wrongFor;

namespace {
const QString person = QStringLiteral("msabc123@outlook.com");
const QString entry = QStringLiteral("msabc123.backup");

/// All that would change an account, lead to such a change, or ask for help with it.
std::vector<Command> changes() {
  std::vector<Command> all;
  all.emplace_back(SetPassword{platform::Secret("Fresh-pass-2")});
  all.emplace_back(UnlockAccount{});
  all.emplace_back(TrySignIn{platform::Secret("Old-pass-1")});
  all.emplace_back(ContactAdministrator{});
  all.emplace_back(GiveAppealContact{QStringLiteral("mika@example.net")});
  all.emplace_back(FileAppeal{});
  return all;
}

struct Desk : RecoveryDesk {
  Desk() {
    Realm& realm = policy.realms.first();
    realm.appeal.on = true;
    realm.administrators = {QStringLiteral("it@example.com")};
    realm.factors += MethodKind::StartCode;
    Account account = person();
    account.lock = LockState::Locked;
    directory.put(account, "Old-pass-1");
    restart();
  }
  [[nodiscard]] std::optional<Rehearsal> remembered() const {
    return bench->store().begin(Access::Read)->factors().rehearsal(domain::person);
  }
  [[nodiscard]] bool isUntouched() {
    const auto account = directory.find(domain::person);
    return directory.passwordOf(domain::person) == QByteArray("Old-pass-1") && directory.unlocks == 0 &&
           directory.signIns == 0 && (*account)->lock == LockState::Locked && count("passwords_set") == 0 &&
           count("finishes") == 0 && count("appeals") == 0;
  }
};

/// Up to a code by mail.
bool reachCode(Visitor& visitor) {
  return visitor.rehearse() && visitor.passChallenge() && visitor.choose(MethodKind::Mail) &&
         visitor.confirm(entry) && visitor.view.stage == Stage::Code;
}
}  // namespace

class RehearsalsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void itEndsWhereAPermitWouldBeGiven() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(reachCode(visitor));
    QVERIFY(visitor.view.rehearsal);
    const int messages = desk.messages();
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Done);
    QCOMPARE(visitor.view.finish, Finish::Rehearsed);
    QVERIFY(!visitor.view.passwordRules);
    QCOMPARE(visitor.view.contactsNotified, 0);
    QCOMPARE(visitor.view.signInTriesLeft, 0);
    QCOMPARE(visitor.view.provenBy.size(), 1);
    QCOMPARE(visitor.view.provenBy.first().mask, QStringLiteral("ms*****@example.com"));
    QCOMPARE(visitor.view.methods.size(), 3);  // text and call to the mobile, call to the phone
    QVERIFY(desk.isUntouched());
    QCOMPARE(desk.messages(), messages);  // nobody is told of a change that was none
    QCOMPARE(desk.count("journal WHERE event = 'rehearsed' AND detail = 'mail'"), 1);
    // Every token is worth nothing now, and the repetition of the last write is its first answer.
    QVERIFY(visitor.repeat(SubmitCode{platform::Secret(desk.lastCode().toStdString())}));
    QCOMPARE(visitor.view.provenBy.size(), 1);
    QCOMPARE(visitor.view.methods.size(), 3);
    QCOMPARE(kindOf(visitor.password("Fresh-pass-2")), RefusalKind::Unauthorized);
    QVERIFY(desk.isUntouched());
  }

  void whatItShowedIsRemembered() {
    Desk desk;
    desk.policy.realms.first().gates = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(reachCode(visitor) && visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Method);
    QVERIFY(!desk.remembered());  // one gate is none
    QVERIFY(visitor.choose(MethodKind::Text) && visitor.confirm(QStringLiteral("5432")));
    desk.clock.advance(1000);
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.finish, Finish::Rehearsed);
    const auto kept = desk.remembered();
    QVERIFY(kept);
    QCOMPARE(kept->at, desk.clock.now());
    QCOMPARE(kept->provenBy, (QList<MethodKind>{MethodKind::Mail, MethodKind::Text}));
    // The next one takes its place.
    Visitor again(desk, "again");
    desk.clock.advance(3'600'000);
    QVERIFY(reachCode(again) && again.code(desk.lastCode()));
    QVERIFY(again.choose(MethodKind::Text) && again.confirm(QStringLiteral("5432")));
    QVERIFY(again.code(desk.lastCode()));
    QCOMPARE(desk.remembered()->at, desk.clock.now());
    QCOMPARE(desk.count("rehearsals"), 1);
  }

  void aContactIsConfirmedByItsCode_data() {
    QTest::addColumn<bool>("rehearsal");
    QTest::newRow("recovery") << false;
    QTest::newRow("rehearsal") << true;
  }
  void aContactIsConfirmedByItsCode() {
    QFETCH(bool, rehearsal);
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(rehearsal ? reachCode(visitor) : visitor.reachCode());
    const auto confirmed = [&] {
      return desk.bench->store().begin(Access::Read)->factors().confirmed(person);
    };
    QVERIFY(!visitor.code(wrongFor(desk.lastCode())));
    QVERIFY(confirmed().isEmpty());
    QVERIFY(visitor.code(desk.lastCode()));
    const QString key = contactKeyOf(desk.keys, QStringLiteral("msabc123.backup@example.com"));
    QCOMPARE(confirmed(), (QHash<QString, qint64>{{key, desk.clock.now()}}));
    QVERIFY(!key.contains(u'@'));
  }

  void atNoStageIsThereAVerbThatChanges_data() {
    QTest::addColumn<int>("stage");
    for (const Stage stage : {Stage::Challenge, Stage::Method, Stage::Confirm, Stage::Code, Stage::Done})
      QTest::addRow("stage %d", int(stage)) << int(stage);
  }
  void atNoStageIsThereAVerbThatChanges() {
    QFETCH(int, stage);
    const auto to = static_cast<Stage>(stage);
    Desk desk;
    // The reason that draws the most edges in a recovery.
    Visitor visitor(desk);
    QVERIFY(visitor.rehearse(person, Reason::CannotSignIn));
    if (to != Stage::Challenge) QVERIFY(visitor.passChallenge());
    if (to == Stage::Confirm || to == Stage::Code || to == Stage::Done)
      QVERIFY(visitor.choose(MethodKind::Mail));
    if (to == Stage::Code || to == Stage::Done) QVERIFY(visitor.confirm(entry));
    if (to == Stage::Done) QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, to);
    QVERIFY(!visitor.view.appeal);
    QCOMPARE(visitor.view.administrator, AdministratorContact::NotOffered);
    const int messages = desk.messages();
    for (Command& command : changes()) {
      const bool byKey = std::holds_alternative<TrySignIn>(command);
      const auto refused = kindOf(visitor.perform(std::move(command)));
      // At the end the token is worth nothing, and before it the key alone names no recovery that is done.
      const bool outside = byKey ? to != Stage::Done : to == Stage::Done;
      QCOMPARE(int(refused), int(outside ? RefusalKind::Unauthorized : RefusalKind::WrongStage));
    }
    QVERIFY(desk.isUntouched());
    QCOMPARE(desk.messages(), messages);
  }

  void anEndOfItLeadsToNoAppealAndNoAdministrator() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.rehearse() && visitor.passChallenge() && visitor.choose(MethodKind::Mail));
    while (visitor.view.stage != Stage::Ended) {
      const auto answer = visitor.confirm(QStringLiteral("somebody.else"));
      if (!answer) QCOMPARE(answer.error().kind, RefusalKind::ResendTooEarly);
      desk.clock.advance(60'000);
    }
    QVERIFY(!visitor.view.appeal);
    QCOMPARE(visitor.view.administrator, AdministratorContact::NotOffered);
    QVERIFY(!visitor.perform(GiveAppealContact{QStringLiteral("mika@example.net")}));
    QVERIFY(!visitor.perform(ContactAdministrator{}));
    QCOMPARE(desk.count("appeals"), 0);
  }

  void itNeitherEndsNorBecomesARecovery() {
    Desk desk;
    Visitor real(desk, "real");
    Visitor rehearsing(desk, "rehearsing");
    QVERIFY(real.open() && real.passChallenge() && real.choose(MethodKind::Text) &&
            real.confirm(QStringLiteral("5432")));
    const QString code = desk.lastCode();
    QVERIFY(reachCode(rehearsing) && rehearsing.code(desk.lastCode()));
    QCOMPARE(rehearsing.view.finish, Finish::Rehearsed);
    // The recovery that was going on still does.
    QVERIFY(real.code(code));
    QCOMPARE(real.view.stage, Stage::Password);
    // And when it is done, a rehearsal that is still open ends like any other.
    Visitor late(desk, "late");
    QVERIFY(late.rehearse() && late.passChallenge());
    QVERIFY(real.password("Fresh-pass-2"));
    QCOMPARE(kindOf(late.choose(MethodKind::Text)), RefusalKind::RecoverySuperseded);
  }

  void aReceiptLeadsNeitherIntoItNorOutOfIt() {
    Desk desk;
    Visitor first(desk, "first");
    QVERIFY(reachCode(first));
    const auto refused = Visitor(desk, "other").rehearse(person, Reason::ForgotPassword, first.view.receipt);
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, QStringLiteral("/receipt"));
    // A recovery does not go on with what was a rehearsal.
    Visitor real(desk, "second");
    desk.clock.advance(60'000);
    QVERIFY(real.open(person, Reason::ForgotPassword, first.view.receipt) && real.passChallenge() &&
            real.choose(MethodKind::Text) && real.confirm(QStringLiteral("5432")));
    QVERIFY(real.code(desk.lastCode()));
    QCOMPARE(real.view.continuation, Continuation::NothingFound);
    QVERIFY(real.view.receipt != first.view.receipt);
    QVERIFY(first.choose(MethodKind::Call));  // still there
  }

  void whoComesBackToItIsStillRehearsing() {
    Desk desk;
    desk.policy.realms.first().gates = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.rehearse());
    const std::string opening(visitor.token.view());
    QVERIFY(visitor.passChallenge() && visitor.choose(MethodKind::Mail) && visitor.confirm(entry));
    QVERIFY(visitor.code(desk.lastCode()));
    visitor.token = platform::Secret(opening);
    QVERIFY(visitor.perform(ResumeRecovery{Language::English}));
    QVERIFY(visitor.view.rehearsal && visitor.view.freshProof);
    // What was passed before is passed afresh, and counts once.
    QVERIFY(visitor.choose(MethodKind::Text) && visitor.confirm(QStringLiteral("5432")));
    QVERIFY(visitor.code(desk.lastCode()));
    QVERIFY(visitor.choose(MethodKind::Call) && visitor.confirm(QStringLiteral("5978")));
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.finish, Finish::Rehearsed);
    QCOMPARE(desk.remembered()->provenBy, (QList<MethodKind>{MethodKind::Text, MethodKind::Call}));
  }

  void whoSecuresTheAccountSeesWhenItWas() {
    Desk desk;
    Account open = RecoveryDesk::person();
    desk.directory.put(open, "Old-pass-1");  // not locked: it is signed in to
    tests::Enrollee before(desk, "before");
    QVERIFY(before.open());
    QCOMPARE(before.view.rehearsedAt, 0);
    Visitor visitor(desk);
    QVERIFY(reachCode(visitor) && visitor.code(desk.lastCode()));
    const qint64 then = desk.clock.now();
    desk.clock.advance(3'600'000);
    tests::Enrollee after(desk, "after");
    QVERIFY(after.open());
    QCOMPARE(after.view.rehearsedAt, then);
    const auto confirmedAt = [&](MethodKind kind) {
      const auto& methods = after.view.methods;
      return std::ranges::find(methods, kind, &RegisteredMethod::kind)->confirmedAt;
    };
    QCOMPARE(confirmedAt(MethodKind::Mail), then);
    QCOMPARE(confirmedAt(MethodKind::Call), 0);
    // A fresh proof by a code confirms as well.
    QVERIFY(after.prove());
    QCOMPARE(confirmedAt(MethodKind::Mail), desk.clock.now());
  }

  void itsMessagesSayWhatItIs() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(reachCode(visitor));
    QCOMPARE(desk.count("messages WHERE subject = 'rehearsal code' AND recipient <> ''"), 1);
    QCOMPARE(desk.count("messages WHERE subject <> 'rehearsal code'"), 0);
    // Its owner can stop it like any other.
    QCOMPARE(desk.count("objection_tickets"), 1);
    desk.clock.advance(60'000);
    Visitor real(desk, "real");
    QVERIFY(real.reachCode());
    QCOMPARE(desk.count("messages WHERE subject = 'code' AND recipient <> ''"), 1);
  }

  void aStartCodeIsNothingToRehearse() {
    Desk desk;
    Account fresh = RecoveryDesk::person(QStringLiteral("starter@outlook.com"));
    fresh.contacts.clear();
    desk.directory.put(fresh);
    Visitor visitor(desk);
    QVERIFY(visitor.rehearse(fresh.key, Reason::NeverHadPassword) && visitor.passChallenge());
    QVERIFY(visitor.handle(MethodKind::StartCode).isEmpty());
  }

  void aTwinNeverComesToItsEnd() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.rehearse(QStringLiteral("nobody@outlook.com")) && visitor.passChallenge());
    QVERIFY(visitor.view.rehearsal && !visitor.view.methods.isEmpty());
    QCOMPARE(desk.count("rehearsals"), 0);
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::RehearsalsTest)
#include "rehearsals_test.moc"
