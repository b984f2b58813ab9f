// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/freezes.h"
#include "service/domain/limits.h"
#include "service/domain/objection_tickets.h"
#include "tests/service/domain/race_contract.h"

/// What is allowed a number of times, asked for by more at one instant: that number, and no more.
namespace latchkey::tests::racecontract {

constexpr int crowd = 8;

/// Recoveries live for as long as all rounds take: each round is another day.
inline void liveLong(Realm& realm) {
  constexpr int aYear = 400 * 24 * 60 * 60;
  realm.limits.idle = realm.limits.absolute = aYear;
  realm.code.phoneLifetime = realm.code.mailLifetime = aYear;
}

/// @param outcome counts one who got through; the others were refused for having come too often.
struct Tally {
  std::atomic<int> granted = 0;
  std::atomic<int> refused = 0;
  template <typename Answer>
  void take(const Answer& answer, RefusalKind tooOften) {
    if (answer) ++granted;
    if (kindOf(answer) == tooOften) ++refused;
  }
};

inline void ofManySignInsAtOnceAsManyAreTriedAsAllowed(const StoreBenchMaker& make, int rounds) {
  RecoveryDesk desk(make());
  liveLong(desk.policy.realms.first());
  desk.restart();
  TwoInstances services(desk);
  Visitor visitor(desk);
  QVERIFY(visitor.reachPassword() && visitor.password("Quiet-Lake-42"));
  Crew crew(crowd);
  for (int round = 1; round <= rounds; ++round) {
    desk.clock.advance(day + second);
    Tally tally;
    crew.atOnce([&](int i) {
      tally.take(services[i].perform(TrySignIn{platform::Secret("wrong-Lake-1")}, visitor.token,
                                     visitor.caller, writeFor(round * crowd + i)),
                 RefusalKind::TooManyTries);
    });
    QCOMPARE(tally.granted.load(), 3);
    QCOMPARE(tally.refused.load(), crowd - 3);
    QCOMPARE(desk.directory.signIns, 3 * round);
  }
}

inline void ofManyReturnsAtOnceAsManyAsAllowed(const StoreBenchMaker& make, int rounds) {
  RecoveryDesk desk(make());
  desk.policy.realms.first().limits.resumptions = 3;
  desk.restart();
  TwoInstances services(desk);
  Crew crew(crowd);
  for (int round = 1; round <= rounds; ++round) {
    Visitor visitor(desk, "keeper" + QByteArray::number(round));
    QVERIFY(visitor.open());
    Tally tally;
    crew.atOnce([&](int i) {
      tally.take(services[i].perform(ResumeRecovery{}, visitor.token, visitor.caller, writeFor(i)),
                 RefusalKind::TooManyTries);
    });
    QCOMPARE(tally.granted.load(), 3);
    QCOMPARE(tally.refused.load(), crowd - 3);
    QCOMPARE(desk.count("tallies WHERE scope LIKE 'resumed:%'"), 3 * round);
    QCOMPARE(number(desk, "SELECT SUM(epoch) FROM recoveries"), 3 * round);
  }
}

inline void ofManyOpenedAtOnceAsManyAsAllowed(const StoreBenchMaker& make, bool ofSource, int rounds) {
  RecoveryDesk desk(make());
  RecoveryLimits& limits = desk.policy.realms.first().limits;
  (ofSource ? limits.opensPerHourAndSource : limits.opensPerHourAndAccount) = 3;
  desk.restart();
  TwoInstances services(desk);
  Crew crew(crowd);
  for (int round = 1; round <= rounds; ++round) {
    desk.clock.advance(hour + second);
    Tally tally;
    crew.atOnce([&](int i) {
      // Of one source other accounts count as well, and of one account other spellings.
      const QString name = ofSource ? QStringLiteral("nobody%1@outlook.com").arg(i)
                                    : QStringLiteral(" MsAbc123@Outlook.com").sliced(i % 2);
      const QByteArray key =
          QCryptographicHash::hash(QByteArray::number(round * crowd + i), QCryptographicHash::Sha256);
      tally.take(services[i].open({name, Reason::ForgotPassword, Language::English},
                                  {key, QStringLiteral("192.0.2.7")}, writeFor(i)),
                 RefusalKind::RateLimited);
    });
    QCOMPARE(tally.granted.load(), 3);
    QCOMPARE(tally.refused.load(), crowd - 3);
    QCOMPARE(desk.count("recoveries"), 3 * round);
  }
}

/// Two accounts with one mailbox: each is shown that a code goes out, as it could not know of the other.
inline void oneMailboxGetsOneCodeOfManyRecoveries(const StoreBenchMaker& make, int rounds) {
  RecoveryDesk desk(make());
  liveLong(desk.policy.realms.first());
  desk.restart();
  const QString other = QStringLiteral("other@outlook.com");
  desk.directory.put(RecoveryDesk::person(other));
  TwoInstances services(desk);
  std::vector<std::unique_ptr<Visitor>> visitors;
  for (int i = 0; i < crowd; ++i) {
    desk.clock.advance(hour);
    visitors.push_back(std::make_unique<Visitor>(desk, "sender" + QByteArray::number(i)));
    QVERIFY(visitors.back()->reachCode(i % 2 == 0 ? other : RecoveryDesk::person().key));
  }
  Crew crew(crowd);
  for (int round = 1; round <= rounds; ++round) {
    desk.clock.advance(day + second);
    const int before = desk.messages();
    Tally tally;
    crew.atOnce([&](int i) {
      const Visitor& visitor = *visitors[static_cast<std::size_t>(i)];
      tally.take(
          services[i / 2].perform(ResendCode{}, visitor.token, visitor.caller, writeFor(round * crowd + i)),
          RefusalKind::ResendTooEarly);
    });
    QCOMPARE(tally.granted.load(), 2);
    QCOMPARE(tally.refused.load(), crowd - 2);
    QCOMPARE(desk.messages() - before, 1);
  }
}

inline void wrongEntriesAtOnceEndTheRecovery(const StoreBenchMaker& make, int rounds) {
  RecoveryDesk desk(make(), Disclosure::Explicit);
  TwoInstances services(desk);
  Crew crew(crowd);
  for (int round = 1; round <= rounds; ++round) {
    desk.clock.advance(day + second);  // the pause of a source whose recovery was ended
    Visitor visitor(desk, "typist" + QByteArray::number(round));
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Mail));
    Tally tally;
    crew.atOnce([&](int i) {
      tally.take(services[i].perform(ConfirmContact{QStringLiteral("nobody.here")}, visitor.token,
                                     visitor.caller, writeFor(i)),
                 RefusalKind::EntryMismatch);
    });
    QCOMPARE(tally.granted.load(), 1);  // the fifth one is led to the end
    QCOMPARE(tally.refused.load(), 4);
    QCOMPARE(desk.count("journal WHERE event = 'entry-mismatch'"), 5 * round);
    QCOMPARE(desk.count("journal WHERE event = 'ended-by-confirm-misses'"), round);
    QCOMPARE(desk.service->look(visitor.token, visitor.caller)->stage, Stage::Ended);
  }
}

