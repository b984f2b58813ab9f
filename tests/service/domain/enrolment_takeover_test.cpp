// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who has the password and one code from the owner's mailbox, and clears the way to a method of
// their own: what the owner was told in time stops them.
#include <QTest>

#include "service/domain/authenticator_changes.h"
#include "service/domain/contact_changes.h"
#include "service/domain/freezes.h"
#include "service/domain/limits.h"
#include "tests/support/enrollee.h"

namespace latchkey::service::domain {

using tests::Enrollee;
using tests::kindOf;
using tests::RecoveryDesk;
using tests::Visitor;

namespace {

QString owner() {
  return QStringLiteral("owner@outlook.com");
}

/// Somebody of whom nothing is known.
struct Desk : RecoveryDesk {
  Desk() {
    policy.realms.first().factors = {MethodKind::Mail, MethodKind::Authenticator};
    restart();
    Account account = person(owner());
    account.contacts.clear();
    directory.put(account, "New-pass-1");
  }
  [[nodiscard]] Account account() { return **directory.find(owner()); }
  /// The code of "this was not me" that this address was sent last with such a subject.
  [[nodiscard]] QString objectionTo(const char* address, const char* subject) const {
    const QByteArray sent = QByteArray(subject) + "' AND recipient = '" + address;
    return lastBody(sent.constData()).section(u' ', -1);
  }
  [[nodiscard]] Result<Objected, Refusal> object(const QString& code) {
    Visitor visitor(*this, "owner's PC");
    return service->object({platform::Secret(code.toStdString())}, visitor.caller, visitor.nextWrite());
  }
  void change(const std::function<void(FactorTable&)>& act) {
    const auto tables = bench->store().begin(Access::Write);
    act(tables->factors());
    if (!tables->commit()) qFatal("not stored");
  }
};

bool signIn(Enrollee& person) {
  return person.open("New-pass-1", owner());
}
bool addMail(Desk& desk, Enrollee& person, const char* address) {
  return person.add(MethodKind::Mail, address) && person.code(desk.lastCode());
}
bool changeMail(Desk& desk, Enrollee& person, const char* to) {
  AddMethod next;
  next.kind = MethodKind::Mail;
  next.contact = QString::fromLatin1(to);
  next.replaces = person.handle(MethodKind::Mail);
  return person.perform(std::move(next)) && person.code(desk.lastCode());
}
/// The owner's address alone; then a thief who is signed in, and has read one code there.
bool getIn(Desk& desk, Enrollee& thief) {
  Enrollee person(desk, "owner");
  if (!signIn(person) || !addMail(desk, person, "a@example.org")) return false;
  desk.clock.advance(2 * day);
  return signIn(thief) && thief.prove();
}
/// The thief adds an address, waits for it, and takes the owner's away.
bool takeOver(Desk& desk, Enrollee& thief) {
  if (!getIn(desk, thief)) return false;
  desk.clock.advance(60 * second);
  if (!addMail(desk, thief, "e@example.org")) return false;
  desk.clock.advance(day);
  return signIn(thief) && thief.choose(MethodKind::Mail, 1) && thief.code(desk.lastCode()) &&
         thief.perform(RemoveMethod{thief.handle(MethodKind::Mail, 0)});
}
/// The thief has added an address of their own, and a while later the owner says so.
bool isStopped(Desk& desk, Enrollee& thief) {
  if (!getIn(desk, thief)) return false;
  desk.clock.advance(60 * second);
  if (!addMail(desk, thief, "e@example.org")) return false;
  desk.clock.advance(600 * second);
  return desk.object(desk.objectionTo("a@example.org", "added")).has_value();
}
qint64 usableAt(const Enrollee& person, MethodKind kind) {
  for (const RegisteredMethod& method : person.view.methods) {
    if (method.kind == kind) return method.usableAt;
  }
  return -1;
}

}  // namespace

class EnrolmentTakeoverTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void whatWasTakenAwayStillCounts_data() {
    QTest::addColumn<MethodKind>("kind");
    QTest::newRow("a mail address") << MethodKind::Mail;
    QTest::newRow("an app") << MethodKind::Authenticator;
    QTest::newRow("a key") << MethodKind::SecurityKey;
    QTest::newRow("questions") << MethodKind::Questions;
  }
  void whatWasTakenAwayStillCounts() {
    QFETCH(const MethodKind, kind);
    Desk desk;
    Enrollee thief(desk, "thief");
    QVERIFY(signIn(thief) && !thief.addApp().isEmpty());
    desk.change([&](FactorTable& factors) {
      // What the thief has proven by does not matter here: this alone stands.
      if (kind == MethodKind::Authenticator) return;
      const QString app = factors.of(owner()).authenticators.first().id;
      QVERIFY(factors.removeAuthenticator(owner(), app));
      const Contact mail = RecoveryDesk::mail(QStringLiteral("r-1"), QStringLiteral("a@example.org"));
      if (kind == MethodKind::Mail) factors.put(owner(), RegisteredContact{mail, 1, 0});
      if (kind == MethodKind::SecurityKey) {
        factors.put(owner(), SecurityKey{"credential", "public key", {}, 0, 1, 0});
      }
      if (kind == MethodKind::Questions) {
        factors.put(owner(), QuestionSet{{QStringLiteral("first-dish")}, "verifier", 1});
      }
    });
    QVERIFY(thief.look());
    QCOMPARE(thief.view.methods.size(), 1);
    QVERIFY(thief.perform(RemoveMethod{thief.handle(kind)}));
    QVERIFY(thief.view.methods.isEmpty());
    const qint64 removedAt = desk.clock.now();
    // By the same sign-in, and by one of the password alone.
    QVERIFY(addMail(desk, thief, "c@example.org"));
    QCOMPARE(usableAt(thief, MethodKind::Mail), removedAt + day);
    desk.change([](FactorTable& factors) {
      QVERIFY(factors.removeContact(owner(), factors.of(owner()).contacts.first().contact.id, 1));
    });
    desk.clock.advance(day - second);
    Enrollee again(desk, "again");
    QVERIFY(signIn(again) && addMail(desk, again, "d@example.org"));
    QCOMPARE(usableAt(again, MethodKind::Mail), desk.clock.now() + day);
  }

