// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "service/domain/ports.h"

/// What is remembered of who could recover an account: the last rehearsal, and when a code was passed that
/// had gone to a contact.
namespace latchkey::service::domain {

/// Names a contact without telling it: what is remembered of contacts is none of the directory's.
[[nodiscard]] QString contactKeyOf(const KeyedHash& keys, const QString& value);

}  // namespace latchkey::service::domain
