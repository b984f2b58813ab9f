// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "service/store/sqlite_database.h"

namespace latchkey::service::store {

/// The schema that this program works with: the number of migrations.
inline constexpr int schemaVersion = 17;

/// Checks the database and runs what migrations it lacks, all in one transaction. One that belongs to another
/// key is refused before that.
[[nodiscard]] std::optional<OpenFailure> migrate(Connection& connection, const QString& path, bool check,
                                                 const domain::KeyedHash* keys);

/// Nothing on failure; an empty optional inside where none is kept.
[[nodiscard]] std::optional<std::optional<QString>> keptFingerprint(Connection& connection);
[[nodiscard]] QString fingerprintOf(const domain::KeyedHash& keys);

}  // namespace latchkey::service::store
