// SPDX-License-Identifier: GPL-3.0-or-later
// Many at once at "Secure your account": exactly one wins, and counts are exact.
#include <QTest>

#include "service/domain/limits.h"
#include "tests/support/at_once.h"
#include "tests/support/enrollee.h"

namespace latchkey::service::domain {

using tests::atOnce;
using tests::Enrollee;
using tests::RecoveryDesk;

class EnrolmentRacesTest : public QObject {
  Q_OBJECT

  static constexpr int many = 16;
  static QString newcomer() { return QStringLiteral("new@outlook.com"); }

  struct Desk : RecoveryDesk {
    Desk() {
      Realm& realm = policy.realms.first();
      realm.factors = {MethodKind::Mail, MethodKind::Authenticator};
      restart();
      second = makeEnrolments();
      Account account = person(newcomer());
      account.contacts.clear();
      directory.put(account, "New-pass-1");
    }
    [[nodiscard]] EnrolmentService& instance(int number) { return number % 2 == 0 ? *enrolments : *second; }
    std::unique_ptr<EnrolmentService> second;
  };
  static WriteKey writeFor(int number) {
    const QByteArray key = "race" + QByteArray::number(number).rightJustified(16, '0');
    return {key, "of " + key};
  }
  static int pass(Desk& desk, const Enrollee& person, const QString& digits) {
    std::atomic<int> passed = 0;
    atOnce(many, [&](int i) {
      const auto answer = desk.instance(i).perform(SubmitEnrolCode{platform::Secret(digits.toStdString())},
                                                   person.token, person.caller, writeFor(i));
      if (answer) ++passed;
    });
    return passed;
  }

private Q_SLOTS:
  void aRegistrationCodeIsUsedOnce() {  // A02
    for (int round = 0; round < tests::raceRounds(); ++round) {
      Desk desk;
      Enrollee person(desk);
      QVERIFY(person.open("New-pass-1", newcomer()) && person.add(MethodKind::Mail, "me@example.org"));
      QCOMPARE(pass(desk, person, desk.lastCode()), 1);
      QCOMPARE(desk.count("registered_contacts"), 1);
      QVERIFY(desk.count("tallies WHERE scope LIKE 'enrol-code-miss:%'") < 5);
    }
  }

  void anAppIsRegisteredOnce() {  // A15
    for (int round = 0; round < tests::raceRounds(); ++round) {
      Desk desk;
      Enrollee person(desk);
      QVERIFY(person.open("New-pass-1", newcomer()) && person.add(MethodKind::Authenticator));
      QCOMPARE(pass(desk, person, person.appCode(person.secret())), 1);
      QCOMPARE(desk.count("authenticators"), 1);
    }
  }

  void ofTwoBindingsOneStands_data() {
    QTest::addColumn<bool>("first");  ///< an app, or else a mail address
    QTest::addColumn<bool>("other");
    QTest::newRow("two apps") << true << true;
    QTest::newRow("two addresses") << false << false;
    QTest::newRow("an app and an address") << true << false;
  }
  void ofTwoBindingsOneStands() {
    QFETCH(const bool, first);
    QFETCH(const bool, other);
    const std::array isApp{first, other};
    for (int round = 0; round < tests::raceRounds(); ++round) {
      Desk desk;
      std::array<std::unique_ptr<Enrollee>, 2> people;
      std::array<QString, 2> codes;
      for (std::size_t i = 0; i < people.size(); ++i) {
        people[i] = std::make_unique<Enrollee>(desk, QByteArray::number(static_cast<int>(i)));
        QVERIFY(people[i]->open("New-pass-1", newcomer()));
        const QByteArray address = "me" + QByteArray::number(static_cast<int>(i)) + "@example.org";
        QVERIFY(isApp[i] ? people[i]->add(MethodKind::Authenticator)
                         : people[i]->add(MethodKind::Mail, address.constData()));
        codes[i] = isApp[i] ? people[i]->appCode(people[i]->secret()) : desk.lastCode();
      }
      std::atomic<int> passed = 0;
      atOnce(2, [&](int i) {
        const auto at = static_cast<std::size_t>(i);
        const auto answer =
            desk.instance(i).perform(SubmitEnrolCode{platform::Secret(codes[at].toStdString())},
                                     people[at]->token, people[at]->caller, writeFor(i));
        if (answer) ++passed;
      });
      QCOMPARE(passed.load(), 1);
      QCOMPARE(desk.count("authenticators") + desk.count("registered_contacts"), 1);
      QCOMPARE(desk.count("enrolments WHERE superseded = 1"), 1);
    }
  }

