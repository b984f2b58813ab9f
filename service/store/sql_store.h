// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/store_ports.h"
#include "service/store/database.h"

namespace latchkey::service::store {

/// Recoveries in a database. Thread-safe. The database must outlive it.
class SqlStore final : public domain::Store, public domain::Pruning {
public:
  explicit SqlStore(Database& database);
  [[nodiscard]] std::unique_ptr<domain::Transaction> begin(domain::Access access) override;
  [[nodiscard]] Result<int, domain::StoreError> prune(qint64 now, qint64 keepAfter, qint64 keepJournalAfter,
                                                      qint64 keepRemovedAfter) override;

private:
  Database& m_database;
};

}  // namespace latchkey::service::store
