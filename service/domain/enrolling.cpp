// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/enrolling.h"

#include <QDataStream>
#include <QIODevice>
#include <stdexcept>
#include <tuple>

#include "core/platform/guard.h"
#include "service/domain/answer_codec.h"
#include "service/domain/keyed_name.h"
#include "service/domain/limits.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/tokens.h"

namespace latchkey::service::domain {

namespace {
/// What is kept of an answer: never what it showed. A repeated write is told how things are now, and is shown
/// the secret that the first answer showed as long as that waits for its code.
struct KeptAnswer {
  int told = 0;
  QString shown;
  std::optional<Refusal> refused;
};
constexpr quint8 keptVersion = 1;

QByteArray encodeKept(const KeptAnswer& kept) {
  QByteArray bytes;
  QDataStream out(&bytes, QIODevice::WriteOnly);
  out.setVersion(QDataStream::Qt_6_4);
  out << keptVersion << kept.told << kept.shown
      << (kept.refused ? encodeAnswer(Answer(unexpected(*kept.refused))) : QByteArray());
  return bytes;
}

std::optional<KeptAnswer> decodeKept(const QByteArray& bytes) {
  QDataStream in(bytes);
  in.setVersion(QDataStream::Qt_6_4);
  quint8 version = 0;
  KeptAnswer kept;
  QByteArray refused;
  in >> version >> kept.told >> kept.shown >> refused;
  if (version != keptVersion || in.status() != QDataStream::Ok || !in.atEnd()) return std::nullopt;
  if (refused.isEmpty()) return kept;
  const auto answer = decodeAnswer(refused);
  if (!answer || *answer) return std::nullopt;
  kept.refused = answer->error();
  return kept;
}

/// Says nothing about the act: the same request may be tried again and then be judged.
bool isPassing(RefusalKind kind) {
  return kind == RefusalKind::Unauthorized || kind == RefusalKind::IdempotencyKeyReused ||
         kind == RefusalKind::RequestInProgress || kind == RefusalKind::Unavailable ||
         kind == RefusalKind::InternalError;
}

qint64 idleEndOf(const EnrolmentRecord& enrolment, const RecoveryLimits& limits) {
  return std::min(enrolment.touchedAt + limits.idle * second, enrolment.expiresAt);
}

bool hasEnded(const EnrolmentRecord& enrolment, const RecoveryLimits& limits, qint64 now) {
  const bool isOver = now >= enrolment.expiresAt && platform::isOn(platform::Guard::AbsoluteEnd);
  return isOver || (now >= idleEndOf(enrolment, limits) && platform::isOn(platform::Guard::IdleEnd));
}
}  // namespace

EnrolVerb verbOf(const EnrolCommand& command) {
  constexpr EnrolVerb verbs[] = {EnrolVerb::ChooseProof,   EnrolVerb::Resend,          EnrolVerb::SubmitCode,
                                 EnrolVerb::SubmitAnswers, EnrolVerb::SubmitAssertion, EnrolVerb::Add,
                                 EnrolVerb::RegisterKey,   EnrolVerb::Remove,          EnrolVerb::Leave,
                                 EnrolVerb::Finish,        EnrolVerb::SetLanguage};
  static_assert(std::size(verbs) == std::variant_size_v<EnrolCommand>);
  return verbs[command.index()];
}

bool isDrawn(EnrolStage stage, EnrolVerb verb) {
  switch (verb) {
    case EnrolVerb::ChooseProof:
    case EnrolVerb::Add:
    case EnrolVerb::Finish:
    case EnrolVerb::SetLanguage:
      return stage != EnrolStage::Done && stage != EnrolStage::Expired && stage != EnrolStage::Ended;
    case EnrolVerb::Remove:
      return stage == EnrolStage::List || stage == EnrolStage::Proof;
    case EnrolVerb::Resend:
    case EnrolVerb::SubmitCode:
      return stage == EnrolStage::Code;
    case EnrolVerb::SubmitAnswers:
      return stage == EnrolStage::Questions;
    case EnrolVerb::SubmitAssertion:
    case EnrolVerb::RegisterKey:
      return stage == EnrolStage::Key;
    case EnrolVerb::Leave:
      return stage == EnrolStage::Proof || stage == EnrolStage::Code || stage == EnrolStage::Questions ||
             stage == EnrolStage::Key;
    case EnrolVerb::Look:
      return true;
  }
  return false;
}

Enrolling::Enrolling(RecoveryParts parts, ServicePolicy policy)
    : m_parts(std::move(parts)), m_policy(std::move(policy)) {
  if (m_policy.realms.isEmpty()) throw std::invalid_argument("a service needs at least one realm");
}

Result<Account, Refusal> Enrolling::accountBy(const platform::Secret& token, const Caller& caller) {
  QString key;
  {
    const auto id = recoveryOf(token);
    if (!id) return unexpected(refusal(RefusalKind::Unauthorized, "token malformed"));
    const auto tables = m_parts.store.begin(Access::Read);
    const auto enrolment = tables->enrolments().find(*id);
    if (tables->failed()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
    if (!enrolment) return unexpected(refusal(RefusalKind::Unauthorized, "no such sign-in"));
    const auto age = judgeToken(m_parts.keys, token, enrolment->id, enrolment->epoch, caller.keyThumbprint);
    if (age == TokenAge::Wrong) return unexpected(refusal(RefusalKind::Unauthorized, "token or key wrong"));
    key = enrolment->accountKey;
  }
  const auto account = m_parts.directory.find(key);
  if (!account) return unexpected(refusal(RefusalKind::Unavailable, "directory"));
  if (*account && (*account)->status != AccountStatus::Disabled) return **account;
  const auto tables = m_parts.store.begin(Access::Write);
  tables->recoveries().endOthers(key, {});
  if (!tables->commit()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
  return unexpected(refusal(RefusalKind::RecoverySuperseded, "the account is gone or disabled"));
}

const Realm& Enrolling::realmOf(const Account& account, const QString& otherwise) const {
  for (const QString& id : {account.realm, otherwise}) {
    if (const Realm* const realm = realmById(m_policy, id)) return *realm;
  }
  return m_policy.realms.first();
}

Result<EnrolSeat, Refusal> Enrolling::seatOf(Transaction& tables, const platform::Secret& token,
                                             const Caller& caller, const Account& account, bool* spent) {
  const auto unauthorized = [](const char* why) {
    return unexpected(refusal(RefusalKind::Unauthorized, why));
  };
  const auto id = recoveryOf(token);
  if (!id) return unauthorized("token malformed");
  auto enrolment = tables.enrolments().find(*id);
  if (tables.failed()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
  if (!enrolment) return unauthorized("no such sign-in");
  const auto age = judgeToken(m_parts.keys, token, enrolment->id, enrolment->epoch, caller.keyThumbprint);
  if (age == TokenAge::Wrong) return unauthorized("token or key wrong");
  EnrolSeat seat;
  seat.enrolment = std::move(*enrolment);
  seat.account = account;
  seat.realm = &realmOf(account, seat.enrolment.realm);
  seat.factors = tables.factors().of(seat.enrolment.accountKey);
  seat.now = now();
  const bool isOver =
      seat.enrolment.stage == EnrolStage::Done || hasEnded(seat.enrolment, seat.realm->limits, seat.now);
  *spent = platform::isOn(platform::Guard::SpentToken) && (age == TokenAge::Previous || isOver);
  // What was not confirmed in its time is no more.
  EnrolmentRecord& present = seat.enrolment;
  if (!present.pending.isEmpty() && present.pendingUntil <= seat.now) {
    seat.ranOut = true;
    toList(seat);
  }
  return seat;
}

Result<EnrolSeat, Enrolling::SettledEnrolment> Enrolling::admit(Transaction& tables, const Account& account,
                                                                EnrolVerb verb, const Request& request,
                                                                Claim claim) {
  const auto settled = [](EnrolAnswer answer) { return unexpected(SettledEnrolment{std::move(answer)}); };
  bool spent = false;
  auto seat = seatOf(tables, *request.token, request.caller, account, &spent);
  if (!seat) return settled(unexpected(seat.error()));
  const auto written = tables.writes().find(request.caller.keyThumbprint, request.write.key);
  if (tables.failed()) return settled(unexpected(refusal(RefusalKind::Unavailable, "store")));
  if (written && platform::isOn(platform::Guard::FirstAnswer)) {
    if (written->recoveryId != seat->enrolment.id) {
      return settled(unexpected(refusal(RefusalKind::IdempotencyKeyReused, "key of another sign-in")));
    }
    if (auto refused = whyNotRepeated(*written, request.write, claim)) return settled(unexpected(*refused));
    if (written->finished) return settled(replayed(tables, *written, *seat, request.caller.keyThumbprint));
  }
  if (spent) return settled(unexpected(refusal(RefusalKind::Unauthorized, "token no longer good")));
  if (isDrawn(seat->enrolment.stage, verb)) {
    // Its sign-ins have ended. But one may have been opened by an older program on the same database.
    if (isStopped(tables, *seat)) return settled(unexpected(refusal(RefusalKind::AccountStopped, "stopped")));
    return std::move(*seat);
  }
  // Whoever is still at what has run out is told that it has, and may leave it.
  if (seat->ranOut && verb == EnrolVerb::Leave) return std::move(*seat);
  if (seat->ranOut && verb == EnrolVerb::SubmitCode) {
    return settled(unexpected(refusal(RefusalKind::CodeExpired, "what was being added has run out")));
  }
  return settled(unexpected(seat->enrolment.superseded
                                ? refusal(RefusalKind::RecoverySuperseded, "superseded")
                                : refusal(RefusalKind::WrongStage, "this edge is not drawn")));
}

std::optional<Refusal> Enrolling::whyNotRepeated(const WriteRecord& record, const WriteKey& write,
                                                 Claim claim) const {
  if (record.fingerprint != write.fingerprint) {
    return refusal(RefusalKind::IdempotencyKeyReused, "another request under this key");
  }
  if (record.finished || claim == Claim::Held || record.claimedAt < now() - claimLease) return std::nullopt;
  Refusal busy = refusal(RefusalKind::RequestInProgress, "the first request is under way");
  busy.retryIn = 1;
  return busy;
}

EnrolAnswer Enrolling::replayed(Transaction& tables, const WriteRecord& record, EnrolSeat& seat,
                                const QByteArray& thumbprint) {
  const auto kept = decodeKept(record.answer);
  if (!kept) return unexpected(refusal(RefusalKind::InternalError, "kept answer unreadable"));
  if (kept->refused) return unexpected(*kept->refused);
  seat.told = kept->told;
  seat.shown = kept->shown;
  EnrolOutcome outcome;
  outcome.repeated = true;
  outcome.snapshot = snapshotOf(tables, seat);
  if (record.tokenEpoch >= 0) {
    outcome.newToken = mintToken(m_parts.keys, record.recoveryId, record.tokenEpoch, thumbprint);
  }
  return outcome;
}

EnrolAnswer Enrolling::run(EnrolVerb verb, const Request& request, const Act& act) {
  const auto account = accountBy(*request.token, request.caller);
  if (!account) return unexpected(account.error());
  return runOn(*account, verb, request, Claim::None, act);
}

EnrolAnswer Enrolling::runOn(const Account& account, EnrolVerb verb, const Request& request, Claim claim,
                             const Act& act) {
  const auto tables = m_parts.store.begin(Access::Write);
  auto seat = admit(*tables, account, verb, request, claim);
  if (!seat) {
    if (tables->failed()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
    return std::move(seat.error().answer);
  }
  const Step step = act(*tables, *seat);
  return conclude(*tables, request, *seat, step);
}

EnrolAnswer Enrolling::runClaimed(const Account& account, EnrolVerb verb, const Request& request,
                                  const Act& act) {
  EnrolAnswer answer = runOn(account, verb, request, Claim::Held, act);
  // Where nothing was kept under its key the claim goes: else the same request would wait for nobody.
  if (!answer && (isPassing(answer.error().kind) || answer.error().kind == RefusalKind::WrongStage ||
                  answer.error().kind == RefusalKind::CodeExpired ||
                  answer.error().kind == RefusalKind::RecoverySuperseded ||
                  answer.error().kind == RefusalKind::AccountStopped)) {
    releaseClaim(request);
  }
  return answer;
}

EnrolAnswer Enrolling::conclude(Transaction& tables, const Request& request, EnrolSeat& seat,
                                const Step& step) {
  const auto unavailable = [] { return unexpected(refusal(RefusalKind::Unavailable, "store")); };
  if (!step && isPassing(step.error().kind)) return unexpected(step.error());  // rolls back
  EnrolmentRecord& enrolment = seat.enrolment;
  if (step) enrolment.touchedAt = seat.now;
  if (!step) noteLimit(tables, seat, step.error());
  // Refusals too: they may have counted a miss or dropped what was in hand.
  if (!tables.enrolments().update(enrolment)) return unavailable();
  WriteRecord record = writeOf(request, enrolment.id);
  EnrolOutcome outcome;
  if (step) {
    seat.factors = tables.factors().of(enrolment.accountKey);
    outcome.snapshot = snapshotOf(tables, seat);
    if (step->newToken) record.tokenEpoch = enrolment.epoch;
  }
  if (tables.failed()) return unavailable();
  KeptAnswer kept{seat.told, seat.shown, {}};
  if (!step) kept.refused = step.error();
  record.answer = encodeKept(kept);
  if (!tables.writes().finish(record) || !tables.commit()) return unavailable();
  if (seat.queued && m_parts.messageQueued) m_parts.messageQueued();
  if (seat.spent && m_parts.budgetSpent) m_parts.budgetSpent(*seat.spent);
  if (!step) return unexpected(step.error());
  if (record.tokenEpoch >= 0) {
    outcome.newToken = mintToken(m_parts.keys, enrolment.id, record.tokenEpoch, request.caller.keyThumbprint);
  }
  return outcome;
}

WriteRecord Enrolling::writeOf(const Request& request, const QString& id) const {
  WriteRecord record;
  record.thumbprint = request.caller.keyThumbprint;
  record.key = request.write.key;
  record.fingerprint = request.write.fingerprint;
  record.recoveryId = id;
  record.claimedAt = now();
  return record;
}

QByteArray Enrolling::keptRefusal(const Refusal& refused) {
  return encodeKept({0, {}, refused});
}

bool Enrolling::isStopped(Transaction& tables, const EnrolSeat& seat) {
  const qint64 until = tables.objections().frozenUntil(seat.enrolment.accountKey, seat.now);
  return until > 0 && platform::isOn(platform::Guard::FreezeEnrol);
}

void Enrolling::releaseClaim(const Request& request) {
  const auto tables = m_parts.store.begin(Access::Write);
  tables->writes().release(request.caller.keyThumbprint, request.write.key);
  // When this fails too, the claim is taken over after its lease.
  std::ignore = tables->commit();
}

Result<EnrolSnapshot, Refusal> Enrolling::look(const platform::Secret& token, const Caller& caller) {
  const auto account = accountBy(token, caller);
  if (!account) return unexpected(account.error());
  const auto tables = m_parts.store.begin(Access::Read);
  bool spent = false;
  auto seat = seatOf(*tables, token, caller, *account, &spent);
  if (!seat) return unexpected(seat.error());
  if (spent) return unexpected(refusal(RefusalKind::Unauthorized, "token no longer good"));
  if (seat->enrolment.superseded) return unexpected(refusal(RefusalKind::RecoverySuperseded, "superseded"));
  EnrolSnapshot snapshot = snapshotOf(*tables, *seat);
  if (!tables->commit()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
  return snapshot;
}

QString Enrolling::hashed(const char* kind, const QString& text) const {
  return keyedName(m_parts.keys, kind, text);
}

void Enrolling::note(Transaction& tables, const EnrolSeat& seat, const char* event, const QString& detail) {
  tables.outgoing().note({seat.now, QString::fromLatin1(event), {}, seat.enrolment.accountKey, detail, {}});
}

void Enrolling::noteLimit(Transaction& tables, const EnrolSeat& seat, const Refusal& refused) {
  if (refused.kind != RefusalKind::TooManyTries && refused.kind != RefusalKind::RateLimited) return;
  // Once an hour: who runs into a limit again and again must not fill the disk.
  const QString whose = seat.enrolment.id.isEmpty() ? seat.enrolment.source : seat.enrolment.id;
  const QString counted = QStringLiteral("noted:") + whose + u':' + refused.logReason;
  if (!tables.tallies().addBelow(counted, {}, seat.now, seat.now - hour, 1)) return;
  note(tables, seat, "limit-hit", refused.logReason);
}

}  // namespace latchkey::service::domain
