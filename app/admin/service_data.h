// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/config/service_configuration.h"
#include "service/keys/file_keys.h"
#include "service/keys/system_random.h"
#include "service/store/sql_account_store.h"
#include "service/store/sql_store.h"

namespace latchkey::admin {

/// The data of one service, opened beside it: the service may run or not.
struct ServiceData {
  ServiceData(service::config::ServiceConfiguration given, std::unique_ptr<service::keys::FileKeys> master,
              std::unique_ptr<service::store::Database> opened);

  service::config::ServiceConfiguration configuration;
  std::unique_ptr<service::keys::FileKeys> keys;
  std::unique_ptr<service::store::Database> database;
  service::keys::SystemClock clock;
  service::keys::SystemRandom random;
  service::store::SqlStore store{*database};
  service::store::SqlAccountStore accounts{*database, clock};
  service::domain::ServicePolicy policy;  ///< the one in force
  QString policyFault;                    ///< why a service cannot start with it; empty as a rule
};

/// What --config or --data names, read; or one line that says why not, with the status to end with.
struct ConfigurationProblem {
  QString line;
  int status = Negative;
};
[[nodiscard]] Result<service::config::ServiceConfiguration, ConfigurationProblem> configurationNamedBy(
    const CommandArguments& arguments);

/// "data=DIR" and "config=FILE", of which each command takes one.
[[nodiscard]] QStringList dataOptions();

enum class WhenMissing {
  Refuse,
  Make  ///< key and database, as the first start of the service would
};
/// Opens what the options name. On failure: the status to end with, after the complaint.
[[nodiscard]] Result<std::unique_ptr<ServiceData>, int> openServiceData(const Console& console,
                                                                        const CommandArguments& arguments,
                                                                        WhenMissing whenMissing);

/// One line for a store that failed while it was used.
[[nodiscard]] QString storeComplaint(const ServiceData& data);

}  // namespace latchkey::admin
