// SPDX-License-Identifier: GPL-3.0-or-later
// Going on from another PC by receipt (docs/decisions/0022). A receipt is read aloud and stands on cards: it
// proves nothing. So nothing that it names is looked at, let alone touched, before a proof of this recovery's
// own; and no gate that was passed elsewhere counts here.
#include <algorithm>

#include "core/platform/guard.h"
#include "service/domain/limits.h"
#include "service/domain/recovering.h"

namespace latchkey::service::domain {

std::optional<RecoveryRecord> Recovering::earlierOf(Transaction& tables, const Seat& seat) const {
  const RecoveryRecord& recovery = seat.recovery;
  auto earlier = tables.recoveries().find(tables.recoveries().liveBy(recovery.earlierReceipt));
  if (!earlier || earlier->id == recovery.id || !isRunning(earlier->stage)) return std::nullopt;
  // Somebody else's receipt, overheard or mistyped, is like one that nobody has.
  const QString& owner = earlier->startKey.isEmpty() ? earlier->accountKey : earlier->startKey;
  if (owner != recovery.accountKey && platform::isOn(platform::Guard::OwnReceipt)) return std::nullopt;
  if (hasExpired(*earlier, realmBy(earlier->realm).limits, seat.now)) return std::nullopt;
  // A rehearsal is nothing that a password could be set in.
  if (earlier->rehearsal) return std::nullopt;
  // What an approval opened is proven by its own code alone, and was not proven by whoever has the receipt:
  // it is neither gone on with nor ended from here.
  if (!earlier->appealId.isEmpty()) return std::nullopt;
  // The receipt was given for what had it then. What went on with it since is not to be thrown out by another
  // PC of the same moment: of several one wins.
  if (std::max(earlier->createdAt, earlier->receiptAt) >= recovery.createdAt) return std::nullopt;
  // Its password is with the directory: it is done in a moment, or goes on where it is.
  const auto finish = tables.finishes().find(earlier->accountKey);
  if (finish && finish->recoveryId == earlier->id) return std::nullopt;
  return earlier;
}

bool Recovering::goOn(Transaction& tables, Seat& seat) {
  RecoveryRecord& recovery = seat.recovery;
  auto earlier = earlierOf(tables, seat);
  if (!earlier) {
    recovery.continuation = Continuation::NothingFound;
    note(tables, seat, "nothing-to-continue",
         QStringLiteral("no open recovery of this account has the receipt ") + recovery.earlierReceipt);
    return true;
  }
  // Counts never fall: what was tried there is as if it had been tried here.
  recovery.confirms += earlier->confirms;
  tables.codes().carryAttempts(earlier->id, recovery.id);
  keepAdministratorMessage(tables, seat, *earlier);

  Seat there{std::move(*earlier), seat.realm, seat.now, false, {}};
  note(tables, there, "continued-elsewhere",
       QStringLiteral("on a PC that opened with the receipt %1; %2 of %3 gates to pass afresh")
           .arg(recovery.receipt)
           .arg(there.recovery.gatesPassed)
           .arg(there.recovery.gatesNeeded));
  note(tables, seat, "continued",
       QStringLiteral("from another PC, by its receipt ") + there.recovery.receipt);
  if (platform::isOn(platform::Guard::EarlierEnds)) {
    there.recovery.stage = Stage::Ended;
    there.recovery.ending = Ending::ContinuedElsewhere;
    there.recovery.permitUntil = 0;
    there.recovery.chosenHandle.clear();
    there.recovery.shownEntry.clear();
    // Two live recoveries never have one receipt: it is given up there before it is taken here.
    if (!tables.recoveries().update(there.recovery)) return false;
    recovery.receipt = there.recovery.receipt;
  }
  recovery.continuation = Continuation::Continued;
  recovery.receiptAt = seat.now;
  return true;
}

}  // namespace latchkey::service::domain
