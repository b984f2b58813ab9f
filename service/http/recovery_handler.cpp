// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/recovery_handler.h"

#include <utility>

#include "service/http/answers.h"
#include "service/http/request_checks.h"
#include "service/http/translate.h"

namespace latchkey::service::http {
namespace {

using protocol::AnswerKind;
using protocol::ProblemKind;

/// Empty for stages in which a recovery goes on.
QByteArrayView outcomeName(const domain::Snapshot& snapshot) {
  switch (snapshot.stage) {
    case domain::Stage::Challenge:
    case domain::Stage::Method:
    case domain::Stage::Confirm:
    case domain::Stage::Code:
    case domain::Stage::Questions:
    case domain::Stage::SecurityKey:
    case domain::Stage::Password:
    case domain::Stage::AppealCode:
    case domain::Stage::AppealForm:
      return "";
    case domain::Stage::Appealed:
      return "appealed";
    case domain::Stage::Done:
      return snapshot.rehearsal ? "rehearsed" : "done";
    case domain::Stage::Cancelled:
      return "cancelled";
    case domain::Stage::Expired:
      return "expired";
    case domain::Stage::Ended:
      return "ended";
  }
  return "";
}

/// What is asked for where a recovery has ended already: its end was counted then.
bool comesAfterTheEnd(const domain::Command& command) {
  return std::holds_alternative<domain::TrySignIn>(command) ||
         std::holds_alternative<domain::ContactAdministrator>(command);
}

}  // namespace

RecoveryHandler::RecoveryHandler(domain::Recoveries& recoveries, const CallerCheck& check, Metrics& metrics)
    : m_recoveries(recoveries), m_check(check), m_metrics(metrics) {}

Handled RecoveryHandler::handle(const protocol::Route& route, const HttpRequest& request,
                                domain::Caller caller) {
  const auto checked = m_check.check(route, request, std::move(caller));
  if (!checked) return checked.error();
  return route.request == protocol::RequestKind::None
             ? read(route, checked->token, checked->caller)
             : write(route, request, checked->token, checked->caller);
}

Handled RecoveryHandler::write(const protocol::Route& route, const HttpRequest& request,
                               const platform::Secret& token, const domain::Caller& caller) {
  if (route.request == protocol::RequestKind::Object) return object(route, request, caller);
  auto command = protocol::decodeCommand(route.request, request.body);
  if (!command) return {problemAnswer(command.error()), {}, protocol::nameOf(command.error().kind)};
  const domain::WriteKey key = m_check.writeKey(request);
  if (const auto* open = std::get_if<protocol::OpenRecovery>(&*command)) {
    auto outcome = m_recoveries.open(toDomain(*open), caller, key);
    if (!outcome) return refused(outcome.error());
    if (!outcome->repeated) m_metrics.countRecovery(open->rehearsal ? "rehearsal-opened" : "opened");
    return answer(route.successStatus, std::move(*outcome));
  }
  if (auto* approval = std::get_if<protocol::OpenByApproval>(&*command)) {
    auto outcome = m_recoveries.openByApproval(toDomain(std::move(*approval)), caller, key);
    if (!outcome) return refused(outcome.error());
    if (!outcome->repeated) m_metrics.countRecovery("opened-by-appeal");
    return answer(route.successStatus, std::move(*outcome));
  }
  auto translated = toDomain(std::move(*command));
  if (!translated) return refused(ProblemKind::InternalError);
  const bool mayEnd = !comesAfterTheEnd(*translated);
  auto outcome = m_recoveries.perform(std::move(*translated), token, caller, key);
  if (!outcome) return refused(outcome.error());
  const QByteArrayView name = outcomeName(outcome->snapshot);
  if (!name.isEmpty() && mayEnd && !outcome->repeated) m_metrics.countRecovery(name);
  return answer(route.successStatus, std::move(*outcome));
}

Handled RecoveryHandler::object(const protocol::Route& route, const HttpRequest& request,
                                const domain::Caller& caller) {
  auto object = protocol::decodeObject(request.body);
  if (!object) return {problemAnswer(object.error()), {}, protocol::nameOf(object.error().kind)};
  const auto objected = m_recoveries.object({std::move(object->code)}, caller, m_check.writeKey(request));
  if (!objected) return refused(objected.error());
  m_metrics.countRecovery("objected");
  const QByteArray body = protocol::encodeObjection(toProtocol(*objected));
  return {answerOf(route.successStatus, answerType(route.answer), body), objected->receipt, {}};
}

Handled RecoveryHandler::read(const protocol::Route& route, const platform::Secret& token,
                              const domain::Caller& caller) {
  if (route.answer == AnswerKind::Recovery) {
    const auto snapshot = m_recoveries.look(token, caller);
    if (!snapshot) return refused(snapshot.error());
    const QByteArray body = protocol::encodeView(toProtocol(*snapshot));
    return {answerOf(route.successStatus, answerType(route.answer), body), snapshot->receipt, {}};
  }
  const auto media = route.answer == AnswerKind::Picture ? domain::Media::Picture : domain::Media::Clip;
  auto bytes = m_recoveries.media(media, token, caller);
  if (!bytes) return refused(bytes.error());
  return {answerOf(route.successStatus, answerType(route.answer), std::move(*bytes)), {}, {}};
}

Handled RecoveryHandler::answer(int status, domain::Outcome&& outcome) {
  protocol::RecoveryAnswer answer{toProtocol(outcome.snapshot), std::nullopt};
  if (!outcome.newToken.isEmpty()) answer.token = platform::Secret::consume(std::move(outcome.newToken));
  const platform::Secret body = protocol::encodeAnswer(answer);
  const std::string_view bytes = body.view();
  // Leaves locked memory for the socket; the server wipes it once it is written.
  return {answerOf(status, answerType(AnswerKind::Recovery),
                   QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()))),
          outcome.snapshot.receipt,
          {}};
}

}  // namespace latchkey::service::http
