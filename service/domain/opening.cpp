// SPDX-License-Identifier: GPL-3.0-or-later
// How a recovery begins, and what does not depend on a step: cancel, language, reads.
#include "core/rules/account_name.h"
#include "core/rules/receipt.h"
#include "service/domain/answer_codec.h"
#include "service/domain/codes.h"
#include "service/domain/limits.h"
#include "service/domain/random_text.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/recovering.h"
#include "service/domain/tokens.h"

namespace latchkey::service::domain {

namespace {
/// Receipts are one in 887 million: a second collision in a row is a broken generator.
constexpr int receiptTries = 8;

std::optional<Refusal> overLimit(TallyTable& tallies, const QString& scope, int limit, qint64 now) {
  if (tallies.addBelow(scope, {}, now, now - hour, limit)) return std::nullopt;
  const QList<qint64> times = tallies.since(scope, now - hour);
  const qint64 opens = times.isEmpty() ? now + hour : times.first() + hour;
  return refusalUntil(RefusalKind::RateLimited, opens, now, "too many recoveries opened");
}
}  // namespace

Answer Recovering::open(const OpenRecovery& command, const Request& request) {
  const auto name = rules::AccountName::parse(command.account);
  if (!name) {
    Refusal bad = refusal(RefusalKind::InvalidField, "account name");
    bad.field = QStringLiteral("/account");
    return unexpected(bad);
  }
  // Its form is judged now; whether there is such a recovery is not looked at before a proof (going_on.cpp).
  const auto earlier = rules::readReceipt(command.receipt);
  if (!earlier && !command.receipt.isEmpty()) {
    Refusal bad = refusal(RefusalKind::InvalidField, "receipt");
    bad.field = QStringLiteral("/receipt");
    return unexpected(bad);
  }
  if (earlier && command.rehearsal) {
    // It would end the one that it went on from.
    Refusal bad = refusal(RefusalKind::InvalidField, "a rehearsal goes on from nothing");
    bad.field = QStringLiteral("/receipt");
    return unexpected(bad);
  }
  const NamedAccount account = lookUp(*name, m_policy);
  const auto unavailable = [] { return unexpected(refusal(RefusalKind::Unavailable, "store")); };

  const auto tables = m_parts.store.begin(Access::Write);
  const auto written = tables->writes().find(request.caller.keyThumbprint, request.write.key);
  if (tables->failed()) return unavailable();
  if (written) {
    if (auto answer =
            replay(*written, request.write.fingerprint, request.caller.keyThumbprint, Claim::None)) {
      return *answer;
    }
  }

  Seat seat;
  seat.realm = account.realm;
  seat.now = now();
  RecoveryRecord& record = seat.recovery;
  record.id = randomId(m_parts.random);
  record.accountKey = account.key;
  record.givenName = account.given;
  record.realm = account.realm->id;
  record.language = command.language;
  // Somebody who can sign in has none. So nothing is offered that one of them would bring with it: no start
  // code, which would be used up, no unlocking.
  record.reason = command.rehearsal ? Reason::ForgotPassword : command.reason;
  record.rehearsal = command.rehearsal;
  record.earlierReceipt = earlier.value_or(QString());
  record.continuation = earlier ? Continuation::Waiting : Continuation::None;
  record.source = hashed("network", request.caller.source);
  record.inside = isInside(*account.realm, request.caller.address);
  record.gatesNeeded = account.realm->gates;
  record.createdAt = record.touchedAt = seat.now;
  record.expiresAt = seat.now + account.realm->limits.absolute * second;

  const RecoveryLimits& limits = account.realm->limits;
  auto limited = overLimit(tables->tallies(), QStringLiteral("open-source:") + record.source,
                           limits.opensPerHourAndSource, seat.now);
  if (!limited) {
    // Of one account from one source: counted over all sources it would let anybody lock the owner out.
    limited = overLimit(tables->tallies(),
                        QStringLiteral("open-account:") + record.source + u':' + record.accountKey,
                        limits.opensPerHourAndAccount, seat.now);
  }
  if (limited) {
    record.id.clear();  // there is no such recovery
    noteLimit(*tables, seat, *limited);
    // Not kept under the key: the same request is good once the hour has moved on.
    if (!tables->commit()) return unavailable();
    return unexpected(*limited);
  }

  bool inserted = false;
  for (int i = 0; i < receiptTries && !inserted && !tables->failed(); ++i) {
    record.receipt = randomReceipt(m_parts.random);
    inserted = tables->recoveries().insert(record);
  }
  if (!inserted) return unavailable();
  note(*tables, seat, "opened",
       (record.rehearsal ? QStringLiteral("rehearsal") : codeOf(record.reason)) + QStringLiteral(" from ") +
           record.source);
  putChallenge(*tables, seat, seat.realm->challengeKinds.value(0, ChallengeKind::Picture));

  Answer answer{Outcome()};
  answer->snapshot = snapshotOf(*tables, seat);
  WriteRecord write = writeOf(request, record.id);
  write.answer = encodeAnswer(answer);
  write.tokenEpoch = 0;
  if (!tables->writes().finish(write) || !tables->commit()) return unavailable();
  answer->newToken = mintToken(m_parts.keys, record.id, 0, request.caller.keyThumbprint);
  return answer;
}

Answer Recovering::cancel(const Request& request) {
  return run(Verb::Cancel, request, Claim::None, [this](Transaction& tables, Seat& seat) -> Step {
    note(tables, seat, "cancelled");
    seat.recovery.stage = Stage::Cancelled;
    seat.recovery.chosenHandle.clear();
    seat.recovery.shownEntry.clear();
    return Deed();
  });
}

Answer Recovering::setLanguage(const SetLanguage& command, const Request& request) {
  return run(Verb::SetLanguage, request, Claim::None, [&](Transaction&, Seat& seat) -> Step {
    seat.recovery.language = command.language;
    return Deed();
  });
}

Result<Snapshot, Refusal> Recovering::look(const platform::Secret& token, const Caller& caller) {
  const auto tables = m_parts.store.begin(Access::Read);
  bool spent = false;
  const auto seat = seatOf(*tables, Verb::Look, token, caller, &spent);
  if (!seat) return unexpected(seat.error());
  if (spent) return unexpected(refusal(RefusalKind::Unauthorized, "token no longer good"));
  if (seat->recovery.superseded) {
    return unexpected(refusal(RefusalKind::RecoverySuperseded, "superseded"));
  }
  Snapshot snapshot = snapshotOf(*tables, *seat);
  if (!tables->commit()) return unexpected(refusal(RefusalKind::Unavailable, "store"));
  return snapshot;
}

}  // namespace latchkey::service::domain
