// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <thread>

#include "service/store/sql_account_store.h"
#include "service/store/sqlite_database.h"
#include "tests/support/manual_clock.h"
#include "tests/support/postgres_bench.h"
#include "tests/support/test_keyed_hash.h"

using namespace latchkey;                   // NOLINT
using namespace latchkey::service::domain;  // NOLINT

class SqlAccountStoreTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void initTestCase_data() {
    QTest::addColumn<bool>("onServer");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgresql") << true;
  }
  void init() {
    QFETCH_GLOBAL(bool, onServer);
    m_accounts.reset();
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    if (onServer) {
      m_database = std::move(
          *service::store::PostgresDatabase::open(tests::PostgresServer::shared().emptyDatabase(), &m_keys));
    } else {
      m_database = std::move(
          *service::store::SqliteDatabase::open(m_folder->filePath(QStringLiteral("x.db")), &m_keys));
    }
    m_accounts = std::make_unique<service::store::SqlAccountStore>(*m_database, m_clock);
  }
  void cleanupTestCase() {
    m_accounts.reset();
    m_database.reset();
  }

  void anAccountComesBackWithItsContactsInOrder() {
    QVERIFY(m_accounts->add({sample(QStringLiteral("a@example.com"))}));
    const auto found = m_accounts->find(QStringLiteral("a@example.com"));
    QVERIFY(found && *found);
    QCOMPARE((*found)->status, AccountStatus::Privileged);
    QCOMPARE((*found)->contacts.size(), 2);
    QCOMPARE((*found)->contacts[0].value, QStringLiteral("first@example.com"));
    QCOMPARE((*found)->contacts[1].extension, QStringLiteral("9"));
    QVERIFY(!(*found)->contacts[1].usable);
    const auto nobody = m_accounts->find(QStringLiteral("b@example.com"));
    QVERIFY(nobody && !*nobody);
  }

  void nobodyIsGivenWhatTheNearestNameHas() {
    const auto empty = m_accounts->find(QStringLiteral("a"));
    QVERIFY(empty && !*empty);
    NewAccount bare = sample(QStringLiteral("d"));
    bare.account.contacts.clear();
    QVERIFY(m_accounts->add({sample(QStringLiteral("b")), bare}));
    for (const char* const name : {"a", "c", "e"}) {
      const auto nobody = m_accounts->find(QLatin1String(name));
      QVERIFY(nobody && !*nobody);
    }
    QCOMPARE((*m_accounts->find(QStringLiteral("b")))->contacts.size(), 2);
    QCOMPARE((*m_accounts->find(QStringLiteral("d")))->key, QStringLiteral("d"));
    QCOMPARE((*m_accounts->find(QStringLiteral("d")))->contacts.size(), 0);
  }

  void importIsAllOrNothing() {
    QVERIFY(m_accounts->add({sample(QStringLiteral("b"))}));
    const auto refused = m_accounts->add(
        {sample(QStringLiteral("a")), sample(QStringLiteral("b")), sample(QStringLiteral("c"))});
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, RegisterFault::AlreadyExists);
    QCOMPARE(refused.error().index, 1);
    QCOMPARE(m_accounts->list({}, 10)->size(), 1);
  }

  void listingGoesOnAfterAKey() {
    QVERIFY(m_accounts->add(
        {sample(QStringLiteral("c")), sample(QStringLiteral("a")), sample(QStringLiteral("b"))}));
    const auto first = m_accounts->list({}, 2);
    QCOMPARE(first->size(), 2);
    QCOMPARE(first->last().account.key, QStringLiteral("b"));
    QCOMPARE(first->last().note, QStringLiteral("note"));
    QVERIFY(!first->last().account.hasPassword);
    QCOMPARE(m_accounts->list(QStringLiteral("b"), 2)->first().account.key, QStringLiteral("c"));
  }

  void aBatchIsSeenByNobodyUntilItIsWhole() {
    QVERIFY(m_accounts->add({sample(QStringLiteral("there"))}));
    const auto batch = m_accounts->beginBatch();
    QList<MarkedAccount> fresh;
    for (int i = 0; i < 100; ++i) fresh.append({sample(QStringLiteral("new%1").arg(i)), i});
    QCOMPARE(*batch->add(fresh), QList<qint64>());
    // Somebody else reads and writes meanwhile.
    QCOMPARE(addElsewhere(QStringLiteral("other")), true);
    QCOMPARE(batch->existing(10)->size(), 0);
    QVERIFY(batch->commit({1, QStringLiteral("imported"), {}, {}, {}}));
    QCOMPARE(m_accounts->list({}, 1000)->size(), 102);
    QCOMPARE((*m_accounts->show(QStringLiteral("new7")))->account.contacts.size(), 2);
  }

  void aBatchNamesWhatExists() {
    QVERIFY(m_accounts->add({sample(QStringLiteral("b")), sample(QStringLiteral("d"))}));
    {
      const auto batch = m_accounts->beginBatch();
      qint64 line = 10;
      for (const char* key : {"d", "c", "b", "a"}) {
        QCOMPARE(*batch->add({{sample(QString::fromLatin1(key)), ++line}}), QList<qint64>());
      }
      QCOMPARE(*batch->add({{sample(QStringLiteral("c")), 99}}), QList<qint64>({99}));
      QCOMPARE(*batch->existing(10), QList<qint64>({11, 13}));
      QCOMPARE(*batch->existing(1), QList<qint64>({11}));
      QCOMPARE(batch->commit({}).error(), RegisterFault::AlreadyExists);
    }
    QCOMPARE(m_accounts->list({}, 10)->size(), 2);
    QVERIFY(m_accounts->add({sample(QStringLiteral("a"))}));
  }

  void aForgottenBatchLeavesNothing() {
    QVERIFY(m_accounts->beginBatch()->add({{sample(QStringLiteral("a")), 1}})->isEmpty());
    QVERIFY(m_accounts->list({}, 10)->isEmpty());
    QVERIFY(m_accounts->beginBatch()->add({{sample(QStringLiteral("a")), 1}})->isEmpty());
  }

  /// More than go into one statement, some of them twice: next to each other, and far apart.
  void whoStandsInABatchTwiceIsLeftOut() {
    const auto batch = m_accounts->beginBatch();
    QList<MarkedAccount> entries;
    for (int i = 0; i < 2500; ++i) entries.append({sample(QStringLiteral("new%1").arg(i % 2400)), i});
    entries.insert(1, {sample(QStringLiteral("new0")), 9000});
    QList<qint64> left{9000};
    for (int i = 2400; i < 2500; ++i) left.append(i);
    QCOMPARE(*batch->add(entries), left);
    QVERIFY(batch->commit({1, QStringLiteral("imported"), {}, {}, {}}));
    QCOMPARE(m_accounts->list({}, 5000)->size(), 2400);
    QCOMPARE((*m_accounts->show(QStringLiteral("new0")))->account.contacts.size(), 2);
    QCOMPARE((*m_accounts->show(QStringLiteral("new2399")))->account.contacts.size(), 2);
  }

  void aBatchKeepsTextsAsTheyAre() {
    const QStringList texts{QStringLiteral("NULL"),      QStringLiteral("{a,\"b\"}"),
                            QStringLiteral("\\x41\\\\"), QStringLiteral("O'Neil\n"),
                            QStringLiteral(" 渡辺 😀"),  QString()};
    QByteArray verifier;
    for (int byte = 0; byte < 256; ++byte) verifier.append(static_cast<char>(byte));
    QList<NewAccount> odd;
    for (const QString& text : texts) {
      NewAccount entry = sample(QStringLiteral("a") + text);
      entry.account.displayName = text;
      entry.account.contacts[0].raw = text;
      entry.verifier = verifier;
      odd.append(entry);
    }
    QVERIFY(m_accounts->add(odd));
    for (const QString& text : texts) {
      const QString key = QStringLiteral("a") + text;
      const auto found = *m_accounts->find(key);
      QVERIFY2(found, qPrintable(text));
      QCOMPARE(found->displayName, text);
      QCOMPARE(found->contacts[0].raw, text);
      QCOMPARE((*m_accounts->password(key))->verifier, verifier);
    }
  }

  void passwordsAreReplacedAgainstTheOneThatWasRead() {
    const QString key = QStringLiteral("a");
    QVERIFY(m_accounts->add({sample(key)}));
    QVERIFY(*m_accounts->replacePassword(key, {}, {"v1", {}, QStringLiteral("m1"), 1}, 2));
    QCOMPARE(*m_accounts->replacePassword(key, {}, {"v9", {}, QStringLiteral("m9"), 1}, 2), false);
    QCOMPARE(*m_accounts->replacePassword(key, "v9", {"v9", {}, QStringLiteral("m9"), 1}, 2), false);
    for (const char* step : {"12", "23", "34"}) {
      const QByteArray from = QByteArray("v") + step[0];
      QVERIFY(*m_accounts->replacePassword(key, from, {QByteArray("v") + step[1], {}, QStringLiteral("m"), 2},
                                           2));
    }
    const auto stored = *m_accounts->password(key);
    QCOMPARE(stored->verifier, "v4");
    QCOMPARE(stored->history, QList<QByteArray>({"v3", "v2"}));
    QVERIFY(*m_accounts->hasMarker(key, QStringLiteral("m")));
    QVERIFY(!*m_accounts->hasMarker(key, QStringLiteral("m9")));
    QCOMPARE(*m_accounts->replacePassword(QStringLiteral("z"), {}, {"v", {}, {}, 1}, 2), false);
    QVERIFY(!*m_accounts->password(QStringLiteral("z")));
  }

  void aTemporaryPasswordIsOneUntilAnotherIsSet() {
    const QString key = QStringLiteral("a");
    const QString other = QStringLiteral("b");
    QVERIFY(m_accounts->add({sample(key), sample(other)}));
    const auto until = [this](const QString& whose) {
      return (*m_accounts->password(whose))->temporaryUntil;
    };
    const auto replace = [this, &key](const char* from, const char* to, qint64 end) {
      return *m_accounts->replacePassword(key, from, {to, {}, QString::fromLatin1(to), 1, end}, 2);
    };
    QVERIFY(replace("", "v1", 90));
    QVERIFY(*m_accounts->replacePassword(other, {}, {"v1", {}, QStringLiteral("v1"), 1}, 2));
    QCOMPARE(until(key), 90);
    QCOMPARE(until(other), 0);
    QCOMPARE((*m_accounts->find(key))->temporaryUntil, 90);
    QVERIFY(!(*m_accounts->find(key))->hasPassword);
    QVERIFY((*m_accounts->find(other))->hasPassword);
    QCOMPARE((*m_accounts->list({}, 10))[0].account.temporaryUntil, 90);
    QCOMPARE((*m_accounts->list({}, 10))[0].note, QStringLiteral("note"));
    // Who comes too late changes nothing of that either.
    QVERIFY(!replace("v9", "v2", 0));
    QCOMPARE(until(key), 90);
    QVERIFY(replace("v1", "v2", 120));
    QCOMPARE(until(key), 120);
    QVERIFY(replace("v2", "v3", 0));
    QCOMPARE(until(key), 0);
    QVERIFY((*m_accounts->find(key))->hasPassword);
  }

private:
  static NewAccount sample(const QString& key) {
    NewAccount fresh;
    fresh.account.key = key;
    fresh.account.realm = QStringLiteral("people");
    fresh.account.status = AccountStatus::Privileged;
    fresh.account.contacts = {
        {{}, ContactKind::Mail, QStringLiteral("first@example.com"), {}, {}, {}, true},
        {{}, ContactKind::Phone, QStringLiteral("+81312345978"), {}, {}, QStringLiteral("9"), false}};
    fresh.note = QStringLiteral("note");
    return fresh;
  }
  /// On a connection of its own, as another program has one.
  bool addElsewhere(const QString& key) {
    bool added = false;
    std::thread other([&] { added = m_accounts->add({sample(key)}).has_value(); });
    other.join();
    return added;
  }
  tests::ManualClock m_clock;
  std::unique_ptr<QTemporaryDir> m_folder;
  tests::TestKeyedHash m_keys;
  std::unique_ptr<service::store::Database> m_database;
  std::unique_ptr<service::store::SqlAccountStore> m_accounts;
};

QTEST_GUILESS_MAIN(SqlAccountStoreTest)
#include "sql_account_store_test.moc"
