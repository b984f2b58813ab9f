// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>

/// Every route of the interface. The service's router is made from this list, openapi.yaml describes the
/// same one, and a test compares the two.
namespace latchkey::protocol {

enum class HttpMethod { Get, Post };

/// What the body of the request is; decodeCommand() takes it. None: a read.
enum class RequestKind {
  None,
  OpenRecovery,
  NewChallenge,
  AnswerChallenge,
  ChooseMethod,
  ConfirmContact,
  ResendCode,
  SubmitCode,
  SubmitAnswers,
  SubmitAssertion,
  SetPassword,
  UnlockAccount,
  CancelRecovery,
  SetLanguage,
  ContactAdministrator,
  TrySignIn,
  ResumeRecovery,
  GiveAppealContact,
  FileAppeal,
  OpenByApproval,
  Object,  ///< "this was not me": belongs to no recovery, decodeObject() takes it
  Report,  ///< of a gateway, in its own form: nothing that the assistant sends
  // "Secure your account": decodeEnrolCommand() takes them
  OpenEnrolment,
  ChooseProof,
  ResendEnrolCode,
  SubmitEnrolCode,
  SubmitEnrolAnswers,
  SubmitEnrolAssertion,
  AddMethod,
  RegisterKey,
  RemoveMethod,
  LeaveStep,
  FinishEnrolment,
  SetEnrolLanguage,
  CheckNeed  ///< belongs to no sign-in, decodeCheckNeed() takes it
};

enum class AnswerKind {
  Recovery,   ///< application/json, {"recovery":…}, with "token" where one is issued
  Picture,    ///< image/png
  Clip,       ///< audio/wav
  Objection,  ///< application/json, {"objection":…}
  Discovery,  ///< application/json
  Health,     ///< text/plain, "ok"
  Readiness,  ///< text/plain, "ready", or 503
  Metrics,    ///< Prometheus text format 0.0.4
  Taken,      ///< text/plain, "ok": a gateway's report
  Enrolment,  ///< application/json, {"enrolment":…}, with "token" where one is issued
  Need        ///< application/json, {"need":…}
};

/// What a caller has to show.
enum class Proof {
  None,       ///< open to everybody
  Key,        ///< a DPoP proof without a token: an opening, the end of a recovery that is gone, an objection
  Signature,  ///< the gateway's signature over its report
  Token       ///< a token and the DPoP proof of the key that it is bound to
};

struct Route {
  HttpMethod method;
  std::string_view path;
  RequestKind request;
  AnswerKind answer;
  Proof proof;
  int successStatus;
};

[[nodiscard]] std::span<const Route> routes();
[[nodiscard]] std::string_view nameOf(HttpMethod method);  ///< "GET"
/// Whether it belongs to "Secure your account" and not to a recovery.
[[nodiscard]] constexpr bool isOfEnrolment(const Route& route) {
  return route.answer == AnswerKind::Enrolment || route.answer == AnswerKind::Need;
}
/// The route that carries this command, for the client. None: RequestKind::None.
[[nodiscard]] const Route* routeOf(RequestKind request);
/// The read that gives this answer, for the client: AnswerKind::Recovery is GET /v1/recovery.
[[nodiscard]] const Route* readRouteOf(AnswerKind answer);

}  // namespace latchkey::protocol
