// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>
#include <optional>

namespace latchkey::client {

/// No countdown is longer than this, whatever a server says: the longest lock of SECURITY.md. Seconds.
inline constexpr int longestRetryAfter = 24 * 60 * 60;

/// The moment of an HTTP-date (RFC 9110, section 5.6.7) in milliseconds since the epoch: IMF-fixdate and the
/// two obsolete forms. Nothing when it is no such date. `now` decides the century of two-digit years.
[[nodiscard]] std::optional<qint64> parseHttpDate(QByteArrayView value, qint64 now);

/// Seconds to wait by a Retry-After field (RFC 9110, section 10.2.3), 0 to longestRetryAfter. Nothing when
/// the value is neither a number of seconds nor an HTTP-date.
/// @param now milliseconds since the epoch, by the clock that made the date: the answer's own Date field
///            where it has one, since this PC's clock may be wrong by a year.
[[nodiscard]] std::optional<int> parseRetryAfter(QByteArrayView value, qint64 now);

}  // namespace latchkey::client
