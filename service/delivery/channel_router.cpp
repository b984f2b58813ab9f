// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/channel_router.h"

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
  return sender->send(message);
}

}  // namespace latchkey::service::delivery
