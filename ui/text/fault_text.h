// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include "core/flow/recovery_gateway.h"

namespace latchkey::ui::text {

/// A page's worth of words about something that stands between the person and the service.
/// There is never a "continue anyway" (SPEC section 2).
struct FaultText {
  QString title;
  QString reason;
  QStringList tries;  ///< what to try, one sentence each
};

/// @param error with GatewayFault::Refused: a problem that no field of a page stands for.
/// @param now for "you can go on at 14:32".
[[nodiscard]] FaultText faultText(const flow::GatewayError& error, const QDateTime& now);

}  // namespace latchkey::ui::text
