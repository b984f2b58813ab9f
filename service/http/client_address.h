// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <optional>

#include "core/platform/network.h"
#include "service/http/http_message.h"

namespace latchkey::service::http {

/// Who really asks. X-Forwarded-For counts only as far as it was written by trusted proxies: read from
/// the right, the first address that is no such proxy is the client. What a client wrote itself
/// changes nothing.
[[nodiscard]] std::optional<platform::Address> clientAddress(const HttpRequest& request,
                                                             const QList<platform::Network>& trustedProxies);

/// The person's own address, where nothing can stand between; else nothing: behind a proxy that names nobody,
/// or that the configuration does not name but its header fields betray, may be anybody.
[[nodiscard]] std::optional<platform::Address> ownAddress(const HttpRequest& request,
                                                          const QList<platform::Network>& trustedProxies);

}  // namespace latchkey::service::http
