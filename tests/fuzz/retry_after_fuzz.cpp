// SPDX-License-Identifier: GPL-3.0-or-later
// Retry-After and Date come from outside: whatever the bytes, the wait stays within its bounds.
#include <QByteArrayView>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <limits>

#include "core/client/retry_after.h"

using namespace latchkey::client;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const QByteArrayView value(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
  constexpr std::array<qint64, 5> clocks = {
      0, 784111777000, 1764000000000, std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
  for (const qint64 now : clocks) {
    if (const auto seconds = parseRetryAfter(value, now)) {
      if (*seconds < 0 || *seconds > longestRetryAfter) std::abort();
    }
    (void)parseHttpDate(value, now);
  }
  return 0;
}
