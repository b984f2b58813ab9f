// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The secret of an authenticator app, as a picture and to be typed.
namespace latchkey::ui::text {

/// For screen readers: what the picture is for. Never what is in it.
[[nodiscard]] QString secretPictureName();
[[nodiscard]] QString secretPictureTooLong();
[[nodiscard]] QString secretAccountLabel();
[[nodiscard]] QString secretKeyLabel();
[[nodiscard]] QString secretKeyHint();
[[nodiscard]] QString secretKeyCovered();
[[nodiscard]] QString secretShowButton();
[[nodiscard]] QString secretCopyButton();
[[nodiscard]] QString secretCopied(int seconds);

}  // namespace latchkey::ui::text
