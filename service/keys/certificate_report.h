// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace latchkey::service::keys {

/// What a certificate file of the service says to those who call it; times are ms since the epoch.
struct CertificateReport {
  qint64 validFrom = 0;
  qint64 validUntil = 0;
  QString names;           ///< that it is for, with commas between
  bool isForHost = false;  ///< of the service's address
  bool keyBelongs = false;
  bool chainFits = false;  ///< each certificate that follows issued the one before it
  /// Who issued the last one of the file: clients have to have it. Empty: it is its own issuer.
  QString lastIssuer;
  /// Whether this machine's own authorities lead to it; a private authority is none of them.
  bool isKnownHere = false;
};

/// @param chain PEM, the service's own first. @param key PEM; looked at during the call only
/// @param host name or address, without port
/// @return nothing when there is no certificate in it
[[nodiscard]] std::optional<CertificateReport> reportOn(const QByteArray& chain, QByteArrayView key,
                                                        const QString& host);

}  // namespace latchkey::service::keys
