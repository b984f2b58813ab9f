// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

/// Which country a number is of, as far as its first digits tell: enough to show it while somebody types.
/// What a number is, the service says (libphonenumber is not in the assistant).
namespace latchkey::ui::enrol {

/// 81 for "JP" (ISO 3166); nothing for a region that is not known.
[[nodiscard]] std::optional<int> diallingCode(const QString& region);

/// Of a number that begins with "+": the region of these that its first digits lead to. Where several share a
/// code it is the preferred one, else the first of them. Empty: none of them, or not to be told yet.
/// @param number full-width signs, blanks and brackets are taken
[[nodiscard]] QString regionOf(const QString& number, const QStringList& regions, const QString& preferred);

}  // namespace latchkey::ui::enrol
