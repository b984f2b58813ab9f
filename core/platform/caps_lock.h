// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace latchkey::platform {

/// Whether the keyboard's caps lock is on, as far as the operating system tells a program without special
/// rights. Nothing: not known (no lamp, a remote session); the field then judges by what is typed.
[[nodiscard]] std::optional<bool> capsLockState();

}  // namespace latchkey::platform
