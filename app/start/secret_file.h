// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/platform/secret.h"

namespace latchkey::app {

/// The first line of the file, without its end. Nothing for an empty path. Throws StartFailure.
[[nodiscard]] platform::Secret secretIn(const QString& path);

}  // namespace latchkey::app
