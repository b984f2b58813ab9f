// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/channel_router.h"

#include "core/platform/failpoint.h"

namespace latchkey::service::delivery {

Result<void, domain::SendError> ChannelRouter::send(const domain::Message& message) {
  domain::MessageSender* sender = nullptr;
  switch (message.channel) {
    case domain::Channel::Mail:
      sender = m_routes.mail;
      break;
    case domain::Channel::Text:
      sender = m_routes.text;
      break;
    case domain::Channel::Voice:
      sender = m_routes.voice;
      break;
  }
  if (sender == nullptr) {
    return unexpected(domain::SendError{domain::SendFault::Permanent, QStringLiteral("no-channel")});
  }
  // Here for every sender: nothing handed over yet, and everything handed over but the answer lost.
  if (platform::failsHere(platform::FailClass::Delivery, "delivery.before")) {
    return unexpected(domain::SendError{domain::SendFault::Transient, QStringLiteral("connect")});
  }
  auto sent = sender->send(message);
  if (sent && platform::failsHere(platform::FailClass::Delivery, "delivery.after")) {
    return unexpected(domain::SendError{domain::SendFault::Unknown, QStringLiteral("answer-lost")});
  }
  return sent;
}

}  // namespace latchkey::service::delivery
