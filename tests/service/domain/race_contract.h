// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>
#include <array>

#include "service/domain/delivery_worker.h"
#include "tests/support/at_once.h"
#include "tests/support/start_code_desk.h"

/// Many at once: exactly one wins, and counts are exact, whatever database is behind the store. The test
/// of a database calls each function of this, for as many rounds as it has time for. Each thread has a
/// connection of its own, and two instances of the service share the database.
namespace latchkey::tests::racecontract {

constexpr int workers = 16;  ///< as many as a worker pool lets in

inline WriteKey writeFor(int number, const char* name = "race") {
  const QByteArray key = name + QByteArray::number(number).rightJustified(16, '0');
  return {key, "of " + key};
}

/// The desk's own instance and one more, asked in turn.
class TwoInstances {
public:
  explicit TwoInstances(RecoveryDesk& desk) : m_services{desk.makeService(), desk.makeService()} {}
  [[nodiscard]] RecoveryService& operator[](int number) {
    return *m_services[static_cast<std::size_t>(number % 2)];
  }

private:
  std::array<std::unique_ptr<RecoveryService>, 2> m_services;
};

inline Result<Outcome, Refusal> submit(RecoveryService& service, const Visitor& visitor, const QString& code,
                                       const WriteKey& write) {
  return service.perform(SubmitCode{platform::Secret(code.toStdString())}, visitor.token, visitor.caller,
                         write);
}
inline int number(const RecoveryDesk& desk, const char* sql) {
  return desk.ask(QLatin1String(sql)).toInt();
}

/// A person with the mail address alone, so that nothing is left once its tries are used up.
inline QString addSolo(RecoveryDesk& desk) {
  Account account = RecoveryDesk::person(QStringLiteral("solo@outlook.com"));
  account.contacts = {account.contacts.first()};
  desk.directory.put(account, "Old-pass-1");
  return account.key;
}

inline void ofTwoHundredWrongCodesAtOnceFiveAreJudged(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  TwoInstances services(desk);
  Visitor visitor(desk);
  QVERIFY(visitor.reachCode());
  const QString right = desk.lastCode();
  const QString wrong = wrongFor(right);
  std::atomic<int> judged = 0;
  std::atomic<int> passed = 0;
  byWorkers(workers, 200, [&](int i) {
    const auto answer = submit(services[i], visitor, wrong, writeFor(i));
    if (answer) ++passed;
    if (kindOf(answer) == RefusalKind::CodeWrong) ++judged;
  });
  QCOMPARE(passed.load(), 0);
  QVERIFY2(judged.load() <= 4, QByteArray::number(judged.load()));  // the fifth says that there is no more
  QCOMPARE(number(desk, "SELECT attempts FROM codes"), 5);
  QCOMPARE(desk.count("tallies WHERE scope LIKE 'miss:%'"), 5);
  QCOMPARE(kindOf(visitor.code(right)), RefusalKind::TooManyTries);
  QCOMPARE(number(desk, "SELECT attempts FROM codes"), 5);
}

inline void ofManyRightCodesAtOnceOnePasses(const StoreBenchMaker& make, bool solo) {
  RecoveryDesk desk(make());
  const QString account = solo ? addSolo(desk) : RecoveryDesk::person().key;
  TwoInstances services(desk);
  Visitor visitor(desk);
  QVERIFY(visitor.reachCode(account));
  const QString right = desk.lastCode();
  std::atomic<int> passed = 0;
  atOnce(32, [&](int i) {
    const auto answer = submit(services[i], visitor, right, writeFor(i));
    if (answer && answer->snapshot.stage == Stage::Password) ++passed;
  });
  QCOMPARE(passed.load(), 1);
  QCOMPARE(number(desk, "SELECT gates_passed FROM recoveries"), 1);
  QCOMPARE(number(desk, "SELECT epoch FROM recoveries"), 1);
  QVERIFY(number(desk, "SELECT attempts FROM codes") <= 5);
}

/// Calls back between the count of an attempt and its judgement, which is where a code's hash is made.
class InterruptedHash final : public KeyedHash {
public:
  [[nodiscard]] QByteArray mac(KeyPurpose purpose, QByteArrayView data) const override {
    if (purpose == KeyPurpose::Code && meanwhile) std::exchange(meanwhile, {})();
    return m_hash.mac(purpose, data);
  }
  [[nodiscard]] QByteArray fingerprint() const override { return m_hash.fingerprint(); }
  mutable std::function<void()> meanwhile;

private:
  TestKeyedHash m_hash;
};

/// The slowest possible judge: five right codes were counted, then more came and found no tries left.
inline void aRightCodeIsJudgedThoughTheTriesRunOutMeanwhile(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  Visitor visitor(desk);
  QVERIFY(visitor.reachCode(addSolo(desk)));
  const QString right = desk.lastCode();
  // Others' tries that are counted and not judged yet.
  for (int i = 0; i < 4; ++i) {
    const auto tables = desk.bench->store().begin(Access::Write);
    const QString id = QString::fromLatin1(visitor.token.view().data(), 22);
    QVERIFY(tables->codes().countAttempt(id, QStringLiteral("c1"), CodePurpose::Recovery, 5));
    QVERIFY(tables->commit());
  }
  InterruptedHash hash;
  RecoveryService slow({desk.bench->store(),
                        desk.directory,
                        desk.renderer,
                        desk.writer,
                        desk.numbering,
                        hash,
                        desk.box,
                        desk.slowHash,
                        desk.signatures,
                        desk.clock,
                        desk.random,
                        {}},
                       desk.policy);
  hash.meanwhile = [&] {
    QCOMPARE(kindOf(submit(*desk.service, visitor, right, writeFor(6))), RefusalKind::TooManyTries);
  };
  const auto answer = submit(slow, visitor, right, writeFor(5));
  QVERIFY(answer);
  QCOMPARE(answer->snapshot.stage, Stage::Password);
}

/// A crash between count and judgement leaves tries that nobody judges: they end the recovery, but late.
inline void triesThatNobodyJudgesEndTheRecovery(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  Visitor visitor(desk);
  QVERIFY(visitor.reachCode(addSolo(desk)));
  InterruptedHash hash;
  RecoveryService dying({desk.bench->store(),
                         desk.directory,
                         desk.renderer,
                         desk.writer,
                         desk.numbering,
                         hash,
                         desk.box,
                         desk.slowHash,
                         desk.signatures,
                         desk.clock,
                         desk.random,
                         {}},
                        desk.policy);
  struct Death {};
  for (int i = 0; i < 5; ++i) {
    hash.meanwhile = [] { throw Death(); };
    QVERIFY_EXCEPTION_THROWN(std::ignore = submit(dying, visitor, desk.lastCode(), writeFor(i)), Death);
  }
  QCOMPARE(kindOf(visitor.code(desk.lastCode())), RefusalKind::TooManyTries);
  QCOMPARE(desk.service->look(visitor.token, visitor.caller)->stage, Stage::Code);
  desk.clock.advance(2 * 60 * 1000);
  QCOMPARE(kindOf(visitor.code(desk.lastCode())), RefusalKind::TooManyTries);
  QCOMPARE(desk.service->look(visitor.token, visitor.caller)->stage, Stage::Ended);
  QCOMPARE(number(desk, "SELECT attempts FROM codes"), 5);
}

/// Many presses of one person, and many recoveries of one account: one message for each recovery, three for
/// the account.
inline void administratorsAreWrittenToThreeTimes(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  desk.policy.realms[0].administrators = {QStringLiteral("it@example.com")};
  desk.restart();
  TwoInstances services(desk);
  constexpr int recoveries = 6;
  std::vector<std::unique_ptr<Visitor>> visitors;
  for (int i = 0; i < recoveries; ++i) {
    visitors.push_back(std::make_unique<Visitor>(desk, "asker" + QByteArray::number(i)));
    visitors.back()->caller.source = QStringLiteral("198.51.100.%1").arg(i);
    QVERIFY(visitors.back()->open() && visitors.back()->passChallenge());
  }
  std::atomic<int> limited = 0;
  byWorkers(workers, recoveries * 6, [&](int i) {
    const Visitor& visitor = *visitors[static_cast<std::size_t>(i % recoveries)];
    const auto answer =
        services[i].perform(ContactAdministrator{}, visitor.token, visitor.caller, writeFor(i));
    if (kindOf(answer) == RefusalKind::RateLimited) ++limited;
  });
  QCOMPARE(desk.count("messages"), 3);
  QCOMPARE(number(desk, "SELECT COUNT(DISTINCT recovery_id) FROM messages"), 3);
  QCOMPARE(desk.count("tallies WHERE scope LIKE 'administrator-account:%'"), 3);
  QCOMPARE(limited.load(), 3 * 6);
}

inline void theSecondOfTwoProvenRecoveriesIsRefused(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  Visitor one(desk, "one");
  Visitor two(desk, "two");
  QVERIFY(one.reachPassword());
  desk.clock.advance(60 * 1000);
  QVERIFY(two.reachPassword());
  QVERIFY(one.password("Quiet-Lake-42"));
  QCOMPARE(kindOf(two.password("Other-Lake-43")), RefusalKind::RecoverySuperseded);
  QCOMPARE(desk.directory.passwordOf(QStringLiteral("msabc123@outlook.com")), "Quiet-Lake-42");
}

/// The same at one instant: whoever is not the first is told to wait or that it is over, and then that it is
/// over.
inline void ofManyProvenRecoveriesAtOnceOneFinishes(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  TwoInstances services(desk);
  constexpr int many = 4;
  std::vector<std::unique_ptr<Visitor>> visitors;
  for (int i = 0; i < many; ++i) {
    desk.clock.advance(60 * 1000);
    visitors.push_back(std::make_unique<Visitor>(desk, "finisher" + QByteArray::number(i)));
    QVERIFY(visitors.back()->reachPassword());
  }
  const int before = desk.messages();
  std::atomic<int> won = 0;
  std::atomic<int> refused = 0;
  atOnce(many, [&](int i) {
    const Visitor& visitor = *visitors[static_cast<std::size_t>(i)];
    const auto answer = services[i].perform(SetPassword{platform::Secret("Quiet-Lake-4" + std::to_string(i))},
                                            visitor.token, visitor.caller, writeFor(i));
    const RefusalKind kind = kindOf(answer);
    if (answer) ++won;
    if (kind == RefusalKind::RecoverySuperseded || kind == RefusalKind::RequestInProgress) ++refused;
  });
  QCOMPARE(won.load(), 1);
  QCOMPARE(refused.load(), many - 1);
  QCOMPARE(desk.directory.changes, 1);
  QCOMPARE(desk.messages(), before + 3);
  QCOMPARE(desk.count("journal WHERE event = 'password-changed'"), 1);
  int over = 0;
  for (const auto& visitor : visitors) {
    if (kindOf(visitor->password("Other-Lake-43")) == RefusalKind::RecoverySuperseded) ++over;
  }
  QCOMPARE(over, many - 1);
  QCOMPARE(desk.directory.changes, 1);
}

inline void ofTwoProvenRecoveriesAtOnceOneWinsWholly(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  TwoInstances services(desk);
  Visitor one(desk, "one");
  Visitor two(desk, "two");
  QVERIFY(one.reachPassword());
  desk.clock.advance(60 * 1000);
  QVERIFY(two.reachPassword());
  const int before = desk.messages();
  Visitor* visitors[] = {&one, &two};
  const char* passwords[] = {"Quiet-Lake-42", "Other-Lake-43"};
  std::atomic<int> winner = -1;
  std::atomic<int> won = 0;
  atOnce(2, [&](int i) {
    const auto answer = services[i].perform(SetPassword{platform::Secret(passwords[i])}, visitors[i]->token,
                                            visitors[i]->caller, writeFor(i));
    if (!answer) return;
    ++won;
    winner = i;
  });
  QCOMPARE(won.load(), 1);
  QCOMPARE(desk.directory.changes, 1);
  QCOMPARE(desk.directory.passwordOf(QStringLiteral("msabc123@outlook.com")), passwords[winner]);
  QCOMPARE(desk.messages(), before + 3);
  QCOMPARE(kindOf(visitors[1 - winner]->password(passwords[1 - winner])), RefusalKind::RecoverySuperseded);
}

inline void ofManyPasswordsOfOneRecoveryAtOnceOneIsSet(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  TwoInstances services(desk);
  Visitor visitor(desk);
  QVERIFY(visitor.reachPassword());
  const int before = desk.messages();
  std::atomic<int> winner = -1;
  std::atomic<int> won = 0;
  const auto passwordOf = [](int i) { return "Quiet-Lake-" + std::to_string(10 + i); };
  atOnce(workers, [&](int i) {
    if (!services[i].perform(SetPassword{platform::Secret(passwordOf(i))}, visitor.token, visitor.caller,
                             writeFor(i))) {
      return;
    }
    ++won;
    winner = i;
  });
  QCOMPARE(won.load(), 1);
  QCOMPARE(desk.directory.changes, 1);
  QCOMPARE(desk.directory.passwordOf(QStringLiteral("msabc123@outlook.com")),
           QByteArray::fromStdString(passwordOf(winner)));
  QCOMPARE(desk.messages(), before + 3);
  QCOMPARE(desk.count("finishes"), 0);
}

/// As the pages of a locked person offer both.
inline void ofAPasswordAndAnUnlockingAtOnceOneWinsWholly(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  Account account = RecoveryDesk::person();
  account.lock = LockState::Locked;
  desk.directory.put(account, "Old-pass-1");
  TwoInstances services(desk);
  Visitor visitor(desk);
  QVERIFY(visitor.reachPassword(Reason::CannotSignIn));
  std::atomic<int> done = 0;
  atOnce(8, [&](int i) {
    Command command = UnlockAccount{};
    // Pairs of both kinds at each instance.
    if (i / 2 % 2 == 0) command = SetPassword{platform::Secret("Fresh-pass-2")};
    if (services[i].perform(std::move(command), visitor.token, visitor.caller, writeFor(i))) ++done;
  });
  QCOMPARE(done.load(), 1);
  QCOMPARE(desk.count("messages WHERE subject IN ('unlocked', 'changed')"), 3);
  QCOMPARE(desk.directory.changes + desk.directory.unlocks, 1);
  QCOMPARE(desk.count("finishes"), 0);
}

/// Many recoveries that were handed the same start code.
inline void aStartCodeIsTakenOnceByManyAtOnce(const StoreBenchMaker& make) {
  StartCodeDesk desk(make());
  desk.realm().limits.missesPerDay = 100;
  desk.realm().code.tries = 100;
  desk.restart();
  TwoInstances services(desk);
  const QString code = desk.issue();
  std::vector<std::unique_ptr<Visitor>> visitors;
  for (int i = 0; i < 8; ++i) {
    visitors.push_back(std::make_unique<Visitor>(desk, "starter" + QByteArray::number(i)));
    QVERIFY(reachStartCode(*visitors.back()));
  }
  std::atomic<int> passed = 0;
  atOnce(8, [&](int i) {
    if (submit(services[i], *visitors[static_cast<std::size_t>(i)], code, writeFor(i))) ++passed;
  });
  QCOMPARE(passed.load(), 1);
}

/// Whichever is first: nobody stands behind a gate with what was kept when the recovery was opened.
inline void aProofAndAReturnAtOnceLeaveNoGatePassed(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  TwoInstances services(desk);
  Visitor visitor(desk);
  QVERIFY(visitor.open());
  const platform::Secret kept = visitor.token.clone();
  QVERIFY(visitor.passChallenge() && visitor.choose(MethodKind::Mail));
  QVERIFY(visitor.confirm(QStringLiteral("msabc123.backup")));
  const QString right = desk.lastCode();
  Result<Outcome, Refusal> returned{Outcome()};
  atOnce(2, [&](int i) {
    if (i == 0) {
      std::ignore = submit(services[i], visitor, right, writeFor(i));
    } else {
      returned = services[i].perform(ResumeRecovery{}, kept, visitor.caller, writeFor(i));
    }
  });
  QVERIFY(returned);
  QCOMPARE(returned->snapshot.gatesPassed, 0);
  QCOMPARE(number(desk, "SELECT gates_passed FROM recoveries"), 0);
  QVERIFY(number(desk, "SELECT stage FROM recoveries") != int(Stage::Password));
}

/// Two PCs that were handed the same receipt, each with a right code of its own.
inline void ofTwoPcsThatGoOnAtOnceOneWins(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  TwoInstances services(desk);
  Visitor first(desk, "first");
  QVERIFY(first.open() && first.passChallenge());
  const QString receipt = first.view.receipt;
  desk.clock.advance(1000);
  Visitor second(desk, "second");
  Visitor third(desk, "third");
  Visitor* const visitors[] = {&second, &third};
  QString codes[2];
  for (int i = 0; i < 2; ++i) {
    Visitor& visitor = *visitors[i];
    QVERIFY(visitor.open(RecoveryDesk::person().key, Reason::ForgotPassword, receipt));
    // Two contacts: a second code to the same one would end the first.
    QVERIFY(visitor.passChallenge() && visitor.choose(i == 0 ? MethodKind::Mail : MethodKind::Text));
    QVERIFY(visitor.confirm(i == 0 ? QStringLiteral("msabc123.backup") : QStringLiteral("5432")));
    codes[i] = desk.lastCode();
  }
  std::atomic<int> continued = 0;
  std::atomic<int> foundNothing = 0;
  atOnce(2, [&](int i) {
    const auto answer = submit(services[i], *visitors[i], codes[i], writeFor(i));
    if (answer && answer->snapshot.continuation == Continuation::Continued) ++continued;
    if (answer && answer->snapshot.continuation == Continuation::NothingFound) ++foundNothing;
  });
  QCOMPARE(continued.load(), 1);
  QCOMPARE(foundNothing.load(), 1);
  QCOMPARE(desk.service->look(first.token, first.caller)->ending, Ending::ContinuedElsewhere);
  QCOMPARE(desk.count("journal WHERE event = 'continued-elsewhere'"), 1);
  QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM recoveries WHERE live = 1 AND receipt = '%1'")
                        .arg(receipt))
               .toInt(),
           1);
}

