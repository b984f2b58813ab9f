// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/keys/system_random.h"

#include <openssl/rand.h>

#include <chrono>
#include <cstdlib>

namespace latchkey::service::keys {

void SystemRandom::fill(std::span<std::byte> bytes) {
  auto* const out = reinterpret_cast<unsigned char*>(bytes.data());
  if (RAND_bytes(out, static_cast<int>(bytes.size())) != 1) std::abort();
}

qint64 SystemClock::now() const {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace latchkey::service::keys
