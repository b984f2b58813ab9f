// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/delivery_worker.h"

#include <algorithm>
#include <utility>

#include "service/domain/delivery_plan.h"
#include "service/domain/limits.h"

namespace latchkey::service::domain {

namespace {
/// Longer than any sender's own deadline: a lease that runs out means that the process is gone.
constexpr qint64 lease = 180 * second;
constexpr qint64 longestWait = 60 * second;
constexpr qint64 whenStoreFails = 5 * second;
}  // namespace

DeliveryWorker::DeliveryWorker(DeliveryQueue& queue, Senders senders, const Clock& clock, Listener listener)
    : m_queue(queue), m_senders(senders), m_clock(clock), m_listener(std::move(listener)) {}

qint64 DeliveryWorker::step() {
  if (!m_queue.settleInterrupted(m_clock.now())) return m_clock.now() + whenStoreFails;
  // A queue is not worked off before a stop: behind a slow relay that is minutes, and whoever kills the
  // process then loses the message that is under way.
  while (!m_stopped) {
    const qint64 now = m_clock.now();
    // One at a time: what is marked as being sent when the process dies is never sent again.
    const auto claimed = m_queue.claim(now, now + lease, 1);
    if (!claimed) return now + whenStoreFails;
    if (claimed->isEmpty()) break;
    for (const QueuedMessage& queued : *claimed) {
      if (!deliver(queued)) return m_clock.now() + whenStoreFails;
    }
  }
  const qint64 now = m_clock.now();
  const auto due = m_queue.nextDue();
  if (!due) return now + whenStoreFails;
  return *due == 0 ? now + longestWait : std::clamp(*due, now + 1, now + longestWait);
}

bool DeliveryWorker::deliver(const QueuedMessage& queued) {
  const Message& message = queued.message;
  const qint64 before = m_clock.now();
  if (message.to.isEmpty()) return m_queue.succeed(message.id, before, {}).has_value();
  if (message.expiresAt != 0 && message.expiresAt <= before) {
    const QString reason = QStringLiteral("expired");
    tell(DeliveryEvent::Kind::GivenUp, queued, reason);
    return m_queue.giveUp(message.id, before, reason).has_value();
  }
  const auto sent = senderFor(message.channel).send(message);
  const qint64 now = m_clock.now();
  if (sent) {
    tell(DeliveryEvent::Kind::Sent, queued, {});
    return m_queue.succeed(message.id, now, {}).has_value();
  }
  const SendError& error = sent.error();
  switch (error.fault) {
    case SendFault::Unknown:
      tell(DeliveryEvent::Kind::Unknown, queued, error.reason);
      return m_queue
          .succeed(message.id, now, error.reason.isEmpty() ? QStringLiteral("unknown") : error.reason)
          .has_value();
    case SendFault::Permanent:
      tell(DeliveryEvent::Kind::GivenUp, queued, error.reason);
      return m_queue.giveUp(message.id, now, error.reason).has_value();
    case SendFault::Transient:
      break;
  }
  if (const auto next = nextTry(queued.attempts, message.createdAt, message.expiresAt, now)) {
    tell(DeliveryEvent::Kind::Retried, queued, error.reason);
    return m_queue.retryAt(message.id, *next, error.reason).has_value();
  }
  tell(DeliveryEvent::Kind::GivenUp, queued, error.reason);
  return m_queue.giveUp(message.id, now, error.reason).has_value();
}

MessageSender& DeliveryWorker::senderFor(Channel channel) const {
  switch (channel) {
    case Channel::Mail:
      return m_senders.mail;
    case Channel::Text:
      return m_senders.text;
    case Channel::Voice:
      return m_senders.voice;
  }
  return m_senders.mail;
}

void DeliveryWorker::tell(DeliveryEvent::Kind kind, const QueuedMessage& queued,
                          const QString& reason) const {
  if (m_listener) {
    m_listener({kind, queued.message.id, queued.message.channel, queued.attempts, reason});
  }
}

}  // namespace latchkey::service::domain
