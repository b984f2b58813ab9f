// SPDX-License-Identifier: GPL-3.0-or-later
// Another master key: what was under the old one is under the new one afterwards, or has ended.
#include "service/store/key_rotation.h"

#include <QtTest>

#include "service/domain/appeals.h"
#include "service/domain/factors.h"
#include "service/domain/sealed_deliveries.h"
#include "service/store/sql_audit_trail.h"
#include "service/store/sql_store.h"
#include "tests/support/postgres_bench.h"
#include "tests/support/test_keyed_hash.h"
#include "tests/support/test_secret_box.h"

using namespace latchkey::service::store;  // NOLINT
namespace domain = latchkey::service::domain;
namespace platform = latchkey::platform;
using latchkey::tests::PostgresServer;
using latchkey::tests::TestKeyedHash;
using latchkey::tests::TestSecretBox;

namespace {

const bool onServer = qgetenv("LATCHKEY_TEST_STORE") == "postgresql";
constexpr qint64 now = 1'700'000'000'000;
constexpr int manyAccounts = 1203;  // more than two pages
const TestKeyedHash oldHash;
const TestKeyedHash newHash{QByteArrayLiteral("another master key")};

/// Such a box for each key: what one sealed, the other does not open.
class KeyBox final : public domain::SecretBox {
public:
  explicit KeyBox(QByteArray key) : m_key(std::move(key)) {}
  [[nodiscard]] QByteArray seal(const platform::Secret& secret, QByteArrayView context) override {
    return m_key + m_box.seal(secret, context);
  }
  [[nodiscard]] std::optional<platform::Secret> open(const QByteArray& sealed,
                                                     QByteArrayView context) const override {
    if (!sealed.startsWith(m_key)) return std::nullopt;
    return m_box.open(sealed.sliced(m_key.size()), context);
  }

private:
  QByteArray m_key;
  TestSecretBox m_box;
};

QString textOf(const std::optional<platform::Secret>& secret) {
  if (!secret) return QStringLiteral("(not opened)");
  return QString::fromUtf8(secret->view().data(), static_cast<qsizetype>(secret->size()));
}

QString accountOf(int number) {
  return QStringLiteral("account%1@example.com").arg(number);
}

}  // namespace

class KeyRotationTest : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> m_folder;
  QString m_name;
  KeyBox m_old{"old:"};
  KeyBox m_new{"new:"};

  [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("latchkey.sqlite")); }
  /// The kind that the test's surroundings ask for.
  [[nodiscard]] std::unique_ptr<Database> open(const TestKeyedHash& hash) const {
    if (onServer) {
      auto opened = PostgresDatabase::open(PostgresServer::shared().options(m_name), &hash);
      return opened ? std::move(*opened) : nullptr;
    }
    auto opened = SqliteDatabase::open(path(), &hash);
    return opened ? std::move(*opened) : nullptr;
  }
  static void change(Database& database, const char* sql, const QVariantList& values = {}) {
    QVERIFY(database.connection()->change(Sql{sql}, values));
  }
  static QVariantList row(Database& database, const char* sql) {
    const auto rows = database.connection()->rows(Sql{sql});
    return rows && !rows->isEmpty() ? rows->first() : QVariantList();
  }
  domain::Message message(const QString& id, const QString& code) {
    domain::Message made;
    made.id = id;
    made.to = QStringLiteral("a@example.com");
    made.subject = QStringLiteral("Hello");
    made.body = QStringLiteral("Words of ") + id;
    made.code = code;
    made.createdAt = now;
    return made;
  }
  /// Something of each kind.
  void fill(Database& database) {
    SqlStore store(database);
    const auto tables = store.begin(domain::Access::Write);
    for (int i = 0; i < manyAccounts; ++i) {
      const QString key = accountOf(i);
      const QString id = QStringLiteral("f%1").arg(i % 2);
      tables->factors().put(
          key,
          domain::Authenticator{
              id, m_old.seal(platform::Secret(key.toStdString()), domain::sealingContext(key, id)), 7, now});
    }
    tables->factors().put(accountOf(1),
                          domain::StartCode{QStringLiteral("s"), QByteArray(32, 'm'), now, now + 1});
    for (const char* id : {"sealed", "coded"}) {
      domain::Message sealed =
          message(QLatin1String(id), id[0] == 'c' ? QStringLiteral("1234567") : QString());
      domain::seal(sealed, m_old);
      tables->outgoing().enqueue(sealed, {});
    }
    tables->outgoing().enqueue(message(QStringLiteral("plain"), {}), {});
    for (int i = 0; i < 3; ++i) {
      tables->outgoing().note({now + i, QStringLiteral("event%1").arg(i), {}, accountOf(i), {}, {}});
    }
    QVERIFY(tables->commit());
    change(database,
           "INSERT INTO appeals (id, receipt, account_key, given_name, realm, cause, language, state, "
           "handle, slot, "
           "contact_mask, contact, answers, begun_at, ticket, touched_at) "
           "VALUES ('a1', 'R', 'k', 'k', 'people', 0, 0, ?, 'h', 's', 'm', ?, ?, 1, ?, 1)",
           {static_cast<int>(domain::AppealState::Released),
            m_old.seal(platform::Secret("to@example.com"),
                       domain::appealContext("contact", QStringLiteral("a1"))),
            m_old.seal(platform::Secret("answers"), domain::appealContext("answers", QStringLiteral("a1"))),
            QByteArray(1, '\0')});
    change(database,
           "INSERT INTO objection_tickets (mac, account_key, realm, recovery_id, receipt, subject, channel, "
           "issued_at, "
           "expires_at, used_at) VALUES (?, 'k', 'people', '', '', 1, 0, 1, 2, 0)",
           {QByteArray(1, '\1')});
  }
  latchkey::Result<RotationReport, OpenFailure> rotate(Database& database) {
    return rotateKeys(database, {oldHash, newHash, m_old, m_new}, now + 10);
  }

