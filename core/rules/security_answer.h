// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/platform/result.h"
#include "core/platform/secret.h"

/// Answers to security questions: what two people who mean the same answer would both have typed.
namespace latchkey::rules {

/// Code points of a normalised answer (SPEC section 5).
inline constexpr int shortestAnswer = 3;
inline constexpr int longestAnswer = 40;

enum class AnswerFault {
  NotText,   ///< no UTF-8, or with a character that rule 1 refuses
  TooShort,  ///< after normalisation
  TooLong
};

/// The answer as it is hashed and compared, as UTF-8:
/// 1. blanks of every kind, tabs and line ends among them, become U+0020; other control characters, and those
///    that are for formatting, private or unassigned, are refused;
/// 2. Unicode NFKC, simple case folding and NFKC again, until nothing changes: full width becomes half width,
///    and capitals small;
/// 3. blanks at both ends go, and each run of blanks inside becomes one;
/// 4. 3 to 40 code points are left.
/// Accents, kana and punctuation count: what a keyboard does by itself is forgiven, what somebody chose is
/// not. Normalising twice changes nothing.
[[nodiscard]] Result<platform::Secret, AnswerFault> normaliseAnswer(std::string_view utf8);

/// The place of the first answer that is the same as an earlier one.
/// @param answers as they come out of normaliseAnswer()
[[nodiscard]] std::optional<std::size_t> repeatedAnswer(const std::vector<platform::Secret>& answers);

}  // namespace latchkey::rules
