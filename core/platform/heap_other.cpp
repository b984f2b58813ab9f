// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/heap_kind.h"
#ifndef LATCHKEY_GLIBC_HEAP

#include "core/platform/heap.h"

namespace latchkey::platform {

bool wipeFreedMemory() {
  return false;
}

}  // namespace latchkey::platform

#endif
