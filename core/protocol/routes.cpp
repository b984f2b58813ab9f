// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/routes.h"

#include <algorithm>

namespace latchkey::protocol {

namespace {

constexpr Route table[] = {
    {HttpMethod::Get, "/.well-known/account-recovery", RequestKind::None, AnswerKind::Discovery, Proof::None,
     200},
    {HttpMethod::Post, "/v1/recoveries", RequestKind::OpenRecovery, AnswerKind::Recovery, Proof::Key, 201},
    {HttpMethod::Get, "/v1/recovery", RequestKind::None, AnswerKind::Recovery, Proof::Token, 200},
    {HttpMethod::Post, "/v1/recovery/challenge", RequestKind::NewChallenge, AnswerKind::Recovery,
     Proof::Token, 200},
    {HttpMethod::Get, "/v1/recovery/challenge/picture", RequestKind::None, AnswerKind::Picture, Proof::Token,
     200},
    {HttpMethod::Get, "/v1/recovery/challenge/clip", RequestKind::None, AnswerKind::Clip, Proof::Token, 200},
    {HttpMethod::Post, "/v1/recovery/challenge/answer", RequestKind::AnswerChallenge, AnswerKind::Recovery,
     Proof::Token, 200},
    {HttpMethod::Post, "/v1/recovery/method", RequestKind::ChooseMethod, AnswerKind::Recovery, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/recovery/confirm", RequestKind::ConfirmContact, AnswerKind::Recovery,
     Proof::Token, 200},
    {HttpMethod::Post, "/v1/recovery/resend", RequestKind::ResendCode, AnswerKind::Recovery, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/recovery/code", RequestKind::SubmitCode, AnswerKind::Recovery, Proof::Token, 200},
    {HttpMethod::Post, "/v1/recovery/answers", RequestKind::SubmitAnswers, AnswerKind::Recovery, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/recovery/assertion", RequestKind::SubmitAssertion, AnswerKind::Recovery,
     Proof::Token, 200},
    {HttpMethod::Post, "/v1/recovery/password", RequestKind::SetPassword, AnswerKind::Recovery, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/recovery/unlock", RequestKind::UnlockAccount, AnswerKind::Recovery, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/recovery/cancel", RequestKind::CancelRecovery, AnswerKind::Recovery, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/recovery/language", RequestKind::SetLanguage, AnswerKind::Recovery, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/recovery/administrator", RequestKind::ContactAdministrator, AnswerKind::Recovery,
     Proof::Token, 200},
    {HttpMethod::Post, "/v1/recovery/sign-in", RequestKind::TrySignIn, AnswerKind::Recovery, Proof::Key, 200},
    {HttpMethod::Post, "/v1/recovery/resume", RequestKind::ResumeRecovery, AnswerKind::Recovery, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/recovery/appeal/contact", RequestKind::GiveAppealContact, AnswerKind::Recovery,
     Proof::Token, 200},
    {HttpMethod::Post, "/v1/recovery/appeal", RequestKind::FileAppeal, AnswerKind::Recovery, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/approvals", RequestKind::OpenByApproval, AnswerKind::Recovery, Proof::Key, 201},
    {HttpMethod::Post, "/v1/objections", RequestKind::Object, AnswerKind::Objection, Proof::Key, 200},
    {HttpMethod::Post, "/v1/enrolments", RequestKind::OpenEnrolment, AnswerKind::Enrolment, Proof::Key, 201},
    {HttpMethod::Post, "/v1/enrolments/need", RequestKind::CheckNeed, AnswerKind::Need, Proof::Key, 200},
    {HttpMethod::Get, "/v1/enrolment", RequestKind::None, AnswerKind::Enrolment, Proof::Token, 200},
    {HttpMethod::Post, "/v1/enrolment/proof", RequestKind::ChooseProof, AnswerKind::Enrolment, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/enrolment/resend", RequestKind::ResendEnrolCode, AnswerKind::Enrolment,
     Proof::Token, 200},
    {HttpMethod::Post, "/v1/enrolment/code", RequestKind::SubmitEnrolCode, AnswerKind::Enrolment,
     Proof::Token, 200},
    {HttpMethod::Post, "/v1/enrolment/answers", RequestKind::SubmitEnrolAnswers, AnswerKind::Enrolment,
     Proof::Token, 200},
    {HttpMethod::Post, "/v1/enrolment/assertion", RequestKind::SubmitEnrolAssertion, AnswerKind::Enrolment,
     Proof::Token, 200},
    {HttpMethod::Post, "/v1/enrolment/add", RequestKind::AddMethod, AnswerKind::Enrolment, Proof::Token, 200},
    {HttpMethod::Post, "/v1/enrolment/key", RequestKind::RegisterKey, AnswerKind::Enrolment, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/enrolment/remove", RequestKind::RemoveMethod, AnswerKind::Enrolment, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/enrolment/back", RequestKind::LeaveStep, AnswerKind::Enrolment, Proof::Token,
     200},
    {HttpMethod::Post, "/v1/enrolment/finish", RequestKind::FinishEnrolment, AnswerKind::Enrolment,
     Proof::Token, 200},
    {HttpMethod::Post, "/v1/enrolment/language", RequestKind::SetEnrolLanguage, AnswerKind::Enrolment,
     Proof::Token, 200},
    {HttpMethod::Post, "/v1/deliveries/text", RequestKind::Report, AnswerKind::Taken, Proof::Signature, 200},
    {HttpMethod::Post, "/v1/deliveries/voice", RequestKind::Report, AnswerKind::Taken, Proof::Signature, 200},
    {HttpMethod::Get, "/healthz", RequestKind::None, AnswerKind::Health, Proof::None, 200},
    {HttpMethod::Get, "/readyz", RequestKind::None, AnswerKind::Readiness, Proof::None, 200},
    {HttpMethod::Get, "/metrics", RequestKind::None, AnswerKind::Metrics, Proof::None, 200},
};

}  // namespace

std::span<const Route> routes() {
  return table;
}

std::string_view nameOf(HttpMethod method) {
  switch (method) {
    case HttpMethod::Get:
      return "GET";
    case HttpMethod::Post:
      return "POST";
  }
  return {};
}

const Route* routeOf(RequestKind request) {
  if (request == RequestKind::None) return nullptr;
  const auto found = std::ranges::find(table, request, &Route::request);
  return found == std::end(table) ? nullptr : &*found;
}

const Route* readRouteOf(AnswerKind answer) {
  const auto found = std::ranges::find_if(table, [answer](const Route& route) {
    return route.method == HttpMethod::Get && route.answer == answer;
  });
  return found == std::end(table) ? nullptr : &*found;
}

}  // namespace latchkey::protocol
