// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/back_off.h"
#include "core/client/exchange.h"

namespace latchkey::client {

struct Expected {
  QByteArray contentType;  ///< of a success, without parameters: "application/json"
  int status = 200;        ///< of a success
  bool (*isReadable)(const QByteArray& body) = nullptr;  ///< null: any body is
};

/// What an answer is, before its body is decoded: the success that was expected, a problem of the service,
/// or somebody in between. Everything in it is outside input.
/// @param now milliseconds since the epoch; only where the answer has no Date of its own
[[nodiscard]] Result<void, flow::GatewayError> judgeAnswer(const Answer& answer, const Expected& expected,
                                                           qint64 now);

/// The same for the rule of repeating.
[[nodiscard]] Ended endedOf(const Result<void, flow::GatewayError>& judged);
[[nodiscard]] Ended endedOf(const ExchangeFailure& failure);

}  // namespace latchkey::client
