// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/totp.h"
#include "tests/service/domain/race_contract.h"
#include "tests/support/question_desk.h"

/// Guesses by every factor, many at once, against the cap of one account (A03).
namespace latchkey::tests::racecontract {

inline void fiftyRecoveriesGuessingAtOnceRunIntoOneCap(const StoreBenchMaker& make, MethodKind factor,
                                                       const QString& entry) {
  RecoveryDesk desk(make());
  desk.policy.realms[0].code.resendsPerDay = desk.policy.realms[0].code.resendsPerHour = 1000;
  // All of them are alive while the others begin.
  desk.policy.realms[0].limits.idle = desk.policy.realms[0].limits.absolute = 24 * 60 * 60;
  desk.policy.realms[0].code.phoneLifetime = desk.policy.realms[0].code.mailLifetime = 24 * 60 * 60;
  desk.restart();
  TwoInstances services(desk);
  constexpr int recoveries = 50;
  std::vector<std::unique_ptr<Visitor>> visitors;
  for (int i = 0; i < recoveries; ++i) {
    desk.clock.advance(60 * 1000);
    visitors.push_back(std::make_unique<Visitor>(desk, "guesser" + QByteArray::number(i)));
    Visitor& visitor = *visitors.back();
    visitor.caller.source = QStringLiteral("198.51.100.%1").arg(i);  // a botnet
    QVERIFY(visitor.open() && visitor.passChallenge());
    QVERIFY(visitor.choose(factor) && visitor.confirm(entry));
  }
  const QString right = desk.lastCode();
  const int before = desk.messages();
  std::atomic<int> judged = 0;
  std::atomic<int> passed = 0;
  byWorkers(workers, recoveries * 5, [&](int i) {
    const Visitor& visitor = *visitors[static_cast<std::size_t>(i % recoveries)];
    const auto answer = submit(services[i], visitor, wrongFor(right), writeFor(i));
    if (answer && answer->snapshot.stage != Stage::Ended) ++passed;
    if (kindOf(answer) == RefusalKind::CodeWrong) ++judged;
  });
  QCOMPARE(passed.load(), 0);
  QVERIFY2(judged.load() <= 10, QByteArray::number(judged.load()));
  QCOMPARE(desk.count("tallies WHERE scope LIKE 'miss:%'"), 10);
  QCOMPARE(desk.count("journal WHERE event = 'factor-locked'"), 1);
  // The owner is told once, by mail and by text.
  QCOMPARE(desk.messages() - before, 2);
  // The right code of the last recovery comes too late, and so does a new try.
  QCOMPARE(kindOf(visitors.back()->code(right)), RefusalKind::TooManyTries);
  Visitor owner(desk, "owner");
  QVERIFY(owner.open() && owner.passChallenge());
  QCOMPARE(kindOf(owner.choose(factor)), RefusalKind::TooManyTries);
}

/// A desk where the sample person can prove something by each factor, and where recoveries and codes live for
/// as long as all rounds take: each round is another day.
struct GuessDesk : QuestionDesk {
  explicit GuessDesk(std::unique_ptr<StoreBench> on) : QuestionDesk(std::move(on)) {
    realm().factors += {MethodKind::Authenticator, MethodKind::StartCode};
    constexpr int long_ = 400 * 24 * 60 * 60;
    realm().limits.idle = realm().limits.absolute = realm().limits.startCode = long_;
    realm().limits.authenticatorMissesPerHour = 1000;
    realm().code.phoneLifetime = realm().code.mailLifetime = long_;
    realm().code.tries = 100'000;
    realm().code.resendsPerHour = realm().code.resendsPerDay = 1000;
    restart();
    const QString key = person().key;
    const QString id = QStringLiteral("app");
    const auto tables = bench->store().begin(Access::Write);
    tables->factors().put(key,
                          Authenticator{id, box.seal(secret(), sealingContext(key, id)), 0, clock.now()});
    if (!tables->commit()) qFatal("the factor cannot be written");
    StartCodes codes({bench->store(), keys, writer, numbering, clock, random, box}, policy);
    const auto issued = codes.issue(person());
    if (!issued) qFatal("no start code");
    startCode =
        QString::fromLatin1(issued->digits.view().data(), static_cast<qsizetype>(issued->digits.size()));
  }
  [[nodiscard]] static platform::Secret secret() { return platform::Secret("12345678901234567890"); }

  /// A recovery at the page where the factor is asked for.
  [[nodiscard]] bool reach(Visitor& visitor, MethodKind factor) {
    clock.advance(61'000);  // the pause between two codes
    const Reason reason = factor == MethodKind::StartCode ? Reason::NeverHadPassword : Reason::ForgotPassword;
    if (!visitor.open(person().key, reason) || !visitor.passChallenge() || !visitor.choose(factor))
      return false;
    if (!isContact(factor)) return true;
    return visitor.confirm(factor == MethodKind::Mail ? QStringLiteral("msabc123.backup")
                                                      : QStringLiteral("5432")) &&
           visitor.view.stage == Stage::Code;
  }
  [[nodiscard]] Command proof(MethodKind factor, bool right) const {
    if (factor == MethodKind::Questions) {
      return SubmitAnswers{asCommand(right ? rightAnswers() : wrongAnswers())};
    }
    QString code = factor == MethodKind::StartCode ? startCode : lastCode();
    if (factor == MethodKind::Authenticator) {
      const platform::Secret own = totpAt(secret(), totpStepOf(clock.now()));
      code = QString::fromLatin1(own.view().data(), static_cast<qsizetype>(own.size()));
    }
    return SubmitCode{platform::Secret((right ? code : wrongFor(code)).toStdString())};
  }
  QString startCode;
};

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
    for (int i = 0; i < workers; ++i) guesses.push_back(desk.proof(factor, false));
    std::atomic<int> passed = 0;
    std::atomic<int> judged = 0;
    std::atomic<int> limited = 0;
    crew.atOnce([&](int i) {
      const auto at = static_cast<std::size_t>(i);
      const auto answer = services[i].perform(std::move(guesses[at]), visitors[at]->token,
                                              visitors[at]->caller, writeFor(round * workers + i, "guess"));
      const RefusalKind kind = kindOf(answer);
      if (answer) ++passed;
      if (kind == RefusalKind::CodeWrong || kind == RefusalKind::AnswersWrong) ++judged;
      if (kind == RefusalKind::TooManyTries) ++limited;
    });
    QCOMPARE(passed.load(), 0);
    QVERIFY2(judged.load() <= misses, QByteArray::number(judged.load()));
    QCOMPARE(judged.load() + limited.load(), workers);
    QCOMPARE(desk.count(counted), round * misses);
    // The owner is told once, by mail and by text.
    QCOMPARE(desk.count("journal WHERE event = 'factor-locked'"), hourly ? 0 : round);
    QCOMPARE(desk.count("messages WHERE subject = 'locked' AND recipient <> ''"), hourly ? 0 : 2 * round);
    // The right one comes too late.
    QCOMPARE(kindOf(visitors.back()->perform(desk.proof(factor, true))), RefusalKind::TooManyTries);
  }
}

}  // namespace latchkey::tests::racecontract
