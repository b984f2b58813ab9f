// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/clock.h"

#include <chrono>

namespace latchkey::platform {

namespace {
template <typename Clock>
qint64 millisecondsOf() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch()).count();
}
}  // namespace

qint64 systemNow() {
  return millisecondsOf<std::chrono::system_clock>();
}

qint64 steadyNow() {
  return millisecondsOf<std::chrono::steady_clock>();
}

}  // namespace latchkey::platform
