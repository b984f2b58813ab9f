// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGlobal>

#ifdef Q_OS_WIN
#include <windows.h>

#include "core/platform/caps_lock.h"

namespace latchkey::platform {

std::optional<bool> capsLockState() {
  return (GetKeyState(VK_CAPITAL) & 1) != 0;
}

}  // namespace latchkey::platform
#endif
