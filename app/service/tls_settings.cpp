// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/tls_settings.h"

#include <chrono>

namespace latchkey::app {

QList<platform::Network> networksOf(const QStringList& texts) {
  QList<platform::Network> networks;
  for (const QString& text : texts) networks.append(*platform::Network::parse(text.toLatin1()));
  return networks;
}

service::http::TlsServerSettings tlsSettings(const service::config::ServiceConfiguration& configuration) {
  using std::chrono::seconds;
  service::http::TlsServerSettings settings;
  settings.host = configuration.listen.host.toUtf8();
  settings.port = configuration.listen.port;
  settings.certificateFile = configuration.tls.certificate;
  settings.keyFile = configuration.tls.key;
  settings.workers = configuration.workers;
  settings.queueLimit = configuration.limits.waitingWork;
  settings.maximumConnections = configuration.limits.connections;
  settings.request = seconds(configuration.limits.requestDeadline);
  settings.write = seconds(configuration.limits.requestDeadline);
  settings.idle = seconds(configuration.limits.idleDeadline);
  const QStringList here{QStringLiteral("127.0.0.0/8"), QStringLiteral("::1")};
  settings.uncountedSources = networksOf(here + configuration.trustedProxies);
  return settings;
}

}  // namespace latchkey::app
