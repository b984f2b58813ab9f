// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/demo_configuration.h"

#include <QDir>

#include "service/config/data_layout.h"

namespace latchkey::service::config {

namespace {

domain::Realm personal() {
  domain::Realm realm = domain::Realm::consumer();
  realm.signInUrl = QUrl(QStringLiteral("https://account.example.com/"));
  realm.support = {QStringLiteral("Demo support"), QStringLiteral("support@example.com"),
                   QStringLiteral("03-1234-5600"), QStringLiteral("09:00-17:00")};
  return realm;
}

domain::Realm workplace() {
  domain::Realm realm = domain::Realm::workplace();
  realm.name = QStringLiteral("Contoso");
  realm.domains = {QStringLiteral("contoso.example")};
  realm.shortDomains = {QStringLiteral("CONTOSO")};
  realm.disclosure = domain::Disclosure::Explicit;
  realm.signInUrl = QUrl(QStringLiteral("https://contoso.example/"));
  realm.support = {QStringLiteral("Contoso IT help desk"), QStringLiteral("helpdesk@contoso.example"),
                   QStringLiteral("03-1234-5601"), QStringLiteral("08:30-18:00")};
  realm.password.organisationWords = {QStringLiteral("contoso")};
  return realm;
}

}  // namespace

ServiceConfiguration demoConfiguration(const QString& dataDirectory) {
  const QDir data(QDir(dataDirectory).absolutePath());
  ServiceConfiguration configuration;
  configuration.policy.serviceName = QStringLiteral("Latchkey demo");
  configuration.policy.realms = {personal(), workplace()};
  for (domain::Realm& realm : configuration.policy.realms) {
    realm.limits.opensPerHourAndSource = 10'000;
    realm.limits.challengesPerHourAndSource = 10'000;
  }
  configuration.dataDirectory = data.absolutePath();
  configuration.keyFile = masterKeyPath(configuration.dataDirectory);
  configuration.tls.certificate = data.filePath(QStringLiteral("tls/server.pem"));
  configuration.tls.key = data.filePath(QStringLiteral("tls/server.key"));
  configuration.outbox = data.filePath(QStringLiteral("outbox"));
  return configuration;
}

}  // namespace latchkey::service::config
