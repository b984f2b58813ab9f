// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/recovering.h"

#include <stdexcept>

#include "core/platform/guard.h"
#include "service/domain/answer_codec.h"
#include "service/domain/appeals.h"
#include "service/domain/keyed_name.h"
#include "service/domain/limits.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/tokens.h"
#include "service/domain/totp.h"

namespace latchkey::service::domain {

namespace {
Refusal whyEnded(const RecoveryRecord& recovery, qint64 now) {
  if (recovery.superseded) return refusal(RefusalKind::RecoverySuperseded, "superseded");
  if (recovery.ending == Ending::TooManyTries) {
    return refusalUntil(RefusalKind::TooManyTries, recovery.retryAt, now, "ended by too many tries");
  }
  return refusal(RefusalKind::WrongStage, "ended");
}

/// Answers that say nothing about the act: the same request may be tried again and then be judged.
bool isKept(const Answer& answer) {
  if (answer) return true;
  switch (answer.error().kind) {
    case RefusalKind::Unauthorized:
    case RefusalKind::IdempotencyKeyReused:
    case RefusalKind::RequestInProgress:
    case RefusalKind::Unavailable:
    case RefusalKind::InternalError:
      return false;
    case RefusalKind::InvalidField:
    case RefusalKind::WrongStage:
    case RefusalKind::ChallengeFailed:
    case RefusalKind::ChallengeExpired:
    case RefusalKind::UnknownMethod:
    case RefusalKind::EntryMalformed:
    case RefusalKind::ContactRegistered:
    case RefusalKind::ContactCannotText:
    case RefusalKind::EntryMismatch:
    case RefusalKind::CodeWrong:
    case RefusalKind::CodeExpired:
    case RefusalKind::AnswersWrong:
    case RefusalKind::KeyRefused:
    case RefusalKind::ObjectionRefused:
    case RefusalKind::AppealContactRefused:
    case RefusalKind::ApprovalRefused:
    case RefusalKind::TooManyTries:
    case RefusalKind::ResendTooEarly:
    case RefusalKind::PasswordRefused:
    case RefusalKind::RecoverySuperseded:
    case RefusalKind::RateLimited:
    case RefusalKind::SignInRefused:
    case RefusalKind::PasswordMustChange:
    case RefusalKind::ProofNeeded:
    case RefusalKind::AccountStopped:
      return true;
  }
  return false;
}

/// Refusals that an admission can give as well as an act. Only an act's are kept, and releasing spares those.
bool mayBeUnkept(RefusalKind kind) {
  return kind == RefusalKind::Unauthorized || kind == RefusalKind::Unavailable ||
         kind == RefusalKind::InternalError || kind == RefusalKind::WrongStage ||
         kind == RefusalKind::RecoverySuperseded || kind == RefusalKind::TooManyTries;
}
}  // namespace

Refusal refusal(RefusalKind kind, const char* logReason) {
  Refusal made;
  made.kind = kind;
  made.logReason = QString::fromLatin1(logReason);
  return made;
}

Refusal refusalUntil(RefusalKind kind, qint64 moment, qint64 now, const char* logReason) {
  Refusal made = refusal(kind, logReason);
  made.retryIn = secondsUntil(moment, now);
  return made;
}

namespace scope {
QString misses(const QString& accountKey, MethodKind factor) {
  return QStringLiteral("miss:%1:").arg(static_cast<int>(factor)) + accountKey;
}
QString misses(const RecoveryRecord& recovery, const MethodRecord& method) {
  if (!isAppealSlot(method.slot)) return misses(recovery.accountKey, method.kind);
  return QStringLiteral("miss:") +
         (recovery.appealId.isEmpty() ? method.slot : QStringLiteral("approval:") + recovery.appealId);
}
QString hourlyMisses(const QString& accountKey, MethodKind factor) {
  return QStringLiteral("hour-") + misses(accountKey, factor);
}
QString tries(const QString& accountKey, const QString& source) {
  return QStringLiteral("try:") + source + u':' + accountKey;
}
QString shownSends(const QString& accountKey, const QString& slot) {
  return QStringLiteral("shown:") + slot + u':' + accountKey;
}
QString realSends(const QString& contactKey) {
  return QStringLiteral("sent:") + contactKey;
}
QString confirmEnds(const QString& source) {
  return QStringLiteral("confirm:") + source;
}
QString startTries(const QString& accountKey) {
  return QStringLiteral("start-try:") + accountKey;
}
QString signIns(const QString& recoveryId) {
  return QStringLiteral("sign-in:") + recoveryId;
}
QString resumptions(const QString& recoveryId) {
  return QStringLiteral("resumed:") + recoveryId;
}
}  // namespace scope

Recovering::Recovering(RecoveryParts parts, ServicePolicy policy)
    : m_parts(std::move(parts)),
      m_policy(std::move(policy)),
      m_nobodysSecret(
          m_parts.box.seal(platform::Secret(std::string(totpSecretBytes, '\0')), nobodysContext)) {
  if (m_policy.realms.isEmpty()) throw std::invalid_argument("a service needs at least one realm");
}

Answer Recovering::run(Verb verb, const Request& request, Claim claim, const Act& act) {
  const auto tables = m_parts.store.begin(Access::Write);
  auto seat = admit(*tables, verb, request, claim);
  if (!seat) {
    const Answer settled = seat.error().answer;
    if (tables->failed()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
    return settled;
  }
  const Step step = act(*tables, *seat);
  return conclude(*tables, request, *seat, step);
}

Result<Seat, Refusal> Recovering::seatOf(Transaction& tables, Verb verb, const platform::Secret& token,
                                         const Caller& caller, bool* spent) {
  const auto unauthorized = [](const char* why) {
    return unexpected(refusal(RefusalKind::Unauthorized, why));
  };
  const auto id = recoveryOf(token);
  if (!id) return unauthorized("token malformed");
  auto recovery = tables.recoveries().find(*id);
  if (tables.failed()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
  if (!recovery) return unauthorized("no such recovery");
  // A place is kept with the token of the opening, which is good for coming back by and, after the first
  // gate, for nothing else.
  const int epoch = verb == Verb::Resume ? 0 : recovery->epoch;
  const TokenAge age = judgeToken(m_parts.keys, token, recovery->id, epoch, caller.keyThumbprint);
  if (age == TokenAge::Wrong) return unauthorized("token or key wrong");

  Seat seat{std::move(*recovery), nullptr, now(), false, {}};
  seat.realm = &realmBy(seat.recovery.realm);
  const Stage stage = seat.recovery.stage;
  // A spent token is still good for repeating the very write that spent it.
  const bool isJudged = platform::isOn(platform::Guard::SpentToken);
  *spent = isJudged && (age == TokenAge::Previous || stage == Stage::Done || stage == Stage::Cancelled ||
                        stage == Stage::Expired || hasExpired(seat.recovery, seat.realm->limits, seat.now));
  return seat;
}

Result<Seat, Refusal> Recovering::seatOfKey(Transaction& tables, const Caller& caller, bool* spent) {
  const QStringList done = tables.recoveries().doneBy(caller.keyThumbprint);
  auto recovery = done.isEmpty() ? std::nullopt : tables.recoveries().find(done.first());
  if (tables.failed()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
  if (!recovery) return unexpected(refusal(RefusalKind::Unauthorized, "no done recovery of this key"));
  // A key is made for one recovery, but nobody can be kept from opening two with it: then it names neither.
  if (done.size() > 1) return unexpected(refusal(RefusalKind::Unauthorized, "key of several recoveries"));
  Seat seat{std::move(*recovery), nullptr, now(), false, {}};
  seat.realm = &realmBy(seat.recovery.realm);
  *spent =
      platform::isOn(platform::Guard::SpentToken) && seat.now >= trialEnd(seat.recovery, seat.realm->limits);
  return seat;
}

Result<Seat, Settled> Recovering::admit(Transaction& tables, Verb verb, const Request& request, Claim claim) {
  const auto settled = [](Refusal why) { return unexpected(Settled{Answer(unexpected(std::move(why)))}); };
  bool spent = false;
  auto seat = verb == Verb::TrySignIn ? seatOfKey(tables, request.caller, &spent)
                                      : seatOf(tables, verb, *request.token, request.caller, &spent);
  if (!seat) return settled(seat.error());

  const auto written = tables.writes().find(request.caller.keyThumbprint, request.write.key);
  if (tables.failed()) return settled(refusal(RefusalKind::Unavailable, "store"));
  if (written && platform::isOn(platform::Guard::FirstAnswer)) {
    if (written->recoveryId != seat->recovery.id) {
      return settled(refusal(RefusalKind::IdempotencyKeyReused, "key of another recovery"));
    }
    if (auto answer = replay(*written, request.write.fingerprint, request.caller.keyThumbprint, claim)) {
      return unexpected(Settled{std::move(*answer)});
    }
  }
  if (spent) return settled(refusal(RefusalKind::Unauthorized, "token or key no longer good"));
  const bool offered = (verb != Verb::ContactAdministrator || mayContactAdministrator(tables, *seat)) &&
                       (verb != Verb::UnlockAccount || mayUnlock(*seat)) &&
                       (verb != Verb::GiveAppealContact || mayAppeal(*seat)) &&
                       (isOfRehearsals(verb) || !isKeptFromChanges(seat->recovery));
  if (isDrawn(seat->recovery.stage, verb) && offered) return std::move(*seat);
  return settled(whyNotDrawn(*seat));
}

Refusal Recovering::whyNotDrawn(const Seat& seat) {
  return seat.recovery.stage == Stage::Ended ? whyEnded(seat.recovery, seat.now)
                                             : refusal(RefusalKind::WrongStage, "this edge is not drawn");
}

std::optional<Answer> Recovering::replay(const WriteRecord& record, const QByteArray& fingerprint,
                                         const QByteArray& thumbprint, Claim claim) const {
  if (record.fingerprint != fingerprint) {
    return Answer(unexpected(refusal(RefusalKind::IdempotencyKeyReused, "another request under this key")));
  }
  if (!record.finished) {
    const bool stale = record.claimedAt < now() - claimLease;
    if (claim == Claim::Held || stale) return std::nullopt;
    Refusal busy = refusal(RefusalKind::RequestInProgress, "the first request is under way");
    busy.retryIn = 1;
    return Answer(unexpected(busy));
  }
  auto answer = decodeAnswer(record.answer);
  if (!answer) return Answer(unexpected(refusal(RefusalKind::InternalError, "kept answer unreadable")));
  if (*answer) {
    (*answer)->repeated = true;
    // Countdowns are told from now on, not from when the answer was lost.
    (*answer)->snapshot.now = std::max((*answer)->snapshot.now, now());
    if (record.tokenEpoch >= 0) {
      (*answer)->newToken = mintToken(m_parts.keys, record.recoveryId, record.tokenEpoch, thumbprint);
    }
  }
  return answer;
}

WriteRecord Recovering::writeOf(const Request& request, const QString& recoveryId) const {
  WriteRecord record;
  record.thumbprint = request.caller.keyThumbprint;
  record.key = request.write.key;
  record.fingerprint = request.write.fingerprint;
  record.recoveryId = recoveryId;
  record.claimedAt = now();
  return record;
}

Answer Recovering::runClaimed(Verb verb, const Request& request, const Act& act) {
  Answer answer = run(verb, request, Claim::Held, act);
  if (!answer && mayBeUnkept(answer.error().kind)) releaseClaim(request);
  return answer;
}

void Recovering::releaseClaim(const Request& request) {
  const auto tables = m_parts.store.begin(Access::Write);
  tables->writes().release(request.caller.keyThumbprint, request.write.key);
  // When this fails too, the claim is taken over after its lease.
  std::ignore = tables->commit();
}

Answer Recovering::conclude(Transaction& tables, const Request& request, Seat& seat, const Step& step) {
  const auto unavailable = [] { return unexpected(refusal(RefusalKind::Unavailable, "store")); };
  if (step) seat.recovery.touchedAt = seat.now;
  Answer answer = step ? Answer(Outcome()) : Answer(unexpected(step.error()));
  if (!isKept(answer)) return answer;  // rolls back
  if (!step) noteLimit(tables, seat, step.error());
  // Refusals too: they may have counted a miss or ended the recovery.
  if (!tables.recoveries().update(seat.recovery)) return unavailable();
  WriteRecord record = writeOf(request, seat.recovery.id);
  if (step) {
    answer->snapshot = snapshotOf(tables, seat);
    if (step->newToken) record.tokenEpoch = seat.recovery.epoch;
  }
  if (tables.failed()) return unavailable();
  record.answer = encodeAnswer(answer);
  if (!tables.writes().finish(record) || !tables.commit()) return unavailable();
  if (seat.queued && m_parts.messageQueued) m_parts.messageQueued();
  if (seat.spent && m_parts.budgetSpent) m_parts.budgetSpent(*seat.spent);
  if (record.tokenEpoch >= 0) {
    answer->newToken =
        mintToken(m_parts.keys, seat.recovery.id, record.tokenEpoch, request.caller.keyThumbprint);
  }
  return answer;
}

const Realm& Recovering::realmBy(const QString& id) const {
  const Realm* const realm = realmById(m_policy, id);
  return realm != nullptr ? *realm : m_policy.realms.first();
}

QString Recovering::hashed(const char* kind, const QString& text) const {
  return keyedName(m_parts.keys, kind, text);
}

void Recovering::note(Transaction& tables, const Seat& seat, const char* event, const QString& detail) {
  const RecoveryRecord& recovery = seat.recovery;
  tables.outgoing().note(
      {seat.now, QString::fromLatin1(event), recovery.id, recovery.accountKey, detail, recovery.receipt});
}

QString Recovering::objectionCode(Transaction& tables, const Seat& seat, MessageSubject subject,
                                  Channel channel, const QString& reader) {
  const RecoveryRecord& recovery = seat.recovery;
  const RecoveryLimits& limits = seat.realm->limits;
  const int lifetime = subject == MessageSubject::Code ? limits.objectionForCode : limits.objectionFor;
  return issueTicket(tables, m_parts.keys, m_parts.random,
                     {{},
                      recovery.accountKey,
                      recovery.realm,
                      recovery.id,
                      recovery.receipt,
                      subject,
                      channel,
                      seat.now,
                      seat.now + lifetime * second,
                      reader});
}

void Recovering::noteLimit(Transaction& tables, const Seat& seat, const Refusal& refused) {
  if (refused.kind != RefusalKind::TooManyTries && refused.kind != RefusalKind::RateLimited) return;
  const RecoveryRecord& recovery = seat.recovery;
  // Once an hour: who runs into a limit again and again must not fill the disk.
  const QString whose = recovery.receipt.isEmpty() ? recovery.source : recovery.id;
  const QString counted = QStringLiteral("noted:") + whose + u':' + refused.logReason;
  if (!tables.tallies().addBelow(counted, {}, seat.now, seat.now - hour, 1)) return;
  note(tables, seat, "limit-hit", refused.logReason);
}

}  // namespace latchkey::service::domain
