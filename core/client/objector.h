// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/client/courier.h"

namespace latchkey::client {

/// "This was not me" over HTTPS. Belongs to no recovery: it has connections and key pairs of its own, and a
/// recovery that runs in the same window is not touched.
class Objector {
public:
  using Done = std::function<void(Result<protocol::Objection, flow::GatewayError>)>;

  explicit Objector(GatewaySettings settings, Ports ports = systemPorts());

  /// Calls back once, later, unless the object ends first. The same code once more, after an answer that was
  /// lost, is the same write.
  void object(const platform::Secret& code, Done done);

private:
  Courier m_courier;
};

}  // namespace latchkey::client
