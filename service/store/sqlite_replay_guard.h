// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/recoveries.h"
#include "service/store/sqlite_database.h"

namespace latchkey::service::store {

/// Identifiers of used proofs in SQLite, so that a restart forgets none. Thread-safe.
class SqliteReplayGuard final : public domain::ReplayGuard {
public:
  SqliteReplayGuard(SqliteDatabase& database, const domain::Clock& clock);
  [[nodiscard]] bool firstUse(const QByteArray& proofId, qint64 forgetAt) override;

private:
  SqliteDatabase& m_database;
  const domain::Clock& m_clock;
};

}  // namespace latchkey::service::store
