// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>
#include <optional>

#include "core/platform/secret.h"

/// One-time codes of authenticator apps: RFC 6238 over RFC 4226 with SHA-1, 6 digits, 30 seconds, which is
/// all that the common apps understand.
namespace latchkey::service::domain {

inline constexpr int totpDigits = 6;
inline constexpr qint64 totpStepMs = 30'000;
inline constexpr std::size_t totpSecretBytes = 20;  ///< RFC 4226 recommends 160 bits

/// The code of one step, with its leading zeros. @param secret raw bytes, not Base32.
[[nodiscard]] platform::Secret totpAt(const platform::Secret& secret, qint64 step);

/// A secret as apps take it: Base32 (RFC 4648) in capitals, without padding.
[[nodiscard]] platform::Secret base32Of(const platform::Secret& bytes);

[[nodiscard]] inline qint64 totpStepOf(qint64 now) {
  return now / totpStepMs;
}

/// The step whose code this is: the present one, or one either side for a clock that is off. The latest
/// one, should two have the same code. Computes all three whatever the code is.
[[nodiscard]] std::optional<qint64> totpStepMatching(const platform::Secret& secret,
                                                     const platform::Secret& code, qint64 now);

}  // namespace latchkey::service::domain
