// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Keeping one's place on this PC, and coming back to it.
namespace latchkey::ui::text {

[[nodiscard]] QString keepPlaceLabel();
[[nodiscard]] QString keepPlaceHint();

[[nodiscard]] QString placeResumed();
[[nodiscard]] QString placeNeedsProof();
[[nodiscard]] QString placeGone();
[[nodiscard]] QString placeNotKept();
[[nodiscard]] QString placeUnreadable();
[[nodiscard]] QString placeOfOtherService();

}  // namespace latchkey::ui::text
