// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/delivery_text.h"

#include "app/admin/json_text.h"
#include "service/delivery/channel_name.h"
#include "service/domain/notices.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::MessageRecord;
using domain::MessageState;

QString wordFor(MessageState state) {
  switch (state) {
    case MessageState::Queued:
      return QStringLiteral("queued");
    case MessageState::Sending:
      return QStringLiteral("sending");
    case MessageState::Accepted:
      return QStringLiteral("accepted");
    case MessageState::GivenUp:
      return QStringLiteral("given-up");
    case MessageState::Unknown:
      return QStringLiteral("unknown");
    case MessageState::Delivered:
      return QStringLiteral("delivered");
    case MessageState::Undelivered:
      return QStringLiteral("undelivered");
  }
  return {};
}

QString kindOf(const MessageRecord& message) {
  return message.carriesCode ? QStringLiteral("code") : QStringLiteral("notice");
}

QString maskOf(const MessageRecord& message, const domain::Numbering& numbering) {
  return domain::maskRecipient(message.channel, message.to, numbering);
}

}  // namespace

QString stateOf(const MessageRecord& message) {
  const QString at = domain::isoTime(message.movesAt);
  const bool mail = message.channel == domain::Channel::Mail;
  switch (message.state) {
    case MessageState::Queued:
      return message.attempts == 0
                 ? QStringLiteral("queued, not tried yet")
                 : QStringLiteral("queued, next try at %1, after %2").arg(at, message.reason);
    case MessageState::Sending:
      return QStringLiteral("being sent");
    case MessageState::Accepted:
      return (mail ? QStringLiteral("accepted by the relay at %1")
                   : QStringLiteral("accepted by the gateway at %1"))
          .arg(at);
    case MessageState::GivenUp:
      return QStringLiteral("given up at %1: %2").arg(at, message.reason);
    case MessageState::Unknown:
      return QStringLiteral("handed over, but the answer was lost: %1").arg(message.reason);
    case MessageState::Delivered:
      return QStringLiteral("delivered, as was reported at %1").arg(at);
    case MessageState::Undelivered:
      return QStringLiteral("not delivered, as was reported at %1: %2").arg(at, message.reason);
  }
  return {};
}

QStringList messageRow(const MessageRecord& message, const domain::Numbering& numbering) {
  return {domain::isoTime(message.createdAt), kindOf(message),
          service::delivery::channelName(message.channel), maskOf(message, numbering), stateOf(message)};
}

QByteArray messageJson(const MessageRecord& message, const domain::Numbering& numbering) {
  return JsonObjectText()
      .add("queuedAt", domain::isoTime(message.createdAt))
      .add("kind", kindOf(message))
      .add("channel", service::delivery::channelName(message.channel))
      .add("to", maskOf(message, numbering))
      .add("state", wordFor(message.state))
      .add("attempts", message.attempts)
      .add("movesAt", domain::isoTime(message.movesAt))
      .add("reason", textOrNull(message.reason))
      .text();
}

}  // namespace latchkey::admin
