// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/platform/secret.h"
#include "service/domain/ports.h"

/// Certificates for a service that answers on this machine alone: the demo and the tests. EC P-256.
/// An organisation brings its own certificate. Faults of the library throw std::runtime_error: they can
/// only happen at start.
namespace latchkey::service::http {

struct PemPair {
  QByteArray certificate;  ///< PEM
  platform::Secret key;    ///< PEM, PKCS #8
};

/// A certificate authority of its own, good for ten years from `now` (ms since the epoch).
[[nodiscard]] PemPair makeAuthority(qint64 now, domain::Random& random);

/// A server certificate for localhost, 127.0.0.1 and ::1, good for 397 days. The PEM has the server's
/// certificate alone: the authority is what clients are told to trust.
[[nodiscard]] PemPair issueForLoopback(const PemPair& authority, qint64 now, domain::Random& random);

/// True when the certificate is signed by the authority and will be good for another `margin` ms.
[[nodiscard]] bool isGoodFor(const QByteArray& certificate, const QByteArray& authority, qint64 now,
                             qint64 margin);

}  // namespace latchkey::service::http
