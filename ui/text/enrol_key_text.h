// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Registering a security key. What a key says while it is waited for: key_text.h.
namespace latchkey::ui::text {

[[nodiscard]] QString nameKeyTitle();
[[nodiscard]] QString nameKeyWhy();
[[nodiscard]] QString registerKeyTitle();
[[nodiscard]] QString registerKeyWhy();
[[nodiscard]] QString whoSeesKeys();
[[nodiscard]] QString keyNameLabel();
[[nodiscard]] QString keyNameHint();
/// What it is called as long as nobody calls it otherwise.
[[nodiscard]] QString newKeyName(int number);
[[nodiscard]] QString keyNameRefused();
[[nodiscard]] QString keyNameTaken();  ///< by another key of this account
[[nodiscard]] QString newKeyPlugInHint();
[[nodiscard]] QString newKeySent();
[[nodiscard]] QString newKeyRefused();

}  // namespace latchkey::ui::text
