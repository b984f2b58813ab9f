// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "service/store/sql_change_ledger.h"
#include "service/store/sqlite_database.h"
#include "tests/support/postgres_bench.h"
#include "tests/support/test_keyed_hash.h"

using namespace latchkey;                   // NOLINT
using namespace latchkey::service::domain;  // NOLINT

namespace {
const QString key = QStringLiteral("a@example.com");

DirectoryChange change(const QString& marker, const QString& account = key) {
  return {account, marker, QStringLiteral("ldaps://dc1"), "4", "verifier of " + marker.toLatin1(),
          1234,    false};
}
}  // namespace

class SqlChangeLedgerTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void initTestCase_data() {
    QTest::addColumn<bool>("onServer");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgresql") << true;
  }
  void init() {
    QFETCH_GLOBAL(bool, onServer);
    m_ledger.reset();
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    if (onServer) {
      m_database = std::move(
          *service::store::PostgresDatabase::open(tests::PostgresServer::shared().emptyDatabase(), &m_keys));
    } else {
      m_database = std::move(
          *service::store::SqliteDatabase::open(m_folder->filePath(QStringLiteral("x.db")), &m_keys));
    }
    m_ledger = std::make_unique<service::store::SqlChangeLedger>(*m_database);
  }
  void cleanupTestCase() {
    m_ledger.reset();
    m_database.reset();
  }

  void aChangeComesBackAsItWasBegun() {
    QVERIFY(m_ledger->begin(change(QStringLiteral("m1"))));
    const auto found = m_ledger->find(key, QStringLiteral("m1"));
    QVERIFY(found && *found);
    QCOMPARE((*found)->server, QStringLiteral("ldaps://dc1"));
    QCOMPARE((*found)->stateBefore, QByteArray("4"));
    QCOMPARE((*found)->verifier, QByteArray("verifier of m1"));
    QCOMPARE((*found)->startedAt, 1234);
    QVERIFY(!(*found)->confirmed);
    QVERIFY(!m_ledger->find(key, QStringLiteral("m2"))->has_value());
    QVERIFY(!m_ledger->find(QStringLiteral("b@example.com"), QStringLiteral("m1"))->has_value());
    QVERIFY(!m_ledger->begin(change(QStringLiteral("m1"))));  // a marker is used once
  }

  void onlyWhatWasConfirmedIsHistoryTheLatestFirst() {
    for (const char* marker : {"m1", "m2", "m3"}) {
      QVERIFY(m_ledger->begin(change(QString::fromLatin1(marker))));
    }
    QVERIFY(m_ledger->confirm(key, QStringLiteral("m1"), 5));
    QVERIFY(m_ledger->confirm(key, QStringLiteral("m3"), 5));
    QVERIFY((*m_ledger->find(key, QStringLiteral("m3")))->confirmed);
    QCOMPARE(m_ledger->verifiers(key, 5), QList<QByteArray>({"verifier of m3", "verifier of m1"}));
    QCOMPARE(m_ledger->verifiers(key, 1), QList<QByteArray>({"verifier of m3"}));
    QCOMPARE(m_ledger->verifiers(QStringLiteral("b@example.com"), 5), QList<QByteArray>());
    QVERIFY(m_ledger->drop(key, QStringLiteral("m3")));
    QCOMPARE(m_ledger->verifiers(key, 5), QList<QByteArray>({"verifier of m1"}));
  }

  void theOldestAreForgottenAndTheOpenOnesKept() {
    for (const char* marker : {"m1", "open", "m2", "m3"}) {
      QVERIFY(m_ledger->begin(change(QString::fromLatin1(marker))));
      QVERIFY(m_ledger->begin(change(QString::fromLatin1(marker), QStringLiteral("b@example.com"))));
    }
    for (const char* marker : {"m1", "m2", "m3"}) {
      QVERIFY(m_ledger->confirm(key, QString::fromLatin1(marker), 2));
      QVERIFY(m_ledger->confirm(QStringLiteral("b@example.com"), QString::fromLatin1(marker), 9));
    }
    QCOMPARE(m_ledger->verifiers(key, 9), QList<QByteArray>({"verifier of m3", "verifier of m2"}));
    QCOMPARE(m_ledger->verifiers(QStringLiteral("b@example.com"), 9)->size(), 3);
    QVERIFY(m_ledger->find(key, QStringLiteral("open"))->has_value());
    // Without any history the marker of the last change stays all the same.
    QVERIFY(m_ledger->confirm(key, QStringLiteral("open"), 0));
    QVERIFY((*m_ledger->find(key, QStringLiteral("open")))->confirmed);
  }

  void temporaryOnesAreDueWhenTheirTimeIsOver() {
    const QString other = QStringLiteral("b@example.com");
    const auto dueAt = [this](qint64 now, int limit = 9) {
      QStringList all;
      const auto due = m_ledger->due(now, limit);
      for (const TemporaryChange& one : *due) all << one.accountKey + u' ' + one.marker;
      return all.join(u' ');
    };
    QVERIFY(m_ledger->keep({other, QStringLiteral("m2"), QStringLiteral("ldaps://dc2"), {}, 200}));
    QVERIFY(m_ledger->keep({key, QStringLiteral("m1"), QStringLiteral("ldaps://dc1"), "5", 100}));
    QCOMPARE(dueAt(99), QString());
    QCOMPARE(dueAt(100), key + QStringLiteral(" m1"));
    QCOMPARE(dueAt(200), key + QStringLiteral(" m1 ") + other + QStringLiteral(" m2"));
    QCOMPARE(dueAt(200, 1), key + QStringLiteral(" m1"));
    const auto kept = m_ledger->kept(key, QStringLiteral("m1"));
    QCOMPARE((*kept)->server, QStringLiteral("ldaps://dc1"));
    QCOMPARE((*kept)->stateAfter, QByteArray("5"));
    QCOMPARE((*kept)->expiresAt, 100);
    QVERIFY(!m_ledger->kept(key, QStringLiteral("m2"))->has_value());
    // Another one takes its place; its own confirmation leaves it, that of another ends it.
    QVERIFY(m_ledger->keep({key, QStringLiteral("m3"), {}, "6", 300}));
    QVERIFY(!m_ledger->kept(key, QStringLiteral("m1"))->has_value());
    QVERIFY(m_ledger->confirm(key, QStringLiteral("m3"), 2));
    QVERIFY(m_ledger->kept(key, QStringLiteral("m3"))->has_value());
    QVERIFY(m_ledger->confirm(key, QStringLiteral("m4"), 2));
    QVERIFY(!m_ledger->kept(key, QStringLiteral("m3"))->has_value());
    QVERIFY(m_ledger->forget(other, QStringLiteral("m1")));
    QCOMPARE(dueAt(500), other + QStringLiteral(" m2"));
    QVERIFY(m_ledger->forget(other, QStringLiteral("m2")));
    QCOMPARE(dueAt(500), QString());
  }

private:
  std::unique_ptr<QTemporaryDir> m_folder;
  tests::TestKeyedHash m_keys;
  std::unique_ptr<service::store::Database> m_database;
  std::unique_ptr<service::store::SqlChangeLedger> m_ledger;
};

QTEST_GUILESS_MAIN(SqlChangeLedgerTest)
#include "sql_change_ledger_test.moc"
