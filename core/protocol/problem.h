// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <span>

namespace latchkey::protocol {

/// The names behind `urn:latchkey:problem:` (RFC 9457), kebab-case on the wire.
enum class ProblemKind {
  MalformedRequest,       ///< 400: not JSON, bad UTF-8, duplicate key, too deep, NUL, lone surrogate
  InvalidField,           ///< 422: `field` names it, as a JSON pointer
  UnknownField,           ///< 422: `field` names it
  NotFound,               ///< 404
  MethodNotAllowed,       ///< 405
  NotAcceptable,          ///< 406
  UnsupportedMediaType,   ///< 415
  BodyTooLarge,           ///< 413
  HeaderTooLarge,         ///< 431
  LengthRequired,         ///< 411
  IdempotencyKeyMissing,  ///< 400
  IdempotencyKeyReused,   ///< 422: same key, different request
  RequestInProgress,      ///< 409: the first request with this key is still being worked on; Retry-After
  NonceRequired,          ///< 401: repeat with the nonce of the DPoP-Nonce header
  Unauthorized,           ///< 401: token or proof refused; no reason is told
  WrongStage,             ///< 409: this edge is not drawn
  ChallengeFailed,        ///< 422: wrong answer; the challenge is spent, ask for a new one
  ChallengeExpired,       ///< 422
  UnknownMethod,          ///< 422: the handle is not one of this recovery's
  EntryMalformed,         ///< 422: a confirm entry that cannot be a part of any such contact
  ContactRegistered,      ///< 422: what is being added is there already
  ContactCannotText,      ///< 422: a number that takes calls alone, given for texts
  EntryMismatch,          ///< 422: `explicit` realms only; triesLeft
  CodeWrong,              ///< 422: triesLeft
  CodeExpired,            ///< 422: may be sent again
  AnswersWrong,           ///< 422: triesLeft; which of them is not told, and not known
  KeyRefused,            ///< 422: triesLeft; what a security key signed is not what was asked, or not its own
  ObjectionRefused,      ///< 422: the code is wrong, used or too old; which of them is not told
  AppealContactRefused,  ///< 422: an address that is the locked account itself
  ApprovalRefused,       ///< 422: the code is wrong, used, too old or cancelled; which of them is not told
  TooManyTries,          ///< 429: retryIn
  ResendTooEarly,        ///< 429: retryIn
  PasswordRefused,       ///< 422: violations in the order of SPEC section 10
  SignInRefused,       ///< 422: name or password; which of them, and what else speaks against it, is not told
  PasswordMustChange,  ///< 422: the password is right, and to be changed before anything else
  ProofNeeded,         ///< 409: before this change one of the registered methods has to prove it afresh
  AccountStopped,      ///< 409: name and password are right, and somebody has said "this was not me"
  RecoverySuperseded,  ///< 409: ended by another recovery, a change of the account or an objection
  RateLimited,         ///< 429: retryIn
  Unavailable,         ///< 503: a part is down or full; Retry-After
  InternalError        ///< 500
};

/// An RFC 9457 problem. Only codes and numbers: sentences are made where they are shown.
struct Problem {
  ProblemKind kind = ProblemKind::InternalError;
  int status = 500;
  QString field;           ///< JSON pointer, e.g. "/account"
  QStringList violations;  ///< PasswordRefused only
  std::optional<int> triesLeft;
  std::optional<int> retryIn;  ///< seconds
  /// TooManyTries only: whether another way of this recovery can prove something now. False where the pause
  /// holds for the account and this network, whichever way is chosen. Absent: not known.
  std::optional<bool> otherWays = {};
  bool operator==(const Problem&) const = default;
};

/// The HTTP status that belongs to a kind.
[[nodiscard]] int statusOf(ProblemKind kind);
[[nodiscard]] QString nameOf(ProblemKind kind);  ///< "code-wrong"
[[nodiscard]] std::optional<ProblemKind> problemKindOf(const QString& name);
[[nodiscard]] std::span<const ProblemKind> allProblemKinds();
/// A problem of this kind with the status that belongs to it.
[[nodiscard]] Problem problemOf(ProblemKind kind, const QString& field = {});
/// The nearest kind when an answer has no problem body: a peer in between, or a crash.
[[nodiscard]] ProblemKind problemKindFromStatus(int status);

}  // namespace latchkey::protocol
