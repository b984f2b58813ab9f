// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "service/store/sqlite_database.h"

namespace latchkey::service::store {

/// The schema that this program works with: the number of migrations.
inline constexpr int schemaVersion = 5;

/// Checks the database and runs what migrations it lacks, all in one transaction.
[[nodiscard]] std::optional<OpenFailure> migrate(Connection& connection, const QString& path, bool check);

}  // namespace latchkey::service::store
