// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/obstacles.h"

namespace latchkey::admin {

/// What stands in the way and the one thing to do next, as sentences.
struct ObstacleText {
  QString cause;
  QString next;
};

/// @param sender the address that mails come from; empty: not known.
[[nodiscard]] ObstacleText textOf(const service::domain::ObstacleFound& found, const QString& account,
                                  const QString& sender);

}  // namespace latchkey::admin
