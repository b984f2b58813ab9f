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
  realm.administrators = {QStringLiteral("administrators@example.com")};
  return realm;
}

domain::Realm workplace() {
  domain::Realm realm = domain::Realm::workplace();
  realm.name = QStringLiteral("Contoso");
  realm.domains = {QStringLiteral("contoso.example")};
  realm.shortDomains = {QStringLiteral("CONTOSO")};
  realm.accountKind = domain::AccountKind::Domain;
  realm.disclosure = domain::Disclosure::Explicit;
  realm.signInUrl = QUrl(QStringLiteral("https://contoso.example/"));
  realm.support = {QStringLiteral("Contoso IT help desk"), QStringLiteral("helpdesk@contoso.example"),
                   QStringLiteral("03-1234-5601"), QStringLiteral("08:30-18:00")};
  realm.administrators = {QStringLiteral("it@contoso.example")};
  realm.password.organisationWords = {QStringLiteral("contoso")};
  return realm;
}

/// An office whose one administrator is among those who can be locked out.
domain::Realm smallOffice() {
  domain::Realm realm = domain::Realm::workplace();
  realm.id = QStringLiteral("small-office");
  realm.name = QStringLiteral("Small office");
  realm.domains = {QStringLiteral("small-office.example")};
  realm.disclosure = domain::Disclosure::Explicit;
  realm.signInUrl = QUrl(QStringLiteral("https://small-office.example/"));
  realm.support = {QStringLiteral("Office manager"), {}, QStringLiteral("03-1234-5602"), {}};
  realm.vendorSupport = {QStringLiteral("Latchkey demo vendor"), QStringLiteral("support@vendor.example"),
                         QStringLiteral("03-1234-5603"), QStringLiteral("00:00-24:00")};
  realm.administrators = {QStringLiteral("owner@small-office.example")};
  return realm;
}

}  // namespace

ServiceConfiguration demoConfiguration(const QString& dataDirectory) {
  const QDir data(QDir(dataDirectory).absolutePath());
  ServiceConfiguration configuration;
  configuration.policy.serviceName = QStringLiteral("Latchkey demo");
  configuration.policy.realms = {personal(), workplace(), smallOffice()};
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
