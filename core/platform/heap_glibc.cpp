// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/heap_kind.h"
#ifdef LATCHKEY_GLIBC_HEAP

#include <malloc.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include "core/platform/heap.h"

// What stands behind malloc() and its kin; glibc exports it for programs that put something before them. The
// functions below stand in the executable, so that every library's calls come here.
extern "C" {
// NOLINTBEGIN(bugprone-reserved-identifier): the library's names
void* __libc_malloc(std::size_t size) noexcept;
void* __libc_realloc(void* block, std::size_t size) noexcept;
void __libc_free(void* block) noexcept;
// NOLINTEND(bugprone-reserved-identifier)
}

namespace {
std::atomic<bool> wiping = false;

bool isWiping() {
  return wiping.load(std::memory_order_relaxed);
}

/// All that the block can hold, not just what was asked for: a smaller one may have grown in place.
void wipeFrom(void* block, std::size_t offset) {
  explicit_bzero(static_cast<char*>(block) + offset, ::malloc_usable_size(block) - offset);
}
}  // namespace

extern "C" void free(void* block) noexcept {
  if (block != nullptr && isWiping()) wipeFrom(block, 0);
  __libc_free(block);
}

extern "C" void* realloc(void* block, std::size_t size) noexcept {
  if (block == nullptr || size == 0 || !isWiping()) {
    if (block != nullptr && size == 0 && isWiping()) wipeFrom(block, 0);
    return __libc_realloc(block, size);
  }
  const std::size_t old = ::malloc_usable_size(block);
  if (size <= old) {
    // It shrinks where it is; the part that is given back is wiped.
    wipeFrom(block, size);
    return __libc_realloc(block, size);
  }
  // The library would leave the old place as it is when it moves.
  void* const grown = __libc_malloc(size);
  if (grown == nullptr) return nullptr;
  std::memcpy(grown, block, old);
  free(block);
  return grown;
}

namespace latchkey::platform {

bool wipeFreedMemory() {
  wiping = true;
  return true;
}

}  // namespace latchkey::platform

#endif
