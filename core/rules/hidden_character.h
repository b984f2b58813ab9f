// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace latchkey::rules {

/// Whether a code point is nothing that somebody sees as a sign or a blank: controls, what only formats or
/// turns the direction, half pairs, what has no meaning agreed on, breaks of lines. Letters and marks that
/// draw nothing are none of these.
[[nodiscard]] bool isHidden(char32_t point);

}  // namespace latchkey::rules
