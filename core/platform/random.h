// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace latchkey::platform {

/// Fills the bytes from the operating system's generator. Never fails: without entropy the process ends.
/// The adapters of the randomness ports call this, and nobody else: whoever needs randomness takes a port.
void fillRandom(std::span<std::byte> bytes);

}  // namespace latchkey::platform
