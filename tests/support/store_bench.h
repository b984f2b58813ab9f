// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QVariant>
#include <functional>
#include <memory>

#include "service/domain/delivery_queue.h"
#include "service/domain/recoveries.h"
#include "service/domain/store_ports.h"
#include "service/store/sql_deliveries.h"
#include "service/store/sql_replay_guard.h"
#include "service/store/sql_store.h"
#include "service/store/sqlite_database.h"
#include "tests/support/test_keyed_hash.h"

namespace latchkey::tests {

/// One empty database of some kind with everything that is built on it. Suites that hold for every
/// database take a maker of these, and each database has one.
class StoreBench {
public:
  virtual ~StoreBench() = default;
  [[nodiscard]] virtual service::domain::Store& store() = 0;
  [[nodiscard]] virtual service::domain::DeliveryQueue& deliveries() = 0;
  [[nodiscard]] virtual service::domain::ReplayGuard& proofs() = 0;
  [[nodiscard]] virtual service::store::Database& database() = 0;
  /// All connections closed and opened again, as after a restart.
  virtual void reopen() = 0;
  /// What the database says, over a connection of its own: the first column of the first row.
  [[nodiscard]] virtual QVariant ask(const QString& sql) const = 0;
};
using StoreBenchMaker = std::function<std::unique_ptr<StoreBench>()>;

class SqliteBench final : public StoreBench {
public:
  explicit SqliteBench(service::store::SqliteOptions options = {}) : SqliteBench(QString(), options) {}
  /// In a folder that outlives it.
  explicit SqliteBench(QString folder, service::store::SqliteOptions options = {})
      : m_outliving(std::move(folder)), m_options(options) {
    open();
  }
  ~SqliteBench() override { close(); }

  [[nodiscard]] service::domain::Store& store() override { return *m_store; }
  [[nodiscard]] service::domain::DeliveryQueue& deliveries() override { return *m_deliveries; }
  [[nodiscard]] service::domain::ReplayGuard& proofs() override { return *m_proofs; }
  void reopen() override {
    close();
    open();
  }
  [[nodiscard]] QVariant ask(const QString& sql) const override {
    QVariant answer;
    {
      QSqlDatabase look = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
      look.setDatabaseName(path());
      if (!look.open()) qFatal("cannot look into the database");
      QSqlQuery query(look);
      if (!query.exec(sql)) qFatal("%s", qPrintable(sql));
      if (query.next()) answer = query.value(0);
    }
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
    return answer;
  }

  [[nodiscard]] QString path() const {
    return QDir(m_outliving.isEmpty() ? m_folder.path() : m_outliving)
        .filePath(QStringLiteral("latchkey.db"));
  }
  [[nodiscard]] service::store::SqliteDatabase& database() override { return *m_database; }

private:
  void open() {
    auto opened = service::store::SqliteDatabase::open(path(), &m_keys, m_options);
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

  QTemporaryDir m_folder;
  QString m_outliving;
  TestKeyedHash m_keys;
  service::store::SqliteOptions m_options;
  std::unique_ptr<service::store::SqliteDatabase> m_database;
  std::unique_ptr<service::store::SqlStore> m_store;
  std::unique_ptr<service::store::SqlDeliveries> m_deliveries;
  std::unique_ptr<service::store::SqlReplayGuard> m_proofs;
};

}  // namespace latchkey::tests
