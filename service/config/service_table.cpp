// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/service_table.h"

#include <QSet>
#include <algorithm>

#include "service/config/checks.h"

namespace latchkey::service::config {

namespace {

using domain::Language;

const Words<Language>& languages() {
  static const Words<Language> words{{QStringLiteral("en"), Language::English},
                                     {QStringLiteral("ja"), Language::Japanese}};
  return words;
}

const Words<MailSecurity>& securities() {
  static const Words<MailSecurity> words{{QStringLiteral("none"), MailSecurity::None},
                                         {QStringLiteral("starttls"), MailSecurity::StartTls},
                                         {QStringLiteral("tls"), MailSecurity::Tls}};
  return words;
}

const Words<GatewayKind>& gatewayKinds() {
  static const Words<GatewayKind> words{{QStringLiteral("generic"), GatewayKind::Generic},
                                        {QStringLiteral("twilio"), GatewayKind::Twilio}};
  return words;
}

const Words<DirectoryKind>& directoryKinds() {
  static const Words<DirectoryKind> words{
      {QStringLiteral("embedded"), DirectoryKind::Embedded},
      {QStringLiteral("active-directory"), DirectoryKind::ActiveDirectory},
      {QStringLiteral("openldap"), DirectoryKind::OpenLdap}};
  return words;
}

const Words<DirectorySecurity>& directorySecurities() {
  static const Words<DirectorySecurity> words{{QStringLiteral("starttls"), DirectorySecurity::StartTls},
                                              {QStringLiteral("tls"), DirectorySecurity::Tls}};
  return words;
}

const Words<StoreKind>& storeKinds() {
  static const Words<StoreKind> words{{QStringLiteral("sqlite"), StoreKind::Sqlite},
                                      {QStringLiteral("postgresql"), StoreKind::Postgresql}};
  return words;
}

const Words<StoreSecurity>& storeSecurities() {
  static const Words<StoreSecurity> words{{QStringLiteral("none"), StoreSecurity::None},
                                          {QStringLiteral("tls"), StoreSecurity::Tls}};
  return words;
}

Setting<Draft> listenAddress() {
  return {QStringLiteral("service.listen"),
          Shape::Text,
          QStringLiteral("host and port, such as \"0.0.0.0:8443\" or \"[::1]:8443\""),
          {},
          [](Draft& draft, const Value& value) {
            const QString& given = std::get<QString>(value);
            if (!isListenAddress(given)) return false;
            const qsizetype colon = given.lastIndexOf(u':');
            QString host = given.left(colon);
            host.remove(u'[').remove(u']');
            draft.configuration.listen = {host, static_cast<quint16>(given.mid(colon + 1).toUInt())};
            return true;
          }};
}

template <typename Field>
Setting<Draft> address(const QString& name, const QString& expected, TextCheck check, Field field) {
  return {name, Shape::Text, expected, {}, [check, field](Draft& draft, const Value& value) {
            if (!check(std::get<QString>(value))) return false;
            field(draft) = QUrl(std::get<QString>(value));
            return true;
          }};
}

// NOLINTNEXTLINE(bugprone-macro-parentheses): the name of a member
#define FIELD(path) [](auto& draft) -> auto& { return draft.path; }

Settings<Draft> serviceSettings() {
  const QString file = QStringLiteral("the path of a file");
  const QString networks =
      QStringLiteral("a list of networks such as [\"10.0.0.0/8\", \"2001:db8::/32\"], each once");
  return {
      text<Draft>(QStringLiteral("service.name"), QStringLiteral("text without control characters"),
                  isFilledText, FIELD(configuration.policy.serviceName)),
      listenAddress(),
      address(QStringLiteral("service.public_url"),
              QStringLiteral("an address such as \"https://recovery.example.com\" without a path"), isOrigin,
              FIELD(configuration.publicUrl)),
      text<Draft>(QStringLiteral("service.data"), QStringLiteral("the path of a folder"), isFilledText,
                  FIELD(configuration.dataDirectory)),
      text<Draft>(QStringLiteral("service.key_file"), file, isFilledText, FIELD(configuration.keyFile)),
      choices<Draft>(QStringLiteral("service.languages"), languages(), FIELD(configuration.languages)),
      list<Draft>(QStringLiteral("service.administrators"),
                  QStringLiteral("a list of mail addresses, each once"), isMailAddress,
                  FIELD(configuration.administrators)),
      list<Draft>(QStringLiteral("service.trusted_proxies"), networks, isNetwork,
                  FIELD(configuration.trustedProxies)),
      list<Draft>(QStringLiteral("service.metrics_networks"), networks, isNetwork,
                  FIELD(configuration.metricsNetworks)),
      number<Draft>(QStringLiteral("service.workers"), 1, 64, FIELD(configuration.workers)),
      text<Draft>(QStringLiteral("tls.certificate"), file, isFilledText,
                  FIELD(configuration.tls.certificate)),
      text<Draft>(QStringLiteral("tls.key"), file, isFilledText, FIELD(configuration.tls.key)),
      number<Draft>(QStringLiteral("limits.connections"), 16, 65'536,
                    FIELD(configuration.limits.connections)),
      duration<Draft>(QStringLiteral("limits.request_deadline"), 5, 300,
                      FIELD(configuration.limits.requestDeadline)),
      duration<Draft>(QStringLiteral("limits.idle_deadline"), 1, 600,
                      FIELD(configuration.limits.idleDeadline)),
      number<Draft>(QStringLiteral("limits.waiting_work"), 1, 65'536,
                    FIELD(configuration.limits.waitingWork)),
      text<Draft>(QStringLiteral("outbox.folder"), QStringLiteral("the path of a folder"), isFilledText,
                  FIELD(configuration.outbox)),
  };
}

Settings<Draft> storeSettings() {
  const QString file = QStringLiteral("the path of a file");
  const QString plain = QStringLiteral("text without control characters");
  return {
      choice<Draft>(QStringLiteral("store.kind"), storeKinds(), FIELD(configuration.store.kind)),
      text<Draft>(
          QStringLiteral("store.host"),
          QStringLiteral("names or addresses of database servers with commas between, or the folder of "
                         "a server's socket"),
          isStoreHost, FIELD(configuration.store.host)),
      number<Draft>(QStringLiteral("store.port"), 1, 65'535, FIELD(configuration.store.port)),
      text<Draft>(QStringLiteral("store.name"), plain, isFilledText, FIELD(configuration.store.name)),
      text<Draft>(QStringLiteral("store.user"), plain, isFilledText, FIELD(configuration.store.user)),
      text<Draft>(QStringLiteral("store.password_file"), file, isFilledText,
                  FIELD(configuration.store.passwordFile)),
      choice<Draft>(QStringLiteral("store.security"), storeSecurities(), FIELD(configuration.store.security)),
      text<Draft>(QStringLiteral("store.ca_file"), QStringLiteral("the path of a file, without a semicolon"),
                  isStoreFile, FIELD(configuration.store.caFile)),
  };
}

Settings<Draft> mailSettings() {
  const QString file = QStringLiteral("the path of a file");
  return {
      text<Draft>(QStringLiteral("mail.host"), QStringLiteral("the name or address of a mail server"), isHost,
                  FIELD(mail.host)),
      number<Draft>(QStringLiteral("mail.port"), 1, 65'535, FIELD(mail.port)),
      choice<Draft>(QStringLiteral("mail.security"), securities(), FIELD(mail.security)),
      text<Draft>(QStringLiteral("mail.user"), QStringLiteral("text without control characters"), isPlainText,
                  FIELD(mail.user)),
      text<Draft>(QStringLiteral("mail.password_file"), file, isFilledText, FIELD(mail.passwordFile)),
      text<Draft>(QStringLiteral("mail.ca_file"), file, isFilledText, FIELD(mail.caFile)),
      text<Draft>(QStringLiteral("mail.from"), QStringLiteral("a mail address"), isMailAddress,
                  FIELD(mail.from)),
      text<Draft>(QStringLiteral("mail.bounces"),
                  QStringLiteral("a mail address with at most 20 letters, digits, dots, hyphens or "
                                 "underscores before the @"),
                  isBounceAddress, FIELD(mail.bounces)),
  };
}

template <typename Section>
Settings<Draft> gatewaySettings(const QString& name, Section section) {
  const QString file = QStringLiteral("the path of a file");
  return {
      choice<Draft>(name + QStringLiteral(".kind"), gatewayKinds(),
                    [section](auto& draft) -> auto& { return section(draft).kind; }),
      address(
          name + QStringLiteral(".url"),
          QStringLiteral(
              "an address that begins with https:// (http:// to this machine only) and holds no password"),
          isGatewayAddress, [section](auto& draft) -> auto& { return section(draft).url; }),
      text<Draft>(name + QStringLiteral(".credentials_file"), file, isFilledText,
                  [section](auto& draft) -> auto& { return section(draft).credentialsFile; }),
      text<Draft>(name + QStringLiteral(".ca_file"), file, isFilledText,
                  [section](auto& draft) -> auto& { return section(draft).caFile; }),
      text<Draft>(name + QStringLiteral(".report_key_file"), file, isFilledText,
                  [section](auto& draft) -> auto& { return section(draft).reportKeyFile; }),
      address(name + QStringLiteral(".report_url"),
              QStringLiteral("an address that begins with https:// and holds no password"), isHttpsAddress,
              [section](auto& draft) -> auto& { return section(draft).reportUrl; }),
      text<Draft>(name + QStringLiteral(".from"), QStringLiteral("a number or name"), isFilledText,
                  [section](auto& draft) -> auto& { return section(draft).from; }),
  };
}

Settings<Draft> directorySettings() {
  const QString file = QStringLiteral("the path of a file");
  const QString dn = QStringLiteral("a name such as \"OU=People,DC=example,DC=com\"");
  const QString attributes = QStringLiteral("a list of names of attributes, each once");
  return {
      choice<Draft>(QStringLiteral("directory.kind"), directoryKinds(), FIELD(configuration.directory.kind)),
      list<Draft>(
          QStringLiteral("directory.urls"),
          QStringLiteral("a list of addresses such as \"ldaps://dc1.example.com\", each once, no path"),
          isDirectoryAddress, FIELD(configuration.directory.urls)),
      choice<Draft>(QStringLiteral("directory.security"), directorySecurities(),
                    FIELD(configuration.directory.security)),
      text<Draft>(QStringLiteral("directory.ca_file"), file, isFilledText,
                  FIELD(configuration.directory.caFile)),
      text<Draft>(QStringLiteral("directory.bind_dn"), dn, isFilledText,
                  FIELD(configuration.directory.bindDn)),
      text<Draft>(QStringLiteral("directory.password_file"), file, isFilledText,
                  FIELD(configuration.directory.passwordFile)),
      text<Draft>(QStringLiteral("directory.base"), dn, isDistinguishedName,
                  FIELD(configuration.directory.base)),
      text<Draft>(QStringLiteral("directory.domain"),
                  QStringLiteral("a domain in small letters, such as \"example.com\""), isDomain,
                  FIELD(configuration.directory.domain)),
      text<Draft>(QStringLiteral("directory.short_domain"),
                  QStringLiteral("a NetBIOS name, such as \"EXAMPLE\""), isShortDomain,
                  FIELD(configuration.directory.shortDomain)),
      list<Draft>(QStringLiteral("directory.other_domains"),
                  QStringLiteral("a list of domains in small letters, such as [\"example.com\"], each once"),
                  isDomain, FIELD(configuration.directory.otherDomains)),
      list<Draft>(QStringLiteral("directory.mail_attributes"), attributes, isAttributeName,
                  FIELD(configuration.directory.mailAttributes)),
      list<Draft>(QStringLiteral("directory.mobile_attributes"), attributes, isAttributeName,
                  FIELD(configuration.directory.mobileAttributes)),
      list<Draft>(QStringLiteral("directory.phone_attributes"), attributes, isAttributeName,
                  FIELD(configuration.directory.phoneAttributes)),
      list<Draft>(QStringLiteral("directory.privileged_groups"),
                  QStringLiteral("a list of names such as \"CN=Operators,DC=example,DC=com\", each once"),
                  isDistinguishedName, FIELD(configuration.directory.privilegedGroups)),
      text<Draft>(QStringLiteral("directory.password_policy"), dn, isDistinguishedName,
                  FIELD(configuration.directory.passwordPolicy)),
      duration<Draft>(QStringLiteral("directory.connect_deadline"), 1, 30,
                      FIELD(configuration.directory.connectDeadline)),
      duration<Draft>(QStringLiteral("directory.operation_deadline"), 1, 30,
                      FIELD(configuration.directory.operationDeadline)),
  };
}

}  // namespace

const Settings<Draft>& serviceTable() {
  static const Settings<Draft> table =
      serviceSettings() + directorySettings() + storeSettings() + mailSettings() +
      gatewaySettings(QStringLiteral("text"), FIELD(text)) +
      gatewaySettings(QStringLiteral("voice"), FIELD(voice)) +
      Settings<Draft>{address(QStringLiteral("voice.key_press_url"),
                              QStringLiteral("an address that begins with https:// and holds no password"),
                              isHttpsAddress, FIELD(voice.keyPressUrl))};
  return table;
}
#undef FIELD

const QStringList& requiredNames() {
  static const QStringList names{QStringLiteral("service.public_url"), QStringLiteral("service.data"),
                                 QStringLiteral("tls.certificate"),    QStringLiteral("tls.key"),
                                 QStringLiteral("mail.host"),          QStringLiteral("mail.from"),
                                 QStringLiteral("text.url"),           QStringLiteral("voice.url"),
                                 QStringLiteral("outbox.folder")};
  return names;
}

QList<NamedFile> filesOf(const ServiceConfiguration& configuration) {
  QList<NamedFile> files{
      {QStringLiteral("tls.certificate"), configuration.tls.certificate, false},
      {QStringLiteral("tls.key"), configuration.tls.key, true},
      {QStringLiteral("directory.ca_file"), configuration.directory.caFile, false},
      {QStringLiteral("directory.password_file"), configuration.directory.passwordFile, true},
      {QStringLiteral("store.ca_file"), configuration.store.caFile, false},
      {QStringLiteral("store.password_file"), configuration.store.passwordFile, true}};
  if (const auto& mail = configuration.mail) {
    files << NamedFile{QStringLiteral("mail.password_file"), mail->passwordFile, true}
          << NamedFile{QStringLiteral("mail.ca_file"), mail->caFile, false};
  }
  const auto gateway = [&files](const QString& name, const std::optional<GatewaySettings>& settings) {
    if (!settings) return;
    files << NamedFile{name + QStringLiteral(".credentials_file"), settings->credentialsFile, true}
          << NamedFile{name + QStringLiteral(".report_key_file"), settings->reportKeyFile, true}
          << NamedFile{name + QStringLiteral(".ca_file"), settings->caFile, false};
  };
  gateway(QStringLiteral("text"), configuration.text);
  gateway(QStringLiteral("voice"), configuration.voice);
  files.removeIf([](const NamedFile& file) { return file.path.isEmpty(); });
  return files;
}

}  // namespace latchkey::service::config
