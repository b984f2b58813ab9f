// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

#include "core/platform/network.h"
#include "service/config/service_configuration.h"
#include "service/http/tls_server.h"

namespace latchkey::app {

/// @param texts of a configuration that was read: each of them is a network
[[nodiscard]] QList<platform::Network> networksOf(const QStringList& texts);

/// What the configuration says of connections.
[[nodiscard]] service::http::TlsServerSettings tlsSettings(
    const service::config::ServiceConfiguration& configuration);

}  // namespace latchkey::app
