// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <atomic>
#include <barrier>
#include <thread>
#include <vector>

#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
/// Starts all at once, each on a thread of its own with a connection of its own.
template <typename Act>
void atOnce(int count, Act act) {
  std::barrier start(count);
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) {
    threads.emplace_back([&start, &act, i] {
      start.arrive_and_wait();
      act(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

WriteKey writeFor(int number) {
  const QByteArray key = "race" + QByteArray::number(number).rightJustified(16, '0');
  return {key, "of " + key};
}
}  // namespace

/// Many at once on one real file: exactly one wins, and counts are exact.
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

  // A01
  void ofTwoHundredWrongCodesAtOnceFiveAreJudged() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString right = desk.lastCode();
    const QString wrong = wrongFor(right);
    std::atomic<int> judged = 0;
    std::atomic<int> passed = 0;
    // 200 requests by 16 at once: as many as a worker pool lets in.
    std::atomic<int> next = 0;
    atOnce(16, [&](int) {
      for (int number = next++; number < 200; number = next++) {
        const auto answer = desk.service->perform(SubmitCode{platform::Secret(wrong.toStdString())},
                                                  visitor.token, visitor.caller, writeFor(number));
        if (answer) ++passed;
        if (kindOf(answer) == RefusalKind::CodeWrong) ++judged;
      }
    });
    QCOMPARE(passed.load(), 0);
    QCOMPARE(judged.load(), 4);  // the fifth is answered with too-many-tries
    QCOMPARE(desk.ask(QStringLiteral("SELECT attempts FROM codes")).toInt(), 5);
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM tallies WHERE scope LIKE 'miss:%'")).toInt(), 5);
    QCOMPARE(kindOf(visitor.code(right)), RefusalKind::TooManyTries);
  }

  // A02
  void ofManyRightCodesAtOnceOnePasses() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString right = desk.lastCode();
    std::atomic<int> passed = 0;
    atOnce(32, [&](int i) {
      const auto answer = desk.service->perform(SubmitCode{platform::Secret(right.toStdString())},
                                                visitor.token, visitor.caller, writeFor(i));
      if (answer && answer->snapshot.stage == Stage::Password) ++passed;
    });
    QCOMPARE(passed.load(), 1);
    QCOMPARE(desk.ask(QStringLiteral("SELECT gates_passed FROM recoveries")).toInt(), 1);
    QCOMPARE(desk.ask(QStringLiteral("SELECT epoch FROM recoveries")).toInt(), 1);
  }

  // A14
  void theSameWriteManyTimesAtOnceActsOnce() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword());
    std::atomic<int> done = 0;
    std::atomic<int> others = 0;
    atOnce(16, [&](int) {
      const auto answer = desk.service->perform(SetPassword{platform::Secret("Quiet-Lake-42")}, visitor.token,
                                                visitor.caller, writeFor(1));
      if (answer && answer->snapshot.stage == Stage::Done) ++done;
      if (!answer && answer.error().kind != RefusalKind::RequestInProgress) ++others;
    });
    QVERIFY(done.load() >= 1);
    QCOMPARE(others.load(), 0);
    QCOMPARE(desk.directory.changes, 1);
    QCOMPARE(desk.messages(), 1 + 3);
  }

  // A12
  void theSecondOfTwoProvenRecoveriesIsRefused() {
    RecoveryDesk desk;
    Visitor one(desk, "one");
    Visitor two(desk, "two");
    QVERIFY(one.reachPassword());
    desk.clock.advance(60 * 1000);
    QVERIFY(two.reachPassword());
    QVERIFY(one.password("Quiet-Lake-42"));
    QCOMPARE(kindOf(two.password("Other-Lake-43")), RefusalKind::RecoverySuperseded);
    QCOMPARE(desk.directory.passwordOf(QStringLiteral("msabc123@outlook.com")), "Quiet-Lake-42");
  }

  // A13
  void ofTwoProvenRecoveriesAtOnceOneWinsWholly() {
    for (int round = 0; round < 5; ++round) {
      RecoveryDesk desk;
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
        if (!visitors[i]->password(passwords[i])) return;
        ++won;
        winner = i;
      });
      QCOMPARE(won.load(), 1);
      QCOMPARE(desk.directory.passwordOf(QStringLiteral("msabc123@outlook.com")), passwords[winner]);
      QCOMPARE(desk.messages(), before + 3);
      QCOMPARE(kindOf(visitors[1 - winner]->password(passwords[1 - winner])),
               RefusalKind::RecoverySuperseded);
    }
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

  void oneChallengeAnsweredManyTimesAtOnceIsPassedOnce() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open());
    const QString text =
        QString::fromUtf8(*desk.service->media(Media::Picture, visitor.token, visitor.caller));
    std::atomic<int> passed = 0;
    atOnce(16, [&](int i) {
      if (desk.service->perform(AnswerChallenge{visitor.view.challenge->id, text, {}}, visitor.token,
                                visitor.caller, writeFor(i))) {
        ++passed;
      }
    });
    QCOMPARE(passed.load(), 1);
  }

  // A34
  void aBusyDatabaseIsAnsweredInTimeAndForgetsNothing() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString right = desk.lastCode();
    auto opened =
        service::store::SqliteDatabase::open(desk.path(), desk.keys.fingerprint(), {100, true, false});
    QVERIFY(opened);
    service::store::SqliteStore impatient(**opened);
    RecoveryService service({impatient,
                             desk.directory,
                             desk.renderer,
                             desk.writer,
                             desk.numbering,
                             desk.keys,
                             desk.clock,
                             desk.random,
                             {}},
                            desk.policy);
    {
      const auto writer = desk.store->begin(Access::Write);  // holds the file
      QVERIFY(!writer->failed());
      const auto refused = service.perform(SubmitCode{platform::Secret(right.toStdString())}, visitor.token,
                                           visitor.caller, writeFor(1));
      QCOMPARE(kindOf(refused), RefusalKind::Unavailable);
    }
    QCOMPARE(desk.ask(QStringLiteral("SELECT attempts FROM codes")).toInt(), 0);
    QVERIFY(visitor.code(right));
  }
};

QTEST_GUILESS_MAIN(RecoveryRacesTest)
#include "recovery_races_test.moc"
