// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/platform/result.h"
#include "service/domain/ports.h"
#include "service/store/connection.h"
#include "service/store/open_failure.h"

namespace latchkey::service::store {

/// The schema that this program works with: the number of migrations.
inline constexpr int schemaVersion = 20;

/// Runs what migrations the database lacks, all in one transaction. One that belongs to another key is
/// refused before that.
[[nodiscard]] std::optional<OpenFailure> migrate(Connection& connection, const QString& path,
                                                 const domain::KeyedHash* keys);

/// Whether the database belongs to these keys; one that is nobody's yet is theirs from then on. Writes only
/// then, so that opening waits for nobody. Null: any will do.
[[nodiscard]] std::optional<OpenFailure> checkKey(Connection& connection, const QString& path,
                                                  const domain::KeyedHash* keys);

/// Nothing on failure; an empty optional inside where none is kept.
[[nodiscard]] std::optional<std::optional<QString>> keptFingerprint(Connection& connection);
[[nodiscard]] QString fingerprintOf(const domain::KeyedHash& keys);

}  // namespace latchkey::service::store
