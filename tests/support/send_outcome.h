// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "service/domain/ports.h"

namespace latchkey::tests {

/// "sent", "transient smtp-451", "permanent http-400", "unknown timeout": one line to compare.
[[nodiscard]] inline QString outcome(const Result<void, service::domain::SendError>& result) {
  if (result) return QStringLiteral("sent");
  switch (result.error().fault) {
    case service::domain::SendFault::Transient:
      return QStringLiteral("transient ") + result.error().reason;
    case service::domain::SendFault::Permanent:
      return QStringLiteral("permanent ") + result.error().reason;
    case service::domain::SendFault::Unknown:
      return QStringLiteral("unknown ") + result.error().reason;
  }
  return {};
}

}  // namespace latchkey::tests