inline void oneChallengeAnsweredManyTimesAtOnceIsPassedOnce(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  TwoInstances services(desk);
  Visitor visitor(desk);
  QVERIFY(visitor.open());
  const QString text = QString::fromUtf8(*desk.service->media(Media::Picture, visitor.token, visitor.caller));
  std::atomic<int> passed = 0;
  atOnce(workers, [&](int i) {
    if (services[i].perform(AnswerChallenge{visitor.view.challenge->id, text, {}}, visitor.token,
                            visitor.caller, writeFor(i))) {
      ++passed;
    }
  });
  QCOMPARE(passed.load(), 1);
}

/// Different writes, all of which ask for a code at the same moment: one goes out.
inline void ofManyWishesForACodeAtOnceOneIsSent(const StoreBenchMaker& make, bool again) {
  RecoveryDesk desk(make());
  TwoInstances services(desk);
  Visitor visitor(desk);
  if (again) {
    QVERIFY(visitor.reachCode());
    desk.clock.advance(60 * 1000);
  } else {
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Mail));
  }
  const int before = desk.messages();
  std::atomic<int> granted = 0;
  // As many entries as one recovery may make.
  atOnce(again ? workers : 5, [&](int i) {
    Command command = ResendCode{};
    if (!again) command = ConfirmContact{QStringLiteral("msabc123.backup")};
    if (services[i].perform(std::move(command), visitor.token, visitor.caller, writeFor(i))) ++granted;
  });
  if (again) QCOMPARE(granted.load(), 1);
  QCOMPARE(desk.messages() - before, 1);
  QVERIFY(submit(services[0], visitor, desk.lastCode(), writeFor(99)));
}

