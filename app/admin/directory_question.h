// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/console.h"
#include "app/admin/service_data.h"

namespace latchkey::admin {

/// The account as the configured directory knows it; else the exit status, after the complaint.
[[nodiscard]] Result<service::domain::Account, int> findInDirectory(
    const Console& console, ServiceData& data, const service::domain::Numbering& numbering,
    const QString& key);

}  // namespace latchkey::admin
