// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/recoveries.h"
#include "service/store/sqlite_database.h"

namespace latchkey::service::store {

/// Identifiers of used proofs in SQLite, so that a restart forgets none; pruned by
/// SqlStore::prune(). Thread-safe.
class SqlReplayGuard final : public domain::ReplayGuard {
public:
  /// @param database one opened with durable = false will do, and saves a sync for each request.
  explicit SqlReplayGuard(SqliteDatabase& database);
  [[nodiscard]] domain::ProofUse use(const QByteArray& proofId, qint64 forgetAt) override;

private:
  SqliteDatabase& m_database;
};

}  // namespace latchkey::service::store
