// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/codec.h"
#include "core/protocol/routes.h"
#include "service/domain/recoveries.h"
#include "service/http/caller_check.h"
#include "service/http/http_message.h"
#include "service/http/metrics.h"

namespace latchkey::service::http {

/// The routes of recoveries: check who asks, decode, ask the domain, encode.
/// Thread-safe as far as its parts are.
class RecoveryHandler {
public:
  RecoveryHandler(domain::Recoveries& recoveries, const CallerCheck& check, Metrics& metrics);

  /// @param caller as far as the connection tells; the key of the proof is filled in here.
  [[nodiscard]] Handled handle(const protocol::Route& route, const HttpRequest& request,
                               domain::Caller caller);

private:
  [[nodiscard]] Handled write(const protocol::Route& route, const HttpRequest& request,
                              const platform::Secret& token, const domain::Caller& caller);
  /// "This was not me": of no recovery, so without a token.
  [[nodiscard]] Handled object(const protocol::Route& route, const HttpRequest& request,
                               const domain::Caller& caller);
  [[nodiscard]] Handled read(const protocol::Route& route, const platform::Secret& token,
                             const domain::Caller& caller);
  [[nodiscard]] Handled answer(int status, domain::Outcome&& outcome);

  domain::Recoveries& m_recoveries;
  const CallerCheck& m_check;
  Metrics& m_metrics;
};

}  // namespace latchkey::service::http
