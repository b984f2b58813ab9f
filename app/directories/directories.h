// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include "service/config/service_configuration.h"
#include "service/directory/ldap_settings.h"
#include "service/domain/account_store.h"
#include "service/domain/change_ledger.h"
#include "service/domain/ports.h"

/// What latchkeyd and latchkeyctl both open.
namespace latchkey::app {

/// What directories are built from. All of it must outlive them.
struct DirectoryParts {
  service::domain::AccountStore& accounts;
  service::domain::ChangeLedger& ledger;
  const service::domain::Numbering& numbering;
  const service::domain::Clock& clock;
  service::directory::LdapReport report;  ///< of trouble
  /// The policy in force.
  std::function<std::shared_ptr<const service::domain::ServicePolicy>()> policy;
};

/// The one that the configuration names. Throws StartFailure.
[[nodiscard]] std::unique_ptr<service::domain::Directory> makeDirectory(
    const service::config::ServiceConfiguration& configuration, const DirectoryParts& parts);

}  // namespace latchkey::app
