// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "core/platform/secret.h"
#include "core/rules/password_policy.h"

namespace latchkey::rules {

/// How many random bytes suggestPassword() is best given: enough for several attempts, since a candidate
/// that a rule refuses (a name, an organisation's word) is thrown away.
inline constexpr std::size_t suggestionRandomBytes = 1024;

/// A password like "Rofadu-Tekimo-84" that fits the policy and is not refused by judgePassword(): open
/// syllables that are easy to say in English and in Japanese, no sign that is taken for another, every
/// class of characters. About 44 bits with classic(), more where more characters are allowed.
///
/// Pure: the same bytes give the same password. The caller owns the bytes and wipes them.
/// Nothing when the policy leaves no room for such a password, or when the bytes run out.
[[nodiscard]] std::optional<platform::Secret> suggestPassword(std::span<const std::byte> random,
                                                              const PasswordPolicy& policy,
                                                              const PasswordOwner& owner);

}  // namespace latchkey::rules
