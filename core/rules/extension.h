// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace latchkey::rules {

/// Of an office phone: digits that are dialled once the call is answered.
inline constexpr int longestExtension = 16;

}  // namespace latchkey::rules
