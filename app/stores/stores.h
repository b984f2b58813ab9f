// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/platform/result.h"
#include "service/config/service_configuration.h"
#include "service/store/database.h"

namespace latchkey::app {

/// Whether other services may work on the same database at the same time.
[[nodiscard]] bool isShared(const service::config::ServiceConfiguration& configuration);

/// Where it is, for the operator: the file, or the server and the name.
[[nodiscard]] QString storePlace(const service::config::ServiceConfiguration& configuration);

enum class StoreUse {
  Recoveries,
  Proofs  ///< written with each request and worthless after minutes: no look at the whole, no wait for the
          ///< disk
};
/// Opens the database that the configuration names, and makes it where it is not there yet. On failure: one
/// line for the operator.
/// @param clock has to be that of a database which services share; null: it is not looked at.
[[nodiscard]] Result<std::unique_ptr<service::store::Database>, QString> openStore(
    const service::config::ServiceConfiguration& configuration, const service::domain::KeyedHash& keys,
    StoreUse use, const service::domain::Clock* clock = nullptr);

/// Whether there is a database to open, made by whomever. On failure: one line for the operator.
[[nodiscard]] Result<bool, QString> isStoreThere(const service::config::ServiceConfiguration& configuration);

/// The fingerprint of the key that the database belongs to, as hexadecimal digits; empty: of none, or there
/// is no database yet. On failure: one line for the operator.
[[nodiscard]] Result<QString, QString> fingerprintInStore(
    const service::config::ServiceConfiguration& configuration);

/// Nothing, or one line for the operator: there is a database without the key that it was made with. A new
/// key, which opening would make, could not open it and would only stand in the way of the right one.
[[nodiscard]] QString lostKey(const service::config::ServiceConfiguration& configuration);

}  // namespace latchkey::app
