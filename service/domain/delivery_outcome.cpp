// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/delivery_outcome.h"

#include "service/domain/notices.h"

namespace latchkey::service::domain {

QString wordFor(Channel channel) {
  switch (channel) {
    case Channel::Mail:
      return QStringLiteral("mail");
    case Channel::Text:
      return QStringLiteral("text");
    case Channel::Voice:
      return QStringLiteral("call");
  }
  return {};
}

Settlement settleDelivery(Store& store, const Numbering& numbering, const DeliveryOutcome& outcome,
                          qint64 now) {
  const auto tables = store.begin(Access::Write);
  const auto message = tables->outgoing().find(outcome.messageId);
  if (tables->failed()) return Settlement::Unavailable;
  if (!message || message->channel != outcome.channel || message->to.isEmpty()) {
    return Settlement::UnknownMessage;
  }
  if (!outcome.state) return Settlement::Unchanged;
  if (!tables->outgoing().report(message->id, *outcome.state, now, outcome.reason)) {
    return tables->failed() ? Settlement::Unavailable : Settlement::Unchanged;
  }
  JournalEntry entry;
  entry.at = now;
  entry.event = QStringLiteral("delivery-reported");
  entry.recoveryId = message->recoveryId;
  if (const auto recovery = tables->recoveries().find(message->recoveryId)) {
    entry.accountKey = recovery->accountKey;
    entry.receipt = recovery->receipt;
  }
  entry.detail =
      QStringLiteral("%1 %2: %3")
          .arg(wordFor(message->channel), maskRecipient(message->channel, message->to, numbering),
               outcome.state == MessageState::Delivered ? QStringLiteral("delivered") : outcome.reason);
  tables->outgoing().note(entry);
  return tables->commit() ? Settlement::Entered : Settlement::Unavailable;
}

}  // namespace latchkey::service::domain
