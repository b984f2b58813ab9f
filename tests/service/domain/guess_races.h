// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/limits.h"
#include "tests/service/domain/race_contract.h"
#include "tests/support/every_factor_desk.h"

/// Guesses by every factor, many at once, against the cap of one account (A03).
namespace latchkey::tests::racecontract {

/// Recoveries and codes live for as long as all rounds take: each round is another day.
struct GuessDesk : EveryFactorDesk {
  explicit GuessDesk(std::unique_ptr<StoreBench> on) : EveryFactorDesk(std::move(on)) {
    constexpr int long_ = 400 * 24 * 60 * 60;
    realm().limits.idle = realm().limits.absolute = realm().limits.startCode = long_;
    realm().limits.authenticatorMissesPerHour = 1000;
    realm().code.phoneLifetime = realm().code.mailLifetime = long_;
    realm().code.tries = 100'000;
    realm().code.resendsPerHour = realm().code.resendsPerDay = 1000;
    restart();
  }
};

/// Fifty recoveries of five guesses each.
inline void fiftyRecoveriesGuessingAtOnceRunIntoOneCap(const StoreBenchMaker& make, MethodKind factor) {
  GuessDesk desk(make());
  desk.realm().code.tries = 5;
  desk.restart();
  TwoInstances services(desk);
  constexpr int recoveries = 50;
  std::vector<std::unique_ptr<Visitor>> visitors;
  for (int i = 0; i < recoveries; ++i) {
    visitors.push_back(std::make_unique<Visitor>(desk, "guesser" + QByteArray::number(i)));
    Visitor& visitor = *visitors.back();
    visitor.caller.source = QStringLiteral("198.51.100.%1").arg(i);  // a botnet
    QVERIFY(desk.reach(visitor, factor));
  }
  Visitor& last = *visitors.back();
  const Proof right = desk.proof(last, factor, true);
  const int before = desk.messages();
  const int all = recoveries * 5;
  std::vector<Command> guesses;
  for (int i = 0; i < all; ++i) {
    guesses.push_back(desk.proof(*visitors[std::size_t(i % recoveries)], factor, false).command());
  }
  std::atomic<int> judged = 0;
  std::atomic<int> passed = 0;
  byWorkers(workers, all, [&](int i) {
    const Visitor& visitor = *visitors[std::size_t(i % recoveries)];
    const auto answer =
        services[i].perform(std::move(guesses[std::size_t(i)]), visitor.token, visitor.caller, writeFor(i));
    if (answer && answer->snapshot.stage != Stage::Ended) ++passed;
    if (isMiss(kindOf(answer))) ++judged;
  });
  QCOMPARE(passed.load(), 0);
  QVERIFY2(judged.load() <= 10, QByteArray::number(judged.load()));
  QCOMPARE(desk.count("tallies WHERE scope LIKE 'miss:%'"), 10);
  QCOMPARE(desk.count("journal WHERE event = 'factor-locked'"), 1);
  // The owner is told once, by mail and by text.
  QCOMPARE(desk.messages() - before, 2);
  // The right one of the last recovery comes too late, and so does a new try.
  QCOMPARE(kindOf(last.perform(right.command())), RefusalKind::TooManyTries);
  Visitor owner(desk, "owner");
  QVERIFY(owner.open(RecoveryDesk::person().key, desk.reasonFor(factor)) && owner.passChallenge());
  QCOMPARE(kindOf(owner.choose(factor)), RefusalKind::TooManyTries);
}

/// Sixteen recoveries of one account guess at one instant, day after day. @param hourly the authenticator's
/// own cap of the hour instead of the day's, which locks nothing.
inline void ofManyGuessesAtOnceNoMoreCountThanAllowed(const StoreBenchMaker& make, MethodKind factor,
                                                      bool hourly, int rounds) {
  GuessDesk desk(make());
  if (hourly) desk.realm().limits.authenticatorMissesPerHour = 5;
  desk.restart();
  TwoInstances services(desk);
  std::vector<std::unique_ptr<Visitor>> visitors;
  for (int i = 0; i < workers; ++i) {
    visitors.push_back(std::make_unique<Visitor>(desk, "guesser" + QByteArray::number(i)));
    visitors.back()->caller.source = QStringLiteral("198.51.100.%1").arg(i);  // a botnet
    QVERIFY(desk.reach(*visitors.back(), factor));
  }
  const int misses = hourly ? 5 : 10;
  const char* const counted =
      hourly ? "tallies WHERE scope LIKE 'hour-miss:%'" : "tallies WHERE scope LIKE 'miss:%'";
  Crew crew(workers);
  for (int round = 1; round <= rounds; ++round) {
    desk.clock.advance(day + second);
    std::vector<Command> guesses;
    for (const auto& visitor : visitors) guesses.push_back(desk.proof(*visitor, factor, false).command());
    std::atomic<int> passed = 0;
    std::atomic<int> judged = 0;
    std::atomic<int> limited = 0;
    crew.atOnce([&](int i) {
      const auto at = static_cast<std::size_t>(i);
      const auto answer = services[i].perform(std::move(guesses[at]), visitors[at]->token,
                                              visitors[at]->caller, writeFor(round * workers + i, "guess"));
      const RefusalKind kind = kindOf(answer);
      if (answer) ++passed;
      if (isMiss(kind)) ++judged;
      if (kind == RefusalKind::TooManyTries) ++limited;
    });
    QCOMPARE(passed.load(), 0);
    QVERIFY2(judged.load() <= misses, QByteArray::number(judged.load()));
    QCOMPARE(judged.load() + limited.load(), workers);
    QCOMPARE(desk.count(counted), round * misses);
    // The owner is told once, by mail and by text.
    QCOMPARE(desk.count("journal WHERE event = 'factor-locked'"), hourly ? 0 : round);
    QCOMPARE(desk.count("messages WHERE subject = 'locked' AND recipient <> ''"), hourly ? 0 : 2 * round);
    // The right one comes too late, for whoever asks for it next as well.
    Visitor& late = *visitors.back();
    QVERIFY(look(desk, late));
    QCOMPARE(kindOf(late.perform(desk.proof(late, factor, true).command())), RefusalKind::TooManyTries);
  }
}

}  // namespace latchkey::tests::racecontract
