// SPDX-License-Identifier: GPL-3.0-or-later
// Taking a lockout off without a new password, for somebody who knows theirs. As with a password the attempt
// is written down first, so that after a crash it is made true and told, or dropped.
#include "core/platform/guard.h"
#include "service/domain/method_offers.h"
#include "service/domain/recovering.h"

namespace latchkey::service::domain {

bool Recovering::mayUnlock(const Seat& seat) {
  const RecoveryRecord& recovery = seat.recovery;
  return recovery.reason == Reason::CannotSignIn && recovery.lock == LockState::Locked;
}

Answer Recovering::unlockAccount(const Request& request) {
  Seat seen;
  {
    const auto tables = m_parts.store.begin(Access::Read);
    auto seat = admit(*tables, Verb::UnlockAccount, request, Claim::None);
    if (!seat) return seat.error().answer;
    seen = std::move(*seat);
  }
  const auto account = m_parts.directory.find(seen.recovery.accountKey);
  if (!account) return unexpected(refusal(RefusalKind::Unavailable, "directory"));
  if (!*account || !mayReset(**account, *seen.realm)) return endedMeanwhile(Verb::UnlockAccount, request);

  const FinishRecord mine = attemptOf(seen, request, Finish::Unlocked);
  if (auto settled = begin(Verb::UnlockAccount, request, mine, **account)) return *settled;
  const auto unlocked = m_parts.directory.unlock(mine.accountKey);
  if (!unlocked && !isLasting(unlocked.error())) {
    // Where it may have happened the attempt stays written down, and settle() makes it true.
    if (unlocked.error() != DirectoryError::OutcomeUnknown) abandon(request, mine);
    return unexpected(refusal(RefusalKind::Unavailable, "directory did not unlock"));
  }
  Answer answer =
      run(Verb::UnlockAccount, request, Claim::Held, [&](Transaction& tables, Seat& seat) -> Step {
        if (!tables.finishes().remove(mine.accountKey, mine.marker)) {
          return unexpected(refusal(RefusalKind::Unavailable, "attempt settled by another instance"));
        }
        if (!unlocked) {
          // It will say the same another time: the password page goes on without the offer.
          seat.recovery.lock = LockState::Unknown;
          note(tables, seat, "unlock-refused");
          return Deed();
        }
        complete(tables, seat, **account, mine.finish);
        return Deed();
      });
  if (!answer && !unlocked) abandon(request, mine);
  if (!unlocked) return answer;
  return answer ? answer : completedAnyway(Verb::UnlockAccount, request, mine, std::move(answer));
}

std::optional<bool> Recovering::unlockedBy(const FinishRecord& record) {
  const auto stopped = isStopped(record);
  if (!stopped) return std::nullopt;
  // Nothing is done for it any more, not even when the account can be recovered again. Nor is it told as
  // done: a lock that is gone may have been taken off by anybody, an administrator among them.
  if (*stopped) return false;
  // Somebody proven has asked for it, and to unlock twice does nothing: simply made true.
  const auto unlocked = m_parts.directory.unlock(record.accountKey);
  if (unlocked) return true;
  // The first try, whose answer was lost, may have done it, whatever this one says: the account tells.
  const auto account = m_parts.directory.find(record.accountKey);
  if (!account) return std::nullopt;
  if (!*account) return false;
  if ((*account)->lock == LockState::Open) return true;
  // It must not stand in the way of this account for ever.
  const bool refused = isLasting(unlocked.error()) && (*account)->lock == LockState::Locked;
  const bool isOver = now() - record.startedAt >= unlockLasts;
  return refused || isOver ? std::optional(false) : std::nullopt;
}

std::optional<bool> Recovering::isStopped(const FinishRecord& record) {
  const auto tables = m_parts.store.begin(Access::Read);
  const auto recovery = tables->recoveries().find(record.recoveryId);
  const bool frozen = tables->objections().frozenUntil(record.accountKey, now()) > 0;
  if (!tables->commit()) return std::nullopt;
  return !recovery || recovery->superseded || (frozen && platform::isOn(platform::Guard::FreezeUnlock));
}

}  // namespace latchkey::service::domain
