// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <optional>

namespace latchkey::service::domain {

/// When a message that could not be handed over is tried again: after 5 s, then three times as long each
/// time, half an hour at most. Nothing when that would be after its expiry, or, for a message without one,
/// more than a day after it was made. Times are ms since the epoch.
/// @param attempts made so far, at least 1
[[nodiscard]] std::optional<qint64> nextTry(int attempts, qint64 createdAt, qint64 expiresAt, qint64 now);

}  // namespace latchkey::service::domain
