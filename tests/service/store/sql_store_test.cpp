// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "service/store/sql_store.h"
#include "service/store/sqlite_database.h"
#include "tests/service/store/enrolment_contract.h"
#include "tests/service/store/store_contract.h"
#include "tests/support/postgres_bench.h"
#include "tests/support/test_keyed_hash.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

using Clause = void (*)(latchkey::service::domain::Store&);
Q_DECLARE_METATYPE(Clause)

class SqlStoreTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void keepsTheContract_data() {
    QTest::addColumn<Clause>("clause");
    QTest::addColumn<bool>("onServer");
#define CLAUSE(name)                                             \
  QTest::newRow(#name) << Clause(&storecontract::name) << false; \
  QTest::newRow("postgresql: " #name) << Clause(&storecontract::name) << true
    CLAUSE(rowsComeBackAsTheyWere);
    CLAUSE(theCanonicalNameAndItsRulesAreWrittenLater);
    CLAUSE(whatIsNotCommittedNeverWas);
    CLAUSE(liveReceiptsAreUnique);
    CLAUSE(aKeyFindsTheDoneRecoveriesThatItActedOn);
    CLAUSE(anUpdateNeedsTheVersionThatWasRead);
    CLAUSE(endingOthersLeavesTheWinnerAndOtherAccounts);
    CLAUSE(aChallengeIsConsumedOnceAndReplacedByTheNext);
    CLAUSE(codesCountReplaceAndAreConsumedOnce);
    CLAUSE(talliesStopAtTheLimitOfTheWindow);
    CLAUSE(aLockIsTakenOnceUntilItEnds);
    CLAUSE(aCodeOfAnObjectionIsUsedOnceAndAFreezeEnds);
    CLAUSE(ticketsOfAnAccountAreDroppedTogether);
    CLAUSE(ticketsOfAReaderAreDroppedAlone);
    CLAUSE(aWriteIsClaimedOnceAndFinishedOnce);
    CLAUSE(aStartReleasesWhatNobodyWorksOnAnyMore);
    CLAUSE(oneAttemptAtAPasswordForEachAccount);
    CLAUSE(securityKeysCountUpAndNeverBack);
    CLAUSE(nobodyIsGivenWhatTheNearestNameHas);
    CLAUSE(factorsAreKeptByAccount);
    CLAUSE(aFailedTransactionDoesNothingMore);
    CLAUSE(settingsAreKeptByRealm);
    CLAUSE(signInsComeBackAndNeedTheVersionThatWasRead);
    CLAUSE(aChangeOfAnAccountEndsItsOtherSignIns);
    CLAUSE(codesOfSignInsCountAndAreConsumedOnce);
    CLAUSE(anAccountIsKeptWaitingToTheLatestEnd);
    CLAUSE(whatWaitsOrIsNewIsPutOff);
    CLAUSE(newsAreShownForAWhile);
    CLAUSE(registeredContactsAreRememberedForAWhile);
#undef CLAUSE
  }
  void keepsTheContract() {
    QFETCH(Clause, clause);
    QFETCH(bool, onServer);
    const auto database = open(onServer);
    QVERIFY(database);
    service::store::SqlStore store(*database);
    clause(store);
  }

  void pruningTakesOldSignInsNewsAndWaits() {
    const auto database = open(false);
    service::store::SqlStore store(*database);
    auto old = storecontract::sampleEnrolment(QStringLiteral("old"));
    old.expiresAt = 99;
    storecontract::putEnrolment(store, old);
    storecontract::putEnrolment(store, storecontract::sampleEnrolment(QStringLiteral("new")));
    const QString key = old.accountKey;
    const qint64 now = newsShownFor + qint64{2} * 24 * 3600 * 1000 + 2;
    {
      const auto tables = store.begin(Access::Write);
      tables->enrolments().putCode(
          storecontract::enrolmentCode(QStringLiteral("old"), CodePurpose::Registration, "mac"));
      tables->enrolments().putNews(key, MethodKind::Questions, true, 1);
      tables->enrolments().putNews(key, MethodKind::Questions, false, 2);
      tables->enrolments().keepWaiting(key, now - 1);
      tables->enrolments().keepWaiting(QStringLiteral("b@example.com"), now);
      QVERIFY(tables->commit());
    }
    QCOMPARE(store.prune(now, 100, 100, 100), 3);
    const auto tables = store.begin(Access::Write);
    QVERIFY(!tables->enrolments().find(QStringLiteral("old")));
    QVERIFY(!tables->enrolments().findCode(QStringLiteral("old"), QStringLiteral("c1"),
                                           CodePurpose::Registration));
    QCOMPARE(tables->enrolments().news(key, 0, now).size(), 1);
    QCOMPARE(tables->enrolments().waitsUntil(key), 0);
    QCOMPARE(tables->enrolments().waitsUntil(QStringLiteral("b@example.com")), now);
  }

  void pruningTakesTheOldAndLeavesTheRest_data() {
    QTest::addColumn<bool>("onServer");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgresql") << true;
  }
  void pruningTakesTheOldAndLeavesTheRest() {
    QFETCH(bool, onServer);
    const auto database = open(onServer);
    service::store::SqlStore store(*database);
    {
      const auto tables = store.begin(Access::Write);
      RecoveryRecord old = sampleRecovery(QStringLiteral("old"));
      old.expiresAt = 99;
      QVERIFY(tables->recoveries().insert(old));
      QVERIFY(tables->recoveries().insert(sampleRecovery(QStringLiteral("new"))));
      QVERIFY(tables->tallies().addBelow(QStringLiteral("s"), {}, 99, 0, 9));
      QVERIFY(tables->tallies().addBelow(QStringLiteral("s"), {}, 101, 0, 9));
      QVERIFY(tables->locks().lock(QStringLiteral("l"), 0, 500));
      QVERIFY(tables->commit());
    }
    QCOMPARE(store.prune(200, 100, 100, 100), 2);
    const auto tables = store.begin(Access::Read);
    QVERIFY(!tables->recoveries().find(QStringLiteral("old")));
    QVERIFY(tables->recoveries().find(QStringLiteral("new")));
    QCOMPARE(tables->tallies().since(QStringLiteral("s"), 0), QList<qint64>({101}));
    QCOMPARE(tables->locks().lockedUntil(QStringLiteral("l"), 200), 500);
  }

private:
  std::unique_ptr<service::store::Database> open(bool onServer) {
    if (onServer) {
      auto opened = service::store::PostgresDatabase::open(PostgresServer::shared().emptyDatabase(), &m_keys);
      if (!opened) qWarning().noquote() << service::store::explain(opened.error());
      return opened ? std::move(*opened) : nullptr;
    }
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = service::store::SqliteDatabase::open(m_folder->filePath(QStringLiteral("x.db")), &m_keys);
    return opened ? std::move(*opened) : nullptr;
  }
  std::unique_ptr<QTemporaryDir> m_folder;
  tests::TestKeyedHash m_keys;
};

QTEST_GUILESS_MAIN(SqlStoreTest)
#include "sql_store_test.moc"