  void afterADayItCountsNoMore() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person) && !person.addApp().isEmpty());
    QVERIFY(person.perform(RemoveMethod{person.handle(MethodKind::Authenticator)}));
    desk.clock.advance(day);
    Enrollee later(desk, "later");
    QVERIFY(signIn(later) && addMail(desk, later, "me@example.org"));
    QCOMPARE(usableAt(later, MethodKind::Mail), 0);
  }

  void changingTwiceIsNoShorterWay() {
    Desk desk;
    Enrollee thief(desk, "thief");
    QVERIFY(getIn(desk, thief));
    QVERIFY(changeMail(desk, thief, "c@example.org"));
    QCOMPARE(usableAt(thief, MethodKind::Mail), desk.clock.now() + day);
    QVERIFY(changeMail(desk, thief, "d@example.org"));
    QCOMPARE(usableAt(thief, MethodKind::Mail), desk.clock.now() + day);
    // And the owner can still say so.
    QVERIFY(desk.object(desk.objectionTo("a@example.org", "removed")).has_value());
  }

  void whatAnAdministratorTakesAwayDoesNotCount_data() {
    QTest::addColumn<bool>("isApp");
    QTest::newRow("a contact") << false;
    QTest::newRow("an app") << true;
  }
  void whatAnAdministratorTakesAwayDoesNotCount() {
    QFETCH(const bool, isApp);
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person));
    QVERIFY(isApp ? !person.addApp().isEmpty() : addMail(desk, person, "a@example.org"));
    const Account account = desk.account();
    const auto factors = desk.bench->store().begin(Access::Read)->factors().of(owner());
    if (isApp) {
      AuthenticatorChanges changes(
          {desk.bench->store(), {desk.writer, desk.clock, desk.random, desk.keys, desk.box}}, desk.policy);
      QVERIFY(changes.remove(owner(), factors.authenticators.first().id, &account));
    } else {
      ContactChanges changes({desk.bench->store(), desk.writer, desk.clock, desk.random, desk.keys, desk.box},
                             desk.policy);
      QVERIFY(changes.remove(owner(), factors.contacts.first().contact.id, &account));
    }
    // Whoever has lost everything stands there with an administrator, and is helped now.
    Enrollee later(desk, "later");
    QVERIFY(signIn(later) && addMail(desk, later, "new@example.org"));
    QCOMPARE(usableAt(later, MethodKind::Mail), 0);
  }

  void theNoticeOfTheFirstRemovalStillStops() {
    Desk desk;
    Enrollee thief(desk, "thief");
    QVERIFY(takeOver(desk, thief));
    const QString code = desk.objectionTo("a@example.org", "removed");
    QVERIFY(thief.perform(RemoveMethod{thief.handle(MethodKind::Mail)}));
    QVERIFY(addMail(desk, thief, "c@example.org"));
    QCOMPARE(usableAt(thief, MethodKind::Mail), desk.clock.now() + day);
    // What was sent to an address that is gone stops nothing, but for what told of that.
    const auto added = desk.object(desk.objectionTo("a@example.org", "added"));
    QVERIFY(!added);
    QCOMPARE(added.error().kind, RefusalKind::ObjectionRefused);
    QVERIFY(desk.object(code).has_value());
    QCOMPARE(desk.count("freezes"), 1);
  }

  void whileItIsStoppedNobodyIsSignedIn() {
    Desk desk;
    Enrollee thief(desk, "thief");
    QVERIFY(isStopped(desk, thief));
    QVERIFY(!thief.perform(RemoveMethod{thief.handle(MethodKind::Mail)}));
    QCOMPARE(thief.kind(), RefusalKind::RecoverySuperseded);
    // Whoever knows the password is told; whoever does not learns nothing.
    QVERIFY(!signIn(thief));
    QCOMPARE(thief.kind(), RefusalKind::AccountStopped);
    QVERIFY(!thief.open("Wrong-pass-1", owner()));
    QCOMPARE(thief.kind(), RefusalKind::SignInRefused);
    desk.directory.rightPassword = SignInVerdict::MustChange;
    QVERIFY(!signIn(thief));
    QCOMPARE(thief.kind(), RefusalKind::AccountStopped);
    desk.directory.rightPassword = SignInVerdict::Accepted;
    QCOMPARE(desk.count("enrolments WHERE live = 1"), 0);
    desk.clock.advance(7 * day - second);
    QVERIFY(!signIn(thief));
    desk.clock.advance(second);
    QVERIFY(signIn(thief));
  }

  void oneThatIsBeingJudgedIsStoppedAsWell() {
    Desk desk;
    Enrollee thief(desk, "thief");
    QVERIFY(getIn(desk, thief));
    bool done = false;
    desk.directory.afterSignIn = [&] {
      done = desk.object(desk.objectionTo("a@example.org", "proof code")).has_value();
    };
    QVERIFY(!signIn(thief) && done);
    QCOMPARE(thief.kind(), RefusalKind::AccountStopped);
    QCOMPARE(desk.count("enrolments WHERE live = 1"), 0);
  }

  void aSignInOfAnOlderProgramChangesNothing() {
    Desk desk;
    Enrollee thief(desk, "thief");
    QVERIFY(getIn(desk, thief));
    {
      const auto tables = desk.bench->store().begin(Access::Write);
      tables->objections().freeze(owner(), desk.clock.now(), desk.clock.now() + day);
      QVERIFY(tables->commit());
    }
    const QString mail = thief.handle(MethodKind::Mail);
    for (const auto& act : {std::function<bool()>([&] { return thief.add(MethodKind::Authenticator); }),
                            std::function<bool()>([&] { return thief.perform(RemoveMethod{mail}); }),
                            std::function<bool()>([&] { return thief.choose(MethodKind::Mail); })}) {
      QVERIFY(!act());
      QCOMPARE(thief.kind(), RefusalKind::AccountStopped);
    }
    QCOMPARE(desk.count("registered_contacts WHERE removed_at = 0"), 1);
  }

  void whatWasAddedOpensNothingUntilADayAfterTheEnd() {
    Desk desk;
    Enrollee thief(desk, "thief");
    QVERIFY(isStopped(desk, thief));
    const qint64 end = desk.clock.now() + 7 * day;
    desk.clock.advance(7 * day);
    // The owner has a day for it: their own address proves, and the other one does not.
    QVERIFY(signIn(thief));
    QCOMPARE(thief.view.methods.at(1).usableAt, end + day);
    QVERIFY(!thief.choose(MethodKind::Mail, 1));
    QCOMPARE(thief.kind(), RefusalKind::UnknownMethod);
    QVERIFY(!thief.perform(RemoveMethod{thief.handle(MethodKind::Mail)}));
    QCOMPARE(thief.kind(), RefusalKind::ProofNeeded);
    Enrollee person(desk, "owner, later");
    QVERIFY(signIn(person) && person.prove());
    QVERIFY(person.perform(RemoveMethod{person.handle(MethodKind::Mail, 1)}));
    QCOMPARE(person.view.methods.size(), 1);
    QCOMPARE(usableAt(person, MethodKind::Mail), 0);
  }

  void whereNothingStandsWhatIsAddedAfterTheEndWaits() {
    Desk desk;
    Enrollee thief(desk, "thief");
    QVERIFY(takeOver(desk, thief) && thief.perform(RemoveMethod{thief.handle(MethodKind::Mail)}));
    QVERIFY(desk.object(desk.objectionTo("a@example.org", "removed")).has_value());
    desk.clock.advance(8 * day - second);
    QVERIFY(signIn(thief) && thief.view.methods.isEmpty());
    QVERIFY(addMail(desk, thief, "c@example.org"));
    QCOMPARE(usableAt(thief, MethodKind::Mail), desk.clock.now() + day);
  }

  void whoLiftsItLeavesADay() {
    Desk desk;
    Enrollee thief(desk, "thief");
    QVERIFY(isStopped(desk, thief));
    desk.clock.advance(2 * day);
    Freezes freezes({desk.bench->store(), desk.writer, desk.clock, desk.random}, desk.policy);
    QVERIFY(freezes.lift(desk.account()));
    QVERIFY(signIn(thief));
    QCOMPARE(thief.view.methods.at(0).usableAt, 0);
    QCOMPARE(thief.view.methods.at(1).usableAt, desk.clock.now() + day);
    QVERIFY(!thief.choose(MethodKind::Mail, 1));
    desk.clock.advance(day);
    QVERIFY(signIn(thief) && thief.choose(MethodKind::Mail, 1));
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::EnrolmentTakeoverTest)
#include "enrolment_takeover_test.moc"
