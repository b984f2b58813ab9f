// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/service/domain/appeal_races.h"

#include <QtTest>

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

/// Races about appeals, on a real SQLite file, with real threads.
class AppealRacesTest : public QObject {
  Q_OBJECT

  /// Not synchronised with the disk: no power is cut here.
  static std::unique_ptr<StoreBench> bench() { return anyBench({.durable = false}); }

private Q_SLOTS:
  void aMessageAndACancelAtOnceAreInOneOrder() {
    racecontract::aMessageAndACancelAtOnceAreInOneOrder(bench, raceRounds());
  }

  void ofManyAppealsAtOnceThreeAreFiled() {
    racecontract::ofManyAppealsAtOnceThreeAreFiled(bench, raceRounds());
  }

  void ofManyAddressesAtOnceAsManyAreWrittenToAsAllowed_data() {
    QTest::addColumn<bool>("ofSource");
    QTest::newRow("of one source, over recoveries") << true;
    QTest::newRow("of one recovery") << false;
  }
  void ofManyAddressesAtOnceAsManyAreWrittenToAsAllowed() {
    QFETCH(bool, ofSource);
    racecontract::ofManyAddressesAtOnceAsManyAreWrittenToAsAllowed(bench, ofSource, raceRounds());
  }

  void anObjectionEndsAnAppealWhateverItMeets_data() {
    using racecontract::Against;
    QTest::addColumn<int>("against");
    QTest::newRow("the filing") << int(Against::Filing);
    QTest::newRow("the approval") << int(Against::Approval);
    QTest::newRow("the sending of its code") << int(Against::Release);
    QTest::newRow("the opening by its code") << int(Against::Opening);
  }
  void anObjectionEndsAnAppealWhateverItMeets() {
    QFETCH(int, against);
    racecontract::anObjectionEndsAnAppealWhateverItMeets(bench, static_cast<racecontract::Against>(against),
                                                         raceRounds());
  }
};

QTEST_GUILESS_MAIN(AppealRacesTest)
#include "appeal_races_test.moc"