private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    if (onServer) m_name = PostgresServer::shared().emptyDatabase().name;
  }

  void whatIsSealedIsUnderTheNewKey() {
    {
      const auto database = open(oldHash);
      fill(*database);
      const auto report = rotate(*database);
      QVERIFY(report);
      QCOMPARE(report->resealed, manyAccounts + 2 + 2);  // messages; an appeal's address and answers
      QCOMPARE(report->unreadable, 0);
      QCOMPARE(report->startCodes, 1);
      QCOMPARE(report->objections, 1);
      QCOMPARE(report->approvals, 1);
    }
    QVERIFY(!open(oldHash));
    const auto database = open(newHash);
    QVERIFY(database != nullptr);
    SqlStore store(*database);
    const auto tables = store.begin(domain::Access::Read);
    for (int i = 0; i < manyAccounts; ++i) {
      const auto apps = tables->factors().of(accountOf(i)).authenticators;
      QCOMPARE(apps.size(), 1);
      QCOMPARE(textOf(m_new.open(apps.first().sealed, domain::sealingContext(accountOf(i), apps.first().id))),
               accountOf(i));
      QCOMPARE(apps.first().lastStep, 7);
    }
    for (const char* id : {"sealed", "coded", "plain"}) {
      domain::Message kept = message(QLatin1String(id), {});
      const auto stored = database->connection()->rows(Sql{"SELECT body, code FROM messages WHERE id = ?"},
                                                       {QLatin1String(id)});
      kept.body = stored->first().at(0).toString();
      kept.code = stored->first().at(1).toString();
      QVERIFY2(domain::reseal(kept, m_old, m_old) != domain::Resealing::Done, id);
      const bool isPlain = id[0] == 'p';
      QCOMPARE(domain::reseal(kept, m_new, m_new),
               isPlain ? domain::Resealing::Plain : domain::Resealing::Done);
    }
    const QVariantList appeal = row(*database, "SELECT contact, answers, state, ticket IS NULL FROM appeals");
    QCOMPARE(textOf(m_new.open(appeal.at(0).toByteArray(),
                               domain::appealContext("contact", QStringLiteral("a1")))),
             QStringLiteral("to@example.com"));
    QCOMPARE(textOf(m_new.open(appeal.at(1).toByteArray(),
                               domain::appealContext("answers", QStringLiteral("a1")))),
             QStringLiteral("answers"));
    QCOMPARE(appeal.at(2).toInt(), static_cast<int>(domain::AppealState::Approved));
    QVERIFY(appeal.at(3).toBool());
  }

  void theTrailGoesOnUnderTheNewKey() {
    {
      const auto database = open(oldHash);
      fill(*database);
      QCOMPARE(rotate(*database)->journalRows, 3);
    }
    const auto database = open(newHash);
    const auto report = SqlAuditTrail(*database, newHash).verify({});
    QVERIFY(report && !report->broken);
    QCOMPARE(report->rows, 4);
    QCOMPARE(row(*database, "SELECT event FROM journal ORDER BY number DESC LIMIT 1").first().toString(),
             QStringLiteral("key-rotated"));
    QVERIFY(SqlAuditTrail(*database, oldHash).verify({})->broken.has_value());
  }

  // Else a rotation would make a good one of it.
  void aBrokenTrailStaysBroken() {
    {
      const auto database = open(oldHash);
      fill(*database);
      change(*database, "UPDATE journal SET detail = 'another' WHERE number = 2");
      const auto report = rotate(*database);
      QVERIFY(report && report->journalBroken);
      QCOMPARE(report->journalRows, 0);
    }
    const auto database = open(newHash);
    QVERIFY(SqlAuditTrail(*database, newHash).verify({})->broken.has_value());
  }

  void whatTheOldKeyDoesNotOpenIsLeft() {
    const auto database = open(oldHash);
    fill(*database);
    change(*database, "UPDATE authenticators SET sealed = ? WHERE account_key = 'account5@example.com'",
           {QByteArray::fromHex("0102")});
    const auto report = rotate(*database);
    QVERIFY(report);
    QCOMPARE(report->unreadable, 1);
    QCOMPARE(row(*database, "SELECT sealed FROM authenticators WHERE account_key = 'account5@example.com'")
                 .first()
                 .toByteArray(),
             QByteArray::fromHex("0102"));
  }

  // A new one is a decision: sealed and to be sealed anew, keyed and ended (or left to run out), or neither.
  // rotateKeys() and docs/decisions/0026 go with it.
  void everyColumnOfBytesIsThoughtOf() {
    const QHash<QString, QString> known{
        {QStringLiteral("appeals.answers"), QStringLiteral("sealed")},
        {QStringLiteral("appeals.contact"), QStringLiteral("sealed")},
        {QStringLiteral("appeals.ticket"), QStringLiteral("keyed: another code is sent")},
        {QStringLiteral("authenticators.sealed"), QStringLiteral("sealed")},
        {QStringLiteral("codes.mac"), QStringLiteral("keyed: ends with its recovery")},
        {QStringLiteral("directory_changes.state_before"), QStringLiteral("plain")},
        {QStringLiteral("directory_changes.verifier"), QStringLiteral("a slow hash")},
        {QStringLiteral("enrolments.pending"), QStringLiteral("sealed: ended")},
        {QStringLiteral("enrolment_codes.mac"), QStringLiteral("keyed: ended")},
        {QStringLiteral("finishes.fingerprint"), QStringLiteral("keyed: of a write")},
        {QStringLiteral("finishes.thumbprint"), QStringLiteral("plain")},
        {QStringLiteral("finishes.write_key"), QStringLiteral("plain")},
        {QStringLiteral("journal.link"), QStringLiteral("keyed: linked anew")},
        {QStringLiteral("journal_head.last_link"), QStringLiteral("keyed: linked anew")},
        {QStringLiteral("journal_head.pruned_link"), QStringLiteral("what the first row goes on from")},
        {QStringLiteral("journal_head.seal"), QStringLiteral("keyed: sealed anew")},
        {QStringLiteral("objection_tickets.mac"), QStringLiteral("keyed: ended")},
        {QStringLiteral("password_history.verifier"), QStringLiteral("a slow hash")},
        {QStringLiteral("passwords.verifier"), QStringLiteral("a slow hash")},
        {QStringLiteral("proofs.id"), QStringLiteral("plain")},
        {QStringLiteral("question_sets.verifier"), QStringLiteral("a slow hash")},
        {QStringLiteral("security_keys.credential"), QStringLiteral("plain")},
        {QStringLiteral("security_keys.public_key"), QStringLiteral("plain")},
        {QStringLiteral("start_codes.mac"), QStringLiteral("keyed: ended")},
        {QStringLiteral("temporary_ends.state_after"), QStringLiteral("plain")},
        {QStringLiteral("writes.answer"), QStringLiteral("plain")},
        {QStringLiteral("writes.fingerprint"), QStringLiteral("keyed: of a write")},
        {QStringLiteral("writes.thumbprint"), QStringLiteral("plain")},
        {QStringLiteral("writes.write_key"), QStringLiteral("plain")}};
    const auto opened = SqliteDatabase::open(path(), &oldHash);
    SqliteDatabase* const database = opened->get();
    const auto columns = database->connection()->rows(
        Sql{"SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND c.type = 'BLOB' ORDER BY 1"});
    QVERIFY(columns && !columns->isEmpty());
    QStringList unknown;
    for (const QVariantList& column : *columns) {
      if (!known.contains(column.first().toString())) unknown << column.first().toString();
    }
    QCOMPARE(unknown.join(u' '), QString());
  }
};

QTEST_GUILESS_MAIN(KeyRotationTest)
#include "key_rotation_test.moc"
