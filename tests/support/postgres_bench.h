// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QProcess>
#include <atomic>

#include "service/store/postgres_database.h"
#include "tests/support/helper_server.h"
#include "tests/support/store_bench.h"

namespace latchkey::tests {

/// A PostgreSQL server of the test's own.
class PostgresServer {
public:
  /// One for a whole test program, started when it is first asked for.
  static PostgresServer& shared() {
    static PostgresServer server;
    return server;
  }

  PostgresServer() {
    if (!m_server.isReady()) qFatal("PostgreSQL does not start");
  }

  /// Over its socket, in an empty database of the caller's own.
  [[nodiscard]] service::store::PostgresOptions emptyDatabase() {
    static std::atomic<int> number{0};
    const QString name = QStringLiteral("t%1").arg(++number);
    ask(QStringLiteral("postgres"), QStringLiteral("CREATE DATABASE %1 OWNER latchkey").arg(name));
    return options(name);
  }
  [[nodiscard]] service::store::PostgresOptions options(const QString& name) const {
    service::store::PostgresOptions options;
    options.host = m_server.told("socket").toString();
    options.port = m_server.port();
    options.name = name;
    options.user = QStringLiteral("latchkey");
    return options;
  }
  [[nodiscard]] quint16 port() const { return m_server.port(); }
  [[nodiscard]] QString authority() const { return m_server.authority(); }
  [[nodiscard]] QString logFile() const { return command().last(); }
  /// Of user "latchkey" over the network.
  [[nodiscard]] static platform::Secret password() { return platform::Secret("Datab4se-Start-9"); }

  /// All sessions break off, as at a crash, and the server is there again.
  void restart() const {
    control({QStringLiteral("-m"), QStringLiteral("immediate"), QStringLiteral("restart")});
  }
  void stop() const { control({QStringLiteral("-m"), QStringLiteral("immediate"), QStringLiteral("stop")}); }
  void start() const { control({QStringLiteral("start")}); }
  /// False also after it has ended by itself, as for want of room for its log.
  [[nodiscard]] bool isRunning() const {
    QStringList words = command() << QStringLiteral("status");
    const QString program = words.takeFirst();
    QProcess status;
    status.start(program, words);
    return status.waitForFinished(60'000) && status.exitCode() == 0;
  }

  /// Over a connection of its own: the first column of the first row.
  QVariant ask(const QString& database, const QString& sql) const {
    QVariant answer;
    const QString name = QStringLiteral("look");
    {
      QSqlDatabase look = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
      look.setHostName(m_server.told("socket").toString());
      look.setPort(m_server.port());
      look.setUserName(QStringLiteral("postgres"));
      look.setDatabaseName(database);
      if (!look.open()) qFatal("cannot look into the database");
      QSqlQuery query(look);
      if (!query.exec(sql)) qFatal("%s", qPrintable(sql));
      if (query.next()) answer = query.value(0);
    }
    QSqlDatabase::removeDatabase(name);
    return answer;
  }

private:
  [[nodiscard]] QStringList command() const {
    QStringList words;
    for (const QJsonValue& word : m_server.told("control").toArray()) words << word.toString();
    return words;
  }
  void control(const QStringList& words) const {
    QStringList all = command();
    const QString program = all.takeFirst();
    if (QProcess::execute(program, all + words) == 0) return;
    QFile log(logFile());
    if (log.open(QIODevice::ReadOnly)) qWarning().noquote() << log.readAll().right(2000);
    qFatal("pg_ctl failed");
  }

  HelperServer m_server{QStringLiteral("postgres_server.py")};
};

class PostgresBench final : public StoreBench {
public:
  /// @param ignored those of SQLite, so that a test takes either bench
  explicit PostgresBench(const service::store::SqliteOptions& ignored = {})
      : PostgresBench(PostgresServer::shared().emptyDatabase().name) {
    Q_UNUSED(ignored);
  }
  /// On the same database, with connections of its own.
  [[nodiscard]] std::unique_ptr<PostgresBench> another() const {
    return std::unique_ptr<PostgresBench>(new PostgresBench(m_name));
  }
  ~PostgresBench() override { close(); }

  [[nodiscard]] service::domain::Store& store() override { return *m_store; }
  [[nodiscard]] service::domain::DeliveryQueue& deliveries() override { return *m_deliveries; }
  [[nodiscard]] service::domain::ReplayGuard& proofs() override { return *m_proofs; }
  void reopen() override {
    close();
    open();
  }
  [[nodiscard]] QVariant ask(const QString& sql) const override {
    return PostgresServer::shared().ask(m_name, sql);
  }
  [[nodiscard]] service::store::PostgresDatabase& database() override { return *m_database; }
  [[nodiscard]] const QString& name() const { return m_name; }

private:
  explicit PostgresBench(QString name) : m_name(std::move(name)) { open(); }
  void open() {
    auto opened = service::store::PostgresDatabase::open(PostgresServer::shared().options(m_name), &m_keys);
    if (!opened) qFatal("%s", qPrintable(service::store::explain(opened.error())));
    m_database = std::move(*opened);
    m_store = std::make_unique<service::store::SqlStore>(*m_database);
    m_deliveries = std::make_unique<service::store::SqlDeliveries>(*m_database);
    m_proofs = std::make_unique<service::store::SqlReplayGuard>(*m_database);
  }
  void close() {
    m_proofs.reset();
    m_deliveries.reset();
    m_store.reset();
    m_database.reset();
  }

  QString m_name;
  TestKeyedHash m_keys;
  std::unique_ptr<service::store::PostgresDatabase> m_database;
  std::unique_ptr<service::store::SqlStore> m_store;
  std::unique_ptr<service::store::SqlDeliveries> m_deliveries;
  std::unique_ptr<service::store::SqlReplayGuard> m_proofs;
};

/// A bench on the database that the test's surroundings ask for: the same test runs on each.
inline std::unique_ptr<StoreBench> anyBench(service::store::SqliteOptions options = {}) {
  if (qgetenv("LATCHKEY_TEST_STORE") == "postgresql") return std::make_unique<PostgresBench>();
  return std::make_unique<SqliteBench>(options);
}

}  // namespace latchkey::tests
