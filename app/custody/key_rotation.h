// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/config/service_configuration.h"
#include "service/domain/ports.h"

namespace latchkey::app {

/// Before the master key is read: puts the new one in its place where a rotation was cut off behind the
/// change of the database (docs/decisions/0026). Throws StartFailure.
void finishKeyRotation(const service::config::ServiceConfiguration& configuration,
                       service::domain::Random& random);

}  // namespace latchkey::app
