// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/limits.h"

#include <algorithm>

#include "core/platform/guard.h"
#include "service/domain/stage_table.h"

namespace latchkey::service::domain {

namespace {
/// When a window of `limit` events lets the next one in; 0: now.
qint64 windowOpensAt(const QList<qint64>& times, qint64 window, int limit, qint64 now) {
  if (limit < 1) return now + window;  // never; there is no event to wait for
  const auto first = std::upper_bound(times.begin(), times.end(), now - window);
  const auto inside = std::distance(first, times.end());
  if (inside < limit) return 0;
  // The event that has to leave so that limit - 1 are left.
  return *(first + (inside - limit)) + window;
}

int leftIn(const QList<qint64>& times, qint64 window, int limit, qint64 now) {
  const auto first = std::upper_bound(times.begin(), times.end(), now - window);
  return std::max(0, limit - static_cast<int>(std::distance(first, times.end())));
}

qint64 idleUntil(const RecoveryRecord& recovery, const RecoveryLimits& limits) {
  // Whoever tries to remember earlier passwords says nothing to the service for as long as that takes.
  if (recovery.stage == Stage::AppealForm) return recovery.expiresAt;
  return recovery.touchedAt + limits.idle * second;
}
}  // namespace

int secondsUntil(qint64 moment, qint64 now) {
  return moment <= now ? 0 : static_cast<int>((moment - now + second - 1) / second);
}

SendAllowance allowanceOf(const QList<qint64>& times, const CodePolicy& policy, qint64 now) {
  SendAllowance allowance;
  allowance.left = std::min(leftIn(times, hour, policy.resendsPerHour, now),
                            leftIn(times, day, policy.resendsPerDay, now));
  const qint64 windows = std::max(windowOpensAt(times, hour, policy.resendsPerHour, now),
                                  windowOpensAt(times, day, policy.resendsPerDay, now));
  const qint64 pause = times.isEmpty() ? 0 : times.last() + policy.resendAfter * second;
  if (!platform::isOn(platform::Guard::SendAllowance)) return allowance;
  const qint64 moment = std::max(windows, pause);
  allowance.allowedAt = moment > now ? moment : 0;
  allowance.tooEarly = windows == 0 && pause > now;
  return allowance;
}

qint64 waitUntil(const QList<qint64>& misses, int free) {
  constexpr qint64 first = 60 * second;
  const qsizetype beyond = misses.size() - free;
  if (beyond < 0 || misses.isEmpty()) return 0;
  const qint64 delay = beyond >= 6 ? hour : std::min(hour, first << beyond);
  return misses.last() + delay;
}

SendVerdict judgeConfirm(const std::optional<CodeRecord>& code, const QString& handle,
                         const SendAllowance& allowance, qint64 now) {
  if (allowance.allowedAt == 0) return {Sending::Send, 0};
  // Whoever mistyped must be able to correct it at once, and whoever was right gets no second message.
  if (code && code->handle == handle && code->expiresAt > now) return {Sending::Correct, 0};
  return {allowance.tooEarly ? Sending::TooEarly : Sending::Limited, allowance.allowedAt};
}

qint64 registrationWait(const Realm& realm) {
  return qint64{realm.registration.waitHours} * hour;
}

qint64 idleEnd(const RecoveryRecord& recovery, const RecoveryLimits& limits) {
  return std::min(idleUntil(recovery, limits), recovery.expiresAt);
}

qint64 trialEnd(const RecoveryRecord& recovery, const RecoveryLimits& limits) {
  return std::min(recovery.finishedAt + limits.idle * second, recovery.expiresAt);
}

bool hasExpired(const RecoveryRecord& recovery, const RecoveryLimits& limits, qint64 now) {
  using platform::Guard;
  using platform::isOn;
  const bool isOver = now >= recovery.expiresAt && isOn(Guard::AbsoluteEnd);
  if (isOver || !isRunning(recovery.stage)) return isOver;
  if (now >= idleUntil(recovery, limits) && isOn(Guard::IdleEnd)) return true;
  return recovery.stage == Stage::Password && now >= recovery.permitUntil && isOn(Guard::PermitEnd);
}

}  // namespace latchkey::service::domain
