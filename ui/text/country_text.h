// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Countries and territories that have phone numbers.
namespace latchkey::ui::text {

/// @param region ISO 3166, e.g. "JP". The region itself where it is not known.
[[nodiscard]] QString countryName(const QString& region);
/// "Japan (+81)"
[[nodiscard]] QString countryWithCode(const QString& region, int diallingCode);

}  // namespace latchkey::ui::text
