// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>
#include <optional>

namespace latchkey::service::config {

/// "90s", "15m", "24h", "7d", or a bare number of seconds. In seconds; nothing for anything else.
[[nodiscard]] std::optional<qint64> parseDuration(QStringView text);

/// The largest unit that divides it: 900 is "15m".
[[nodiscard]] QString durationText(qint64 seconds);

}  // namespace latchkey::service::config
