// SPDX-License-Identifier: GPL-3.0-or-later
// What ends a sign-in to "Secure your account" that was made with the password of before.
#include <QTest>
#include <functional>

#include "service/domain/limits.h"
#include "service/domain/temporary_passwords.h"
#include "tests/support/at_once.h"
#include "tests/support/enrollee.h"

namespace latchkey::service::domain {

using tests::atOnce;
using tests::Enrollee;
using tests::RecoveryDesk;
using tests::Visitor;

namespace {

const QString somebody = RecoveryDesk::person().key;

struct Desk : RecoveryDesk {
  Desk() {
    policy.realms.first().factors = {MethodKind::Mail, MethodKind::Text, MethodKind::Authenticator};
    restart();
  }
  [[nodiscard]] bool reset() {
    TemporaryPasswords passwords({bench->store(), directory, writer, numbering, clock, random, keys, box},
                                 policy);
    return passwords.send(somebody, {}).has_value();
  }
  [[nodiscard]] bool recover(const QByteArray& name = "visitor") {
    Visitor visitor(*this, name);
    return visitor.reachPassword() && visitor.password("Fresh-pass-2");
  }
  [[nodiscard]] bool object() {
    Visitor visitor(*this);
    if (!visitor.reachCode()) return false;
    const QString code = lastBody("code").section(u' ', -1);
    return service->object({platform::Secret(code.toStdString())}, visitor.caller, visitor.nextWrite())
        .has_value();
  }
  [[nodiscard]] bool lockIsTakenOff() {
    Account account = person();
    account.lock = LockState::Locked;
    directory.put(account, "Old-pass-1");
    Visitor visitor(*this);
    return visitor.reachPassword(Reason::CannotSignIn) && visitor.perform(UnlockAccount{});
  }
  [[nodiscard]] bool disable() {
    Account account = person();
    account.status = AccountStatus::Disabled;
    directory.put(account, "Old-pass-1");
    return true;
  }
  [[nodiscard]] bool enable() {
    directory.put(person(), "Old-pass-1");
    return true;
  }
  [[nodiscard]] int isOpen() const { return count("enrolments WHERE live = 1"); }
};

using Doing = std::function<bool(Desk&)>;

}  // namespace

class EndedSignInsTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void whatEndsThem_data() {
    QTest::addColumn<Doing>("act");
    QTest::addColumn<bool>("inItsOwnTransaction");
    QTest::newRow("a finished recovery") << Doing([](Desk& desk) { return desk.recover(); }) << true;
    QTest::newRow("a temporary password") << Doing([](Desk& desk) { return desk.reset(); }) << true;
    QTest::newRow("a lock that is taken off") << Doing(&Desk::lockIsTakenOff) << true;
    QTest::newRow("this was not me") << Doing(&Desk::object) << true;
    QTest::newRow("the account is disabled") << Doing(&Desk::disable) << false;
    QTest::newRow("the account is gone") << Doing([](Desk& desk) {
      desk.directory.take(somebody);
      return true;
    }) << false;
  }
  void whatEndsThem() {
    QFETCH(const Doing, act);
    QFETCH(const bool, inItsOwnTransaction);
    Desk desk;
    // One that has just proven itself and waits for the code of an app, and one that has only signed in.
    Enrollee person(desk, "one");
    Enrollee idle(desk, "two");
    QVERIFY(person.open() && idle.open() && person.prove() && person.add(MethodKind::Authenticator));
    const QString secret = person.secret();
    desk.clock.advance(60 * second);
    QVERIFY(act(desk));
    if (inItsOwnTransaction) QCOMPARE(desk.isOpen(), 0);
    QVERIFY(!person.code(person.appCode(secret)));
    QCOMPARE(person.kind(), RefusalKind::RecoverySuperseded);
    QVERIFY(!idle.look());
    QCOMPARE(idle.kind(), RefusalKind::RecoverySuperseded);
    QCOMPARE(desk.isOpen(), 0);
    QCOMPARE(desk.count("authenticators"), 0);
    // The secret that waited is gone with it.
    QCOMPARE(desk.count("enrolments WHERE length(pending) > 0"), 0);
    // It does not come back with the account.
    QVERIFY(desk.enable());
    QVERIFY(!person.look());
    QCOMPARE(person.kind(), RefusalKind::RecoverySuperseded);
  }

