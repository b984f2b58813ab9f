// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/trust.h"

#include <QFile>
#include <algorithm>

namespace latchkey::client {

namespace {
constexpr qint64 largestFile = 1024 * 1024;

/// 0: only dates, 1: the name, 2: everything else.
int weightOf(QSslError::SslError error) {
  if (error == QSslError::CertificateExpired || error == QSslError::CertificateNotYetValid) return 0;
  if (error == QSslError::HostNameMismatch) return 1;
  return 2;
}
}  // namespace

Result<Trust, TrustFault> Trust::fromFile(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return unexpected(TrustFault::CannotRead);
  const QByteArray pem = file.read(largestFile + 1);
  if (file.error() != QFileDevice::NoError || pem.size() > largestFile)
    return unexpected(TrustFault::CannotRead);
  return fromPem(pem);
}

Result<Trust, TrustFault> Trust::fromPem(const QByteArray& pem) {
  QList<QSslCertificate> authorities = QSslCertificate::fromData(pem, QSsl::Pem);
  authorities.removeIf([](const QSslCertificate& each) { return each.isNull(); });
  if (authorities.isEmpty()) return unexpected(TrustFault::NoCertificate);
  return Trust(std::move(authorities));
}

QSslConfiguration Trust::configuration() const {
  QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
  configuration.setProtocol(QSsl::TlsV1_2OrLater);
  configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
  configuration.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
  // A resumed session would skip the certificate of the second connection.
  configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
  configuration.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
  configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
  if (!m_authorities.isEmpty()) configuration.setCaCertificates(m_authorities);
  return configuration;
}

flow::GatewayFault faultOf(const QList<QSslError>& errors) {
  int weight = -1;
  for (const QSslError& each : errors) {
    if (each.error() != QSslError::NoError) weight = std::max(weight, weightOf(each.error()));
  }
  if (weight == 0) return flow::GatewayFault::CertificateExpired;
  if (weight == 1) return flow::GatewayFault::CertificateWrongHost;
  return flow::GatewayFault::CertificateUntrusted;
}

}  // namespace latchkey::client
