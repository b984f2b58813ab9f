// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/secret.h"
#include "service/domain/policy.h"
#include "service/domain/records.h"
#include "service/domain/recovery_service.h"
#include "service/domain/store_ports.h"

/// What codes have in common, whatever they prove.
namespace latchkey::service::domain {

/// The digits of a code as somebody typed it; empty where it is none.
[[nodiscard]] platform::Secret digitsOf(const platform::Secret& typed);

/// That a code takes to such a method; mail for those that no code goes to.
[[nodiscard]] Channel channelOf(MethodKind kind);

/// How long a code is good. Milliseconds.
[[nodiscard]] qint64 lifetimeOf(MethodKind kind, const CodePolicy& policy);

/// Whom a message comes from. Of the way out, and not of the account: it tells nobody apart.
[[nodiscard]] QString senderOf(MethodKind kind, const MessageSenders& senders);

/// Told on the same schedule for everybody: a real delivery's progress would tell accounts apart.
/// Milliseconds.
inline constexpr qint64 sendingLasts = 4000;

/// Keyed hash of a code, which is of one recovery or sign-in, method and purpose.
[[nodiscard]] QByteArray macOfCode(const KeyedHash& keys, const CodeRecord& record,
                                   const platform::Secret& code);

/// What a security key is to sign at the next try; a new one after each.
[[nodiscard]] QByteArray challengeOfKey(const KeyedHash& keys, const CodeRecord& record);

/// Counts a text or call of the realm; the budget that has no room for it, of which administrators are then
/// told. Nothing for mails.
/// @param real false for twins, which count in budgets of their own
[[nodiscard]] std::optional<Budget> spentBudget(Transaction& tables, const RecoveryParts& parts,
                                                const ServicePolicy& policy, const Realm& realm,
                                                const MethodRecord& method, qint64 now, bool real);

}  // namespace latchkey::service::domain
