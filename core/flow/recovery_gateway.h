// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <functional>

#include "core/platform/result.h"
#include "core/protocol/messages.h"
#include "core/protocol/problem.h"

namespace latchkey::flow {

/// What can stand between the person and the service, told apart as far as the person can act on it.
enum class GatewayFault {
  Unreachable,           ///< no route, no name, refused, cut and not cleared up
  TimedOut,              ///< total deadline passed
  CertificateUntrusted,  ///< self-signed or another CA
  CertificateWrongHost,
  CertificateExpired,  ///< or not yet valid: perhaps this PC's clock
  CaptivePortal,       ///< a redirect or a page where the service's answer was expected
  ProxyNeedsPassword,
  BadAnswer,  ///< the peer is not, or no longer, a service that this program understands
  Refused     ///< the service answered with a problem: see `problem`
};

struct GatewayError {
  GatewayFault fault = GatewayFault::Unreachable;
  protocol::Problem problem;  ///< meaningful with GatewayFault::Refused
};

enum class Media { Picture, Clip };

/// How the flow reaches a recovery service. One object per recovery: it holds the token and the key pair.
///
/// All calls return at once; the callback comes later, once, on the caller's thread, unless the object
/// is destroyed or forget() is called first. Reads are repeated with back-off; a write is never repeated
/// except under its own idempotency key to clear up a lost answer.
class RecoveryGateway {
public:
  template <typename T>
  using Callback = std::function<void(Result<T, GatewayError>)>;

  virtual ~RecoveryGateway() = default;

  virtual void discover(Callback<protocol::Discovery> done) = 0;
  virtual void send(protocol::Command command, Callback<protocol::RecoveryView> done) = 0;
  virtual void refresh(Callback<protocol::RecoveryView> done) = 0;
  /// PNG or WAV bytes of the present challenge, at most 512 KiB, already checked by their magic.
  virtual void fetch(Media media, Callback<QByteArray> done) = 0;
  /// Drops token, key and pending calls (no callback). The next OpenRecovery starts anew.
  virtual void forget() = 0;
};

}  // namespace latchkey::flow
