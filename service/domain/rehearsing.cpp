// SPDX-License-Identifier: GPL-3.0-or-later
// The rehearsal: a recovery that ends where a permit would be given. It is one from its opening on, with the
// same limits, twins and messages, and never becomes another: no verb that changes something is drawn in it.
// Other recoveries of the account go on: a rehearsal changes nothing, so that nothing of theirs is out of
// date.
#include "service/domain/rehearsals.h"

#include <algorithm>

#include "core/platform/guard.h"
#include "service/domain/codes.h"
#include "service/domain/keyed_name.h"
#include "service/domain/method_offers.h"
#include "service/domain/recovering.h"
#include "service/domain/tokens.h"

namespace latchkey::service::domain {

namespace {
MethodOffer asOffer(const MethodRecord& method) {
  return {method.handle, method.kind, method.mask, method.warning};
}
}  // namespace

QString contactKeyOf(const KeyedHash& keys, const QString& value) {
  return keyedName(keys, "confirmed", value);
}

bool Recovering::isKeptFromChanges(const RecoveryRecord& recovery) {
  return recovery.rehearsal && platform::isOn(platform::Guard::RehearsalEnds);
}

void Recovering::completeRehearsal(Transaction& tables, Seat& seat) {
  RecoveryRecord& recovery = seat.recovery;
  Rehearsal rehearsal;
  rehearsal.at = seat.now;
  QStringList words;
  const auto methods = tables.methods().of(recovery.id);
  for (const QString& handle : recovery.provenBy) {
    const auto method = std::ranges::find(methods, handle, &MethodRecord::handle);
    if (method == methods.end()) continue;
    rehearsal.provenBy.append(method->kind);
    words.append(codeOf(method->kind));
  }
  tables.factors().noteRehearsal(recovery.accountKey, rehearsal);
  recovery.stage = Stage::Done;
  recovery.finish = Finish::Rehearsed;
  recovery.finishedAt = seat.now;
  note(tables, seat, "rehearsed", words.join(QStringLiteral(", ")));
}

void Recovering::tellRehearsed(Transaction& tables, const Seat& seat, Snapshot& snapshot) {
  const RecoveryRecord& recovery = seat.recovery;
  snapshot.finish = recovery.finish;
  for (const MethodRecord& method : tables.methods().of(recovery.id)) {
    if (recovery.provenBy.contains(method.handle)) {
      snapshot.provenBy.append(asOffer(method));
    } else {
      snapshot.methods.append(asOffer(method));
    }
  }
}

}  // namespace latchkey::service::domain
