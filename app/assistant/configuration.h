// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QUrl>
#include <optional>

#include "core/client/trust.h"
#include "core/platform/result.h"

namespace latchkey::assistant {

/// Which service, and whose certificates.
struct Configuration {
  QUrl server;
  client::Trust trust = client::Trust::system();
};

enum class ConfigurationFault { Missing, NotHttps, NotAnAddress, CaUnreadable, CaWithoutCertificate };
struct ConfigurationError {
  ConfigurationFault fault = ConfigurationFault::Missing;
  QString file;  ///< with the mistake in it
  QString ca;    ///< the file that it names
};

/// Where latchkey.ini is looked for, the first that exists counts: what the administrator installed, what
/// this user set, and last a file beside the program, for portable use on a borrowed PC (SPEC section 8).
[[nodiscard]] QStringList configurationPlaces();

/// Reads `server` and `ca` of the first of these files that exists. A relative `ca` lies beside the file.
[[nodiscard]] Result<Configuration, ConfigurationError> readConfiguration(const QStringList& places);

}  // namespace latchkey::assistant
