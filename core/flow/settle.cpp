// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/settle.h"

namespace latchkey::flow {

using protocol::ProblemKind;
using protocol::Stage;

bool leavesOutcomeUnknown(const GatewayError& error) {
  switch (error.fault) {
    case GatewayFault::Unreachable:
    case GatewayFault::TimedOut:
    case GatewayFault::CaptivePortal:
    case GatewayFault::BadAnswer:
      return true;
    case GatewayFault::CertificateUntrusted:
    case GatewayFault::CertificateWrongHost:
    case GatewayFault::CertificateExpired:
    case GatewayFault::ProxyNeedsPassword:
      return false;
    case GatewayFault::Refused:
      return error.problem.kind == ProblemKind::InternalError ||
             error.problem.kind == ProblemKind::Unavailable ||
             error.problem.kind == ProblemKind::RequestInProgress;
  }
  return true;
}

bool asksForLook(const GatewayError& error) {
  if (error.fault != GatewayFault::Refused) return false;
  const ProblemKind kind = error.problem.kind;
  return kind == ProblemKind::WrongStage || kind == ProblemKind::Unauthorized ||
         kind == ProblemKind::TooManyTries || kind == ProblemKind::RecoverySuperseded ||
         kind == ProblemKind::KeyRefused;  // the challenge was used up, and the next one is in the view
}

bool leavesNothingToResume(const GatewayError& error) {
  // Mostly the same answers: the recovery is over, or not where it could be gone on with.
  return asksForLook(error) && error.problem.kind != ProblemKind::KeyRefused;
}

bool saysUnknownRecovery(const GatewayError& error) {
  return error.fault == GatewayFault::Refused && error.problem.kind == ProblemKind::Unauthorized;
}

bool saysSuperseded(const GatewayError& error) {
  return error.fault == GatewayFault::Refused && error.problem.kind == ProblemKind::RecoverySuperseded;
}

bool stillMeant(const protocol::Command& command, const protocol::RecoveryView& before,
                const protocol::RecoveryView& after) {
  if (after.gatesPassed != before.gatesPassed) return false;
  if (const auto* choice = std::get_if<protocol::ChooseMethod>(&command)) {
    // An earlier choice may have been carried out; the later one is what the person wants.
    const bool choosable = after.stage == Stage::Method || after.stage == Stage::Confirm ||
                           after.stage == Stage::Code || after.stage == Stage::Questions ||
                           after.stage == Stage::SecurityKey || after.stage == Stage::AppealCode ||
                           after.stage == Stage::AppealForm;
    const bool chosen =
        after.stage == Stage::Confirm || after.stage == Stage::Questions || after.stage == Stage::SecurityKey;
    return choosable && !(chosen && after.chosenHandle == choice->handle);
  }
  if (after.stage != before.stage || after.chosenHandle != before.chosenHandle) return false;
  if (const auto* confirm = std::get_if<protocol::ConfirmContact>(&command)) {
    // After a step back from the code the stage alone does not tell; sending twice would be a second code.
    return !(after.code && after.code->shownEntry == confirm->entry);
  }
  if (const auto* contact = std::get_if<protocol::GiveAppealContact>(&command)) {
    return !(after.stage == Stage::AppealCode && after.code && after.code->shownEntry == contact->contact);
  }
  if (std::holds_alternative<protocol::ResendCode>(command)) {
    return !(after.code && before.code && after.code->resendsLeft < before.code->resendsLeft);
  }
  if (const auto* answer = std::get_if<protocol::AnswerChallenge>(&command)) {
    return after.challenge && after.challenge->id == answer->id;
  }
  if (std::holds_alternative<protocol::SubmitAssertion>(command)) {
    // One challenge, one answer: what is signed for another one would be a lost try.
    return after.securityKey && before.securityKey &&
           after.securityKey->challenge == before.securityKey->challenge;
  }
  return true;
}

}  // namespace latchkey::flow
