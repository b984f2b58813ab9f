// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sqlite_replay_guard.h"

namespace latchkey::service::store {

namespace {
constexpr Sql rememberSql{"INSERT INTO proofs (id, forget_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING"};
}

SqliteReplayGuard::SqliteReplayGuard(SqliteDatabase& database) : m_database(database) {}

bool SqliteReplayGuard::firstUse(const QByteArray& proofId, qint64 forgetAt) {
  Connection* const connection = m_database.connection();
  return connection != nullptr && !proofId.isEmpty() &&
         connection->change(rememberSql, {proofId, forgetAt}) == 1;
}

}  // namespace latchkey::service::store
