// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/clock.h"

#include <atomic>
#include <chrono>

#include "core/platform/failpoint.h"

namespace latchkey::platform {

namespace {
constexpr qint64 hour = 60 * 60 * 1000;

template <typename Clock>
qint64 millisecondsOf() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch()).count();
}
}  // namespace

qint64 systemNow() {
  // A clock does not fail; it is set, and set right again.
  const qint64 slip = failsHere(FailClass::Clock, "clock.now") ? hour : 0;
  return millisecondsOf<std::chrono::system_clock>() - slip;
}

qint64 steadyNow() {
  // It never goes back; it jumps ahead when the machine was held up.
  static std::atomic<qint64> heldUp = 0;
  if (failsHere(FailClass::Clock, "clock.steady")) heldUp += hour;
  return millisecondsOf<std::chrono::steady_clock>() + heldUp;
}

}  // namespace latchkey::platform
