// SPDX-License-Identifier: GPL-3.0-or-later
// Start codes within a recovery (docs/decisions/0015). Passing the gate makes the code the recovery's own; it
// is used up only with the password, so that a recovery that comes to nothing does not cost it.
#include <algorithm>

#include "core/platform/guard.h"
#include "service/domain/limits.h"
#include "service/domain/notices.h"
#include "service/domain/recovering.h"
#include "service/domain/start_codes.h"

namespace latchkey::service::domain {

namespace {
/// Coming back to a recovery takes it away again.
bool isProvenByStartCode(Transaction& tables, const QString& recoveryId) {
  return std::ranges::any_of(tables.methods().of(recoveryId), [](const MethodRecord& method) {
    return method.used && method.kind == MethodKind::StartCode;
  });
}
}  // namespace

/// Each name that leads to an account has counts of its own, as names that lead nowhere have, so that they do
/// not tell what they lead to. What all of them together may guess is counted besides, unseen: beyond that
/// nothing fits, for a day.
void Recovering::countStartCode(Transaction& tables, const Seat& seat, Attempt& attempt) {
  const RecoveryRecord& recovery = seat.recovery;
  attempt.startKey = recovery.startKey.isEmpty() ? recovery.accountKey : recovery.startKey;
  const bool within = tables.tallies().addBelow(scope::startTries(attempt.startKey), attempt.mark, seat.now,
                                                seat.now - day, seat.realm->limits.missesPerDay);
  const auto code = tables.factors().of(attempt.startKey).startCode;
  if (within && code) attempt.startCode = *code;
}

bool Recovering::isHeldByAnother(Transaction& tables, const Seat& seat, const StartCode& code) const {
  if (code.reservedBy.isEmpty() || code.reservedBy == seat.recovery.id) return false;
  const auto holder = tables.recoveries().find(code.reservedBy);
  return holder && isRunning(holder->stage) && isProvenByStartCode(tables, holder->id) &&
         !hasExpired(*holder, realmBy(holder->realm).limits, seat.now);
}

bool Recovering::reserveStartCode(Transaction& tables, Seat& seat, const Attempt& attempt) {
  const bool isJudged = platform::isOn(platform::Guard::SpendStartCode);
  const auto code = tables.factors().of(attempt.startKey).startCode;
  if (!code || code->id != attempt.startCode.id) return !isJudged;
  if (isJudged && isHeldByAnother(tables, seat, *code)) return false;
  if (!tables.factors().reserveStartCode(attempt.startKey, *code, seat.recovery.id, seat.now)) return false;
  if (code->reservedBy != seat.recovery.id) tellOfStartCode(tables, seat, attempt.startKey);
  return true;
}

/// Somebody who never had a password has few contacts or none to be told through: those who handed the code
/// out hear that it was used, and while there is still something to do about it.
void Recovering::tellOfStartCode(Transaction& tables, Seat& seat, const QString& accountKey) {
  NoticeFacts facts = noticeFacts(seat, accountKey);
  facts.accountMask = accountKey;                            // administrators have to find it
  const Language language = m_policy.administratorLanguage;  // of those who read it
  const auto notices = noticesTo(
      mailboxes(seat.realm->administrators), language, seat.now, m_parts.random, [&](Channel channel) {
        return m_parts.writer.notice(Notice::StartCodeUsed, channel, language, facts);
      });
  for (const Message& notice : notices) tables.outgoing().enqueue(notice, seat.recovery.id);
  seat.queued = seat.queued || !notices.isEmpty();
  // Under the account's own name, which the recovery gets with the gate: where administrators look for it.
  const RecoveryRecord& recovery = seat.recovery;
  tables.outgoing().note({seat.now, QStringLiteral("start-code-used"), recovery.id, accountKey,
                          QStringLiteral("told %1").arg(notices.size()), recovery.receipt});
}

bool Recovering::startCodeStands(Transaction& tables, const Seat& seat, const Account& account) {
  if (!isProvenByStartCode(tables, seat.recovery.id)) return true;
  if (!platform::isOn(platform::Guard::SpendStartCode)) return true;
  const Factors registered = tables.factors().of(account.key);
  return registered.startCode && registered.startCode->reservedBy == seat.recovery.id &&
         mayUseStartCode(account, registered, *seat.realm);
}

}  // namespace latchkey::service::domain
