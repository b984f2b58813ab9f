// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/courier.h"
#include "core/flow/recovery_gateway.h"

namespace latchkey::client {

/// A recovery service over HTTPS. One object per recovery; see flow::RecoveryGateway for the calls.
/// Starts no thread and opens no connection before the first call.
class HttpsGateway final : public flow::RecoveryGateway {
public:
  explicit HttpsGateway(GatewaySettings settings, Ports ports = systemPorts());
  ~HttpsGateway() override;

  void discover(Callback<protocol::Discovery> done) override;
  void send(protocol::Command command, Callback<protocol::RecoveryView> done) override;
  void refresh(Callback<protocol::RecoveryView> done) override;
  void fetch(flow::Media media, Callback<QByteArray> done) override;
  void forget() override;

  /// What is to be kept so that an assistant that was killed finds back (kept_place.h). Nothing before a
  /// recovery is open, and nothing once a gate has been passed.
  [[nodiscard]] std::optional<platform::Secret> place(protocol::Reason reason) const;
  /// Takes over what was kept, for protocol::ResumeRecovery to be sent next. The reason that the recovery was
  /// opened for, or why nothing was taken over.
  [[nodiscard]] Result<protocol::Reason, PlaceFault> adopt(const platform::Secret& kept);

  /// Calls back when nothing is under way any more, at once or once: the program may end now, and a last
  /// word to the service has arrived.
  void whenIdle(std::function<void()> callback) { m_courier.whenIdle(std::move(callback)); }

private:
  void repeatUnsettled(const flow::GatewayError& error, const Callback<protocol::RecoveryView>& done);
  /// Takes the token out of the answer, if one came, and hands the view on.
  void receive(Result<Answer, flow::GatewayError> answer, const Callback<protocol::RecoveryView>& done);

  QUrl m_server;
  Courier m_courier;
};

}  // namespace latchkey::client