  void aProofThatIsChosenWhileSomethingIsAddedLeavesOneOfThem() {
    for (int round = 0; round < tests::raceRounds(); ++round) {
      Desk desk;
      Enrollee person(desk);
      QVERIFY(person.open() && person.prove());
      desk.clock.advance(60 * second);
      QVERIFY(person.add(MethodKind::Authenticator));
      const QString code = person.appCode(person.secret());
      const QString handle = person.handle(MethodKind::Mail);
      atOnce(2, [&](int i) {
        if (i == 0) {
          std::ignore =
              desk.instance(0).perform(ChooseProof{handle}, person.token, person.caller, writeFor(0));
        } else {
          std::ignore = desk.instance(1).perform(SubmitEnrolCode{platform::Secret(code.toStdString())},
                                                 person.token, person.caller, writeFor(1));
        }
      });
      QVERIFY(person.look());
      // Either it was registered and the proof was chosen after it, or it was dropped for the proof.
      const bool isProof = person.view.stage == EnrolStage::Code && person.view.proof;
      const bool isList = person.view.stage == EnrolStage::List;
      QVERIFY(isProof || isList);
      QVERIFY(!person.view.adding);
      const int apps = desk.count("authenticators");
      QVERIFY(apps == 1 || (apps == 0 && isProof));
      QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM journal WHERE event = 'authenticator-added'"))
                   .toInt(),
               apps);
    }
  }

  /// Whichever comes first, nobody is signed in, and what was registered opens nothing before the owner has
  /// had a day after the end.
  void anObjectionAgainstARegistration() {  // SECURITY 9
    for (int round = 0; round < tests::raceRounds(); ++round) {
      Desk desk;
      Enrollee person(desk);
      QVERIFY(person.open() && person.prove());
      const QString objection = desk.lastBody("proof code").section(u' ', -1);
      desk.clock.advance(60 * second);
      QVERIFY(person.add(MethodKind::Mail, "me@example.org"));
      const QString code = desk.lastCode();
      std::atomic<bool> stopped = false;
      atOnce(2, [&](int i) {
        if (i == 0) {
          stopped = desk.service
                        ->object({platform::Secret(objection.toStdString())},
                                 {QByteArray(32, 'o'), QStringLiteral("198.51.100.1")}, writeFor(0))
                        .has_value();
        } else {
          std::ignore = desk.instance(1).perform(SubmitEnrolCode{platform::Secret(code.toStdString())},
                                                 person.token, person.caller, writeFor(1));
        }
      });
      QVERIFY(stopped);
      QCOMPARE(desk.count("enrolments WHERE live = 1"), 0);
      const qint64 opensAt = desk.clock.now() + 8 * day;
      const int registered = desk.count("registered_contacts");
      QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM registered_contacts WHERE usable_at >= %1")
                            .arg(opensAt))
                   .toInt(),
               registered);
      QVERIFY(!person.open());
      QCOMPARE(person.kind(), RefusalKind::AccountStopped);
    }
  }

  void wrongPasswordsAtOnceAreCountedEach() {  // A01
    Desk desk;
    desk.policy.realms.first().registration.missesPerDay = 7;
    desk.enrolments->usePolicy(desk.policy);
    desk.second->usePolicy(desk.policy);
    std::atomic<int> judged = 0;
    atOnce(many, [&](int i) {
      Caller caller{QByteArray(32, static_cast<char>('a' + i)), QStringLiteral("198.51.100.%1").arg(i)};
      const auto answer = desk.instance(i).open(
          {newcomer(), platform::Secret("Wrong-pass-1"), Language::English}, caller, writeFor(i));
      if (!answer && answer.error().kind == RefusalKind::SignInRefused) ++judged;
    });
    QCOMPARE(judged.load(), 7);
    QCOMPARE(desk.directory.signIns, 7);
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::EnrolmentRacesTest)
#include "enrolment_races_test.moc"
