// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

/// Moments as time of day, and how long until then. `now` is what the PC shows; durations come from the
/// service, so that a wrong clock shows a wrong time of day but never a wrong countdown.
namespace latchkey::ui::text {

/// "14:32" in the present language; with the day when it is not today.
[[nodiscard]] QString timeOfDay(const QDateTime& moment, const QDateTime& now);
/// The same for a moment from which on something can be done: the next full minute, so that whoever comes at
/// the time that was told never comes too early.
[[nodiscard]] QString timeFrom(const QDateTime& moment, const QDateTime& now);
/// "9:05" minutes and seconds, "1:02:00" with hours. Negative counts as zero.
[[nodiscard]] QString remaining(qint64 seconds);

[[nodiscard]] QString codeExpiryLine(const QDateTime& moment, const QDateTime& now);
[[nodiscard]] QString codeExpiredLine();
[[nodiscard]] QString codeExpiredForGood();  ///< no other will be sent
[[nodiscard]] QString resendLine(const QDateTime& moment, const QDateTime& now);
[[nodiscard]] QString retryLine(const QDateTime& moment, const QDateTime& now);
[[nodiscard]] QString retryNowLine();
/// The same for what was tried, where something else works now.
[[nodiscard]] QString retryTriedLine(const QDateTime& moment, const QDateTime& now);

}  // namespace latchkey::ui::text
