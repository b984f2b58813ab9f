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
/// While the service could not be asked to go on; and the button that goes another way.
[[nodiscard]] QString placeStillKept();
[[nodiscard]] QString startAnewButton();

}  // namespace latchkey::ui::text
