// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <memory>
#include <vector>

#include "tests/bench/load/walks.h"

namespace latchkey::bench {

struct Together {
  int clients = 1;
  int count = 1;  ///< recoveries of all clients together
  int first = 0;
  Challenge challenge = Challenge::Picture;
};

/// Whole recoveries by many clients at the same time, each on a connection of its own, which the services get
/// in turn. What they take of the machine themselves is told, too: they share it with what is measured.
[[nodiscard]] QJsonObject recoverTogether(const std::vector<std::unique_ptr<ServiceUnderTest>>& services,
                                          const Together& order);

}  // namespace latchkey::bench
