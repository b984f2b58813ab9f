// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/problem.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace latchkey::protocol {

namespace {

struct Row {
  ProblemKind kind;
  int status;
  std::string_view name;
};

constexpr std::array rows = {
    Row{ProblemKind::MalformedRequest, 400, "malformed-request"},
    Row{ProblemKind::InvalidField, 422, "invalid-field"},
    Row{ProblemKind::UnknownField, 422, "unknown-field"},
    Row{ProblemKind::NotFound, 404, "not-found"},
    Row{ProblemKind::MethodNotAllowed, 405, "method-not-allowed"},
    Row{ProblemKind::NotAcceptable, 406, "not-acceptable"},
    Row{ProblemKind::UnsupportedMediaType, 415, "unsupported-media-type"},
    Row{ProblemKind::BodyTooLarge, 413, "body-too-large"},
    Row{ProblemKind::HeaderTooLarge, 431, "header-too-large"},
    Row{ProblemKind::LengthRequired, 411, "length-required"},
    Row{ProblemKind::IdempotencyKeyMissing, 400, "idempotency-key-missing"},
    Row{ProblemKind::IdempotencyKeyReused, 422, "idempotency-key-reused"},
    Row{ProblemKind::RequestInProgress, 409, "request-in-progress"},
    Row{ProblemKind::NonceRequired, 401, "nonce-required"},
    Row{ProblemKind::Unauthorized, 401, "unauthorized"},
    Row{ProblemKind::WrongStage, 409, "wrong-stage"},
    Row{ProblemKind::ChallengeFailed, 422, "challenge-failed"},
    Row{ProblemKind::ChallengeExpired, 422, "challenge-expired"},
    Row{ProblemKind::UnknownMethod, 422, "unknown-method"},
    Row{ProblemKind::EntryMalformed, 422, "entry-malformed"},
    Row{ProblemKind::ContactRegistered, 422, "contact-registered"},
    Row{ProblemKind::ContactCannotText, 422, "contact-cannot-text"},
    Row{ProblemKind::EntryMismatch, 422, "entry-mismatch"},
    Row{ProblemKind::CodeWrong, 422, "code-wrong"},
    Row{ProblemKind::CodeExpired, 422, "code-expired"},
    Row{ProblemKind::AnswersWrong, 422, "answers-wrong"},
    Row{ProblemKind::KeyRefused, 422, "key-refused"},
    Row{ProblemKind::ObjectionRefused, 422, "objection-refused"},
    Row{ProblemKind::AppealContactRefused, 422, "appeal-contact-refused"},
    Row{ProblemKind::ApprovalRefused, 422, "approval-refused"},
    Row{ProblemKind::TooManyTries, 429, "too-many-tries"},
    Row{ProblemKind::ResendTooEarly, 429, "resend-too-early"},
    Row{ProblemKind::PasswordRefused, 422, "password-refused"},
    Row{ProblemKind::SignInRefused, 422, "sign-in-refused"},
    Row{ProblemKind::PasswordMustChange, 422, "password-must-change"},
    Row{ProblemKind::ProofNeeded, 409, "proof-needed"},
    Row{ProblemKind::AccountStopped, 409, "account-stopped"},
    Row{ProblemKind::RecoverySuperseded, 409, "recovery-superseded"},
    Row{ProblemKind::RateLimited, 429, "rate-limited"},
    Row{ProblemKind::Unavailable, 503, "unavailable"},
    Row{ProblemKind::InternalError, 500, "internal-error"},
};

constexpr bool rowsFollowTheEnum() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].kind) != i) return false;
  }
  return rows.size() == static_cast<std::size_t>(ProblemKind::InternalError) + 1;
}
static_assert(rowsFollowTheEnum());

const Row& rowOf(ProblemKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  return index < rows.size() ? rows[index] : rows.back();
}

constexpr auto kinds = [] {
  std::array<ProblemKind, rows.size()> all{};
  std::ranges::transform(rows, all.begin(), &Row::kind);
  return all;
}();

}  // namespace

int statusOf(ProblemKind kind) {
  return rowOf(kind).status;
}

QString nameOf(ProblemKind kind) {
  return QString::fromLatin1(rowOf(kind).name.data(), static_cast<qsizetype>(rowOf(kind).name.size()));
}

std::optional<ProblemKind> problemKindOf(const QString& name) {
  for (const Row& row : rows) {
    if (name == QLatin1StringView(row.name.data(), static_cast<qsizetype>(row.name.size()))) return row.kind;
  }
  return {};
}

std::span<const ProblemKind> allProblemKinds() {
  return kinds;
}

Problem problemOf(ProblemKind kind, const QString& field) {
  Problem problem;
  problem.kind = kind;
  problem.status = statusOf(kind);
  problem.field = field;
  return problem;
}

ProblemKind problemKindFromStatus(int status) {
  switch (status) {
    case 400:
      return ProblemKind::MalformedRequest;
    case 401:
      return ProblemKind::Unauthorized;
    case 404:
      return ProblemKind::NotFound;
    case 405:
      return ProblemKind::MethodNotAllowed;
    case 406:
      return ProblemKind::NotAcceptable;
    case 409:
      return ProblemKind::WrongStage;
    case 411:
      return ProblemKind::LengthRequired;
    case 413:
      return ProblemKind::BodyTooLarge;
    case 415:
      return ProblemKind::UnsupportedMediaType;
    case 422:
      return ProblemKind::InvalidField;
    case 429:
      return ProblemKind::RateLimited;
    case 431:
      return ProblemKind::HeaderTooLarge;
    case 502:
    case 503:
    case 504:
      return ProblemKind::Unavailable;
    default:  // an int, not an enum: whatever else a peer may say
      return ProblemKind::InternalError;
  }
}

}  // namespace latchkey::protocol
