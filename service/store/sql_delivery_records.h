// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/audit_trail.h"
#include "service/store/database.h"

namespace latchkey::service::store {

/// Thread-safe. The database must outlive it.
class SqlDeliveryRecords final : public domain::DeliveryRecords {
public:
  explicit SqlDeliveryRecords(Database& database) : m_database(database) {}

  [[nodiscard]] Result<QList<domain::RecoveryRecord>, domain::StoreError> recoveriesBy(
      const QString& receipt) override;
  [[nodiscard]] Result<QList<domain::MessageRecord>, domain::StoreError> ofRecovery(
      const QString& id) override;
  [[nodiscard]] Result<QList<domain::MessageRecord>, domain::StoreError> ofAccount(
      const QString& accountKey, const QStringList& contacts) override;

private:
  Database& m_database;
};

}  // namespace latchkey::service::store
