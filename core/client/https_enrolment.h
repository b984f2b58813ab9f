// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/courier.h"
#include "core/flow/enrolment_gateway.h"

namespace latchkey::client {

/// "Secure your account" over HTTPS. One object per sign-in; see flow::EnrolmentGateway for the calls. Its
/// key pair, token and connections are its own: a recovery that runs in the same program is not touched.
class HttpsEnrolment final : public flow::EnrolmentGateway {
public:
  explicit HttpsEnrolment(GatewaySettings settings, Ports ports = systemPorts());
  ~HttpsEnrolment() override;

  void discover(Callback<protocol::Discovery> done) override;
  void send(protocol::EnrolCommand command, Callback<protocol::EnrolmentView> done) override;
  void refresh(Callback<protocol::EnrolmentView> done) override;
  void checkNeed(const protocol::CheckNeed& check, Callback<protocol::Need> done) override;
  void forget() override;

  /// Calls back when nothing is under way any more, at once or once.
  void whenIdle(std::function<void()> callback) { m_courier.whenIdle(std::move(callback)); }

private:
  void receive(Result<Answer, flow::GatewayError> answer, const Callback<protocol::EnrolmentView>& done);

  Courier m_courier;
};

}  // namespace latchkey::client
