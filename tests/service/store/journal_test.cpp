// SPDX-License-Identifier: GPL-3.0-or-later
// The journal as a chain, on a real file: whatever is done to it past the service shows.
#include <QtTest>

#include "service/store/migrations.h"
#include "service/store/sql_audit_trail.h"
#include "service/store/sqlite_database.h"
#include "tests/support/at_once.h"
#include "tests/support/old_schema.h"
#include "tests/support/postgres_bench.h"

using namespace latchkey;                   // NOLINT
using namespace latchkey::service::domain;  // NOLINT
using service::store::Database;
using service::store::SqlAuditTrail;
using service::store::SqliteDatabase;
using tests::SqliteBench;
using tests::TestKeyedHash;

namespace {
const TestKeyedHash key;

JournalEntry entry(qint64 at, const QString& detail = QStringLiteral("mail *****: queued")) {
  return {at,     QStringLiteral("code-queued"), QStringLiteral("recovery"), QStringLiteral("a@example.com"),
          detail, QStringLiteral("7Q4-K2M")};
}

bool note(Store& store, const JournalEntry& what) {
  const auto tables = store.begin(Access::Write);
  tables->outgoing().note(what);
  return tables->commit().has_value();
}

/// "whole", or "changed 3".
QString verdict(Database& database, const std::optional<KnownRow>& known = std::nullopt) {
  const auto report = SqlAuditTrail(database, key).verify(known);
  if (!report) return QStringLiteral("unavailable");
  if (!report->broken) return QStringLiteral("whole");
  return codeOf(report->broken->fault) + u' ' + QString::number(report->broken->row);
}
KnownRow endOf(Database& database) {
  return SqlAuditTrail(database, key).verify({})->end;
}

/// Eight rows, one of them of another account.
struct Trail {
  Trail() {
    for (int i = 1; i <= 8; ++i) {
      JournalEntry next = entry(i * 10);
      if (i == 4) next.accountKey = QStringLiteral("b@example.com");
      if (!note(bench.store(), next)) qFatal("cannot note");
    }
  }
  /// As somebody who may write the file would, without the key.
  void tamper(const QString& statements) const {
    for (const QString& sql : statements.split(QStringLiteral("; "))) std::ignore = bench.ask(sql);
  }
  [[nodiscard]] QString verdict(const std::optional<KnownRow>& known = std::nullopt) {
    return ::verdict(bench.database(), known);
  }
  SqliteBench bench;
};
}  // namespace

class JournalTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void anEmptyJournalIsWhole() {
    SqliteBench bench;
    QCOMPARE(verdict(bench.database()), QStringLiteral("whole"));
    QCOMPARE(endOf(bench.database()).number, 0);
  }

  void whatWasDoneToItShows_data() {
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* name, const char* sql, const char* told) {
      QTest::newRow(name) << QString::fromLatin1(sql) << QString::fromLatin1(told);
    };
    row("nothing", "SELECT 1", "whole");
    row("time", "UPDATE journal SET at = at + 1 WHERE number = 3", "changed 3");
    row("event", "UPDATE journal SET event = 'code-withheld' WHERE number = 3", "changed 3");
    row("recovery", "UPDATE journal SET recovery_id = 'another' WHERE number = 3", "changed 3");
    row("account", "UPDATE journal SET account_key = 'b@example.com' WHERE number = 3", "changed 3");
    row("detail", "UPDATE journal SET detail = '' WHERE number = 3", "changed 3");
    row("receipt", "UPDATE journal SET receipt = '7Q4-K2N' WHERE number = 3", "changed 3");
    row("link", "UPDATE journal SET link = zeroblob(32) WHERE number = 3", "changed 3");
    row("no link", "UPDATE journal SET link = x'' WHERE number = 3", "changed 3");
    row("from one field to the next",
        "UPDATE journal SET event = event || recovery_id, recovery_id = '' WHERE number = 3", "changed 3");
    row("the first row", "UPDATE journal SET at = 0 WHERE number = 1", "changed 1");
    row("the last row", "UPDATE journal SET at = 0 WHERE number = 8", "changed 8");
    row("two rows: the first is told", "UPDATE journal SET at = 0 WHERE number IN (5, 3)", "changed 3");
    row("row with the link of another",
        "UPDATE journal SET link = (SELECT j.link FROM journal j WHERE j.number = 2) WHERE number = 3",
        "changed 3");
    row("first one missing", "DELETE FROM journal WHERE number = 1", "missing 1");
    row("one missing", "DELETE FROM journal WHERE number = 3", "missing 3");
    row("one missing, the gap closed",
        "DELETE FROM journal WHERE number = 3; UPDATE journal SET number = number - 1 WHERE number > 3",
        "changed 3");
    row("rows of one account missing", "DELETE FROM journal WHERE account_key = 'b@example.com'",
        "missing 4");
    row("swapped",
        "UPDATE journal SET number = 99 WHERE number = 2; UPDATE journal SET number = 2 WHERE number = 3; "
        "UPDATE journal SET number = 3 WHERE number = 99",
        "changed 2");
    row("put in at the end",
        "INSERT INTO journal SELECT 9, at, event, recovery_id, account_key, detail, receipt, link FROM "
        "journal WHERE number = 8",
        "changed 9");
    row("put in before the first",
        "INSERT INTO journal SELECT 0, at, event, recovery_id, account_key, detail, receipt, link FROM "
        "journal WHERE number = 1",
        "changed 0");
    row("cut off", "DELETE FROM journal WHERE number > 6", "cut-off 7");
    row("last one cut off", "DELETE FROM journal WHERE number = 8", "cut-off 8");
    row("all cut off", "DELETE FROM journal", "cut-off 1");
    row("cut off, the head set back",
        "DELETE FROM journal WHERE number > 6; UPDATE journal_head SET last = 6, last_link = (SELECT link "
        "FROM journal WHERE number = 6)",
        "head 6");
    row("cut off, and no head", "DELETE FROM journal WHERE number > 6; DELETE FROM journal_head", "head 6");
    row("beginning cut off, the head set on",
        "UPDATE journal_head SET pruned = 2, pruned_link = (SELECT link FROM journal WHERE number = 2); "
        "DELETE FROM journal WHERE number <= 2",
        "head 8");
    row("no head", "DELETE FROM journal_head", "head 8");
    row("seal", "UPDATE journal_head SET seal = zeroblob(32)", "head 8");
    row("nothing left", "DELETE FROM journal; DELETE FROM journal_head", "head 0");
  }
  void whatWasDoneToItShows() {
    QFETCH(QString, sql);
    QFETCH(QString, told);
    Trail trail;
    trail.tamper(sql);
    QCOMPARE(trail.verdict(), told);
    // Nor does the service cover it up by going on.
    trail.bench.reopen();
    std::ignore = note(trail.bench.store(), entry(90));
    QCOMPARE(trail.verdict() == u"whole", told == u"whole");
  }

  void serviceGoesOnWithAHeadThatWasChanged() {
    Trail trail;
    trail.tamper(QStringLiteral("DELETE FROM journal_head"));
    QVERIFY(note(trail.bench.store(), entry(90)));
    QVERIFY(note(trail.bench.store(), entry(100)));
    QCOMPARE(trail.bench.ask(QStringLiteral("SELECT MAX(number) FROM journal")).toInt(), 10);
    QCOMPARE(trail.verdict(), QStringLiteral("head 10"));
  }

  void anOlderStateOfTheWholeDatabaseShowsAgainstTheEndThatWasWrittenDown() {
    Trail trail;
    trail.tamper(QStringLiteral("CREATE TABLE kept AS SELECT * FROM journal_head"));
    QVERIFY(note(trail.bench.store(), entry(90)));
    const KnownRow end = endOf(trail.bench.database());
    QCOMPARE(trail.verdict(end), QStringLiteral("whole"));
    trail.tamper(
        QStringLiteral("DELETE FROM journal WHERE number = 9; DELETE FROM journal_head; "
                       "INSERT INTO journal_head SELECT * FROM kept"));
    QCOMPARE(trail.verdict(), QStringLiteral("whole"));  // by itself it cannot be told
    QCOMPARE(trail.verdict(end), QStringLiteral("cut-off 9"));
    // Grown past that end again, by other rows.
    trail.bench.reopen();
    QVERIFY(note(trail.bench.store(), entry(91)) && note(trail.bench.store(), entry(92)));
    QCOMPARE(trail.verdict(), QStringLiteral("whole"));
    QCOMPARE(trail.verdict(end), QStringLiteral("not-known 9"));
  }

  void anotherKeyMakesNoLinks() {
    Trail trail;
    const TestKeyedHash other(QByteArrayLiteral("another master key"));
    const auto report = SqlAuditTrail(trail.bench.database(), other).verify({});
    QVERIFY(report && report->broken && report->broken->row == 1);
  }

  void aRowLastsWithItsChangeOnly() {
    SqliteBench bench;
    {
      const auto tables = bench.store().begin(Access::Write);
      tables->settings().put(QStringLiteral("r"), QStringLiteral("n"), QStringLiteral("v"));
      tables->outgoing().note(entry(10));
    }
    QCOMPARE(bench.ask(QStringLiteral("SELECT COUNT(*) FROM journal")).toInt(), 0);
    // And the change with its row only.
    std::ignore = bench.ask(QStringLiteral("DROP TABLE journal_head"));
    {
      const auto tables = bench.store().begin(Access::Write);
      tables->settings().put(QStringLiteral("r"), QStringLiteral("n"), QStringLiteral("v"));
      tables->outgoing().note(entry(10));
      QVERIFY(!tables->commit());
    }
    QCOMPARE(bench.ask(QStringLiteral("SELECT COUNT(*) FROM settings")).toInt(), 0);
  }

  void manyWritersMakeOneChain_data() {
    QTest::addColumn<bool>("onServer");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgresql") << true;
  }
  void manyWritersMakeOneChain() {
    QFETCH(bool, onServer);
    if (onServer) return makeOneChain<tests::PostgresBench>({});
    makeOneChain<SqliteBench>({.busyTimeout = 30'000, .durable = false});
  }

  void everyTextComesBackAsItWasLinked_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("Japanese") << QStringLiteral("復旧を始めました");
    QTest::newRow("beyond the basic plane") << QString::fromUcs4(U"\U0001F511");
    QTest::newRow("lone surrogate") << QString(QChar(0xD800));
    QTest::newRow("NUL") << QString(QChar(0)) + u'x';
    QTest::newRow("quotes") << QStringLiteral("'); DROP TABLE journal; --");
  }
  void everyTextComesBackAsItWasLinked() {
    QFETCH(QString, text);
    SqliteBench bench;
    QVERIFY(note(bench.store(), entry(10, text)));
    QCOMPARE(verdict(bench.database()), QStringLiteral("whole"));
  }

  void pruningTakesTheOldestAndKeepsTheChain() {
    Trail trail;
    const auto prune = [&](qint64 before) {
      return service::store::SqlStore(trail.bench.database()).prune(1000, 0, before, 0);
    };
    QCOMPARE(prune(10), 0);
    QCOMPARE(prune(35), 3);
    QCOMPARE(trail.bench.ask(QStringLiteral("SELECT MIN(number) FROM journal")).toInt(), 4);
    QCOMPARE(
        trail.bench.ask(QStringLiteral("SELECT detail FROM journal WHERE event = 'journal-pruned'")).toInt(),
        3);
    QCOMPARE(trail.verdict(), QStringLiteral("whole"));
    trail.tamper(QStringLiteral("DELETE FROM journal WHERE number = 4"));
    QCOMPARE(trail.verdict(), QStringLiteral("missing 4"));
  }

  void pruningTakesAllThatIsOld() {
    Trail trail;
    service::store::SqlStore store(trail.bench.database());
    QCOMPARE(store.prune(1000, 0, 500, 0), 8);
    QCOMPARE(trail.verdict(), QStringLiteral("whole"));
    QCOMPARE(endOf(trail.bench.database()).number, 9);
  }

  void whatIsBrokenIsNotPruned_data() {
    QTest::addColumn<QString>("sql");
    QTest::newRow("made old") << QStringLiteral("UPDATE journal SET at = 1 WHERE number < 6");
    QTest::newRow("one missing") << QStringLiteral("DELETE FROM journal WHERE number = 1");
    QTest::newRow("head changed") << QStringLiteral("UPDATE journal_head SET seal = x''");
  }
  void whatIsBrokenIsNotPruned() {
    QFETCH(QString, sql);
    Trail trail;
    trail.tamper(sql);
    const QString told = trail.verdict();
    QCOMPARE(service::store::SqlStore(trail.bench.database()).prune(1000, 0, 10, 0), 0);
    QCOMPARE(trail.verdict(), told);
  }

  void theLatestComeByAccountAndReceipt() {
    Trail trail;
    SqlAuditTrail reader(trail.bench.database(), key);
    const auto numbers = [&](const char* account, const char* receipt, int limit) {
      QList<qint64> found;
      const auto rows = reader.latest(QString::fromLatin1(account), QString::fromLatin1(receipt), limit);
      for (const JournalRow& row : *rows) found << row.number;
      return found;
    };
    QCOMPARE(numbers("", "", 3), QList<qint64>({6, 7, 8}));
    QCOMPARE(numbers("b@example.com", "", 9), QList<qint64>({4}));
    QCOMPARE(numbers("", "7Q4-K2M", 2), QList<qint64>({7, 8}));
    QCOMPARE(numbers("b@example.com", "7Q4-K2M", 9), QList<qint64>({4}));
    QCOMPARE(numbers("c@example.com", "", 9), QList<qint64>());
  }

  void aJournalOfBeforeBecomesAChain() {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.db"));
    makeOld(path);
    const TestKeyedHash other(QByteArrayLiteral("another master key"));
    const auto refused = SqliteDatabase::open(path, &other);
    QVERIFY(!refused && refused.error().fault == service::store::OpenFault::OtherKey);
    const auto database = SqliteDatabase::open(path, &key);
    QVERIFY(database);
    QCOMPARE(verdict(**database), QStringLiteral("whole"));
    const auto rows = SqlAuditTrail(**database, key).latest({}, {}, 10);
    QCOMPARE(rows->size(), 3);
    QCOMPARE(rows->first().entry.event, QStringLiteral("later"));  // in the order in which they came
    QCOMPARE(rows->at(1).number, 2);
    QCOMPARE(rows->last().entry.event, QStringLiteral("journal-adopted"));
    QCOMPARE(rows->last().entry.detail, QStringLiteral("2 rows, up to row 2"));
    QVERIFY(rows->last().entry.at > 1'700'000'000'000);
    QCOMPARE(SqlAuditTrail(**database, key).verify({})->adopted->number, 3);
    service::store::SqlStore store(**database);
    QVERIFY(note(store, entry(30)));
    QCOMPARE(verdict(**database), QStringLiteral("whole"));
    QVERIFY(
        (*database)->connection()->run(QStringLiteral("UPDATE journal SET detail = 'x' WHERE number = 1")));
    QCOMPARE(verdict(**database), QStringLiteral("changed 1"));
  }

  // Whoever may write the file, but has not the key, has the service itself link what they made of it.
  void aSchemaThatWasPutBackIsSeen_data() {
    QTest::addColumn<QString>("also");
    QTest::addColumn<QString>("told");
    QTest::newRow("rows changed") << QStringLiteral("UPDATE journal SET event = 'innocent'")
                                  << QStringLiteral("2 rows, up to row 2");
    QTest::newRow("rows removed") << QStringLiteral("DELETE FROM journal")
                                  << QStringLiteral("0 rows, up to row 0");
  }
  void aSchemaThatWasPutBackIsSeen() {
    QFETCH(QString, also);
    QFETCH(QString, told);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.db"));
    makeOld(path, also);
    const auto database = SqliteDatabase::open(path, &key);
    QVERIFY(database);
    const auto report = SqlAuditTrail(**database, key).verify({});
    QVERIFY(!report->broken && report->adopted);
    QCOMPARE(report->adopted->entry.detail, told);
    // Nor can that row be taken out again.
    QVERIFY((*database)->connection()->run(
        QStringLiteral("DELETE FROM journal WHERE event = 'journal-adopted'")));
    QVERIFY(verdict(**database).startsWith(QStringLiteral("cut-off")));
  }

  void aNewJournalHasAdoptedNothing() {
    SqliteBench bench;
    QVERIFY(!SqlAuditTrail(bench.database(), key).verify({})->adopted);
  }

private:
  /// Back to the schema of before the chain.
  static void makeOld(const QString& path, const QString& also = QStringLiteral("SELECT 1")) {
    const auto database = SqliteDatabase::open(path, &key);
    QVERIFY(tests::takeBackTo(**database, 5));
    for (const char* const sql :
         {"DROP TABLE journal", "DROP TABLE journal_head",
          "CREATE TABLE journal (at INTEGER NOT NULL, event TEXT NOT NULL, recovery_id TEXT NOT NULL, "
          "account_key TEXT NOT NULL, detail TEXT NOT NULL)",
          "CREATE INDEX journal_age ON journal (at)", "INSERT INTO journal VALUES (20, 'later', '', '', '')",
          "INSERT INTO journal VALUES (10, 'earlier', '', '', '')",
          "UPDATE meta SET value = '4' WHERE name = 'schema-version'"}) {
      QVERIFY2((*database)->connection()->run(QString::fromLatin1(sql)), sql);
    }
    QVERIFY((*database)->connection()->run(also));
  }

  template <typename Bench>
  void makeOneChain(const service::store::SqliteOptions& options) {
    Bench bench(options);
    constexpr int writers = 8;
    constexpr int each = 10;
    tests::Crew crew(writers);
    for (int round = 1; round <= tests::raceRounds(3); ++round) {
      std::atomic<int> noted = 0;
      crew.atOnce([&](int writer) {
        for (int i = 0; i < each; ++i) {
          const auto tables = bench.store().begin(Access::Write);
          tables->outgoing().note(entry(writer * 1000 + i));
          tables->outgoing().note(entry(writer * 1000 + i + 1));
          if (i % 5 == 0) continue;  // rolled back: leaves no gap
          if (tables->commit()) ++noted;
        }
      });
      QCOMPARE(noted.load(), writers * each * 4 / 5);
      QCOMPARE(endOf(bench.database()).number, 2 * noted.load() * round);
    }
    QCOMPARE(verdict(bench.database()), QStringLiteral("whole"));
  }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
