// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/platform/result.h"
#include "service/domain/ports.h"
#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

struct QueuedMessage {
  Message message;
  int attempts = 0;  ///< this one included
};

/// The reading side of the delivery queue. A message is marked before it is sent: one that was being
/// sent when the process died may have arrived, so it counts as sent and is never sent again.
/// Bodies and codes are blanked as soon as a message is settled.
class DeliveryQueue {
public:
  virtual ~DeliveryQueue() = default;
  /// Takes at most `limit` due messages; each goes to exactly one caller.
  [[nodiscard]] virtual Result<QList<QueuedMessage>, StoreError> claim(qint64 now, qint64 leaseUntil,
                                                                       int limit) = 0;
  /// @param reason empty, or why nobody knows for sure.
  [[nodiscard]] virtual Result<void, StoreError> succeed(const QString& id, qint64 now,
                                                         const QString& reason) = 0;
  [[nodiscard]] virtual Result<void, StoreError> retryAt(const QString& id, qint64 moment,
                                                         const QString& reason) = 0;
  [[nodiscard]] virtual Result<void, StoreError> giveUp(const QString& id, qint64 now,
                                                        const QString& reason) = 0;
  /// Settles messages whose lease ran out while they were being sent; how many.
  [[nodiscard]] virtual Result<int, StoreError> settleInterrupted(qint64 now) = 0;
  /// When the next one is due; 0 when none waits.
  [[nodiscard]] virtual Result<qint64, StoreError> nextDue() = 0;
};

}  // namespace latchkey::service::domain
