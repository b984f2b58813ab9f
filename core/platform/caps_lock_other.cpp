// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGlobal>

#if !defined(Q_OS_LINUX) && !defined(Q_OS_WIN)
#include "core/platform/caps_lock.h"

namespace latchkey::platform {

/// macOS shows its own sign inside password fields only; there the field judges by what is typed.
std::optional<bool> capsLockState() {
  return std::nullopt;
}

}  // namespace latchkey::platform
#endif
