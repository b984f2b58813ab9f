// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QSslConfiguration>
#include <QSslError>
#include <QString>

#include "core/flow/recovery_gateway.h"
#include "core/platform/result.h"

namespace latchkey::client {

enum class TrustFault {
  CannotRead,    ///< no such file, no right, or larger than 1 MiB
  NoCertificate  ///< the file holds no PEM certificate
};

/// Whose certificates are believed: the system's list, or a private list alone. Nobody is ever asked. Costs
/// little until a configuration is made of it, which loads the TLS library.
class Trust {
public:
  [[nodiscard]] static Trust system() { return Trust({}); }
  /// A PEM file with one or more CA certificates; then the system's list counts for nothing.
  [[nodiscard]] static Result<Trust, TrustFault> fromFile(const QString& path);
  [[nodiscard]] static Result<Trust, TrustFault> fromPem(const QByteArray& pem);

  /// TLS 1.2 or later, the peer verified, no HTTP/2, no session kept.
  [[nodiscard]] QSslConfiguration configuration() const;

private:
  explicit Trust(QByteArray authorities) : m_authorities(std::move(authorities)) {}
  QByteArray m_authorities;  ///< PEM, at least one certificate; empty: the system's
};

/// What the person can act on. Several errors at once: a stranger's certificate weighs more than a wrong
/// name, and that more than a wrong date.
[[nodiscard]] flow::GatewayFault faultOf(const QList<QSslError>& errors);

}  // namespace latchkey::client
