// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Keeping one's place on this PC, coming back to it, and going on from another PC.
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

/// Going on by receipt.
[[nodiscard]] QString receiptButton();
[[nodiscard]] QString receiptLabel();
[[nodiscard]] QString receiptHint();
[[nodiscard]] QString receiptError();
/// What became of it. @param provesAgain more is to be proved before the password
[[nodiscard]] QString receiptContinued(const QString& receipt, bool provesAgain);
[[nodiscard]] QString receiptNothingFound(const QString& presentReceipt);

}  // namespace latchkey::ui::text