/// As many codes of "this was not me" as messages went out, used at once; then as many administrators.
inline void manyObjectionsAtOnceAreToldOnceAndLiftedOnce(const StoreBenchMaker& make, int rounds) {
  RecoveryDesk desk(make());
  desk.policy.realms.first().administrators = {QStringLiteral("it@example.com")};
  desk.restart();
  TwoInstances services(desk);
  const Account person = RecoveryDesk::person();
  const auto told = [&desk](const char* subject) {
    return desk.count(
        (QByteArray("messages WHERE recipient <> '' AND subject = '") + subject + '\'').constData());
  };
  Crew crew(crowd);
  for (int round = 1; round <= rounds; ++round) {
    desk.clock.advance(day + second);  // administrators are told of one a day
    QStringList codes;
    {
      const auto tables = desk.bench->store().begin(Access::Write);
      for (int i = 0; i < crowd; ++i) {
        codes += issueTicket(*tables, desk.keys, desk.random,
                             {{},
                              person.key,
                              person.realm,
                              {},
                              {},
                              MessageSubject::PasswordChanged,
                              Channel::Mail,
                              desk.clock.now(),
                              desk.clock.now() + day});
      }
      QVERIFY(tables->commit());
    }
    std::atomic<int> accepted = 0;
    std::atomic<int> counted = 0;
    crew.atOnce([&](int i) {
      const auto answer =
          services[i].object({platform::Secret(codes.at(i).toStdString())},
                             {QByteArray("owner"), QStringLiteral("192.0.2.9")}, writeFor(round * crowd + i));
      if (!answer) return;
      ++accepted;
      counted += answer->contactsNotified;
    });
    QCOMPARE(accepted.load(), crowd);
    QCOMPARE(counted.load(), 3);
    QCOMPARE(told("stopped"), 3 * round);
    QCOMPARE(told("administrator told"), round);
    std::atomic<int> lifted = 0;
    std::atomic<int> found = 0;
    crew.atOnce([&](int) {
      const auto answer =
          Freezes({desk.bench->store(), desk.writer, desk.clock, desk.random}, desk.policy).lift(person);
      if (answer) ++lifted;
      if (!answer && answer.error() == FreezeFault::NotStopped) ++found;
    });
    QCOMPARE(lifted.load(), 1);
    QCOMPARE(found.load(), crowd - 1);
    QCOMPARE(told("allowed"), 3 * round);
    QCOMPARE(told("freeze lifted"), round);
  }
}

}  // namespace latchkey::tests::racecontract
