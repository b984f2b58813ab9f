// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/recovery_gateway.h"
#include "core/protocol/enrolment_messages.h"

namespace latchkey::flow {

/// How "Secure your account" reaches the service. One object per sign-in: it holds the token and the key
/// pair. On the same terms as RecoveryGateway: calls return at once and call back once, later; a write whose
/// answer was lost is sent again under its own idempotency key when the same command is given again.
class EnrolmentGateway {
public:
  template <typename T>
  using Callback = std::function<void(Result<T, GatewayError>)>;

  virtual ~EnrolmentGateway() = default;

  virtual void discover(Callback<protocol::Discovery> done) = 0;
  virtual void send(protocol::EnrolCommand command, Callback<protocol::EnrolmentView> done) = 0;
  virtual void refresh(Callback<protocol::EnrolmentView> done) = 0;
  /// Before any sign-in: belongs to none.
  virtual void checkNeed(const protocol::CheckNeed& check, Callback<protocol::Need> done) = 0;
  /// Drops token, key and pending calls (no callback).
  virtual void forget() = 0;
};

}  // namespace latchkey::flow