class CountingSender final : public MessageSender {
public:
  [[nodiscard]] Result<void, SendError> send(const Message& message) override {
    const std::lock_guard lock(m_mutex);
    ++times[message.id];
    return {};
  }
  QHash<QString, int> times;

private:
  std::mutex m_mutex;
};

inline void eachMessageIsTakenByOneOfManyWorkers(const StoreBenchMaker& make) {
  RecoveryDesk desk(make());
  constexpr int messages = 24;
  for (int i = 0; i < messages; ++i) {
    Message message;
    message.id = QStringLiteral("m%1").arg(i);
    message.to = QStringLiteral("a@example.com");
    message.createdAt = desk.clock.now();
    const auto tables = desk.bench->store().begin(Access::Write);
    tables->outgoing().enqueue(message, QStringLiteral("r"));
    QVERIFY(tables->commit());
  }
  CountingSender sender;
  atOnce(workers, [&](int) {
    DeliveryWorker worker(desk.bench->deliveries(), {sender, sender, sender}, desk.clock);
    std::ignore = worker.step();
  });
  // Whoever found the store busy goes on later; nobody begins anew with what another one took.
  DeliveryWorker last(desk.bench->deliveries(), {sender, sender, sender}, desk.clock);
  std::ignore = last.step();
  QCOMPARE(sender.times.size(), messages);
  for (const int times : sender.times) QCOMPARE(times, 1);
  QCOMPARE(desk.count("messages WHERE state = 2"), messages);
}

inline void aProofIsUsedOnceByManyAtOnce(const StoreBenchMaker& make) {
  const auto bench = make();
  std::atomic<int> first = 0;
  atOnce(workers, [&](int) {
    if (bench->proofs().use("one and the same proof", 1) == ProofUse::First) ++first;
  });
  QCOMPARE(first.load(), 1);
}

}  // namespace latchkey::tests::racecontract
