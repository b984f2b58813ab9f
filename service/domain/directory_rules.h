// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/password_policy.h"
#include "service/domain/ports.h"

namespace latchkey::service::domain {

/// The realm's rules and the directory's in one: the stricter of each, so that what the page ticks is not
/// refused afterwards. Where a directory asks for more than the realm's longest password, its limit counts.
[[nodiscard]] rules::PasswordPolicy withDirectoryRules(rules::PasswordPolicy policy,
                                                       const DirectoryRules& directory);

}  // namespace latchkey::service::domain
