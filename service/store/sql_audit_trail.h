// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/audit_trail.h"
#include "service/store/database.h"

namespace latchkey::service::store {

/// Thread-safe. Both must outlive it.
class SqlAuditTrail final : public domain::AuditTrail {
public:
  SqlAuditTrail(Database& database, const domain::KeyedHash& keys) : m_database(database), m_keys(keys) {}

  [[nodiscard]] Result<QList<domain::JournalRow>, domain::StoreError> latest(const QString& accountKey,
                                                                             const QString& receipt,
                                                                             int limit) override;
  [[nodiscard]] Result<void, domain::StoreError> all(
      const std::function<bool(const domain::JournalRow&)>& take) override;
  [[nodiscard]] Result<domain::TrailReport, domain::StoreError> verify(
      const std::optional<domain::KnownRow>& known) override;

private:
  Database& m_database;
  const domain::KeyedHash& m_keys;
};

}  // namespace latchkey::service::store
