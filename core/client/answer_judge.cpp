// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/answer_judge.h"

#include <algorithm>

#include "core/client/retry_after.h"
#include "core/protocol/codec.h"

namespace latchkey::client {

namespace {
using flow::GatewayError;
using flow::GatewayFault;
using protocol::ProblemKind;

constexpr int tooManyRequests = 429;
constexpr int networkAuthenticationRequired = 511;  // RFC 6585: what a captive portal says when it is honest

GatewayError refusal(const Answer& answer, QByteArrayView body, qint64 now) {
  GatewayError error{GatewayFault::Refused, protocol::decodeProblem(answer.status, body)};
  protocol::Problem& problem = error.problem;
  if (!problem.retryIn) {
    const std::optional<qint64> theirs = parseHttpDate(answer.date, now);
    problem.retryIn = parseRetryAfter(answer.retryAfter, theirs.value_or(now));
  }
  if (problem.retryIn) problem.retryIn = std::clamp(*problem.retryIn, 0, longestRetryAfter);
  return error;
}
}  // namespace

Result<void, GatewayError> judgeAnswer(const Answer& answer, const Expected& expected, qint64 now) {
  const int status = answer.status;
  if (answer.contentType == "application/problem+json" && status >= 400)
    return unexpected(refusal(answer, answer.body, now));
  if ((status >= 300 && status < 400) || status == networkAuthenticationRequired)
    return unexpected(GatewayError{GatewayFault::CaptivePortal, {}});
  // A crash, or a reverse proxy in front of the service; whatever page it sent, it is not read.
  if (status >= 500 || status == tooManyRequests) return unexpected(refusal(answer, {}, now));
  if (answer.contentType == "text/html" || answer.contentType == "application/xhtml+xml")
    return unexpected(GatewayError{GatewayFault::CaptivePortal, {}});
  const bool isExpected = status == expected.status && answer.contentType == expected.contentType;
  if (!isExpected || (expected.isReadable != nullptr && !expected.isReadable(answer.body)))
    return unexpected(GatewayError{GatewayFault::BadAnswer, {}});
  return {};
}

Ended endedOf(const Result<void, GatewayError>& judged) {
  if (judged) return Ended::Answered;
  if (judged.error().fault != GatewayFault::Refused) return Ended::Hopeless;
  const protocol::Problem& problem = judged.error().problem;
  if (problem.kind == ProblemKind::NonceRequired) return Ended::NonceRequired;
  if (problem.kind == ProblemKind::RequestInProgress) return Ended::StillInProgress;
  if (problem.kind == ProblemKind::Unauthorized) return Ended::TokenRefused;
  if (problem.status >= 502 && problem.status <= 504) return Ended::ServerBusy;
  return Ended::Answered;
}

Ended endedOf(const ExchangeFailure& failure) {
  switch (failure.fault) {
    case GatewayFault::Unreachable:
      return failure.sent ? Ended::CutAfterSending : Ended::NeverSent;
    case GatewayFault::TimedOut:
      return failure.sent ? Ended::LateAfterSending : Ended::LateBeforeSending;
    case GatewayFault::CertificateUntrusted:
    case GatewayFault::CertificateWrongHost:
    case GatewayFault::CertificateExpired:
    case GatewayFault::CaptivePortal:
    case GatewayFault::ProxyNeedsPassword:
    case GatewayFault::BadAnswer:
    case GatewayFault::Refused:
      return Ended::Hopeless;
  }
  return Ended::Hopeless;
}

}  // namespace latchkey::client
