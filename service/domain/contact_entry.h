// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "service/domain/ports.h"

/// From what somebody wrote (an administrator, an import file) to what is stored. Ids stay empty.
namespace latchkey::service::domain {

/// Nothing for what is no mail address.
[[nodiscard]] std::optional<Contact> mailContact(const QString& written);

/// Whatever was written is kept; what cannot be judged is not usable. Numbers that take texts are mobiles,
/// all others take calls only.
/// @param region for numbers without a country code; may be empty.
[[nodiscard]] Contact phoneContact(const QString& written, const QString& region, const Numbering& numbering);

}  // namespace latchkey::service::domain
