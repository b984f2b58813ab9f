// SPDX-License-Identifier: GPL-3.0-or-later
// "Secure your account": signing in, and registering an authenticator app and contacts.
#include <QTest>

#include "service/domain/limits.h"
#include "tests/support/enrollee.h"

namespace latchkey::service::domain {

using tests::Enrollee;
using tests::kindOf;
using tests::RecoveryDesk;
using tests::Visitor;

class EnrolmentsTest : public QObject {
  Q_OBJECT

  static QString key() { return QStringLiteral("msabc123@outlook.com"); }
  static QString newcomer() { return QStringLiteral("new@outlook.com"); }

  /// A desk whose realm takes everything but questions, with a second person of whom nothing is known.
  struct Desk : RecoveryDesk {
    Desk() {
      Realm& realm = policy.realms.first();
      realm.factors = {MethodKind::Mail, MethodKind::Text, MethodKind::Call, MethodKind::Authenticator};
      realm.administrators = {QStringLiteral("it@example.com")};
      restart();
      Account account = person(newcomer());
      account.contacts.clear();
      directory.put(account, "New-pass-1");
    }
    [[nodiscard]] int messagesOf(const char* subject) const {
      return ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE subject = '%1' AND recipient <> ''")
                     .arg(QLatin1String(subject)))
          .toInt();
    }
    [[nodiscard]] int events(const char* event) const {
      return ask(QStringLiteral("SELECT COUNT(*) FROM journal WHERE event = '%1'").arg(QLatin1String(event)))
          .toInt();
    }
  };

private Q_SLOTS:
  void whoSignsInSeesWhatTheDirectoryKnows() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open());
    QCOMPARE(person.view.stage, EnrolStage::List);
    QCOMPARE(person.view.accountName, key());
    QCOMPARE(person.view.methods.size(), 3);
    for (const RegisteredMethod& method : person.view.methods) {
      QVERIFY(method.byDirectory);
      QCOMPARE(method.confirmedAt, 0);
      QCOMPARE(method.handle.size(), 22);
      QVERIFY(method.mask.contains(u'*'));
    }
    QVERIFY(person.view.proofNeeded);
    QCOMPARE(person.view.strength, Strength::Good);
    QVERIFY(person.view.policy.isMet);
    Enrollee again(desk, "another time");
    QVERIFY(again.open());
    QVERIFY(again.view.methods.first().handle != person.view.methods.first().handle);
  }

  void refusalsAreAlike_data() {
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("password");
    QTest::addColumn<int>("verdict");
    const auto row = [](const char* name, const QString& account, const char* password,
                        SignInVerdict verdict) {
      QTest::newRow(name) << account << QString::fromLatin1(password) << static_cast<int>(verdict);
    };
    row("wrong password", key(), "Wrong-pass-1", SignInVerdict::Accepted);
    row("unknown", QStringLiteral("nobody@outlook.com"), "Old-pass-1", SignInVerdict::Accepted);
    row("disabled", key(), "Old-pass-1", SignInVerdict::Disabled);
    row("locked", key(), "Old-pass-1", SignInVerdict::LockedOut);
    row("wrong, and to be changed", key(), "Wrong-pass-1", SignInVerdict::MustChange);
  }
  void refusalsAreAlike() {
    QFETCH(const QString, account);
    QFETCH(const QString, password);
    QFETCH(const int, verdict);
    Desk desk;
    desk.directory.rightPassword = static_cast<SignInVerdict>(verdict);
    Enrollee person(desk);
    const int finds = desk.directory.finds;
    QVERIFY(!person.open(password.toLatin1().constData(), account));
    QCOMPARE(person.kind(), RefusalKind::SignInRefused);
    QVERIFY(!person.refused->triesLeft && !person.refused->retryIn);
    QCOMPARE(desk.directory.signIns, 1);
    QCOMPARE(desk.directory.finds, finds + 1);
    QCOMPARE(desk.count("enrolments"), 0);
    QCOMPARE(desk.count("tallies WHERE scope LIKE 'enrol-miss:%'"), 1);
    QCOMPARE(desk.events("sign-in-refused"), 1);
  }

  void thatThePasswordMustBeChangedIsToldToWhoKnowsIt() {
    Desk desk;
    desk.directory.rightPassword = SignInVerdict::MustChange;
    Enrollee person(desk);
    QVERIFY(!person.open());
    QCOMPARE(person.kind(), RefusalKind::PasswordMustChange);
    QCOMPARE(desk.count("tallies WHERE scope LIKE 'enrol-miss:%'"), 0);
  }

  void wrongPasswordsPauseAndThenEndForTheDay() {
    Desk desk;
    Enrollee person(desk);
    for (int i = 0; i < 5; ++i) QVERIFY(!person.open("Wrong-pass-1"));
    QCOMPARE(desk.directory.signIns, 5);
    // Not even the right one is tried.
    QVERIFY(!person.open());
    QCOMPARE(person.kind(), RefusalKind::TooManyTries);
    QCOMPARE(person.refused->retryIn, 60);
    QCOMPARE(desk.directory.signIns, 5);
    for (int i = 5; i < 10; ++i) {
      desk.clock.advance(hour);
      QVERIFY(!person.open("Wrong-pass-1"));
      QCOMPARE(person.kind(), RefusalKind::SignInRefused);
    }
    Enrollee elsewhere(desk, "elsewhere");
    elsewhere.caller.source = QStringLiteral("198.51.100.1");
    QVERIFY(!elsewhere.open());
    QCOMPARE(elsewhere.kind(), RefusalKind::TooManyTries);
    QCOMPARE(desk.directory.signIns, 10);
    // It keeps nobody from a recovery.
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    desk.clock.advance(day);
    QVERIFY(elsewhere.open());
  }

  void thePolicyIsTold_data() {
    QTest::addColumn<bool>("isRequired");
    QTest::addColumn<bool>("maySkip");
    QTest::addColumn<bool>("appeals");
    QTest::addColumn<bool>("isPrivileged");
    QTest::addColumn<bool>("toldSkip");
    QTest::addColumn<bool>("toldAppeal");
    QTest::addRow("optional") << false << false << false << false << true << false;
    QTest::addRow("required, for now") << true << true << false << false << true << false;
    QTest::addRow("required") << true << false << false << false << false << false;
    QTest::addRow("with appeals") << false << true << true << false << true << true;
    QTest::addRow("privileged") << false << true << true << true << true << false;
  }
  void thePolicyIsTold() {
    QFETCH(bool, isRequired);
    QFETCH(bool, maySkip);
    QFETCH(bool, appeals);
    QFETCH(bool, isPrivileged);
    Desk desk;
    Realm& realm = desk.policy.realms.first();
    realm.registration.use = isRequired ? RegistrationUse::Required : RegistrationUse::Optional;
    realm.registration.maySkip = maySkip;
    realm.registration.methods = 4;
    realm.appeal.on = appeals;
    desk.restart();
    if (isPrivileged) {
      Account account = desk.person(newcomer());
      account.status = AccountStatus::Privileged;
      desk.directory.put(account, "New-pass-1");
    }
    Enrollee person(desk);
    QVERIFY(person.open("New-pass-1", newcomer()));
    QVERIFY(!person.view.policy.isMet);
    QCOMPARE(person.view.policy.wanted, 4);
    QTEST(person.view.policy.maySkip, "toldSkip");
    QTEST(person.view.policy.mayAppeal, "toldAppeal");
  }

  void anAccountWithNothingRegistersAnAppAtOnce() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open("New-pass-1", newcomer()));
    QVERIFY(!person.view.proofNeeded);
    QCOMPARE(person.view.strength, Strength::None);
    QVERIFY(!person.view.policy.isMet);
    QVERIFY(person.add(MethodKind::Authenticator));
    QCOMPARE(person.view.stage, EnrolStage::Code);
    const QString secret = person.secret();
    QCOMPARE(secret.size(), 32);
    QCOMPARE(person.view.adding->expiresAt, desk.clock.now() + 10 * 60 * second);
    QCOMPARE(person.view.adding->code->digits, 6);
    // Shown once, and again to nobody but who repeats the very same request.
    const auto added = person.lastWrite;
    QVERIFY(person.look());
    QVERIFY(!person.view.adding->secret);
    person.lastWrite = added;
    AddMethod same;
    same.kind = MethodKind::Authenticator;
    QVERIFY(person.repeat(std::move(same)));
    QVERIFY(person.repeated);
    QCOMPARE(person.secret(), secret);

    QVERIFY(!person.code(QStringLiteral("000000")));
    QCOMPARE(person.kind(), RefusalKind::CodeWrong);
    QCOMPARE(desk.count("authenticators"), 0);
    const platform::Secret before = person.token.clone();
    QVERIFY(person.code(person.appCode(secret)));
    QCOMPARE(person.view.stage, EnrolStage::List);
    // That it works is a proof as well, which opens what comes next.
    QVERIFY(!person.view.proofNeeded);
    QCOMPARE(person.view.provenUntil, desk.clock.now() + 10 * 60 * second);
    QVERIFY(!person.token.equals(before));
    QCOMPARE(person.view.methods.size(), 1);
    QCOMPARE(person.view.methods.first().usableAt, 0);
    QCOMPARE(person.view.strength, Strength::Fragile);
    QVERIFY(person.view.policy.isMet);

    // The code that has confirmed it recovers nothing (A15); the next one does.
    Visitor visitor(desk);
    QVERIFY(visitor.open(newcomer()) && visitor.passChallenge() && visitor.choose(MethodKind::Authenticator));
    QCOMPARE(kindOf(visitor.code(person.appCode(secret))), RefusalKind::CodeWrong);
    desk.clock.advance(totpStepMs);
    QVERIFY(visitor.code(person.appCode(secret)));
    QCOMPARE(visitor.view.stage, Stage::Password);
  }

  void aSecretThatWaitsTooLongIsGone() {  // C19
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open("New-pass-1", newcomer()) && person.add(MethodKind::Authenticator));
    const QString secret = person.secret();
    desk.clock.advance(10 * 60 * second);
    for (int times = 0; times < 2; ++times) {
      QVERIFY(!person.code(person.appCode(secret)));
      QCOMPARE(person.kind(), RefusalKind::CodeExpired);
    }
    // It can be left as before.
    QVERIFY(person.perform(LeaveStep{}));
    QCOMPARE(person.view.stage, EnrolStage::List);
    // What is begun anew is another secret.
    QVERIFY(person.add(MethodKind::Authenticator));
    QVERIFY(person.secret() != secret);
    QVERIFY(!person.code(person.appCode(secret)));
    QCOMPARE(desk.count("authenticators"), 0);
  }

  void whatIsLeftIsNotRegistered() {  // C19
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open("New-pass-1", newcomer()) && person.add(MethodKind::Authenticator));
    const QString secret = person.secret();
    QVERIFY(person.perform(LeaveStep{}));
    QCOMPARE(person.view.stage, EnrolStage::List);
    QVERIFY(!person.code(person.appCode(secret)));
    QCOMPARE(person.kind(), RefusalKind::WrongStage);
  }

  void whereSomethingIsKnownAFreshProofComesFirst() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open());
    QVERIFY(!person.add(MethodKind::Authenticator));
    QCOMPARE(person.kind(), RefusalKind::ProofNeeded);
    QVERIFY(person.choose(MethodKind::Mail));
    QCOMPARE(person.view.stage, EnrolStage::Code);
    QCOMPARE(person.view.proof->code->mask, QStringLiteral("ms*****@example.com"));
    QCOMPARE(desk.messagesOf("proof code"), 1);
    QVERIFY(!person.code(tests::wrongFor(desk.lastCode())));
    QCOMPARE(person.refused->triesLeft, 4);
    const platform::Secret before = person.token.clone();
    QVERIFY(person.code(desk.lastCode()));
    QCOMPARE(person.view.stage, EnrolStage::List);
    QVERIFY(!person.view.proofNeeded);
    QVERIFY(!person.token.equals(before));  // a new one with each proof
    QVERIFY(!person.addApp().isEmpty());
    // All contacts are told, and what was added waits.
    QCOMPARE(person.view.contactsNotified, 3);
    QCOMPARE(desk.messagesOf("authenticators"), 3);
    QCOMPARE(person.view.methods.last().usableAt, desk.clock.now() + day);
    desk.clock.advance(10 * 60 * second);
    QVERIFY(!person.add(MethodKind::Authenticator));
    QCOMPARE(person.kind(), RefusalKind::ProofNeeded);
  }

  void whatWasAddedToOthersRecoversNothingForADay() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open() && person.prove());
    const QString secret = person.addApp();
    QVERIFY(!secret.isEmpty());
    desk.clock.advance(day - second);
    Visitor early(desk, "early");
    QVERIFY(early.open() && early.passChallenge());
    QVERIFY(early.handle(MethodKind::Authenticator).isEmpty());
    desk.clock.advance(second);
    Visitor later(desk, "later");
    QVERIFY(later.open() && later.passChallenge() && later.choose(MethodKind::Authenticator));
    QVERIFY(later.code(person.appCode(secret)));
  }

  void aStepOfAnAppProvesOnce() {  // A15
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open("New-pass-1", newcomer()));
    const QString secret = person.addApp();
    desk.clock.advance(totpStepMs);
    QVERIFY(person.choose(MethodKind::Authenticator) && person.code(person.appCode(secret)));
    QVERIFY(person.choose(MethodKind::Authenticator) && !person.code(person.appCode(secret)));
    QCOMPARE(person.kind(), RefusalKind::CodeWrong);
    // Neither in a recovery, and what has served there proves nothing here.
    Visitor visitor(desk);
    QVERIFY(visitor.open(newcomer()) && visitor.passChallenge() && visitor.choose(MethodKind::Authenticator));
    QCOMPARE(kindOf(visitor.code(person.appCode(secret))), RefusalKind::CodeWrong);
    desk.clock.advance(totpStepMs);
    QVERIFY(visitor.code(person.appCode(secret)));
    QVERIFY(!person.code(person.appCode(secret)));
    QCOMPARE(person.kind(), RefusalKind::CodeWrong);
  }

  void norDoesItProveAnything() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open() && person.prove() && !person.addApp().isEmpty());
    QVERIFY(!person.choose(MethodKind::Authenticator));
    QCOMPARE(person.kind(), RefusalKind::UnknownMethod);
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::EnrolmentsTest)
#include "enrolments_test.moc"
