// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/listening.h"

namespace latchkey::app {

namespace config = service::config;
namespace http = service::http;

QString originOf(const config::ServiceConfiguration& configuration, quint16 port) {
  if (!configuration.publicUrl.isEmpty()) {
    return configuration.publicUrl.adjusted(QUrl::StripTrailingSlash)
        .toString(QUrl::FullyEncoded | QUrl::RemovePath);
  }
  QString host = configuration.listen.host;
  if (host == u"0.0.0.0" || host == u"::") host = QStringLiteral("127.0.0.1");
  if (host.contains(u':')) host = u'[' + host + u']';
  return QStringLiteral("https://%1:%2").arg(host).arg(port);
}

QString explain(http::ServerFault fault, const config::ServiceConfiguration& configuration) {
  const QString address =
      QStringLiteral("%1:%2").arg(configuration.listen.host).arg(configuration.listen.port);
  switch (fault) {
    case http::ServerFault::CertificateUnreadable:
      return QStringLiteral("%1: no certificate in PEM form that this user can read")
          .arg(configuration.tls.certificate);
    case http::ServerFault::KeyUnreadable:
      return QStringLiteral("%1: no key in PEM form that this user can read").arg(configuration.tls.key);
    case http::ServerFault::KeyDoesNotMatch:
      return QStringLiteral("%1: this key does not belong to %2")
          .arg(configuration.tls.key, configuration.tls.certificate);
    case http::ServerFault::BadAddress:
      return QStringLiteral("%1: no such address to listen on").arg(address);
    case http::ServerFault::AddressInUse:
      return QStringLiteral("%1: another program listens there; stop it or choose another port").arg(address);
    case http::ServerFault::AddressNotAvailable:
      return QStringLiteral("%1: not an address of this machine, or a port that this user may not take")
          .arg(address);
    case http::ServerFault::Failed:
      return QStringLiteral("%1: the system does not let us listen there").arg(address);
  }
  return address;
}

}  // namespace latchkey::app
