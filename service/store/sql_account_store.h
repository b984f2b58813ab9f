// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/account_store.h"
#include "service/store/database.h"

namespace latchkey::service::store {

/// The embedded directory's tables in a database. Thread-safe. The database must outlive it.
class SqlAccountStore final : public domain::AccountStore, public domain::AccountRegister {
public:
  SqlAccountStore(Database& database, const domain::Clock& clock);

  [[nodiscard]] Result<std::optional<domain::Account>, domain::StoreError> find(const QString& key) override;
  [[nodiscard]] Result<std::optional<domain::StoredPassword>, domain::StoreError> password(
      const QString& key) override;
  [[nodiscard]] Result<bool, domain::StoreError> replacePassword(const QString& key,
                                                                 const QByteArray& expected,
                                                                 const domain::StoredPassword& next,
                                                                 int keep) override;
  [[nodiscard]] Result<bool, domain::StoreError> unlock(const QString& key) override;
  [[nodiscard]] Result<bool, domain::StoreError> hasMarker(const QString& key,
                                                           const QString& marker) override;

  [[nodiscard]] std::unique_ptr<domain::AccountBatch> beginBatch() override;
  [[nodiscard]] Result<void, domain::RegisterError> add(const QList<domain::NewAccount>& accounts) override;
  [[nodiscard]] Result<QList<domain::ListedAccount>, domain::StoreError> list(const QString& after,
                                                                              int limit) override;
  [[nodiscard]] Result<std::optional<domain::ListedAccount>, domain::StoreError> show(
      const QString& key) override;

private:
  Database& m_database;
  const domain::Clock& m_clock;
};

}  // namespace latchkey::service::store
