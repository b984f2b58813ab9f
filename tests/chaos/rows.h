// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <functional>
#include <optional>

#include "tests/chaos/reckoning.h"

namespace latchkey::chaos {

struct Row {
  QString name;
  QStringList clean;  ///< what recoveries may be refused with: "problem step"
  /// Nothing where this machine cannot do it.
  std::function<std::optional<Reckoning>(const Programs&)> run;
};

[[nodiscard]] QList<Row> allRows();

}  // namespace latchkey::chaos
