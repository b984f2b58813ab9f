// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/delivery_queue.h"

namespace latchkey::service::domain {

/// Makes a message that carries a code, that of "this was not me" included, unreadable for whoever has the
/// database alone, its log and its backups included, where even deleted rows may last.
void seal(Message& message, SecretBox& box);

enum class Resealing {
  Plain,  ///< it was never sealed
  Done,
  Unreadable  ///< the box does not open it: it stays as it is
};
/// The same under another key.
[[nodiscard]] Resealing reseal(Message& message, const SecretBox& from, SecretBox& to);

/// The delivery queue with such messages opened, and those that were never sealed as they are. Whatever does
/// not open is given up.
class SealedDeliveries final : public DeliveryQueue {
public:
  /// Both must outlive it.
  SealedDeliveries(DeliveryQueue& queue, const SecretBox& box) : m_queue(queue), m_box(box) {}

  [[nodiscard]] Result<QList<QueuedMessage>, StoreError> claim(qint64 now, qint64 leaseUntil,
                                                               int limit) override;
  [[nodiscard]] Result<void, StoreError> succeed(const QString& id, qint64 now,
                                                 const QString& reason) override {
    return m_queue.succeed(id, now, reason);
  }
  [[nodiscard]] Result<void, StoreError> retryAt(const QString& id, qint64 moment,
                                                 const QString& reason) override {
    return m_queue.retryAt(id, moment, reason);
  }
  [[nodiscard]] Result<void, StoreError> giveUp(const QString& id, qint64 now,
                                                const QString& reason) override {
    return m_queue.giveUp(id, now, reason);
  }
  [[nodiscard]] Result<int, StoreError> settleInterrupted(qint64 now) override {
    return m_queue.settleInterrupted(now);
  }
  [[nodiscard]] Result<qint64, StoreError> nextDue() override { return m_queue.nextDue(); }

private:
  DeliveryQueue& m_queue;
  const SecretBox& m_box;
};

}  // namespace latchkey::service::domain
