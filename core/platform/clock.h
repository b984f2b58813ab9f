// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace latchkey::platform {

/// Milliseconds since 1970-01-01 UTC by this machine's clock, which may be wrong or be set while we run.
/// The adapters of the clock ports call these, and nobody else: whoever needs the time takes a port.
[[nodiscard]] qint64 systemNow();
/// Milliseconds since some fixed moment: never goes back. For durations.
[[nodiscard]] qint64 steadyNow();

/// For how long, in milliseconds, whoever waits for a moment may sleep before it looks at the clock again: a
/// minute. A test build may be told of hours that pass at once (LATCHKEY_CLOCK: a file with the milliseconds
/// that have passed beyond the true ones, read at each look), and must not sleep over them.
[[nodiscard]] qint64 longestSleepMs();

}  // namespace latchkey::platform
