// SPDX-License-Identifier: GPL-3.0-or-later
// Fresh proofs, and what all that is judged shares: as in proving.cpp a try is counted first, in a
// transaction of its own; then it is judged with nothing held, and used up by one statement. Misses of a
// factor count together with those of recoveries.
#include <algorithm>

#include "core/platform/guard.h"
#include "service/domain/assertions.h"
#include "service/domain/code_sending.h"
#include "service/domain/codes.h"
#include "service/domain/enrolling.h"
#include "service/domain/factor_notices.h"
#include "service/domain/limits.h"
#include "service/domain/random_text.h"
#include "service/domain/rehearsals.h"
#include "service/domain/security_questions.h"
#include "service/domain/tokens.h"
#include "service/domain/totp.h"

namespace latchkey::service::domain {

namespace {
EnrolStage enrolStageOf(MethodKind kind) {
  if (kind == MethodKind::Questions) return EnrolStage::Questions;
  return kind == MethodKind::SecurityKey ? EnrolStage::Key : EnrolStage::Code;
}

QString strangerMisses(const QString& contactKey) {
  return QStringLiteral("enrol-code-miss:") + contactKey;
}

Refusal wrongProof(MethodKind kind) {
  if (kind == MethodKind::Questions) return refusal(RefusalKind::AnswersWrong, "answers wrong");
  if (kind == MethodKind::SecurityKey) return refusal(RefusalKind::KeyRefused, "key refused");
  return refusal(RefusalKind::CodeWrong, "code wrong");
}
}  // namespace

EnrolAnswer Enrolling::chooseProof(const ChooseProof& command, const Request& request) {
  return run(EnrolVerb::ChooseProof, request, [&](Transaction& tables, EnrolSeat& seat) -> Step {
    const auto way = wayBy(seat, command.handle);
    const QList<MethodRecord> proofs = proofsOf(seat);
    const auto method =
        std::ranges::find_if(proofs, [&](const MethodRecord& one) { return way && isProofOf(one, *way); });
    if (!way || method == proofs.end() || way->shown.usableAt > seat.now) {
      return unexpected(refusal(RefusalKind::UnknownMethod, "no such handle, or it proves nothing yet"));
    }
    EnrolmentRecord& enrolment = seat.enrolment;
    const qint64 locked =
        tables.locks().lockedUntil(scope::misses(enrolment.accountKey, method->kind), seat.now);
    if (locked > 0) {
      return unexpected(refusalUntil(RefusalKind::TooManyTries, locked, seat.now, "factor locked"));
    }
    const auto before = tables.enrolments().findCode(enrolment.id, method->slot, CodePurpose::FreshProof);
    if (before && before->attempts >= seat.realm->code.tries) {
      return unexpected(
          refusalUntil(RefusalKind::TooManyTries, enrolment.expiresAt, seat.now, "tries used up"));
    }
    const EnrolmentRecord present = enrolment;
    toList(seat);
    enrolment.isProof = true;
    enrolment.slot = method->slot;
    enrolment.handle = command.handle;
    enrolment.stage = enrolStageOf(method->kind);
    if (isContact(method->kind)) {
      // Chosen again: the code that is on its way will do.
      if (before && before->handle == command.handle && before->expiresAt > seat.now) return Deed();
      if (const auto refused = sendCode(tables, seat, *method)) {
        enrolment = present;
        return unexpected(*refused);
      }
      return Deed();
    }
    CodeRecord code;
    code.recoveryId = enrolment.id;
    code.slot = method->slot;
    code.purpose = CodePurpose::FreshProof;
    code.handle = command.handle;
    // What makes a security key's challenge one of this choice.
    code.mac = randomId(m_parts.random).toLatin1();
    code.sentAt = seat.now;
    code.expiresAt = enrolment.expiresAt;
    tables.enrolments().putCode(code);
    return Deed();
  });
}

std::optional<MethodRecord> Enrolling::methodInHand(const EnrolSeat& seat) const {
  if (!seat.enrolment.isProof) return pendingContact(seat);
  const auto way = wayBy(seat, seat.enrolment.handle);
  if (!way) return std::nullopt;
  for (const MethodRecord& method : proofsOf(seat)) {
    if (isProofOf(method, *way)) return method;
  }
  return std::nullopt;
}

Result<EnrolAttempt, Refusal> Enrolling::countAttempt(Transaction& tables, EnrolSeat& seat,
                                                      const Fits& fits) {
  const EnrolmentRecord& enrolment = seat.enrolment;
  const qint64 now = seat.now;
  EnrolAttempt attempt;
  attempt.accountKey = enrolment.accountKey;
  attempt.verifiesPerson = seat.realm->keys.verifiesPerson;
  attempt.isProof = enrolment.isProof;
  if (!attempt.isProof) attempt.pending = pendingOf(enrolment);
  const auto method = methodInHand(seat);
  if (method) attempt.method = *method;
  if (!attempt.isProof && attempt.pending) attempt.method.kind = attempt.pending->kind;
  if (!method && !attempt.pending) {
    return unexpected(refusal(RefusalKind::WrongStage, "what was in hand is gone"));
  }
  if (const auto unfit = fits(seat, attempt.method)) return unexpected(*unfit);
  const CodePurpose purpose = purposeInHand(seat);
  const auto present = tables.enrolments().findCode(enrolment.id, enrolment.slot, purpose);
  if (!present) return unexpected(refusal(RefusalKind::WrongStage, "nothing to be judged"));
  const QString tries = scope::tries(enrolment.accountKey, enrolment.source);
  if (attempt.isProof) {
    attempt.misses = scope::misses(enrolment.accountKey, attempt.method.kind);
    const qint64 locked = tables.locks().lockedUntil(attempt.misses, now);
    const qint64 wait = waitUntil(tables.tallies().since(tries, now - day), seat.realm->code.tries);
    if (const qint64 until = std::max(locked, wait); until > now) {
      return unexpected(refusalUntil(RefusalKind::TooManyTries, until, now, "has to wait"));
    }
  } else if (isContact(attempt.method.kind)) {
    attempt.misses = strangerMisses(hashed("contact", attempt.method.value));
  }
  if (present->expiresAt <= now && platform::isOn(platform::Guard::CodeExpiry)) {
    return unexpected(refusal(RefusalKind::CodeExpired, "code expired"));
  }
  auto counted =
      tables.enrolments().countAttempt(enrolment.id, enrolment.slot, purpose, seat.realm->code.tries);
  if (!counted) {
    return unexpected(refusalUntil(RefusalKind::TooManyTries, enrolment.expiresAt, now, "tries used up"));
  }
  attempt.code = std::move(*counted);
  attempt.mark = enrolment.id + u':' + enrolment.slot + u':' + QString::number(attempt.code.attempts);
  if (auto refused = countMiss(tables, seat, attempt)) return unexpected(*refused);
  if (attempt.isProof) {
    std::ignore = tables.tallies().addBelow(tries, attempt.mark, now, now - day, 1000);
    const Factors usable = usableFactors(seat.account, seat.factors, now);
    attempt.authenticators = usable.authenticators;
    attempt.keys = usable.keys;
    if (usable.questions && usable.questions->ids == attempt.method.asked) {
      attempt.verifier = usable.questions->verifier;
    }
  }
  return attempt;
}

std::optional<Refusal> Enrolling::countMiss(Transaction& tables, EnrolSeat& seat,
                                            const EnrolAttempt& attempt) {
  if (attempt.misses.isEmpty()) return std::nullopt;
  const RecoveryLimits& limits = seat.realm->limits;
  const qint64 now = seat.now;
  if (attempt.isProof && attempt.method.kind == MethodKind::Authenticator) {
    const QString hourly = scope::hourlyMisses(seat.enrolment.accountKey, attempt.method.kind);
    if (!tables.tallies().addBelow(hourly, attempt.mark, now, now - hour,
                                   limits.authenticatorMissesPerHour)) {
      const auto times = tables.tallies().since(hourly, now - hour);
      return refusalUntil(RefusalKind::TooManyTries, (times.isEmpty() ? now : times.first()) + hour, now,
                          "misses of the hour used up");
    }
  }
  if (!platform::isOn(platform::Guard::SharedMisses) ||
      tables.tallies().addBelow(attempt.misses, attempt.mark, now, now - day, limits.missesPerDay)) {
    return std::nullopt;
  }
  const qint64 until = now + limits.lockFor * second;
  if (attempt.isProof) lockFactor(tables, seat, attempt.method.kind, until);
  return refusalUntil(RefusalKind::TooManyTries, until, now, "misses of the day used up");
}

void Enrolling::lockFactor(Transaction& tables, EnrolSeat& seat, MethodKind factor, qint64 until) {
  const QString& key = seat.enrolment.accountKey;
  if (!tables.locks().lock(scope::misses(key, factor), seat.now, until)) return;
  const QList<Contact> contacts = allContactsOf(seat.account.contacts, seat.factors);
  // No phone rings at night because somebody guesses, unless there is nothing else.
  const bool isQuiet = std::ranges::any_of(
      contacts, [](const Contact& contact) { return contact.kind != ContactKind::Phone && contact.usable; });
  std::ignore = tellOfFactor(
      tables, seat.account,
      {Notice::FactorLocked, MessageSubject::FactorLocked, "factor-locked", codeOf(factor), until, isQuiet},
      m_policy, {m_parts.writer, m_parts.clock, m_parts.random, m_parts.keys, m_parts.box});
  seat.queued = true;
}

std::optional<EnrolMatch> Enrolling::matchOfCode(const QString& accountKey, const EnrolAttempt& attempt,
                                                 const platform::Secret& digits) const {
  if (attempt.method.kind != MethodKind::Authenticator) {
    if (!equalInConstantTime(macOfCode(m_parts.keys, attempt.code, digits), attempt.code.mac)) {
      return std::nullopt;
    }
    return EnrolMatch();
  }
  if (attempt.pending) {
    const auto step = totpStepMatching(attempt.pending->secret, digits, now());
    return step ? std::optional(EnrolMatch{{}, *step, {}, 0}) : std::nullopt;
  }
  std::optional<EnrolMatch> match;
  for (const Authenticator& app : attempt.authenticators) {
    const auto secret = m_parts.box.open(app.sealed, sealingContext(accountKey, app.id));
    if (!secret) continue;  // sealed under a key that is gone: nothing fits any more
    if (const auto step = totpStepMatching(*secret, digits, now())) match = EnrolMatch{app.id, *step, {}, 0};
  }
  return match;
}

bool Enrolling::spend(Transaction& tables, const EnrolSeat& seat, const EnrolAttempt& attempt,
                      const EnrolMatch& match) {
  const QString& key = seat.enrolment.accountKey;
  if (!match.credential.isEmpty()) {
    return tables.factors().raiseCounter(key, match.credential, match.counter);
  }
  if (!match.authenticatorId.isEmpty()) {
    return tables.factors().spendStep(key, match.authenticatorId, match.step);
  }
  // Answers stay what they are, and a new app has nothing that could be used up yet: that either passes once
  // is seen to by the sign-in's version.
  return !isContact(attempt.method.kind) || tables.enrolments().consumeCode(attempt.code);
}

EnrolAnswer Enrolling::judged(EnrolVerb verb, const Request& request, const Fits& fits, const Judge& judge) {
  const auto unavailable = [] { return unexpected(refusal(RefusalKind::Unavailable, "store")); };
  const auto account = accountBy(*request.token, request.caller);
  if (!account) return unexpected(account.error());
  EnrolAttempt attempt;
  {
    const auto tables = m_parts.store.begin(Access::Write);
    auto seat = admit(*tables, *account, verb, request, Claim::None);
    if (!seat) {
      if (tables->failed()) return unavailable();
      return std::move(seat.error().answer);
    }
    auto counted = countAttempt(*tables, *seat, fits);
    if (tables->failed()) return unavailable();
    if (!counted) return conclude(*tables, request, *seat, unexpected(counted.error()));
    attempt = std::move(*counted);
    const bool claimed = tables->writes().claim(writeOf(request, seat->enrolment.id), seat->now - claimLease);
    if (!claimed || !tables->commit()) return unavailable();
  }
  const auto match = judge(attempt);
  return runClaimed(*account, verb, request, [&](Transaction& tables, EnrolSeat& seat) -> Step {
    const EnrolmentRecord& enrolment = seat.enrolment;
    const bool isInHand = enrolment.isProof == attempt.isProof && enrolment.slot == attempt.code.slot &&
                          enrolment.handle == attempt.code.handle;
    if (match && isInHand && spend(tables, seat, attempt, *match)) {
      tables.tallies().takeBack(attempt.misses, attempt.mark);
      if (isContact(attempt.method.kind)) {
        tables.factors().noteConfirmed(enrolment.accountKey, contactKeyOf(m_parts.keys, attempt.method.value),
                                       seat.now);
      }
      if (!attempt.isProof) return registerConfirmed(tables, seat, *attempt.pending, match->step);
      return proven(tables, seat, attempt);
    }
    return missed(tables, seat, attempt);
  });
}

void Enrolling::notePassedProof(EnrolSeat& seat) {
  seat.enrolment.provenUntil = seat.now + seat.realm->registration.provenFor * second;
  seat.enrolment.epoch += 1;
}

Step Enrolling::proven(Transaction& tables, EnrolSeat& seat, const EnrolAttempt& attempt) {
  const EnrolmentRecord& enrolment = seat.enrolment;
  tables.tallies().takeBack(scope::hourlyMisses(enrolment.accountKey, attempt.method.kind), attempt.mark);
  tables.tallies().takeBack(scope::tries(enrolment.accountKey, enrolment.source), attempt.mark);
  toList(seat);
  notePassedProof(seat);
  note(tables, seat, "proven-afresh", codeOf(attempt.method.kind));
  return Deed{true};
}

Step Enrolling::missed(Transaction& tables, EnrolSeat& seat, const EnrolAttempt& attempt) {
  note(tables, seat, attempt.isProof ? "fresh-proof-failed" : "confirmation-failed",
       QStringLiteral("%1, try %2").arg(codeOf(attempt.method.kind)).arg(attempt.code.attempts) +
           (attempt.fault.isEmpty() ? QString() : QStringLiteral(": ") + attempt.fault));
  const qint64 now = seat.now;
  if (attempt.isProof &&
      tables.tallies().since(attempt.misses, now - day).size() >= seat.realm->limits.missesPerDay) {
    const qint64 until = now + seat.realm->limits.lockFor * second;
    lockFactor(tables, seat, attempt.method.kind, until);
    toList(seat);
    return unexpected(refusalUntil(RefusalKind::TooManyTries, until, now, "misses of the day used up"));
  }
  const int left = std::max(0, seat.realm->code.tries - attempt.code.attempts);
  if (left == 0) {
    // What has no try left is not waited for. It may be begun anew, or proven otherwise.
    toList(seat);
    return unexpected(
        refusalUntil(RefusalKind::TooManyTries, seat.enrolment.expiresAt, now, "tries used up"));
  }
  Refusal wrong = wrongProof(attempt.method.kind);
  wrong.triesLeft = left;
  return unexpected(wrong);
}

EnrolAnswer Enrolling::submitCode(const SubmitEnrolCode& command, const Request& request) {
  const auto fits = [](const EnrolSeat&, const MethodRecord&) { return std::optional<Refusal>(); };
  return judged(EnrolVerb::SubmitCode, request, fits, [&](EnrolAttempt& attempt) {
    return matchOfCode(attempt.accountKey, attempt, digitsOf(command.code));
  });
}

EnrolAnswer Enrolling::submitAssertion(const SubmitEnrolAssertion& command, const Request& request) {
  const auto fits = [](const EnrolSeat& seat, const MethodRecord&) -> std::optional<Refusal> {
    if (seat.enrolment.isProof) return std::nullopt;
    return refusal(RefusalKind::WrongStage, "a key is being registered");
  };
  return judged(EnrolVerb::SubmitAssertion, request, fits,
                [&](EnrolAttempt& attempt) { return matchOfTouch(command.assertion, attempt); });
}

std::optional<EnrolMatch> Enrolling::matchOfTouch(const SubmitAssertion& assertion,
                                                  EnrolAttempt& attempt) const {
  CodeRecord asked = attempt.code;
  asked.attempts -= 1;  // as it was before this try was counted
  const auto fault = faultIn(assertion, {m_policy.rpId, m_policy.origin, challengeOfKey(m_parts.keys, asked),
                                         attempt.verifiesPerson});
  const auto key = std::ranges::find(attempt.keys, assertion.credential, &SecurityKey::credential);
  const bool isKnown = key != attempt.keys.end();
  const bool isSigned = m_parts.signatures.isSigned(isKnown ? key->publicKey : nobodysKey(),
                                                    signedBy(assertion), assertion.signature);
  attempt.fault = fault       ? codeOf(*fault)
                  : !isKnown  ? QStringLiteral("unknown-credential")
                  : !isSigned ? QStringLiteral("signature")
                              : QString();
  if (!attempt.fault.isEmpty()) return std::nullopt;
  return EnrolMatch{{}, 0, assertion.credential, counterOf(assertion.authenticatorData)};
}

}  // namespace latchkey::service::domain
