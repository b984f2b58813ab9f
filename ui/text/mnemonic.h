// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace latchkey::ui::text {

/// A label without its shortcut, for screen readers: "&Next" -> "Next", "次へ(&N)" -> "次へ".
[[nodiscard]] QString withoutMnemonic(const QString& label);

}  // namespace latchkey::ui::text
