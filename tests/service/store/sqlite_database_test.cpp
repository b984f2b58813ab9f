// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtTest>
#include <thread>

#include "core/platform/failpoint.h"
#include "service/store/migrations.h"
#include "service/store/sql_replay_guard.h"
#include "tests/support/old_schema.h"
#include "tests/support/test_keyed_hash.h"

using namespace latchkey::service::store;  // NOLINT
using latchkey::service::domain::ProofUse;
namespace platform = latchkey::platform;

namespace {
const latchkey::tests::TestKeyedHash key;
const latchkey::tests::TestKeyedHash another{QByteArrayLiteral("another master key")};
constexpr Sql setVersion{"UPDATE meta SET value = ? WHERE name = 'schema-version'"};
constexpr Sql countTables{"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"};
}  // namespace

class SqliteDatabaseTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void init() { m_folder = std::make_unique<QTemporaryDir>(); }

  void aNewDatabaseIsPrivateAndComplete() {
    {
      const auto database = SqliteDatabase::open(path(), &key);
      QVERIFY(database);
      const auto tables = (*database)->connection()->rows(countTables);
      QVERIFY(tables && tables->first().first().toInt() > 15);
    }
    QVERIFY(SqliteDatabase::open(path(), &key));
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFile::permissions(path()) & others));
  }

  void anotherKeyIsRefused() {
    QVERIFY(SqliteDatabase::open(path(), &key));
    const auto refused = SqliteDatabase::open(path(), &another);
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, OpenFault::OtherKey);
    QVERIFY(explain(refused.error()).contains(path()));
    QVERIFY(SqliteDatabase::open(path(), nullptr));  // to be looked at
  }

  void aNewerDatabaseIsRefusedAndLeftAlone() {
    {
      const auto database = SqliteDatabase::open(path(), &key);
      QVERIFY((*database)->connection()->change(setVersion, {QString::number(schemaVersion + 1)}));
    }
    const auto refused = SqliteDatabase::open(path(), &key);
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, OpenFault::Newer);
  }

  void aDamagedDatabaseIsRefused_data() {
    QTest::addColumn<int>("offset");
    QTest::newRow("header") << 0;
    QTest::newRow("a page in the middle") << 3 * 4096;
  }
  void aDamagedDatabaseIsRefused() {
    QFETCH(int, offset);
    QVERIFY(SqliteDatabase::open(path(), &key));
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(offset));
    QCOMPARE(file.write(QByteArray(4096, 'x')), 4096);
    file.close();
    const auto refused = SqliteDatabase::open(path(), &key);
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, OpenFault::Damaged);
  }

  void openingWaitsForNoWriter() {
    const auto database = SqliteDatabase::open(path(), &key);
    const Scope writer((*database)->connection(), Scope::Mode::Write);
    QVERIFY(writer.isOpen());
    const auto second = SqliteDatabase::open(path(), &key, {.busyTimeout = 0});
    QVERIFY2(second.has_value(), second ? "" : qPrintable(explain(second.error())));
  }

  void whatIsHeldByAnotherIsToldAsSuch() {
    const auto database = SqliteDatabase::open(path(), &key);
    // The fingerprint is written where there is none.
    QVERIFY(
        (*database)->connection()->run(QStringLiteral("DELETE FROM meta WHERE name = 'key-fingerprint'")));
    const Scope writer((*database)->connection(), Scope::Mode::Write);
    QVERIFY(writer.isOpen());
    const auto refused = SqliteDatabase::open(path(), &key, {.busyTimeout = 0});
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, OpenFault::Busy);
    QVERIFY(explain(refused.error()).contains(QStringLiteral("try again")));
  }

  void aMissingFolderIsToldNotMade() {
    const auto refused = SqliteDatabase::open(m_folder->filePath(QStringLiteral("no/such/x.db")), &key);
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, OpenFault::CannotOpen);
  }

  void aScopeRollsBackUnlessCommitted() {
    const auto database = SqliteDatabase::open(path(), &key);
    Connection* const connection = (*database)->connection();
    {
      Scope scope(connection, Scope::Mode::Write);
      QVERIFY(connection->change(setVersion, {QStringLiteral("99")}));
    }
    QVERIFY(SqliteDatabase::open(path(), &key));
  }

