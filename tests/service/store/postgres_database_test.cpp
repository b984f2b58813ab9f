// SPDX-License-Identifier: GPL-3.0-or-later
// What is PostgreSQL's own: who is let in, what a restart costs, and that its schema is that of SQLite.
#include <QtTest>
#include <latch>
#include <thread>

#include "service/store/key_rotation.h"
#include "service/store/migrations.h"
#include "service/store/session.h"
#include "service/store/sql_account_store.h"
#include "tests/support/at_once.h"
#include "tests/support/manual_clock.h"
#include "tests/support/old_schema.h"
#include "tests/support/postgres_bench.h"
#include "tests/support/test_keyed_hash.h"
#include "tests/support/test_secret_box.h"

using namespace latchkey::service::store;  // NOLINT
using latchkey::service::domain::ProofUse;
using latchkey::tests::PostgresServer;
namespace platform = latchkey::platform;
namespace tests = latchkey::tests;

namespace {
const latchkey::tests::TestKeyedHash key;
const latchkey::tests::TestKeyedHash another{QByteArrayLiteral("another master key")};
constexpr Sql setVersion{"UPDATE meta SET value = ? WHERE name = 'schema-version'"};
constexpr Sql columnsSql{
    "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = "
    "'table'",
    "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'"};
constexpr Sql putSetting{"INSERT INTO settings (realm, name, value) VALUES (?, ?, ?)"};
constexpr Sql countSettings{"SELECT COUNT(*) FROM settings"};

/// This machine's, and so many ms.
class WrongClock final : public latchkey::service::domain::Clock {
public:
  explicit WrongClock(qint64 ahead) : m_ahead(ahead) {}
  void set(qint64 ahead) { m_ahead = ahead; }
  [[nodiscard]] qint64 now() const override { return QDateTime::currentMSecsSinceEpoch() + m_ahead; }

private:
  std::atomic<qint64> m_ahead;
};

QStringList columnsOf(Database& database) {
  QStringList names;
  const auto rows = database.connection()->rows(columnsSql);
  for (const QVariantList& row : rows.value_or(Connection::Rows())) names << row.first().toString();
  names.sort();
  return names;
}

std::unique_ptr<PostgresDatabase> opened(PostgresOptions options) {
  auto database = PostgresDatabase::open(std::move(options), &key);
  if (!database) qFatal("%s", qPrintable(explain(database.error())));
  return std::move(*database);
}

bool put(Database& database, const QString& name) {
  Session session(database.connection(), Scope::Mode::Write);
  session.change(putSetting, {QStringLiteral("realm"), name, QStringLiteral("value")});
  return session.commit().has_value();
}

int settingsIn(Database& database) {
  const auto rows = database.connection()->rows(countSettings);
  return rows ? rows->first().first().toInt() : -1;
}
}  // namespace

class PostgresDatabaseTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void itsTablesAreThoseOfSqlite() {
    const QTemporaryDir folder;
    const auto file = SqliteDatabase::open(folder.filePath(QStringLiteral("x.db")), &key);
    const auto database = opened(PostgresServer::shared().emptyDatabase());
    QStringList expected = columnsOf(**file);
    expected << QStringLiteral("messages.rowid");  // SQLite has it in every table
    expected.sort();
    QVERIFY(expected.size() > 100);
    QCOMPARE(columnsOf(*database), expected);
  }

  void anotherKeyAndALaterSchemaAreRefused() {
    const QString name = PostgresServer::shared().emptyDatabase().name;
    const auto database = opened(server().options(name));
    const auto foreign = PostgresDatabase::open(server().options(name), &another);
    QVERIFY(!foreign);
    QCOMPARE(foreign.error().fault, OpenFault::OtherKey);
    QVERIFY(database->connection()->change(setVersion, {QString::number(schemaVersion + 1)}));
    const auto later = PostgresDatabase::open(server().options(name), &key);
    QVERIFY(!later);
    QCOMPARE(later.error().fault, OpenFault::Newer);
    // Whoever was there before the upgrade works on until its turn comes.
    QVERIFY(put(*database, QStringLiteral("still")));
  }

  void anUpgradeLeavesThoseAtWorkWhoHaveNotBeenUpgraded() {
    const QString name = server().emptyDatabase().name;
    const auto old = opened(server().options(name));
    QVERIFY(latchkey::tests::takeBackTo(*old, schemaVersion - 1));
    QVERIFY(put(*old, QStringLiteral("before")));
    const auto upgraded = opened(server().options(name));
    QCOMPARE(
        server().ask(name, QStringLiteral("SELECT value FROM meta WHERE name = 'schema-version'")).toInt(),
        schemaVersion);
    QVERIFY(put(*old, QStringLiteral("beside")));
    QCOMPARE(settingsIn(*upgraded), 2);
  }

  /// Or a service of the version before could not work on beside the new one.
  void migrationsOnlyAdd() {
    constexpr int first = 9;                                 // before it values were carried over, too
    const auto database = opened(server().emptyDatabase());  // which brings the files of the migrations
    static const QRegularExpression adds(
        QStringLiteral("^(CREATE (UNIQUE )?(TABLE|INDEX) |ALTER TABLE \\w+ ADD COLUMN .*(DEFAULT|GENERATED "
                       "ALWAYS|REFERENCES))"));
    static const QRegularExpression comment(QStringLiteral("^--.*$"), QRegularExpression::MultilineOption);
    const QDir files(QStringLiteral(":/latchkey/store/migrations"));
    int seen = 0;
    for (const QString& name : files.entryList({QStringLiteral("*.sql")})) {
      if (name.left(3).toInt() < first) continue;
      QFile file(files.filePath(name));
      QVERIFY(file.open(QIODevice::ReadOnly));
      for (const QString& part : QString::fromUtf8(file.readAll()).remove(comment).split(u";\n"_qs)) {
        const QString statement = part.simplified();
        if (statement.isEmpty()) continue;
        QVERIFY2(adds.match(statement).hasMatch(), qPrintable(name + u": "_qs + statement));
        ++seen;
      }
    }
    QVERIFY(seen > 20);
  }

  void ofManyThatStartAtOnceEachFindsOneSchema() {
    const QString name = server().emptyDatabase().name;
    constexpr int programs = 6;
    std::latch together(programs);
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < programs; ++i) {
      threads.emplace_back([&] {
        together.arrive_and_wait();
        if (PostgresDatabase::open(server().options(name), &key)) ++good;
      });
    }
    for (std::thread& thread : threads) thread.join();
    QCOMPARE(good.load(), programs);
  }

  void overTheNetworkItIsTheRightServerAndTheRightUser_data() {
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("ownAuthority");
    QTest::addColumn<bool>("letIn");
    const QByteArray right = "Datab4se-Start-9";
    QTest::newRow("all right") << right << true << true << true;
    QTest::newRow("another password") << QByteArray("S3cret-wrong") << true << true << false;
    QTest::newRow("no TLS") << right << false << true << false;
    QTest::newRow("another authority") << right << true << false << false;
  }
  void overTheNetworkItIsTheRightServerAndTheRightUser() {
    QFETCH(QByteArray, password);
    QFETCH(bool, tls);
    QFETCH(bool, ownAuthority);
    QFETCH(bool, letIn);
    PostgresOptions options = server().emptyDatabase();
    options.host = QStringLiteral("127.0.0.1");
    options.password = platform::Secret(password.toStdString());
    options.tls = tls;
    if (ownAuthority) options.caFile = server().authority();
    const auto database = PostgresDatabase::open(std::move(options), &key);
    QCOMPARE(database.has_value(), letIn);
    if (letIn) return;
    QCOMPARE(database.error().fault, OpenFault::NoServer);
    QVERIFY(!explain(database.error()).contains(QString::fromLatin1(password)));
  }

  void aDatabaseOfAnotherEncodingIsRefused() {
    server().ask(QStringLiteral("postgres"),
                 QStringLiteral(
                     "CREATE DATABASE latin OWNER latchkey TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"));
    const auto database = PostgresDatabase::open(server().options(QStringLiteral("latin")), &key);
    QVERIFY(!database);
    QCOMPARE(database.error().fault, OpenFault::UnfitServer);
  }

  void aClockThatIsNotTheServersIsRefused_data() {
    QTest::addColumn<qint64>("ahead");
    QTest::addColumn<QString>("said");
    const qint64 minutes = 20 * 60'000;
    QTest::newRow("right") << qint64{0} << QString();
    QTest::newRow("a little ahead") << qint64{3'000} << QString();
    QTest::newRow("a little behind") << qint64{-3'000} << QString();
    QTest::newRow("ahead") << minutes
                           << QStringLiteral("clock is 1[12]\\d\\d s ahead of the database server's");
    QTest::newRow("behind") << -minutes
                            << QStringLiteral("clock is 1[12]\\d\\d s behind the database server's");
  }
  void aClockThatIsNotTheServersIsRefused() {
    QFETCH(qint64, ahead);
    QFETCH(QString, said);
    const WrongClock clock(ahead);
    PostgresOptions options = server().emptyDatabase();
    const QString name = options.name;
    options.clock = &clock;
    const auto database = PostgresDatabase::open(std::move(options), &key);
    QCOMPARE(database.has_value(), said.isEmpty());
    if (database) {
      const auto measured = (*database)->aheadOfServer(clock);
      QVERIFY2(measured && std::abs(*measured) <= std::abs(ahead), "at least, never more");
      return;
    }
    QCOMPARE(database.error().fault, OpenFault::ClockApart);
    const QString words = explain(database.error());
    QVERIFY2(QRegularExpression(said).match(words).hasMatch(), qPrintable(words));
    // Nothing was made there yet.
    QVERIFY(!PostgresDatabase::isInUse(server().options(name)).value_or(true));
  }

  void aClockThatGoesAstrayIsToldOnce() {
    WrongClock clock(0);
    PostgresOptions options = server().emptyDatabase();
    options.clock = &clock;
    const auto database = opened(std::move(options));
    QStringList told;
    std::mutex mutex;
    database->watchFaults([&](const QString& detail) {
      const std::lock_guard lock(mutex);
      told << detail;
    });
    const auto newSession = [&database] {
      std::thread([&] {
        QVERIFY(put(*database, QUuid::createUuid().toString()));  // it is worked on all the same
        database->releaseThread();
      }).join();
    };
    newSession();
    QCOMPARE(told, QStringList());
    clock.set(20 * 60'000);
    newSession();
    newSession();
    QCOMPARE(told.size(), 1);
    QVERIFY2(told.first().contains(QStringLiteral("ahead of the database server's")),
             qPrintable(told.first()));
    clock.set(0);
    database->compareClocks();
    clock.set(-20 * 60'000);
    database->compareClocks();
    QCOMPARE(told.size(), 2);
    QVERIFY2(told.last().contains(QStringLiteral("behind the database server's")), qPrintable(told.last()));
  }

  void whatTheLogIsToldHoldsNoValue() {
    const auto database = opened(server().emptyDatabase());
    QVERIFY(put(*database, QStringLiteral("secret-value")));
    Connection* const connection = database->connection();
    QVERIFY(
        !connection->change(putSetting, {QStringLiteral("realm"), QStringLiteral("secret-value"), u"v"_qs}));
    QCOMPARE(connection->fault(), SqlFault::Conflict);
    QVERIFY2(!connection->detail().contains(QStringLiteral("secret")), qPrintable(connection->detail()));
    QVERIFY(!connection->change(countedBy, {QStringLiteral("secret-value")}));
    QVERIFY2(!connection->detail().contains(QStringLiteral("secret")), qPrintable(connection->detail()));
  }

  /// Literals that are alike lie at one address.
  void statementsThatAreAlikeInSqliteAreTwoHere() {
    static constexpr char alike[] = "SELECT 1";
    const Sql one{alike};
    const Sql other{alike, "SELECT 2"};
    const auto database = opened(server().emptyDatabase());
    QCOMPARE((*database->connection()->rows(one))[0][0].toInt(), 1);
    QCOMPARE((*database->connection()->rows(other))[0][0].toInt(), 2);
  }

  void aTransactionThatFailedIsNotCommitted() {
    const auto database = opened(server().emptyDatabase());
    Connection* const connection = database->connection();
    {
      Scope scope(connection, Scope::Mode::Write);
      QVERIFY(connection->change(putSetting, {u"r"_qs, u"n"_qs, u"v"_qs}));
      QVERIFY(!connection->change(putSetting, {u"r"_qs, u"n"_qs, u"v"_qs}));
      QVERIFY(!scope.commit());
    }
    QCOMPARE(settingsIn(*database), 0);
    QVERIFY(put(*database, QStringLiteral("n")));
  }

  void aWriterWaitsForAnotherNoLongerThanItsTime() {
    const QString name = server().emptyDatabase().name;
    PostgresOptions options = server().options(name);
    options.lockDeadline = 100;
    const auto database = opened(std::move(options));
    Scope held(database->connection(), Scope::Mode::Write);
    QVERIFY(held.isOpen());
    std::thread([&] {
      QVERIFY(!Scope(database->connection(), Scope::Mode::Write).isOpen());
      QCOMPARE(database->connection()->fault(), SqlFault::Busy);
      // Readers wait for nobody.
      QVERIFY(Scope(database->connection(), Scope::Mode::Read).isOpen());
      QCOMPARE(settingsIn(*database), 0);
      database->releaseThread();
    }).join();
    QVERIFY(held.commit());
    QVERIFY(put(*database, QStringLiteral("after")));
  }

  /// As two services do: what was read is still so when it is written.
  void whatManyCountAtOnceIsCountedWhole() {
    const QString name = server().emptyDatabase().name;
    const std::array databases{opened(server().options(name)), opened(server().options(name))};
    QVERIFY(put(*databases[0], QStringLiteral("count")));
    QVERIFY(databases[0]->connection()->change(setCount, {QStringLiteral("0")}));
    constexpr int writers = 8;
    constexpr int each = 25;
    std::atomic<int> good = 0;
    tests::atOnce(writers, [&](int writer) {
      Database& database = *databases[static_cast<std::size_t>(writer % 2)];
      for (int i = 0; i < each; ++i) {
        Session session(database.connection(), Scope::Mode::Write);
        const auto rows = session.rows(countSql, {});
        const int read = rows.isEmpty() ? -1 : rows.first().first().toInt();
        session.change(setCount, {QString::number(read + 1)});
        if (session.commit()) ++good;
      }
      database.releaseThread();
    });
    QCOMPARE(good.load(), writers * each);
    QCOMPARE(databases[0]->connection()->rows(countSql)->first().first().toInt(), writers * each);
  }

  void ofManyThatShowOneProofOneIsFirst() {
    const QString name = server().emptyDatabase().name;
    const std::array databases{opened(server().options(name)), opened(server().options(name))};
    constexpr int rounds = 20;
    std::array<std::atomic<int>, rounds> first{};
    for (int round = 0; round < rounds; ++round) {
      tests::atOnce(6, [&](int which) {
        Database& database = *databases[static_cast<std::size_t>(which % 2)];
        std::ignore = database.connection();
        const ProofUse use = SqlReplayGuard(database).use("proof " + QByteArray::number(round), 1000);
        if (use == ProofUse::First) ++first[static_cast<std::size_t>(round)];
        database.releaseThread();
      });
    }
    for (const std::atomic<int>& times : first) QCOMPARE(times.load(), 1);
  }

  void aTransactionThatIsForgottenIsEnded() {
    PostgresOptions options = server().emptyDatabase();
    options.forgottenDeadline = 100;
    options.lockDeadline = 20'000;
    const auto database = opened(std::move(options));
    // As of a program that hangs: it holds the lock and does nothing more.
    Scope forgotten(database->connection(), Scope::Mode::Write);
    QVERIFY(forgotten.isOpen());
    std::thread([&] {
      QVERIFY(put(*database, QStringLiteral("waited")));
      database->releaseThread();
    }).join();
    QVERIFY(!forgotten.commit());
  }

  /// As an import, which takes its time until everything is there.
  void aLateWriterKeepsNobodyWaitingBeforeItJoins() {
    PostgresOptions options = server().emptyDatabase();
    options.lockDeadline = 100;
    const auto database = opened(std::move(options));
    Scope late(database->connection(), Scope::Mode::LateWrite);
    QVERIFY(database->connection()->change(
        putSetting, {QStringLiteral("realm"), QStringLiteral("late"), QStringLiteral("v")}));
    const auto others = [&](const QString& name) {
      bool done = false;
      std::thread([&] {
        done = put(*database, name);
        database->releaseThread();
      }).join();
      return done;
    };
    QVERIFY(others(QStringLiteral("before")));
    QVERIFY(late.join());
    QVERIFY(!others(QStringLiteral("behind")));
    QVERIFY(late.commit());
    QCOMPARE(settingsIn(*database), 2);
  }

  /// A trigger of the test's looks whether others would have to wait.
  void anImportMovesItsAccountsBeforeItJoinsTheWriters() {
    const QString name = server().emptyDatabase().name;
    const auto database = opened(server().options(name));
    std::ignore = server().ask(
        name, QStringLiteral(
                  "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                  "IF EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 4242 AND pid = "
                  "pg_backend_pid()) "
                  "THEN RAISE EXCEPTION 'others wait'; END IF; RETURN NEW; END $$; "
                  "CREATE TRIGGER refuse BEFORE INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION refuse(); "
                  "GRANT EXECUTE ON FUNCTION refuse() TO latchkey"));
    tests::ManualClock clock;
    SqlAccountStore accounts(*database, clock);
    latchkey::service::domain::NewAccount fresh;
    fresh.account.key = QStringLiteral("a@example.com");
    QVERIFY(accounts.add({fresh}));
    QCOMPARE(server()
                 .ask(name, QStringLiteral("SELECT COUNT(*) FROM journal WHERE event = 'accounts-added'"))
                 .toInt(),
             1);
  }

  /// An import reads a file that may be long, or a pipe that may pause.
  void whoFillsTablesOfTheirOwnHasTime() {
    PostgresOptions options = server().emptyDatabase();
    options.forgottenDeadline = 100;
    options.lockDeadline = 20'000;
    const auto database = opened(std::move(options));
    Scope patient(database->connection(), Scope::Mode::Temporary);
    static constexpr Sql longest{"SELECT current_setting('statement_timeout')"};
    QCOMPARE((*database->connection()->rows(longest))[0][0].toString(), QStringLiteral("0"));
    std::thread([&] {
      {
        Scope forgotten(database->connection(), Scope::Mode::Write);
        std::thread([&] {
          QVERIFY(put(*database, QStringLiteral("waited")));  // until the other was ended
          database->releaseThread();
        }).join();
        QVERIFY(!forgotten.commit());
      }
      database->releaseThread();
    }).join();
    QVERIFY(patient.commit());
    QVERIFY((*database->connection()->rows(longest))[0][0].toString() != u"0");
  }

  void aRestartCostsTheTransactionThatItMeetsAndNoOther() {
    PostgresServer own;
    const auto database = opened(own.emptyDatabase());
    QVERIFY(put(*database, QStringLiteral("before")));
    {
      Session met(database->connection(), Scope::Mode::Write);
      met.change(putSetting, {u"r"_qs, u"met"_qs, u"v"_qs});
      own.restart();
      QVERIFY(!met.commit());
    }
    QVERIFY(put(*database, QStringLiteral("next")));
    own.restart();
    QVERIFY(put(*database, QStringLiteral("idle while it was restarted")));
    QCOMPARE(settingsIn(*database), 3);

    own.stop();
    QVERIFY(!put(*database, QStringLiteral("nobody there")));
    own.start();
    QVERIFY(put(*database, QStringLiteral("there again")));
    QCOMPARE(settingsIn(*database), 4);
  }

  void theKeyIsNotChangedWhileAnybodyIsAtWork() {
    const QString name = server().emptyDatabase().name;
    {
      const auto database = opened(server().options(name));
      const auto service = opened(server().options(name));
      std::atomic<bool> ended = false;
      std::atomic<int> refused = 0;
      std::atomic<int> written = 0;
      // Who is at work is not held up, and others may come to work meanwhile.
      std::thread atWork([&] {
        do {
          if (!put(*service, QString::number(written))) ++refused;
          ++written;
          if (!PostgresDatabase::open(server().options(name), &key)) ++refused;
        } while (!ended);
        service->releaseThread();
      });
      // As often as it takes until somebody has written twice beside it: a refusal is told at once.
      auto report = rotated(*database);
      while (!report && written < 2) report = rotated(*database);
      ended = true;
      atWork.join();
      QVERIFY(!report);
      QCOMPARE(report.error().fault, OpenFault::InUse);
      QVERIFY(written > 1);
      QCOMPARE(refused.load(), 0);
    }
    QVERIFY(rotated(*opened(server().options(name))));
    QVERIFY(PostgresDatabase::open(server().options(name), &another));
  }

  void whoHasTheOldKeyIsNotLetInAgain() {
    PostgresServer own;
    const QString name = own.emptyDatabase().name;
    const auto service = opened(own.options(name));
    QString told;
    service->watchFaults([&told](const QString& detail) { told = detail; });
    QVERIFY(put(*service, QStringLiteral("before")));
    own.restart();
    // It does not know yet that its session is gone.
    QVERIFY(rotated(*opened(own.options(name))));
    QVERIFY(!put(*service, QStringLiteral("by the old key")));
    QVERIFY(service->connection() == nullptr);
    QVERIFY2(told.contains(QStringLiteral("master key")), qPrintable(told));
  }

private:
  static latchkey::Result<RotationReport, OpenFailure> rotated(Database& database) {
    tests::TestSecretBox oldBox;
    tests::TestSecretBox newBox;
    return rotateKeys(database, {key, another, oldBox, newBox}, 1'700'000'000'000);
  }
  static constexpr Sql countedBy{"SELECT CAST(CAST(? AS TEXT) AS BIGINT)"};
  static constexpr Sql countSql{"SELECT value FROM settings WHERE name = 'count'"};
  static constexpr Sql setCount{"UPDATE settings SET value = ? WHERE name = 'count'"};
  static PostgresServer& server() { return PostgresServer::shared(); }
};

QTEST_GUILESS_MAIN(PostgresDatabaseTest)
#include "postgres_database_test.moc"
