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

domain::Realm school() {
  domain::Realm realm = domain::Realm::school();
  realm.name = QStringLiteral("School");
  realm.domains = {QStringLiteral("school.example")};
  realm.shortDomains = {QStringLiteral("SCHOOL")};
  realm.signInUrl = QUrl(QStringLiteral("https://school.example/"));
  realm.support = {QStringLiteral("School office"), QStringLiteral("office@school.example"),
                   QStringLiteral("03-1234-5602"), QStringLiteral("08:00-16:30")};
  return realm;
}

/// Questions whose answers do not change, and are not to be found in an account or a register.
QList<domain::SecurityQuestion> questions() {
  return {
      {QStringLiteral("childhood-friend"),
       QStringLiteral("What was the first name of your best friend as a child?"),
       QString::fromUtf8("子どものころ、一番仲のよかった友達の名前は何ですか。")},
      {QStringLiteral("favourite-teacher"), QStringLiteral("What was the name of your favourite teacher?"),
       QString::fromUtf8("一番好きだった先生の名前は何ですか。")},
      {QStringLiteral("first-dish"), QStringLiteral("What was the first dish that you learned to cook?"),
       QString::fromUtf8("初めて作れるようになった料理は何ですか。")},
      {QStringLiteral("first-school"), QStringLiteral("What was the name of your first school?"),
       QString::fromUtf8("最初に通った学校の名前は何ですか。")},
      {QStringLiteral("first-trip"), QStringLiteral("Where did your first long journey lead?"),
       QString::fromUtf8("初めての長い旅行で行った場所はどこですか。")}};
}

}  // namespace

ServiceConfiguration demoConfiguration(const QString& dataDirectory) {
  const QDir data(QDir(dataDirectory).absolutePath());
  ServiceConfiguration configuration;
  configuration.policy.serviceName = QStringLiteral("Latchkey demo");
  configuration.policy.realms = {personal(), workplace(), smallOffice(), school()};
  for (domain::Realm& realm : configuration.policy.realms) {
    realm.questions.list = questions();
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
