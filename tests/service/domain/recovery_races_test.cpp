// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "tests/service/domain/count_races.h"
#include "tests/service/domain/guess_races.h"
#include "tests/service/domain/repeated_writes.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
/// Not synchronised with the disk: no power is cut here, and waiting for it was most of a round.
std::unique_ptr<StoreBench> bench() {
  return anyBench({.durable = false});
}
/// Stops at the first round that fails.
template <typename Round>
void repeat(Round round) {
  for (int i = 0; i < raceRounds() && !QTest::currentTestFailed(); ++i) round();
}
}  // namespace

/// Races on a real SQLite file, with real threads. Numbers of cases are those of the threat table.
class RecoveryRacesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aPolicyMayChangeAmidCalls() {
    RecoveryDesk desk;
    std::atomic<int> opened = 0;
    atOnce(8, [&](int number) {
      for (int round = 0; round < 20; ++round) {
        if (number < 2) {
          ServicePolicy policy = desk.policy;
          policy.realms.first().name = QStringLiteral("People %1").arg(round);
          desk.service->usePolicy(policy);
        } else {
          Visitor visitor(desk, "visitor " + QByteArray::number(number * 100 + round));
          if (visitor.open() && visitor.view.realmName.startsWith(QStringLiteral("People"))) ++opened;
        }
      }
    });
    QCOMPARE(opened.load(), 6 * 20);
  }

  void ofTwoHundredWrongCodesAtOnceFiveAreJudged_data() { row("A01"); }
  void ofTwoHundredWrongCodesAtOnceFiveAreJudged() {
    repeat([] { racecontract::ofTwoHundredWrongCodesAtOnceFiveAreJudged(bench); });
  }

  void ofManyRightCodesAtOnceOnePasses_data() {
    QTest::addColumn<bool>("solo");
    QTest::newRow("A02: other methods are left") << false;
    QTest::newRow("A02: the only method") << true;
  }
  void ofManyRightCodesAtOnceOnePasses() {
    QFETCH(bool, solo);
    repeat([solo] { racecontract::ofManyRightCodesAtOnceOnePasses(bench, solo); });
  }

  void aRightCodeIsJudgedThoughTheTriesRunOutMeanwhile_data() { row("A02: a slow judge"); }
  void aRightCodeIsJudgedThoughTheTriesRunOutMeanwhile() {
    racecontract::aRightCodeIsJudgedThoughTheTriesRunOutMeanwhile(bench);
  }

  void administratorsAreWrittenToThreeTimes() {
    repeat([] { racecontract::administratorsAreWrittenToThreeTimes(bench); });
  }

  void ofTwoPcsThatGoOnAtOnceOneWins() {
    repeat([] { racecontract::ofTwoPcsThatGoOnAtOnceOneWins(bench); });
  }

  void triesThatNobodyJudgesEndTheRecovery_data() { row("A33: killed between count and judgement"); }
  void triesThatNobodyJudgesEndTheRecovery() { racecontract::triesThatNobodyJudgesEndTheRecovery(bench); }

  void fiftyRecoveriesGuessingAtOnceRunIntoOneCap_data() {
    QTest::addColumn<int>("factor");
    for (const MethodKind factor : everyFactor) {
      QTest::addRow("A03: %s", qPrintable(service::domain::codeOf(factor))) << int(factor);
    }
  }
  void fiftyRecoveriesGuessingAtOnceRunIntoOneCap() {
    QFETCH(int, factor);
    // Once: 250 guesses in 50 recoveries. The rounds that follow are of its one narrow place, the last
    // misses.
    racecontract::fiftyRecoveriesGuessingAtOnceRunIntoOneCap(bench, static_cast<MethodKind>(factor));
  }

  void ofManyGuessesAtOnceNoMoreCountThanAllowed_data() {
    QTest::addColumn<int>("factor");
    QTest::addColumn<bool>("hourly");
    for (const MethodKind factor : everyFactor) {
      QTest::addRow("A03: %s", qPrintable(service::domain::codeOf(factor))) << int(factor) << false;
    }
    QTest::newRow("A03: authenticator, of the hour") << int(MethodKind::Authenticator) << true;
  }
  void ofManyGuessesAtOnceNoMoreCountThanAllowed() {
    QFETCH(int, factor);
    QFETCH(bool, hourly);
    racecontract::ofManyGuessesAtOnceNoMoreCountThanAllowed(bench, static_cast<MethodKind>(factor), hourly,
                                                            raceRounds());
  }

  void whileOneSetsAPasswordNobodyElseDoes() {
    RecoveryDesk desk;
    Visitor one(desk, "one");
    Visitor two(desk, "two");
    QVERIFY(one.reachPassword());
    desk.clock.advance(60 * 1000);
    QVERIFY(two.reachPassword());
    bool inside = false;
    RefusalKind meanwhile = RefusalKind::InternalError;
    desk.directory.beforeChange = [&] {
      if (std::exchange(inside, true)) return;
      meanwhile = kindOf(two.password("Other-Lake-43"));
    };
    QVERIFY(one.password("Quiet-Lake-42"));
    QCOMPARE(meanwhile, RefusalKind::RequestInProgress);
    QCOMPARE(desk.directory.changes, 1);
    QCOMPARE(desk.directory.passwordOf(QStringLiteral("msabc123@outlook.com")), "Quiet-Lake-42");
  }

  void theSecondOfTwoProvenRecoveriesIsRefused_data() {
    QTest::addColumn<bool>("atOnce");
    QTest::newRow("A12: one after the other") << false;
    QTest::newRow("A12: four at once") << true;
  }
  void theSecondOfTwoProvenRecoveriesIsRefused() {
    QFETCH(bool, atOnce);
    if (!atOnce) return racecontract::theSecondOfTwoProvenRecoveriesIsRefused(bench);
    repeat([] { racecontract::ofManyProvenRecoveriesAtOnceOneFinishes(bench); });
  }

  void ofTwoProvenRecoveriesAtOnceOneWinsWholly_data() { row("A13"); }
  void ofTwoProvenRecoveriesAtOnceOneWinsWholly() {
    repeat([] { racecontract::ofTwoProvenRecoveriesAtOnceOneWinsWholly(bench); });
  }

  void ofManyPasswordsOfOneRecoveryAtOnceOneIsSet_data() { row("A13: one recovery, sixteen passwords"); }
  void ofManyPasswordsOfOneRecoveryAtOnceOneIsSet() {
    repeat([] { racecontract::ofManyPasswordsOfOneRecoveryAtOnceOneIsSet(bench); });
  }

  void ofAPasswordAndAnUnlockingAtOnceOneWinsWholly() {
    repeat([] { racecontract::ofAPasswordAndAnUnlockingAtOnceOneWinsWholly(bench); });
  }

  void aStartCodeIsTakenOnceByManyAtOnce() {
    repeat([] { racecontract::aStartCodeIsTakenOnceByManyAtOnce(bench); });
  }

  void aProofAndAReturnAtOnceLeaveNoGatePassed() {
    repeat([] { racecontract::aProofAndAReturnAtOnceLeaveNoGatePassed(bench); });
  }

  void theSameWriteAtOnceActsOnce_data() {
    QTest::addColumn<int>("what");
    const char* const names[] = {"another challenge",
                                 "an answer to it",
                                 "a method",
                                 "confirming",
                                 "another code",
                                 "the right code",
                                 "the right answers",
                                 "the key",
                                 "the password",
                                 "unlocking",
                                 "the cancel",
                                 "the language",
                                 "an administrator",
                                 "a sign-in",
                                 "coming back",
                                 "the address of an appeal",
                                 "its form",
                                 "opening",
                                 "opening by an approval",
                                 "this was not me",
                                 "a wrong code",
                                 "wrong answers"};
    static_assert(std::size(names) == racecontract::repeatedWrites);
    for (int what = 0; what < racecontract::repeatedWrites; ++what) {
      QTest::addRow("A14: %s", names[what]) << what;  // NOLINT: as many as there are
    }
  }
  void theSameWriteAtOnceActsOnce() {
    QFETCH(int, what);
    racecontract::theSameWriteAtOnceActsOnce(bench, static_cast<racecontract::Repeated>(what), raceRounds());
  }

  void whatIsAllowedSeveralTimesIsNotAllowedOnceMore_data() {
    QTest::addColumn<int>("what");
    QTest::newRow("sign-ins with the new password") << 0;
    QTest::newRow("coming back") << 1;
    QTest::newRow("recoveries of one source") << 2;
    QTest::newRow("recoveries of one account") << 3;
    QTest::newRow("A25: codes to one mailbox, over recoveries and accounts") << 4;
    QTest::newRow("entries at the confirm step") << 5;
    QTest::newRow("objections and their end") << 6;
  }
  void whatIsAllowedSeveralTimesIsNotAllowedOnceMore() {
    QFETCH(int, what);
    using namespace racecontract;  // NOLINT
    constexpr auto opened = [](const StoreBenchMaker& make, int rounds) {
      ofManyOpenedAtOnceAsManyAsAllowed(make, true, rounds);
    };
    constexpr auto openedOfAccount = [](const StoreBenchMaker& make, int rounds) {
      ofManyOpenedAtOnceAsManyAsAllowed(make, false, rounds);
    };
    using Race = void (*)(const StoreBenchMaker&, int);
    const Race races[] = {ofManySignInsAtOnceAsManyAreTriedAsAllowed,
                          ofManyReturnsAtOnceAsManyAsAllowed,
                          opened,
                          openedOfAccount,
                          oneMailboxGetsOneCodeOfManyRecoveries,
                          wrongEntriesAtOnceEndTheRecovery,
                          manyObjectionsAtOnceAreToldOnceAndLiftedOnce};
    races[what](bench, raceRounds());  // NOLINT: as many as there are rows
  }

  void oneChallengeAnsweredManyTimesAtOnceIsPassedOnce_data() { row("A26: at once"); }
  void oneChallengeAnsweredManyTimesAtOnceIsPassedOnce() {
    repeat([] { racecontract::oneChallengeAnsweredManyTimesAtOnceIsPassedOnce(bench); });
  }

  void ofManyWishesForACodeAtOnceOneIsSent_data() {
    QTest::addColumn<bool>("again");
    QTest::newRow("A25: the first code, asked for at once") << false;
    QTest::newRow("A25: another code, asked for at once") << true;
  }
  void ofManyWishesForACodeAtOnceOneIsSent() {
    QFETCH(bool, again);
    repeat([again] { racecontract::ofManyWishesForACodeAtOnceOneIsSent(bench, again); });
  }

  void eachMessageIsTakenByOneOfManyWorkers() {
    repeat([] { racecontract::eachMessageIsTakenByOneOfManyWorkers(bench); });
  }

  void aProofIsUsedOnceByManyAtOnce_data() { row("A10: one proof at once"); }
  void aProofIsUsedOnceByManyAtOnce() {
    repeat([] { racecontract::aProofIsUsedOnceByManyAtOnce(bench); });
  }

  void aBusyDatabaseIsAnsweredInTimeAndForgetsNothing_data() { row("A34: another writer holds the file"); }
  void aBusyDatabaseIsAnsweredInTimeAndForgetsNothing() {
    RecoveryDesk desk(std::make_unique<SqliteBench>(service::store::SqliteOptions{.busyTimeout = 100}));
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString right = desk.lastCode();
    {
      const auto writer = desk.bench->store().begin(Access::Write);  // holds the file
      QVERIFY(!writer->failed());
      Result<Outcome, Refusal> refused{Outcome()};
      std::thread([&] { refused = visitor.code(right); }).join();
      QCOMPARE(kindOf(refused), RefusalKind::Unavailable);
    }
    QCOMPARE(desk.ask(QStringLiteral("SELECT attempts FROM codes")).toInt(), 0);
    QVERIFY(visitor.code(right));
  }

private:
  /// One row without columns, so that the case has a name.
  static void row(const char* name) {
    QTest::addColumn<int>("case");
    QTest::newRow(name) << 0;
  }
};

QTEST_GUILESS_MAIN(RecoveryRacesTest)
#include "recovery_races_test.moc"
