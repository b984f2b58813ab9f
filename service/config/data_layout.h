// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What lies where in a data directory: latchkeyd makes it, latchkeyctl finds it.
namespace latchkey::service::config {

struct ServiceConfiguration;

[[nodiscard]] QString databasePath(const QString& dataDirectory);
/// Where the configuration says nothing else; always so in the demo.
[[nodiscard]] QString masterKeyPath(const QString& dataDirectory);

/// Nothing, or one line for the operator: there is a database without the key that it was made with. A new
/// key, which opening would make, could not open it and would only stand in the way of the right one.
[[nodiscard]] QString lostKey(const ServiceConfiguration& configuration);

}  // namespace latchkey::service::config
