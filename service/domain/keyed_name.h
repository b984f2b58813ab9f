// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "service/domain/ports.h"

namespace latchkey::service::domain {

/// Stands for a text where only whether it is the same one matters, as of a source or a contact: 128 bits
/// under the service's key, as 22 base64url characters. The same text of another kind has another one.
[[nodiscard]] QString keyedName(const KeyedHash& keys, const char* kind, const QString& text);

}  // namespace latchkey::service::domain
