// SPDX-License-Identifier: GPL-3.0-or-later
// Judging a code, and what all proofs share. The attempt is counted first, in a transaction of its own, so
// that nothing that fails afterwards can forget it; then it is judged, and used up by one statement.
#include <algorithm>

#include "core/platform/guard.h"
#include "service/domain/appeals.h"
#include "service/domain/code_sending.h"
#include "service/domain/codes.h"
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/recovering.h"
#include "service/domain/rehearsals.h"
#include "service/domain/start_codes.h"
#include "service/domain/tokens.h"
#include "service/domain/totp.h"

namespace latchkey::service::domain {

namespace {
Refusal wrongBy(MethodKind kind) {
  if (kind == MethodKind::Questions) return refusal(RefusalKind::AnswersWrong, "answers wrong");
  if (kind == MethodKind::SecurityKey) return refusal(RefusalKind::KeyRefused, "key refused");
  return refusal(RefusalKind::CodeWrong, "code wrong");
}
}  // namespace

Result<Recovering::Attempt, Refusal> Recovering::countAttempt(Transaction& tables, Seat& seat,
                                                              const Fits& fits) {
  const RecoveryRecord& recovery = seat.recovery;
  const qint64 now = seat.now;
  const auto method = methodInHand(tables, seat);
  if (!method) return unexpected(refusal(RefusalKind::WrongStage, "no method chosen"));
  if (!isAllowedNow(*method, recovery.gatesPassed, *seat.realm)) {
    return unexpected(refusal(RefusalKind::WrongStage, "method not allowed any more"));
  }
  if (const auto unfit = fits(*method)) return unexpected(*unfit);

  const QString tries = scope::tries(recovery.accountKey, recovery.source);
  const QString misses = scope::misses(recovery, *method);
  const CodePurpose purpose = purposeOf(recovery);
  if (const auto locked = whyLocked(tables, seat, *method)) return unexpected(*locked);

  Attempt attempt;
  attempt.method = *method;
  const auto present = tables.codes().find(recovery.id, method->slot, purpose);
  if (!present) return unexpected(refusal(RefusalKind::WrongStage, "nothing was sent"));
  if (present->attempts >= seat.realm->code.tries) {
    // One of them may be with its judge still, and be right: only when none can be does this end anything.
    // (The last one to be judged wrong ends it by itself; this is for what a crash left unjudged.)
    if (!tables.tallies().since(misses, now - claimLease).isEmpty()) {
      return unexpected(tooManyTries(tables, seat, *method, now, "tries used up, some not judged yet"));
    }
    const Step step = exhausted(tables, seat, *method);
    if (!step) return unexpected(step.error());
    return unexpected(tooManyTries(tables, seat, *method, recovery.retryAt, "tries used up"));
  }
  const qint64 wait = waitUntil(tables.tallies().since(tries, now - day), seat.realm->code.tries);
  if (wait > now) return unexpected(tooManyTries(tables, seat, *method, wait, "has to wait"));
  if (present->expiresAt <= now && platform::isOn(platform::Guard::CodeExpiry))
    return unexpected(refusal(RefusalKind::CodeExpired, "code expired"));

  auto counted = tables.codes().countAttempt(recovery.id, method->slot, purpose, seat.realm->code.tries);
  if (!counted) return unexpected(tooManyTries(tables, seat, *method, now, "tries used up"));
  attempt.code = std::move(*counted);
  attempt.mark = recovery.id + u':' + method->slot + u':' + QString::number(attempt.code.attempts);
  if (const auto refused = countMiss(tables, seat, attempt)) return unexpected(*refused);
  std::ignore = tables.tallies().addBelow(tries, attempt.mark, now, now - day, 1000);
  if (method->kind == MethodKind::Authenticator) {
    attempt.authenticators = tables.factors().of(recovery.accountKey).authenticators;
  }
  if (method->kind == MethodKind::SecurityKey) {
    attempt.keys = tables.factors().of(recovery.accountKey).keys;
    attempt.verifiesPerson = seat.realm->keys.verifiesPerson;
  }
  if (method->kind == MethodKind::Questions) {
    const auto set = tables.factors().of(recovery.accountKey).questions;
    // Other questions than were asked: registered anew meanwhile, so that nothing fits.
    if (set && set->ids == method->asked) attempt.verifier = set->verifier;
  }
  if (method->kind == MethodKind::StartCode) countStartCode(tables, seat, attempt);
  return attempt;
}

/// Counted as a miss until it has proved to be none: all recoveries and sources share this count.
std::optional<Refusal> Recovering::countMiss(Transaction& tables, Seat& seat, const Attempt& attempt) {
  const RecoveryLimits& limits = seat.realm->limits;
  const qint64 now = seat.now;
  if (attempt.method.kind == MethodKind::Authenticator) {
    const QString hourly = scope::hourlyMisses(seat.recovery.accountKey, attempt.method.kind);
    if (!tables.tallies().addBelow(hourly, attempt.mark, now, now - hour,
                                   limits.authenticatorMissesPerHour)) {
      const auto times = tables.tallies().since(hourly, now - hour);
      const qint64 until = (times.isEmpty() ? now : times.first()) + hour;
      return tooManyTries(tables, seat, attempt.method, until, "misses of the hour used up");
    }
  }
  const QString misses = scope::misses(seat.recovery, attempt.method);
  if (!platform::isOn(platform::Guard::SharedMisses) ||
      tables.tallies().addBelow(misses, attempt.mark, now, now - day, limits.missesPerDay)) {
    return std::nullopt;
  }
  const qint64 until = now + limits.lockFor * second;
  if (!isAppealSlot(attempt.method.slot)) lockFactor(tables, seat, attempt.method.kind, until);
  return tooManyTries(tables, seat, attempt.method, until, "misses of the day used up");
}

std::optional<Recovering::Match> Recovering::matchOf(const QString& accountKey, const Attempt& attempt,
                                                     const platform::Secret& digits) const {
  if (attempt.method.kind == MethodKind::Authenticator) return ownCodeOf(accountKey, attempt, digits);
  if (attempt.method.kind == MethodKind::StartCode) {
    const StartCode& code = attempt.startCode;
    const QByteArray mac = startCodeMac(m_parts.keys, attempt.startKey, code.id, digits);
    const bool fits = equalInConstantTime(mac, code.mac);
    return fits && !code.id.isEmpty() ? std::optional(Match()) : std::nullopt;
  }
  if (!equalInConstantTime(codeMac(attempt.code, digits), attempt.code.mac)) return std::nullopt;
  return Match();
}

std::optional<Recovering::Match> Recovering::ownCodeOf(const QString& accountKey, const Attempt& attempt,
                                                       const platform::Secret& digits) const {
  std::optional<Match> match;
  for (const Authenticator& app : attempt.authenticators) {
    const auto secret = m_parts.box.open(app.sealed, sealingContext(accountKey, app.id));
    if (!secret) continue;  // sealed under a key that is gone: nothing fits any more
    if (const auto step = totpStepMatching(*secret, digits, now())) match = Match{app.id, *step, {}, 0};
  }
  // A twin has no secret to compare with, but the same work.
  if (attempt.authenticators.isEmpty()) {
    if (const auto nobodys = m_parts.box.open(m_nobodysSecret, nobodysContext))
      std::ignore = totpStepMatching(*nobodys, digits, now());
  }
  return match;
}

bool Recovering::spend(Transaction& tables, Seat& seat, const Attempt& attempt, const Match& match) {
  // Answers stay what they are. That they pass one gate once is seen to by the recovery's version.
  if (attempt.method.kind == MethodKind::Questions) return true;
  if (attempt.method.kind == MethodKind::StartCode) return reserveStartCode(tables, seat, attempt);
  // That its challenge is for one try is seen to by the count of tries.
  if (attempt.method.kind == MethodKind::SecurityKey) {
    return tables.factors().raiseCounter(seat.recovery.accountKey, match.credential, match.counter);
  }
  return match.authenticatorId.isEmpty()
             ? tables.codes().consume(attempt.code)
             : tables.factors().spendStep(seat.recovery.accountKey, match.authenticatorId, match.step);
}

Answer Recovering::submitCode(const SubmitCode& command, const Request& request) {
  const auto fits = [](const MethodRecord&) -> std::optional<Refusal> { return std::nullopt; };
  return prove(Verb::SubmitCode, request, fits, [&](const QString& accountKey, const Attempt& attempt) {
    return matchOf(accountKey, attempt, digitsOf(command.code));
  });
}

Answer Recovering::prove(Verb verb, const Request& request, const Fits& fits, const Judge& judge) {
  Attempt attempt;
  RecoveryRecord recovery;
  {
    const auto tables = m_parts.store.begin(Access::Write);
    auto seat = admit(*tables, verb, request, Claim::None);
    if (!seat) return seat.error().answer;
    auto counted = countAttempt(*tables, *seat, fits);
    if (tables->failed()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
    if (!counted) return conclude(*tables, request, *seat, unexpected(counted.error()));
    attempt = std::move(*counted);
    recovery = seat->recovery;
    const bool claimed = tables->writes().claim(writeOf(request, seat->recovery.id), seat->now - claimLease);
    if (!claimed || !tables->commit()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
  }
  const auto match = judge(recovery.accountKey, attempt);
  // Asked only once the proof is right, so that it tells nobody anything before.
  const LockState lock = match ? lockFor(recovery, attempt) : LockState::Unknown;

  return runClaimed(verb, request, [&](Transaction& tables, Seat& seat) -> Step {
    const bool proves = match && attempt.code.matched && attempt.code.sent &&
                        seat.recovery.chosenHandle == attempt.method.handle;
    // A new code, or the same code used a moment ago, makes this find nothing to use up.
    if (proves && spend(tables, seat, attempt, *match)) return passGate(tables, seat, attempt, lock);
    // That code or a later one was taken already: by whoever looked over a shoulder, perhaps.
    if (proves && !match->authenticatorId.isEmpty()) attempt.fault = QStringLiteral("spent-step");
    // Not its copy's: whoever has copied a key counts on from where it was copied.
    if (proves && !match->credential.isEmpty()) attempt.fault = QStringLiteral("counter-went-back");
    return missed(tables, seat, attempt);
  });
}

LockState Recovering::lockFor(const RecoveryRecord& recovery, const Attempt& attempt) {
  const bool isLast = recovery.gatesPassed + 1 >= recovery.gatesNeeded;
  if (recovery.reason != Reason::CannotSignIn || !isLast || !attempt.code.matched ||
      attempt.code.purpose == CodePurpose::Appeal) {
    return LockState::Unknown;
  }
  const auto account = m_parts.directory.find(recovery.accountKey);
  // Not to be known is no reason to lose a proof: the page then says nothing of it.
  return account && *account ? (*account)->lock : LockState::Unknown;
}

Step Recovering::passGate(Transaction& tables, Seat& seat, const Attempt& attempt, LockState lock) {
  RecoveryRecord& recovery = seat.recovery;
  tables.tallies().takeBack(scope::misses(recovery, attempt.method), attempt.mark);
  tables.tallies().takeBack(scope::hourlyMisses(recovery.accountKey, attempt.method.kind), attempt.mark);
  tables.tallies().takeBack(scope::tries(recovery.accountKey, recovery.source), attempt.mark);
  if (attempt.code.purpose == CodePurpose::Appeal) return contactConfirmed(tables, seat, attempt);
  if (attempt.method.kind == MethodKind::StartCode) {
    tables.tallies().takeBack(scope::startTries(attempt.startKey), attempt.mark);
    if (recovery.cause == Cause::OnlyStartCode) {
      // What stands beside it only seems: the code is all that there is to ask for. And whoever has it may
      // know the account's own name.
      recovery.gatesNeeded = recovery.gatesPassed + 1;
      recovery.accountKey = attempt.startKey;
      recovery.startKey.clear();
    }
  }
  // The contact and not only the method: neither gate takes a number that the other one took.
  for (const MethodRecord& method : tables.methods().of(recovery.id)) {
    if (!platform::isOn(platform::Guard::DistinctGates)) break;
    if (method.value == attempt.method.value) tables.methods().markUsed(recovery.id, method.slot);
  }
  recovery.gatesPassed += 1;
  recovery.epoch += 1;
  recovery.provenBy.append(attempt.method.handle);
  // Who has read it there is its owner, as far as anybody can tell; an administrator's word is not as much.
  if (isContact(attempt.method.kind)) {
    tables.factors().noteConfirmed(recovery.accountKey, contactKeyOf(m_parts.keys, attempt.method.value),
                                   seat.now);
  }
  if (recovery.continuation == Continuation::Waiting && !goOn(tables, seat)) {
    return unexpected(refusal(RefusalKind::Unavailable, "the earlier recovery has changed"));
  }
  recovery.chosenHandle.clear();
  recovery.shownEntry.clear();
  if (recovery.gatesPassed < recovery.gatesNeeded) {
    recovery.stage = Stage::Method;
  } else if (!isKeptFromChanges(recovery)) {
    recovery.stage = Stage::Password;
    recovery.lock = lock;
    recovery.permitUntil = seat.now + seat.realm->limits.permit * second;
  }
  note(tables, seat, "gate-passed",
       QStringLiteral("%1, %2 of %3")
           .arg(codeOf(attempt.method.kind))
           .arg(recovery.gatesPassed)
           .arg(recovery.gatesNeeded));
  Deed deed;
  const bool isLast = recovery.gatesPassed >= recovery.gatesNeeded;
  if (isLast && isKeptFromChanges(recovery)) {
    completeRehearsal(tables, seat);
    return deed;  // every token is worth nothing now
  }
  deed.newToken = true;
  return deed;
}

Step Recovering::missed(Transaction& tables, Seat& seat, const Attempt& attempt) {
  const RecoveryRecord& recovery = seat.recovery;
  note(tables, seat, "gate-failed",
       QStringLiteral("%1, try %2").arg(codeOf(attempt.method.kind)).arg(attempt.code.attempts) +
           (attempt.fault.isEmpty() ? QString() : QStringLiteral(": ") + attempt.fault));
  const QString misses = scope::misses(recovery, attempt.method);
  const auto times = tables.tallies().since(misses, seat.now - day);
  if (times.size() >= seat.realm->limits.missesPerDay) {
    if (!isAppealSlot(attempt.method.slot))
      lockFactor(tables, seat, attempt.method.kind, seat.now + seat.realm->limits.lockFor * second);
    return exhausted(tables, seat, attempt.method);
  }
  const int left = std::max(0, seat.realm->code.tries - attempt.code.attempts);
  if (left == 0) return exhausted(tables, seat, attempt.method);
  Refusal wrong = wrongBy(attempt.method.kind);
  wrong.triesLeft = left;
  return unexpected(wrong);
}

bool Recovering::isUsable(Transaction& tables, const Seat& seat, const MethodRecord& method) {
  if (method.used || !isAllowedNow(method, seat.recovery.gatesPassed, *seat.realm)) return false;
  const QString misses = scope::misses(seat.recovery, method);
  if (tables.locks().lockedUntil(misses, seat.now) > 0) return false;
  if (method.kind == MethodKind::Authenticator) {
    const auto times =
        tables.tallies().since(scope::hourlyMisses(seat.recovery.accountKey, method.kind), seat.now - hour);
    if (times.size() >= seat.realm->limits.authenticatorMissesPerHour) return false;
  }
  const auto code = tables.codes().find(seat.recovery.id, method.slot, CodePurpose::Recovery);
  return !code || code->attempts < seat.realm->code.tries;
}

Refusal Recovering::tooManyTries(Transaction& tables, const Seat& seat, const MethodRecord& method,
                                 qint64 until, const char* logReason) {
  const RecoveryRecord& recovery = seat.recovery;
  // The pause of account and source holds for every method: then there is no use in choosing another one yet.
  const auto tries =
      tables.tallies().since(scope::tries(recovery.accountKey, recovery.source), seat.now - day);
  const qint64 pausedUntil = waitUntil(tries, seat.realm->code.tries);
  const auto methods = tables.methods().of(recovery.id);
  const bool hasOther = std::ranges::any_of(methods, [&](const MethodRecord& other) {
    return other.slot != method.slot && isUsable(tables, seat, other);
  });
  // The others open when the pause ends, whatever holds this one; this one when neither holds it.
  until = hasOther && pausedUntil > seat.now ? pausedUntil : std::max(until, pausedUntil);
  Refusal made = refusalUntil(RefusalKind::TooManyTries, until, seat.now, logReason);
  made.otherWays = hasOther && pausedUntil <= seat.now;
  return made;
}

/// No more tries by this method: on with another one, or the end when none is left.
Step Recovering::exhausted(Transaction& tables, Seat& seat, const MethodRecord& method) {
  RecoveryRecord& recovery = seat.recovery;
  const qint64 now = seat.now;
  const auto lockedUntil = [&](const MethodRecord& m) {
    return tables.locks().lockedUntil(scope::misses(recovery, m), now);
  };
  const auto usable = [&](const MethodRecord& m) {
    return m.slot != method.slot && isUsable(tables, seat, m);
  };
  const auto tries = tables.tallies().since(scope::tries(recovery.accountKey, recovery.source), now - day);
  const qint64 retryAt = std::max({now, lockedUntil(method), waitUntil(tries, seat.realm->code.tries)});
  const auto methods = tables.methods().of(recovery.id);
  // An address that cannot be confirmed is no end: another one may be given.
  if (std::ranges::any_of(methods, usable) || purposeOf(recovery) == CodePurpose::Appeal) {
    return unexpected(tooManyTries(tables, seat, method, retryAt, "tries used up"));
  }
  recovery.stage = Stage::Ended;
  recovery.ending = Ending::TooManyTries;
  // What was only used up in this recovery is good in the next one, while this way may be locked for a day.
  recovery.retryAt = recovery.appealId.isEmpty() ? opensAnewAt(tables, seat) : retryAt;
  recovery.shownEntry.clear();
  note(tables, seat, "ended-by-proof-misses", codeOf(method.kind));
  return Deed();
}

}  // namespace latchkey::service::domain
