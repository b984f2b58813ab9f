// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/service/options.h"
#include "service/config/service_configuration.h"
#include "service/domain/ports.h"

/// `latchkeyd --demo`: a service that needs nothing but an empty folder.
namespace latchkey::app {

/// That of service/config, listening where the options say.
[[nodiscard]] service::config::ServiceConfiguration demoConfiguration(const ServiceOptions& options);

/// PEM of the demo's own authority: what clients are told to trust.
[[nodiscard]] QString demoAuthorityFile(const QString& dataDirectory);

/// Makes the outbox, the authority and the server's certificate, or keeps those that are good for another
/// month. Throws StartFailure.
void prepareDemoFiles(const service::config::ServiceConfiguration& configuration, qint64 now,
                      service::domain::Random& random);

}  // namespace latchkey::app