  void oneThatIsBeingJudgedWithTheOldPasswordOpensNothing_data() {
    QTest::addColumn<Doing>("act");
    QTest::newRow("a finished recovery") << Doing([](Desk& desk) { return desk.recover(); });
    QTest::newRow("a temporary password") << Doing([](Desk& desk) { return desk.reset(); });
  }
  void oneThatIsBeingJudgedWithTheOldPasswordOpensNothing() {
    QFETCH(const Doing, act);
    Desk desk;
    Enrollee person(desk);
    bool done = false;
    desk.directory.afterSignIn = [&] { done = act(desk); };
    QVERIFY(!person.open());
    desk.directory.afterSignIn = {};
    QVERIFY(done);
    QCOMPARE(person.kind(), RefusalKind::Unavailable);
    QCOMPARE(desk.count("enrolments"), 0);
    QCOMPARE(desk.count("tallies WHERE scope LIKE 'enrol-miss:%'"), 0);
    // The same once more is judged, by the password of now.
    QVERIFY(!person.open());
    QCOMPARE(person.kind(), RefusalKind::SignInRefused);
    QVERIFY(person.open(desk.directory.passwordOf(somebody).constData()));
  }

  /// Finishing against a registration: whichever comes first, where the password is a new one nobody is
  /// signed in by the old one.
  void aRecoveryAgainstARegistration() {
    for (int round = 0; round < tests::raceRounds(); ++round) {
      Desk desk;
      const std::array services{desk.makeService(), desk.makeService()};
      const auto enrolments = desk.makeEnrolments();
      Visitor visitor(desk);
      QVERIFY(visitor.reachPassword());
      desk.clock.advance(60 * second);
      Enrollee person(desk);
      QVERIFY(person.open() && person.prove() && person.add(MethodKind::Authenticator));
      const QString code = person.appCode(person.secret());
      const WriteKey write = visitor.nextWrite();
      const WriteKey other = person.nextWrite();
      const WriteKey third = person.nextWrite();
      std::atomic<bool> changed = false;
      std::atomic<bool> registered = false;
      atOnce(3, [&](int i) {
        if (i == 0) {
          changed = services[1]
                        ->perform(SetPassword{platform::Secret("Fresh-pass-2")}, visitor.token,
                                  visitor.caller, write)
                        .has_value();
        } else if (i == 1) {
          registered = enrolments
                           ->perform(SubmitEnrolCode{platform::Secret(code.toStdString())}, person.token,
                                     person.caller, other)
                           .has_value();
        } else {
          AddMethod mail;
          mail.kind = MethodKind::Mail;
          mail.contact = QStringLiteral("thief@example.org");
          std::ignore = desk.enrolments->perform(std::move(mail), person.token, person.caller, third);
        }
      });
      const bool isNew = desk.directory.passwordOf(somebody) == "Fresh-pass-2";
      QCOMPARE(changed.load(), isNew);
      QCOMPARE(desk.count("authenticators"), registered ? 1 : 0);
      QVERIFY(isNew || registered);  // one of them ends the other, not both each other
      QCOMPARE(desk.isOpen(), isNew ? 0 : 1);
      QCOMPARE(person.look(), !isNew);
      if (isNew) QCOMPARE(person.kind(), RefusalKind::RecoverySuperseded);
      QCOMPARE(desk.count("registered_contacts"), 0);
      // Of what was registered all contacts know, whoever came first.
      QCOMPARE(desk.count("messages WHERE subject = 'authenticators'"), registered ? 3 : 0);
    }
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::EndedSignInsTest)
#include "ended_sign_ins_test.moc"
