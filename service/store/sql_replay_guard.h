// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/recoveries.h"
#include "service/store/database.h"

namespace latchkey::service::store {

/// Identifiers of used proofs in a database, so that a restart forgets none; pruned by
/// SqlStore::prune(). Thread-safe.
class SqlReplayGuard final : public domain::ReplayGuard {
public:
  /// @param database one opened with durable = false will do, and saves a sync for each request.
  explicit SqlReplayGuard(Database& database);
  [[nodiscard]] domain::ProofUse use(const QByteArray& proofId, qint64 forgetAt) override;

private:
  Database& m_database;
};

}  // namespace latchkey::service::store
