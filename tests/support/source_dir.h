// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace latchkey::tests {

/// The path of a file or folder of this tree.
/// @param inside "core/flow/flow.mmd"
[[nodiscard]] QString sourcePath(QLatin1String inside);

}  // namespace latchkey::tests
