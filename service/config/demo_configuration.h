// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "service/config/service_configuration.h"

namespace latchkey::service::config {

/// The configuration of `latchkeyd --demo --data DIR`, and of `latchkeyctl … --data DIR`. Two realms:
/// personal accounts, as the public sees them, and a workplace that says what is wrong. Everybody comes
/// from this one machine, so that limits by source are wide.
[[nodiscard]] ServiceConfiguration demoConfiguration(const QString& dataDirectory);

}  // namespace latchkey::service::config
