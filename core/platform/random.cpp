// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/random.h"

#include <sodium.h>

#include <cstdlib>

#include "core/platform/failpoint.h"

namespace latchkey::platform {

void fillRandom(std::span<std::byte> bytes) {
  // libsodium has to be initialised before its generator is thread-safe.
  static const bool ready = sodium_init() >= 0;
  if (!ready || failsHere(FailClass::Random, "random.fill")) std::abort();
  if (!bytes.empty()) randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace latchkey::platform
