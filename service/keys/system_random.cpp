// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/keys/system_random.h"

#include "core/platform/clock.h"
#include "core/platform/random.h"

namespace latchkey::service::keys {

void SystemRandom::fill(std::span<std::byte> bytes) {
  platform::fillRandom(bytes);
}

qint64 SystemClock::now() const {
  return platform::systemNow();
}

}  // namespace latchkey::service::keys
