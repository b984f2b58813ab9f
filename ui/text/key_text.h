// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/flow/security_keys.h"

/// The page of the security key.
namespace latchkey::ui::text {

[[nodiscard]] QString keyDoNow(flow::KeyNews news);      ///< what to do, as a heading
[[nodiscard]] QString keyDoNowHint(flow::KeyNews news);  ///< and how
[[nodiscard]] QString keyLooking();
[[nodiscard]] QString keyProblem(const flow::KeyError& error);
[[nodiscard]] QString keyPinLabel();
[[nodiscard]] QString keyPinHint();
[[nodiscard]] QString keyNotForThisService();

}  // namespace latchkey::ui::text
