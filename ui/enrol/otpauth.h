// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "core/platform/secret.h"

namespace latchkey::ui::enrol {

/// What an authenticator app reads of a picture (Key URI format):
/// `otpauth://totp/Issuer:account?secret=…&issuer=Issuer&algorithm=SHA1&digits=6&period=30`.
///
/// Names are data (SECURITY: C19): whatever is in them, they neither end the label nor add a parameter. What
/// could is percent-encoded; a colon, which apps split a label at even where it is encoded, and what cannot
/// be seen become blanks. Each name is held to what fits into a picture that a phone can read.
/// @param secret Base32 in capitals, without padding
/// Nothing: the secret is none, or no account name is left.
[[nodiscard]] std::optional<platform::Secret> otpauthUri(const QString& issuer, const QString& accountName,
                                                         const platform::Secret& secret);

}  // namespace latchkey::ui::enrol
