// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "app/admin/console.h"
#include "app/admin/service_data.h"

namespace latchkey::admin {

/// The account as the configured directory knows it, nothing where there is none; else a line that says why
/// nobody can tell.
[[nodiscard]] Result<std::optional<service::domain::Account>, QString> askDirectory(
    ServiceData& data, const service::domain::Numbering& numbering, const QString& key);

/// The same where nothing goes on without an account; else the exit status, after the complaint.
[[nodiscard]] Result<service::domain::Account, int> findInDirectory(
    const Console& console, ServiceData& data, const service::domain::Numbering& numbering,
    const QString& key);

}  // namespace latchkey::admin
