// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/change_ledger.h"
#include "service/store/database.h"

namespace latchkey::service::store {

/// Thread-safe. The database must outlive it.
class SqlChangeLedger final : public domain::ChangeLedger, public domain::TemporaryLedger {
public:
  explicit SqlChangeLedger(Database& database) : m_database(database) {}

  [[nodiscard]] Result<void, domain::StoreError> begin(const domain::DirectoryChange& change) override;
  [[nodiscard]] Result<std::optional<domain::DirectoryChange>, domain::StoreError> find(
      const QString& accountKey, const QString& marker) override;
  [[nodiscard]] Result<void, domain::StoreError> confirm(const QString& accountKey, const QString& marker,
                                                         int keep) override;
  [[nodiscard]] Result<void, domain::StoreError> drop(const QString& accountKey,
                                                      const QString& marker) override;
  [[nodiscard]] Result<QList<QByteArray>, domain::StoreError> verifiers(const QString& accountKey,
                                                                        int limit) override;

  [[nodiscard]] Result<void, domain::StoreError> keep(const domain::TemporaryChange& change) override;
  [[nodiscard]] Result<QList<domain::TemporaryChange>, domain::StoreError> due(qint64 now,
                                                                               int limit) override;
  [[nodiscard]] Result<std::optional<domain::TemporaryChange>, domain::StoreError> kept(
      const QString& accountKey, const QString& marker) override;
  [[nodiscard]] Result<void, domain::StoreError> forget(const QString& accountKey,
                                                        const QString& marker) override;

private:
  Database& m_database;
};

}  // namespace latchkey::service::store
