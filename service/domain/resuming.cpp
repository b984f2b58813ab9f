// SPDX-License-Identifier: GPL-3.0-or-later
// Coming back to a recovery from the place that an assistant kept (docs/decisions/0016). What was kept lies
// in a key store, where it may be stolen: so it never is worth more than what anybody gets who opens a
// recovery.
#include "core/platform/guard.h"
#include "service/domain/limits.h"
#include "service/domain/recovering.h"

namespace latchkey::service::domain {

Answer Recovering::resume(const ResumeRecovery& command, const Request& request) {
  return run(Verb::Resume, request, Claim::None, [&](Transaction& tables, Seat& seat) -> Step {
    RecoveryRecord& recovery = seat.recovery;
    const auto finish = tables.finishes().find(recovery.accountKey);
    if (finish && finish->recoveryId == recovery.id) {
      // The directory has the password in hand; a moment later it is known what became of it.
      Refusal waiting = refusal(RefusalKind::RequestInProgress, "a password is being set");
      waiting.retryIn = 1;
      return unexpected(waiting);
    }
    // Each one writes rows and ends what was going on: a kept place must not be good for that without end.
    const QString counted = scope::resumptions(recovery.id);
    if (!tables.tallies().addBelow(counted, {}, seat.now, seat.now - 2 * day,
                                   seat.realm->limits.resumptions)) {
      recovery.stage = Stage::Ended;
      recovery.ending = Ending::TooManyTries;
      recovery.retryAt = seat.now;  // another recovery may be opened at once
      recovery.chosenHandle.clear();
      recovery.shownEntry.clear();
      return unexpected(refusal(RefusalKind::TooManyTries, "come back to too often"));
    }
    recovery.language = command.language;
    recovery.epoch += 1;  // whoever was at it before is out
    const int passed = recovery.gatesPassed;
    if (passed > 0 && platform::isOn(platform::Guard::FreshProof)) {
      seat.freshProof = true;
      recovery.gatesPassed = 0;
      recovery.provenBy.clear();
      recovery.permitUntil = 0;
      recovery.stage = Stage::Method;
      recovery.chosenHandle.clear();
      recovery.shownEntry.clear();
      tables.methods().markAllUnused(recovery.id);
      note(tables, seat, "resumed",
           QStringLiteral("%1 of %2 gates to pass afresh").arg(passed).arg(recovery.gatesNeeded));
    }
    Deed deed;
    deed.newToken = true;
    return deed;
  });
}

}  // namespace latchkey::service::domain
