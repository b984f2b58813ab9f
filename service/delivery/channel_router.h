// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/ports.h"

namespace latchkey::service::delivery {

/// Gives each message to the sender of its channel. The senders must outlive the router, may be the same
/// object, and nullptr says that a channel is not configured. As thread-safe as the senders are.
class ChannelRouter final : public domain::MessageSender {
public:
  struct Routes {
    domain::MessageSender* mail = nullptr;
    domain::MessageSender* text = nullptr;
    domain::MessageSender* voice = nullptr;
  };
  explicit ChannelRouter(const Routes& routes) : m_routes(routes) {}

  /// Permanent "no-channel" where nothing is configured.
  [[nodiscard]] Result<void, domain::SendError> send(const domain::Message& message) override;

private:
  Routes m_routes;
};

}  // namespace latchkey::service::delivery
