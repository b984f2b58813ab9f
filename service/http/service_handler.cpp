// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/service_handler.h"

#include <exception>

#include "core/protocol/codec.h"
#include "service/http/answers.h"
#include "service/http/client_address.h"
#include "service/http/request_checks.h"
#include "service/http/router.h"

namespace latchkey::service::http {
namespace {

using protocol::AnswerKind;
using protocol::ProblemKind;

constexpr QByteArrayView noRoute = "none";

ProblemKind kindOf(RequestFault fault) {
  switch (fault) {
    case RequestFault::Malformed:
      return ProblemKind::MalformedRequest;
    case RequestFault::HeaderTooLarge:
      return ProblemKind::HeaderTooLarge;
    case RequestFault::BodyTooLarge:
      return ProblemKind::BodyTooLarge;
  }
  return ProblemKind::MalformedRequest;
}

ProblemKind kindOf(domain::ReportFault fault) {
  switch (fault) {
    case domain::ReportFault::NotConfigured:
    case domain::ReportFault::UnknownMessage:
      return ProblemKind::NotFound;
    case domain::ReportFault::BadSignature:
    case domain::ReportFault::Stale:
    case domain::ReportFault::Replayed:
      return ProblemKind::Unauthorized;
    case domain::ReportFault::Malformed:
      return ProblemKind::MalformedRequest;
    case domain::ReportFault::Unavailable:
      return ProblemKind::Unavailable;
  }
  return ProblemKind::InternalError;
}

/// What the journal calls a ticket that is refused. Whoever tries some is to be seen there, though they are
/// none to look at; nobody guesses at other fields.
std::optional<QString> ticketEventOf(protocol::RequestKind kind) {
  if (kind == protocol::RequestKind::Object) return QStringLiteral("objection-refused");
  if (kind == protocol::RequestKind::OpenByApproval) return QStringLiteral("approval-refused");
  return std::nullopt;
}

bool isOfBody(const QString& reason) {
  return reason == protocol::nameOf(ProblemKind::InvalidField) ||
         reason == protocol::nameOf(ProblemKind::UnknownField) ||
         reason == protocol::nameOf(ProblemKind::MalformedRequest);
}

Handled turnedAway(ProblemKind kind, std::optional<int> retryIn = std::nullopt) {
  return {problemAnswer(kind, retryIn), {}, protocol::nameOf(kind)};
}

Handled plainText(QByteArray text, const QByteArray& type = "text/plain; charset=utf-8") {
  return {answerOf(200, type, std::move(text)), {}, {}};
}

}  // namespace

ServiceHandler::ServiceHandler(HandlerParts parts, HandlerSettings settings)
    : m_parts(parts),
      m_settings(std::move(settings)),
      m_nonces(parts.hash, parts.clock),
      m_proofs(m_settings.publicOrigin, m_nonces, parts.replay),
      m_check(m_proofs, parts.hash),
      m_recoveries(parts.recoveries, m_check, parts.metrics) {
  if (parts.enrolments != nullptr) m_enrolments.emplace(*parts.enrolments, m_check);
}

Lane ServiceHandler::laneOf(const HttpRequest& request) const {
  const RouteMatch match = matchRoute(request.method, request.path);
  if (match.route == nullptr) return Lane::Network;
  if (match.route->answer == AnswerKind::Readiness) return Lane::Watch;
  return match.route->proof == protocol::Proof::None ? Lane::Network : Lane::Workers;
}

HttpResponse ServiceHandler::handle(HttpRequest& request) {
  const qint64 startedAt = m_parts.clock.now();
  const RouteMatch match = matchRoute(request.method, request.path);
  const QByteArray label = match.route == nullptr ? noRoute.toByteArray() : labelOf(*match.route);
  Handled handled;
  try {
    if (match.route != nullptr) {
      handled = dispatch(*match.route, request);
    } else if (match.allow.isEmpty()) {
      handled = turnedAway(ProblemKind::NotFound);
    } else {
      handled = turnedAway(ProblemKind::MethodNotAllowed);
      handled.response.fields.append(HeaderField{"allow", match.allow});
    }
  } catch (...) {
    // A bug. The exception's text may hold anything, so that it goes nowhere.
    handled = turnedAway(ProblemKind::InternalError);
    handled.reason = QStringLiteral("exception");
  }
  if (request.method == "HEAD") {
    // Its answer has no body by definition (RFC 9110, section 9.3.2), and no route takes it.
    handled.response.body.clear();
    handled.response.contentType.clear();
    handled.response.close = true;
  }
  request.wipe();
  return finish(label, std::move(handled), startedAt);
}

HttpResponse ServiceHandler::refuse(RequestFault fault) {
  Handled handled = turnedAway(kindOf(fault));
  handled.response.close = true;
  return finish(noRoute, std::move(handled), m_parts.clock.now());
}

std::function<void()> ServiceHandler::aftermathOf(RequestFault fault) {
  if (fault != RequestFault::BodyTooLarge || m_parts.refusals == nullptr) return {};
  // Counted here, so that nobody fills the queue of the workers with what would not be written.
  const auto line = m_parts.refusals->lineOf(QStringLiteral("request-refused"),
                                             protocol::nameOf(ProblemKind::BodyTooLarge));
  if (!line) return {};
  return [notes = m_parts.refusals, line = *line] { notes->write(line); };
}

HttpResponse ServiceHandler::refuseBusy() {
  Handled handled = turnedAway(ProblemKind::Unavailable, retryDelay());
  handled.reason = QStringLiteral("queue-full");
  return finish(noRoute, std::move(handled), m_parts.clock.now());
}

Handled ServiceHandler::dispatch(const protocol::Route& route, const HttpRequest& request) {
  if (route.proof == protocol::Proof::None) return operate(route, request);
  if (route.proof == protocol::Proof::Signature) return takeReport(route, request);
  const auto client = clientAddress(request, m_settings.trustedProxies);
  domain::Caller caller;
  caller.source = client ? client->sourceNetwork() : QStringLiteral("unknown");
  caller.address = ownAddress(request, m_settings.trustedProxies);
  if (protocol::isOfEnrolment(route) && !m_enrolments) return turnedAway(ProblemKind::NotFound);
  Handled handled = protocol::isOfEnrolment(route) ? m_enrolments->handle(route, request, std::move(caller))
                                                   : m_recoveries.handle(route, request, std::move(caller));
  const auto event = ticketEventOf(route.request);
  if (event && m_parts.refusals != nullptr && isOfBody(handled.reason)) {
    m_parts.refusals->note(*event, QStringLiteral("malformed"));
  }
  if (handled.response.status == 503 && !handled.response.field("retry-after")) {
    handled.response = turnedAway(ProblemKind::Unavailable, retryDelay()).response;
  }
  return handled;
}

Handled ServiceHandler::takeReport(const protocol::Route& route, const HttpRequest& request) const {
  if (m_parts.reports == nullptr) return turnedAway(ProblemKind::NotFound);
  if (const auto kind = checkHead(route, request)) return turnedAway(*kind);
  const auto channel = route.path == "/v1/deliveries/voice" ? domain::Channel::Voice : domain::Channel::Text;
  const auto either = [&request](QByteArrayView name, QByteArrayView other) {
    return request.field(name).value_or(request.field(other).value_or(QByteArray()));
  };
  const auto taken = m_parts.reports->take(
      channel, {request.query, request.field("latchkey-timestamp").value_or(QByteArray()),
                either("latchkey-signature", "x-twilio-signature"), request.body});
  if (taken) return plainText("ok\n");
  Handled handled =
      turnedAway(kindOf(taken.error()),
                 taken.error() == domain::ReportFault::Unavailable ? std::optional(5) : std::nullopt);
  handled.reason = QStringLiteral("report-") + domain::codeOf(taken.error());
  return handled;
}

Handled ServiceHandler::operate(const protocol::Route& route, const HttpRequest& request) const {
  if (const auto kind = checkHead(route, request)) return turnedAway(*kind);
  switch (route.answer) {
    case AnswerKind::Recovery:
    case AnswerKind::Picture:
    case AnswerKind::Clip:
    case AnswerKind::Objection:
    case AnswerKind::Taken:
    case AnswerKind::Enrolment:
    case AnswerKind::Need:
      break;
    case AnswerKind::Discovery:
      return plainText(protocol::encodeDiscovery(m_settings.discovery()), "application/json");
    case AnswerKind::Health:
      return plainText("ok\n");
    case AnswerKind::Readiness:
      return m_settings.isReady && m_settings.isReady() ? plainText("ready\n")
                                                        : turnedAway(ProblemKind::Unavailable, 5);
    case AnswerKind::Metrics: {
      // The socket's own peer: a forwarded address opens nothing, and behind a proxy is everybody.
      const auto peer = platform::Address::parse(request.peer);
      const bool may = peer && containsAddress(m_settings.metricsNetworks, *peer) &&
                       !containsAddress(m_settings.trustedProxies, *peer);
      if (!may) return turnedAway(ProblemKind::NotFound);
      return plainText(m_parts.metrics.text(), "text/plain; version=0.0.4; charset=utf-8");
    }
  }
  return turnedAway(ProblemKind::NotFound);
}

HttpResponse ServiceHandler::finish(QByteArrayView route, Handled&& handled, qint64 startedAt) {
  HttpResponse& response = handled.response;
  response.fields.append(HeaderField{"cache-control", "no-store"});
  response.fields.append(HeaderField{"x-content-type-options", "nosniff"});
  response.fields.append(HeaderField{"strict-transport-security", "max-age=31536000"});
  response.fields.append(HeaderField{"dpop-nonce", m_nonces.current()});
  const qint64 duration = m_parts.clock.now() - startedAt;
  m_parts.metrics.countRequest(route, response.status, duration);
  QJsonObject fields{{QStringLiteral("route"), QString::fromLatin1(route)},
                     {QStringLiteral("status"), response.status},
                     {QStringLiteral("durationMs"), duration}};
  if (!handled.receipt.isEmpty()) fields.insert(QStringLiteral("receipt"), handled.receipt);
  if (!handled.reason.isEmpty()) fields.insert(QStringLiteral("reason"), handled.reason);
  m_parts.log.write(QLatin1String("request"), fields);
  return std::move(response);
}

int ServiceHandler::retryDelay() {
  return 1 + static_cast<int>(m_refusals.fetch_add(1) % 5);
}

}  // namespace latchkey::service::http
