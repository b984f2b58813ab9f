// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace latchkey::service::directory {

/// A while during which something is not done, by a clock that may be set: one that is set back ends it.
struct LdapPause {
  qint64 since = 0;
  qint64 lasts = 0;  ///< ms
  [[nodiscard]] bool isOn(qint64 now) const { return now >= since && now - since < lasts; }
};

}  // namespace latchkey::service::directory