#ifdef LATCHKEY_FAILPOINTS
  void aConnectionThatCannotRollBackIsReplaced() {
    const auto database = SqliteDatabase::open(path(), &key);
    {
      const Scope scope((*database)->connection(), Scope::Mode::Write);
      QVERIFY(scope.isOpen());
      platform::armFailpoints(platform::FailMode::Fail, 1);
    }
    QCOMPARE(QByteArray(platform::failReport().failed), QByteArray("store.rollback"));
    platform::armFailpoints(platform::FailMode::Off, 0);
    const Scope next((*database)->connection(), Scope::Mode::Write);
    QVERIFY(next.isOpen());
  }

  // Else a journal of before would be linked under the key of somebody else.
  void aFingerprintThatCannotBeReadIsNotTakenForNone() {
    qint64 reads = 0;
    for (qint64 at = 1;; ++at) {
      m_folder = std::make_unique<QTemporaryDir>();
      {
        const auto database = SqliteDatabase::open(path(), &key);
        QVERIFY(latchkey::tests::takeBackTo(**database, schemaVersion - 1));
      }
      platform::armFailpoints(platform::FailMode::Fail, at);
      const auto refused = SqliteDatabase::open(path(), &another);
      const bool failed = platform::failReport().failed != nullptr;
      platform::armFailpoints(platform::FailMode::Off, 0);
      QVERIFY(!refused);
      // Whatever failed, nothing was migrated under the other key.
      QCOMPARE(storedVersion(), schemaVersion - 1);
      if (!failed) break;
      ++reads;
    }
    QVERIFY(reads > 3);
  }
#endif

  // Else somebody whose password this service has set in another directory could be given a start code.
  void passwordsOfOtherDirectoriesAreTakenOver() {
    const auto run = [](SqliteDatabase& database, const char* sql) {
      return database.connection()->run(QString::fromLatin1(sql));
    };
    {
      const auto database = SqliteDatabase::open(path(), &key);
      QVERIFY(latchkey::tests::takeBackTo(**database, 7));
      for (const char* row : {"'a@example.com', 'm1', 1, '', x'00', x'00', 5, 1",
                              "'a@example.com', 'm2', 2, '', x'00', x'00', 9, 1",
                              "'b@example.com', 'm3', 1, '', x'00', x'00', 5, 0"}) {
        QVERIFY(
            run(**database, ("INSERT INTO directory_changes VALUES (" + QByteArray(row) + ')').constData()));
      }
    }
    const auto database = SqliteDatabase::open(path(), &key);
    QVERIFY(database);
    const auto rows = (*database)->connection()->rows(
        Sql{"SELECT account_key || ' ' || set_at FROM passwords_set ORDER BY account_key"});
    QVERIFY(rows);
    QCOMPARE(rows->size(), 1);  // what was begun and not confirmed is no password
    QCOMPARE(rows->first().first().toString(), QStringLiteral("a@example.com 9"));
  }

  void everyThreadHasAConnectionOfItsOwn() {
    const auto database = SqliteDatabase::open(path(), &key);
    Connection* const mine = (*database)->connection();
    Connection* others = nullptr;
    std::thread([&] { others = (*database)->connection(); }).join();
    QVERIFY(others != nullptr && others != mine);
    QCOMPARE((*database)->connection(), mine);
  }

  void aProofIsUsedOnceAlsoAfterARestart() {
    {
      const auto database = SqliteDatabase::open(path(), &key, {1000, false, true});
      SqlReplayGuard guard(**database);
      QCOMPARE(guard.use("proof", 10), ProofUse::First);
      QCOMPARE(guard.use("proof", 10), ProofUse::Repeated);
      QCOMPARE(guard.use("other", 10), ProofUse::First);
    }
    const auto database = SqliteDatabase::open(path(), &key);
    SqlReplayGuard guard(**database);
    QCOMPARE(guard.use("proof", 10), ProofUse::Repeated);
  }

private:
  /// As the file has it, unlike a database that is opened, which is brought up to date.
  [[nodiscard]] int storedVersion() const {
    int version = 0;
    {
      QSqlDatabase look = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
      look.setDatabaseName(path());
      if (!look.open()) qFatal("cannot look into the database");
      QSqlQuery query(QStringLiteral("SELECT value FROM meta WHERE name = 'schema-version'"), look);
      if (query.next()) version = query.value(0).toInt();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
    return version;
  }
  [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("x.db")); }
  std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(SqliteDatabaseTest)
#include "sqlite_database_test.moc"
