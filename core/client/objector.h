// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
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
  /// lost, is the same write. While one is under way a second one is not sent: it is called back with
  /// ProblemKind::RequestInProgress.
  void object(const platform::Secret& code, Done done);
  /// Calls back when nothing is under way: at once, or once.
  void whenIdle(std::function<void()> callback) { m_courier.whenIdle(std::move(callback)); }

private:
  Courier m_courier;
  QObject m_context;  ///< of calls back that wait
  bool m_underway = false;
};

}  // namespace latchkey::client
