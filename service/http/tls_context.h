// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/platform/result.h"
#include "service/http/tls_server.h"

struct ssl_ctx_st;

namespace latchkey::service::http {

/// TLS 1.2 and 1.3, forward secrecy and AEAD only, no renegotiation, no compression, ALPN http/1.1.
/// Loads the certificate chain and its key.
[[nodiscard]] Result<void, ServerFault> configureTls(ssl_ctx_st* context, const QString& certificateFile,
                                                     const QString& keyFile);

}  // namespace latchkey::service::http
