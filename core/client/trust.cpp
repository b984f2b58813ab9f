// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/trust.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <QSslCertificate>
#include <algorithm>
#include <memory>

#include "core/platform/files.h"
#include "core/platform/guard.h"

namespace latchkey::client {

namespace {
constexpr qint64 largestFile = 1024 * 1024;

/// 0: only dates, 1: the name, 2: everything else.
int weightOf(QSslError::SslError error) {
  if (error == QSslError::CertificateExpired || error == QSslError::CertificateNotYetValid) return 0;
  if (error == QSslError::HostNameMismatch) return 1;
  return 2;
}

/// What QSslCertificate would find, without the TLS library that it loads.
bool holdsCertificate(const QByteArray& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> lines(
      BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())), &BIO_free);
  bool found = false;
  while (lines && !found && BIO_eof(lines.get()) != 1) {
    X509* const certificate = PEM_read_bio_X509(lines.get(), nullptr, nullptr, nullptr);
    found = certificate != nullptr;
    X509_free(certificate);
  }
  ERR_clear_error();
  return found;
}
}  // namespace

Result<Trust, TrustFault> Trust::fromFile(const QString& path) {
  const auto pem = platform::readFile(path, largestFile);
  if (!pem) return unexpected(TrustFault::CannotRead);
  return fromPem(*pem);
}

Result<Trust, TrustFault> Trust::fromPem(const QByteArray& pem) {
  if (!holdsCertificate(pem)) return unexpected(TrustFault::NoCertificate);
  return Trust(pem);
}

QSslConfiguration Trust::configuration() const {
  QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
  configuration.setProtocol(QSsl::TlsV1_2OrLater);
  configuration.setPeerVerifyMode(platform::isOn(platform::Guard::Trust) ? QSslSocket::VerifyPeer
                                                                         : QSslSocket::VerifyNone);
  configuration.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
  // A resumed session would skip the certificate of the second connection.
  configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
  configuration.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
  configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
  if (!m_authorities.isEmpty()) {
    QList<QSslCertificate> authorities = QSslCertificate::fromData(m_authorities, QSsl::Pem);
    authorities.removeIf([](const QSslCertificate& each) { return each.isNull(); });
    configuration.setCaCertificates(authorities);  // none that can be read: then nobody is believed
  }
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
