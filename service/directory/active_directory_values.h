// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/platform/secret.h"

/// Values as Active Directory stores them.
namespace latchkey::service::directory {

/// Moments are counts of 100 ns since 1601; ms since 1970, 0 for "never" and for what is no moment.
[[nodiscard]] qint64 momentOf(qint64 fileTime);
/// Spans are negative counts of 100 ns; ms.
[[nodiscard]] qint64 spanOf(qint64 fileTimeSpan);

/// Whether a group with this security identifier may administer a domain by itself.
[[nodiscard]] bool isPrivilegedGroup(const QByteArray& sid);

/// What unicodePwd takes: quotes around it, UTF-16 with the low byte first.
[[nodiscard]] platform::Secret quotedUtf16(const platform::Secret& password);

}  // namespace latchkey::service::directory
