// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <optional>

#include "service/domain/policy.h"
#include "service/domain/records.h"

/// Counts and waiting times, decided from the times of earlier events. Times are ms since the epoch.
namespace latchkey::service::domain {

inline constexpr qint64 second = 1000;
inline constexpr qint64 hour = 3600 * second;
inline constexpr qint64 day = 24 * hour;

/// Whole seconds until a moment, rounded up, never negative.
[[nodiscard]] int secondsUntil(qint64 moment, qint64 now);

/// What the codes sent so far to one contact leave (SECURITY.md, row "resend").
struct SendAllowance {
  int left = 0;           ///< sends left in the present hour and day
  qint64 allowedAt = 0;   ///< the next one, by all rules; 0: at once
  bool tooEarly = false;  ///< only the pause since the last one is missing
};
/// @param times of the sends of the last 24 hours, the oldest first.
[[nodiscard]] SendAllowance allowanceOf(const QList<qint64>& times, const CodePolicy& policy, qint64 now);

/// Until when one account and source have to wait after so many misses: nothing for the first
/// `free` - 1, a minute after that, doubled with each further miss, an hour at most.
[[nodiscard]] qint64 waitUntil(const QList<qint64>& misses, int free);

/// What a confirm entry leads to, the same for accounts and their twins.
enum class Sending {
  Send,     ///< a code as far as anybody can see
  Correct,  ///< the entry is corrected while a code of this recovery and method runs: no second one
  TooEarly,
  Limited
};
struct SendVerdict {
  Sending sending = Sending::Send;
  qint64 retryAt = 0;
};
[[nodiscard]] SendVerdict judgeConfirm(const std::optional<CodeRecord>& code, const QString& handle,
                                       const SendAllowance& allowance, qint64 now);

/// How long what is added to an account that has others waits.
[[nodiscard]] qint64 registrationWait(const Realm& realm);

/// When a recovery ends by itself.
[[nodiscard]] qint64 idleEnd(const RecoveryRecord& recovery, const RecoveryLimits& limits);
/// Until when the key that finished a recovery is good for a trial of the new password.
[[nodiscard]] qint64 trialEnd(const RecoveryRecord& recovery, const RecoveryLimits& limits);
[[nodiscard]] bool hasExpired(const RecoveryRecord& recovery, const RecoveryLimits& limits, qint64 now);

}  // namespace latchkey::service::domain
