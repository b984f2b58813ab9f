// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sql_replay_guard.h"

#include "core/platform/guard.h"

namespace latchkey::service::store {

namespace {
constexpr Sql rememberSql{"INSERT INTO proofs (id, forget_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING"};
constexpr Sql knownSql{"SELECT 1 FROM proofs WHERE id = ?"};  // for the test of the guard
}  // namespace

SqlReplayGuard::SqlReplayGuard(Database& database) : m_database(database) {}

domain::ProofUse SqlReplayGuard::use(const QByteArray& proofId, qint64 forgetAt) {
  if (proofId.isEmpty()) return domain::ProofUse::Repeated;
  Connection* const connection = m_database.connection();
  const bool foundByStatement = platform::isOn(platform::Guard::ProofOnce);
  if (!foundByStatement && connection != nullptr) {
    const auto known = connection->rows(knownSql, {proofId});
    if (known && !known->isEmpty()) return domain::ProofUse::Repeated;
  }
  const auto added =
      connection == nullptr ? std::nullopt : connection->change(rememberSql, {proofId, forgetAt});
  if (!added) return domain::ProofUse::Unavailable;
  return *added == 1 || !foundByStatement ? domain::ProofUse::First : domain::ProofUse::Repeated;
}

}  // namespace latchkey::service::store
