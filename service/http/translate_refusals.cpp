// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/translate.h"

namespace latchkey::service::http {
namespace {

protocol::ProblemKind toProtocol(domain::RefusalKind kind) {
  using domain::RefusalKind;
  using protocol::ProblemKind;
  switch (kind) {
    case RefusalKind::InvalidField:
      return ProblemKind::InvalidField;
    case RefusalKind::IdempotencyKeyReused:
      return ProblemKind::IdempotencyKeyReused;
    case RefusalKind::RequestInProgress:
      return ProblemKind::RequestInProgress;
    case RefusalKind::Unauthorized:
      return ProblemKind::Unauthorized;
    case RefusalKind::WrongStage:
      return ProblemKind::WrongStage;
    case RefusalKind::ChallengeFailed:
      return ProblemKind::ChallengeFailed;
    case RefusalKind::ChallengeExpired:
      return ProblemKind::ChallengeExpired;
    case RefusalKind::UnknownMethod:
      return ProblemKind::UnknownMethod;
    case RefusalKind::EntryMalformed:
      return ProblemKind::EntryMalformed;
    case RefusalKind::ContactRegistered:
      return ProblemKind::ContactRegistered;
    case RefusalKind::ContactCannotText:
      return ProblemKind::ContactCannotText;
    case RefusalKind::EntryMismatch:
      return ProblemKind::EntryMismatch;
    case RefusalKind::CodeWrong:
      return ProblemKind::CodeWrong;
    case RefusalKind::CodeExpired:
      return ProblemKind::CodeExpired;
    case RefusalKind::AnswersWrong:
      return ProblemKind::AnswersWrong;
    case RefusalKind::KeyRefused:
      return ProblemKind::KeyRefused;
    case RefusalKind::ObjectionRefused:
      return ProblemKind::ObjectionRefused;
    case RefusalKind::AppealContactRefused:
      return ProblemKind::AppealContactRefused;
    case RefusalKind::ApprovalRefused:
      return ProblemKind::ApprovalRefused;
    case RefusalKind::TooManyTries:
      return ProblemKind::TooManyTries;
    case RefusalKind::ResendTooEarly:
      return ProblemKind::ResendTooEarly;
    case RefusalKind::PasswordRefused:
      return ProblemKind::PasswordRefused;
    case RefusalKind::RecoverySuperseded:
      return ProblemKind::RecoverySuperseded;
    case RefusalKind::RateLimited:
      return ProblemKind::RateLimited;
    case RefusalKind::Unavailable:
      return ProblemKind::Unavailable;
    case RefusalKind::SignInRefused:
      return ProblemKind::SignInRefused;
    case RefusalKind::PasswordMustChange:
      return ProblemKind::PasswordMustChange;
    case RefusalKind::AccountStopped:
      return ProblemKind::AccountStopped;
    case RefusalKind::ProofNeeded:
      return ProblemKind::ProofNeeded;
    case RefusalKind::InternalError:
      return ProblemKind::InternalError;
  }
  return ProblemKind::InternalError;
}

}  // namespace

protocol::Problem toProtocol(const domain::Refusal& refusal) {
  protocol::Problem problem;
  problem.kind = toProtocol(refusal.kind);
  problem.status = protocol::statusOf(problem.kind);
  problem.field = refusal.field;
  problem.violations = refusal.violations;
  problem.triesLeft = refusal.triesLeft;
  problem.retryIn = refusal.retryIn;
  problem.otherWays = refusal.otherWays;
  return problem;
}

}  // namespace latchkey::service::http
