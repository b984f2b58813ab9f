// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/delivery_queue.h"
#include "service/store/database.h"

namespace latchkey::service::store {

/// The delivery queue in a database. Thread-safe. The database must outlive it.
class SqlDeliveries final : public domain::DeliveryQueue {
public:
  explicit SqlDeliveries(Database& database);

  [[nodiscard]] Result<QList<domain::QueuedMessage>, domain::StoreError> claim(qint64 now, qint64 leaseUntil,
                                                                               int limit) override;
  [[nodiscard]] Result<void, domain::StoreError> succeed(const QString& id, qint64 now,
                                                         const QString& reason) override;
  [[nodiscard]] Result<void, domain::StoreError> retryAt(const QString& id, qint64 moment,
                                                         const QString& reason) override;
  [[nodiscard]] Result<void, domain::StoreError> giveUp(const QString& id, qint64 now,
                                                        const QString& reason) override;
  [[nodiscard]] Result<int, domain::StoreError> settleInterrupted(qint64 now) override;
  [[nodiscard]] Result<qint64, domain::StoreError> nextDue() override;

private:
  Database& m_database;
};

}  // namespace latchkey::service::store
