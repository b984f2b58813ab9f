// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What people call their apps and keys, and what an app calls its entry: shown beside other text, so nothing
/// of it may be invisible.
namespace latchkey::service::domain {

/// Short enough, and every code point of it can be seen or is a blank.
[[nodiscard]] bool isPlainLabel(const QString& label);

/// Without what stands between the parts of an otpauth address, and without what could end a label or
/// disguise it.
[[nodiscard]] QString plainLabel(const QString& text);

}  // namespace latchkey::service::domain
