// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/directories/directories.h"

#include <algorithm>

#include "app/start/secret_file.h"
#include "app/start/start_failure.h"
#include "service/directory/embedded_directory.h"
#include "service/directory/ldap_directory.h"

namespace latchkey::app {
namespace {

namespace config = service::config;
namespace directory = service::directory;
namespace domain = service::domain;

std::unique_ptr<domain::Directory> embeddedDirectory(const DirectoryParts& parts) {
  return std::make_unique<directory::EmbeddedDirectory>(
      parts.accounts, parts.clock, directory::HashCost::interactive(),
      [policy = parts.policy](const QString& id) {
        const auto present = policy();
        directory::EmbeddedDirectory::RealmRules rules;
        for (const domain::Realm& realm : present->realms) {
          if (realm.id != id) continue;
          rules = {realm.passwordHistory, realm.gatesForPrivileged > 0};
        }
        return rules;
      });
}

/// Of so many workers: some are left for what needs no directory, whatever becomes of it.
int mostInsideOf(int workers) {
  return std::max(1, workers - std::max(1, workers / 4));
}

/// Nothing while it cannot be read, as in the middle of its being replaced.
platform::Secret presentSecretIn(const QString& path) {
  try {
    return secretIn(path);
  } catch (const StartFailure&) {
    return {};
  }
}

std::unique_ptr<domain::Directory> ldapDirectory(const config::ServiceConfiguration& configuration,
                                                 directory::LdapKind kind, const DirectoryParts& parts) {
  const config::DirectorySettings& settings = configuration.directory;
  directory::LdapAccess access;
  access.urls = settings.urls;
  access.caFile = settings.caFile;
  access.bindDn = settings.bindDn.toUtf8();
  access.password = secretIn(settings.passwordFile);
  if (access.password.isEmpty()) {
    // A bind without a password succeeds, as nobody.
    throw StartFailure(QStringLiteral("%1: there is no password in it").arg(settings.passwordFile));
  }
  access.passwordNow = [path = settings.passwordFile] { return presentSecretIn(path); };
  access.connectDeadline = std::chrono::seconds(settings.connectDeadline);
  access.operationDeadline = std::chrono::seconds(settings.operationDeadline);
  access.mostAtOnce = mostInsideOf(configuration.workers);

  directory::LdapLayout layout;
  layout.kind = kind;
  layout.base = settings.base.toUtf8();
  layout.domain = settings.domain;
  layout.shortDomain = settings.shortDomain.toLower();
  layout.otherDomains = settings.otherDomains;
  layout.mailAttributes = settings.mailAttributes;
  layout.mobileAttributes = settings.mobileAttributes;
  layout.phoneAttributes = settings.phoneAttributes;
  for (const QString& group : settings.privilegedGroups) layout.privilegedGroups << group.toUtf8();
  layout.passwordPolicy = settings.passwordPolicy.toUtf8();
  layout.language = configuration.languages.value(0, domain::Language::English);

  return std::make_unique<directory::LdapDirectory>(
      std::move(access), layout, directory::HashCost::interactive(),
      directory::LdapParts{parts.numbering, parts.ledger, parts.clock, parts.report, parts.policy,
                           dynamic_cast<domain::TemporaryLedger*>(&parts.ledger)});
}

}  // namespace

std::unique_ptr<domain::Directory> makeDirectory(const config::ServiceConfiguration& configuration,
                                                 const DirectoryParts& parts) {
  switch (configuration.directory.kind) {
    case config::DirectoryKind::Embedded:
      return embeddedDirectory(parts);
    case config::DirectoryKind::ActiveDirectory:
      return ldapDirectory(configuration, directory::LdapKind::ActiveDirectory, parts);
    case config::DirectoryKind::OpenLdap:
      return ldapDirectory(configuration, directory::LdapKind::OpenLdap, parts);
  }
  return nullptr;
}

}  // namespace latchkey::app
