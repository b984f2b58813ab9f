// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who has the password and one code from the owner's mailbox, and clears the way to a method of
// their own: what the owner was told in time stops them.
#include <QTest>

#include "service/domain/authenticator_changes.h"
#include "service/domain/contact_changes.h"
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
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::EnrolmentTakeoverTest)
#include "enrolment_takeover_test.moc"
