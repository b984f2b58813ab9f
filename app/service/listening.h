// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "service/config/service_configuration.h"
#include "service/http/tls_server.h"

namespace latchkey::app {

/// The URL that clients call. Addresses that stand for all of them are told as loopback.
[[nodiscard]] QString originOf(const service::config::ServiceConfiguration& configuration, quint16 port);

/// Why nobody can be listened to, in one line.
[[nodiscard]] QString explain(service::http::ServerFault fault,
                              const service::config::ServiceConfiguration& configuration);

}  // namespace latchkey::app
