// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <optional>

#include "core/platform/result.h"
#include "service/domain/policy.h"
#include "service/domain/ports.h"

namespace latchkey::service::config {

struct ListenAddress {
  QString host = QStringLiteral("127.0.0.1");  ///< address or name; IPv6 without brackets
  quint16 port = 8443;                         ///< 0 lets the system choose
};
/// PEM files.
struct TlsFiles {
  QString certificate;  ///< with its chain
  QString key;
};
enum class MailSecurity { None, StartTls, Tls };
struct MailSettings {
  QString host;
  quint16 port = 587;
  MailSecurity security = MailSecurity::StartTls;
  QString user;          ///< empty: no authentication
  QString passwordFile;  ///< first line of it
  QString caFile;        ///< empty: the system's authorities
  QString from;
  QString bounces;  ///< where mails that cannot be delivered come back to; empty: to `from`
};
enum class GatewayKind { Generic, Twilio };
struct GatewaySettings {
  GatewayKind kind = GatewayKind::Generic;
  QUrl url;                 ///< https; http for loopback only
  QString credentialsFile;  ///< generic: one bearer token; Twilio: "SID:token". Empty: none
  QString caFile;           ///< empty: the system's authorities
  QString from;             ///< number or name that messages come from; empty where the gateway knows
  QString reportKeyFile;    ///< what signs the gateway's reports on deliveries; empty: none are taken
  QUrl reportUrl;           ///< where it reports to; empty: public_url and the route of the channel
  QUrl keyPressUrl;         ///< Twilio calls: what goes on after a key; see delivery::GatewaySettings
};
enum class DirectoryKind { Embedded, ActiveDirectory, OpenLdap };
enum class DirectorySecurity { StartTls, Tls };
struct DirectorySettings {
  DirectoryKind kind = DirectoryKind::Embedded;
  QStringList urls;  ///< controllers, the preferred first: ldaps:// or ldap://, as security says
  DirectorySecurity security = DirectorySecurity::Tls;
  QString caFile;
  QString bindDn;
  QString passwordFile;      ///< first line of it
  QString base;              ///< people are looked for below this
  QString domain;            ///< of canonical account names, "example.com"
  QString shortDomain;       ///< NetBIOS name; empty: none
  QStringList otherDomains;  ///< in which a name means the same as in `domain`
  QStringList mailAttributes = {QStringLiteral("otherMailbox"), QStringLiteral("mail")};
  QStringList mobileAttributes = {QStringLiteral("mobile")};
  QStringList phoneAttributes = {QStringLiteral("telephoneNumber")};
  QStringList privilegedGroups;  ///< names of groups whose members are never recovered
  QString passwordPolicy;        ///< OpenLDAP: the policy entry of people without one of their own
  int connectDeadline = 5;       ///< seconds, for each controller
  int operationDeadline = 10;    ///< seconds
};
enum class StoreKind { Sqlite, Postgresql };
enum class StoreSecurity { None, Tls };
struct StoreSettings {
  StoreKind kind = StoreKind::Sqlite;
  QString host;  ///< name or address of the server, several with commas between; or the folder of its socket
  int port = 5432;
  QString name = QStringLiteral("latchkey");  ///< of the database
  QString user = QStringLiteral("latchkey");
  QString passwordFile;  ///< first line of it; empty: what libpq finds by itself
  StoreSecurity security = StoreSecurity::Tls;
  QString caFile;  ///< empty: the system's authorities
};
struct ServerLimits {
  int connections = 1024;    ///< open at one time; more are closed at once
  int requestDeadline = 30;  ///< seconds for one whole exchange
  int idleDeadline = 60;     ///< seconds that a connection may stay open between exchanges
  int waitingWork = 256;     ///< requests that wait for a worker before the answer is 503
};

/// All that one TOML file says. Paths are absolute: those in the file count from its folder.
struct ServiceConfiguration {
  domain::ServicePolicy policy;
  ListenAddress listen;
  QUrl publicUrl;  ///< what clients call; the origin of links and proofs. https, no path
  TlsFiles tls;
  QString dataDirectory;  ///< database, unless it is on a server; not shared with another service
  QString keyFile;        ///< the master key; <data>/keys/master.key where the file says nothing
  std::optional<MailSettings> mail;
  std::optional<GatewaySettings> text;
  std::optional<GatewaySettings> voice;
  DirectorySettings directory;
  StoreSettings store;
  QString outbox;  ///< folder that takes the messages of channels without a way out; empty: none
  QList<domain::Language> languages = {domain::Language::English, domain::Language::Japanese};
  QStringList administrators;  ///< mail addresses
  /// Networks of the proxies in front of the service, whose X-Forwarded-For is believed.
  QStringList trustedProxies;
  QStringList metricsNetworks = {QStringLiteral("127.0.0.0/8"), QStringLiteral("::1")};
  int workers = 4;
  ServerLimits limits;
};

/// Where the file is wrong and what should stand there. Line and column count from 1; 0: the whole file.
struct ConfigurationError {
  QString file;
  int line = 0;
  int column = 0;
  QString problem;
  QString expected;  ///< may be empty

  /// "/etc/latchkey/latchkeyd.toml:12:9: realm.gates: 5 is out of range; expected …" One line, no secret.
  [[nodiscard]] QString message() const;
};

/// Reads the file, and looks whether the files that it names can be read.
[[nodiscard]] Result<ServiceConfiguration, ConfigurationError> readConfiguration(const QString& path);

/// The same from text, without a look at any file.
/// @param path stands in errors, and its folder is what relative paths count from.
[[nodiscard]] Result<ServiceConfiguration, ConfigurationError> parseConfiguration(const QByteArray& toml,
                                                                                  const QString& path);

}  // namespace latchkey::service::config
