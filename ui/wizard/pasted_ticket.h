// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>
#include <optional>

#include "core/platform/secret.h"

namespace latchkey::ui::wizard {

/// The line of a mail with the link, and far more than any code.
inline constexpr int longestPasted = 200;

/// A one-time code as somebody types it, or of a link that was pasted, with the line of a mail that it ends.
/// @param readLink of the links that are meant (core/rules)
[[nodiscard]] std::optional<platform::Secret> ticketIn(QStringView text,
                                                       std::optional<QString> (*readLink)(QStringView));

}  // namespace latchkey::ui::wizard
