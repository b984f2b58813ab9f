// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/enrolment_handler.h"

#include <utility>

#include "core/protocol/enrolment_codec.h"
#include "service/http/answers.h"
#include "service/http/request_checks.h"
#include "service/http/translate_enrolment.h"

namespace latchkey::service::http {
namespace {

Handled answered(const protocol::Route& route, domain::EnrolSnapshot&& snapshot, QByteArray&& token) {
  protocol::EnrolmentAnswer answer{toProtocol(std::move(snapshot)), std::nullopt};
  if (!token.isEmpty()) answer.token = platform::Secret::consume(std::move(token));
  const platform::Secret body = protocol::encodeEnrolment(answer);
  const std::string_view bytes = body.view();
  // Leaves locked memory for the socket; the server wipes it once it is written.
  return {answerOf(route.successStatus, answerType(route.answer),
                   QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()))),
          {},
          {}};
}

Handled undecoded(const protocol::Problem& problem) {
  return {problemAnswer(problem), {}, protocol::nameOf(problem.kind)};
}

}  // namespace

Handled EnrolmentHandler::handle(const protocol::Route& route, const HttpRequest& request,
                                 domain::Caller caller) {
  const auto checked = m_check.check(route, request, std::move(caller));
  if (!checked) return checked.error();
  if (route.request == protocol::RequestKind::CheckNeed) return need(route, request, checked->caller);
  if (route.request != protocol::RequestKind::None) return write(route, request, *checked);
  auto snapshot = m_enrolments.look(checked->token, checked->caller);
  if (!snapshot) return refused(snapshot.error());
  return answered(route, std::move(*snapshot), {});
}

Handled EnrolmentHandler::need(const protocol::Route& route, const HttpRequest& request,
                               const domain::Caller& caller) {
  const auto command = protocol::decodeCheckNeed(request.body);
  if (!command) return undecoded(command.error());
  const auto need = m_enrolments.need(toDomain(*command), caller);
  if (!need) return refused(need.error());
  return {answerOf(route.successStatus, answerType(route.answer),
                   protocol::encodeNeed({need->isNeeded, need->maySkip})),
          {},
          {}};
}

Handled EnrolmentHandler::write(const protocol::Route& route, const HttpRequest& request,
                                const CheckedCaller& checked) {
  auto command = protocol::decodeEnrolCommand(route.request, request.body);
  if (!command) return undecoded(command.error());
  const domain::WriteKey key = m_check.writeKey(request);
  if (auto* open = std::get_if<protocol::OpenEnrolment>(&*command)) {
    auto outcome = m_enrolments.open(toDomain(std::move(*open)), checked.caller, key);
    if (!outcome) return refused(outcome.error());
    return answered(route, std::move(outcome->snapshot), std::move(outcome->newToken));
  }
  auto translated = toDomain(std::move(*command));
  if (!translated) return refused(protocol::ProblemKind::InternalError);
  auto outcome = m_enrolments.perform(std::move(*translated), checked.token, checked.caller, key);
  if (!outcome) return refused(outcome.error());
  return answered(route, std::move(outcome->snapshot), std::move(outcome->newToken));
}

}  // namespace latchkey::service::http
