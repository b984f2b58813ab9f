// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>

#include "service/domain/delivery_queue.h"
#include "service/domain/ports.h"

namespace latchkey::service::domain {

/// What became of one try, for the service's log and metrics. No contact and no code in it.
struct DeliveryEvent {
  enum class Kind { Sent, Unknown, Retried, GivenUp };
  Kind kind = Kind::Sent;
  QString messageId;
  Channel channel = Channel::Mail;
  int attempts = 0;
  QString reason;
};

/// Sends what is due. Has no thread of its own and never sleeps: a thread of the application calls
/// step() and waits until the moment that it returns, or until something was queued.
/// Several workers, also of several instances, may share one queue.
class DeliveryWorker {
public:
  struct Senders {
    MessageSender& mail;
    MessageSender& text;
    MessageSender& voice;
  };
  using Listener = std::function<void(const DeliveryEvent&)>;

  DeliveryWorker(DeliveryQueue& queue, Senders senders, const Clock& clock, Listener listener = {});

  /// One round: settles what was interrupted, sends what is due.
  /// @return when to call again at the latest, ms since the epoch.
  qint64 step();

  /// Nothing more is begun, here and in a step under way; what waits is sent after the next start. Any
  /// thread.
  void stop() { m_stopped = true; }

private:
  /// False when the store did not take the result; the lease settles it later.
  [[nodiscard]] bool deliver(const QueuedMessage& queued);
  [[nodiscard]] MessageSender& senderFor(Channel channel) const;
  void tell(DeliveryEvent::Kind kind, const QueuedMessage& queued, const QString& reason) const;

  DeliveryQueue& m_queue;
  Senders m_senders;
  const Clock& m_clock;
  Listener m_listener;
  std::atomic<bool> m_stopped = false;
};

}  // namespace latchkey::service::domain
