// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "core/rules/wiped_text.h"

namespace latchkey::rules {

/// resources/wordlists/common-passwords.txt, compiled in: UTF-8, folded, sorted by bytes.
[[nodiscard]] std::span<const std::string_view> commonPasswords();

/// True when the candidate, or the letters and digits of it, are in the list; case and width do not
/// matter. "Correct Horse Battery Staple" is found as "correcthorsebatterystaple".
[[nodiscard]] bool isListedPassword(const WipedText& candidate);

/// zxcvbn's guesses for printable ASCII are below a million (its scores 0 and 1: what online guessing
/// finds). Other text is not asked about: zxcvbn counts bytes and knows no words beyond ASCII.
[[nodiscard]] bool isEasilyGuessed(std::string_view ascii);

}  // namespace latchkey::rules
