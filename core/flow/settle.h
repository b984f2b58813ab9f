// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/recovery_gateway.h"

/// What is decided when an answer was lost or a refusal says that both sides are out of step. Pure.
namespace latchkey::flow {

/// After this error nobody here knows whether the service carried the write out. Certificate and proxy
/// faults come before the first byte of the request, and a refusal is an answer; but 500 and 503 may
/// also be said by something between, after the service acted.
[[nodiscard]] bool leavesOutcomeUnknown(const GatewayError& error);

/// A refusal after which the service may stand elsewhere than the last view says.
[[nodiscard]] bool asksForLook(const GatewayError& error);

/// A refusal to resume after which there is nothing to come back to. After any other the place is worth
/// keeping.
[[nodiscard]] bool leavesNothingToResume(const GatewayError& error);

/// The service has no such recovery for this token and key.
[[nodiscard]] bool saysUnknownRecovery(const GatewayError& error);

/// It was ended behind this window: another one was finished first, or somebody said that it was not theirs.
[[nodiscard]] bool saysSuperseded(const GatewayError& error);

/// Whether a command that the person gave before the service was asked where it stands is still to be
/// sent. `before` is the view they acted on, `after` the service's answer. False: the lost command was
/// carried out after all, or the ground has shifted and the person has to look again.
[[nodiscard]] bool stillMeant(const protocol::Command& command, const protocol::RecoveryView& before,
                              const protocol::RecoveryView& after);

}  // namespace latchkey::flow
