// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/method_offers.h"

/// What an account could be recovered by, and whether one of it may be lost. The readiness that
/// administrators see and the strength that its owner sees both come from here: they never disagree. Pure.
namespace latchkey::service::domain {

/// What an account has left for the day on which it is locked.
enum class Reserve {
  TooLittle,   ///< it takes more proofs than there are; what is locked together with the account is none
  JustEnough,  ///< when one of it is lost, the others are too few
  Spare
};

struct Recoverability {
  Cause cause = Cause::None;
  int gates = 1;  ///< how many proofs it takes
  Reserve reserve = Reserve::TooLittle;
};

/// @param ways methodsOf() the account with these factors
/// @param factors those that are usable: of several apps or keys one may be lost
[[nodiscard]] Recoverability recoverabilityOf(const std::optional<Account>& account, const Realm& realm,
                                              const QList<MethodRecord>& ways, const Factors& factors,
                                              bool isStopped);

}  // namespace latchkey::service::domain
