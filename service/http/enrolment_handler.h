// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/routes.h"
#include "service/domain/enrolments.h"
#include "service/http/caller_check.h"

namespace latchkey::service::http {

/// The routes of "Secure your account", as RecoveryHandler has those of recoveries.
class EnrolmentHandler {
public:
  EnrolmentHandler(domain::Enrolments& enrolments, const CallerCheck& check)
      : m_enrolments(enrolments), m_check(check) {}

  /// @param caller as far as the connection tells; the key of the proof is filled in here.
  [[nodiscard]] Handled handle(const protocol::Route& route, const HttpRequest& request,
                               domain::Caller caller);

private:
  [[nodiscard]] Handled need(const protocol::Route& route, const HttpRequest& request,
                             const domain::Caller& caller);
  [[nodiscard]] Handled write(const protocol::Route& route, const HttpRequest& request,
                              const CheckedCaller& checked);

  domain::Enrolments& m_enrolments;
  const CallerCheck& m_check;
};

}  // namespace latchkey::service::http
