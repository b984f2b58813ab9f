// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/service_data.h"

#include <QDir>
#include <QFileInfo>

#include "app/custody/key_rotation.h"
#include "app/start/start_failure.h"
#include "app/stores/stores.h"
#include "core/platform/files.h"
#include "service/config/data_layout.h"
#include "service/config/demo_configuration.h"
#include "service/config/effective_policy.h"
#include "service/keys/file_keys.h"

namespace latchkey::admin {

namespace {

namespace config = service::config;
namespace domain = service::domain;
namespace keys = service::keys;
namespace store = service::store;

Result<config::ServiceConfiguration, QString> configurationFor(const CommandArguments& arguments) {
  if (arguments.has(QStringLiteral("config"))) {
    auto read = config::readConfiguration(arguments.value(QStringLiteral("config")));
    if (!read) return unexpected(read.error().message());
    return std::move(*read);
  }
  const QString folder = arguments.value(QStringLiteral("data"));
  if (!QFileInfo(folder).isDir()) return unexpected(folder + QStringLiteral(": there is no such folder"));
  return config::demoConfiguration(folder);
}

/// What stands in the way of opening, as one line; nothing where all is well.
QString obstacle(const config::ServiceConfiguration& configuration, bool fromFile, WhenMissing whenMissing) {
  const auto there = app::isStoreThere(configuration);
  if (!there) return there.error();
  if (*there) return app::lostKey(configuration);
  const QString path = app::storePlace(configuration);
  switch (whenMissing) {
    case WhenMissing::Refuse:
      return path + QStringLiteral(": there is no database yet; start latchkeyd once, or add accounts");
    case WhenMissing::Make:
      break;
  }
  // The folder of a demo is whatever somebody made for it.
  if (!fromFile || platform::makePrivateDirectory(configuration.dataDirectory)) return {};
  return QStringLiteral("%1: the data directory cannot be made, or is open to other users")
      .arg(configuration.dataDirectory);
}

}  // namespace

ServiceData::ServiceData(config::ServiceConfiguration given, std::unique_ptr<keys::FileKeys> master,
                         std::unique_ptr<store::Database> opened)
    : configuration(std::move(given)), keys(std::move(master)), database(std::move(opened)) {}

QStringList dataOptions() {
  return {QStringLiteral("data=DIR"), QStringLiteral("config=FILE")};
}

Result<config::ServiceConfiguration, ConfigurationProblem> configurationNamedBy(
    const CommandArguments& arguments) {
  if (arguments.has(QStringLiteral("config")) == arguments.has(QStringLiteral("data"))) {
    return unexpected(ConfigurationProblem{
        QStringLiteral("say either --data DIR, the folder of a demo, or --config FILE, that of the service"),
        WrongUsage});
  }
  auto configuration = configurationFor(arguments);
  if (!configuration) return unexpected(ConfigurationProblem{configuration.error(), Negative});
  return std::move(*configuration);
}

Result<std::unique_ptr<ServiceData>, int> openServiceData(const Console& console,
                                                          const CommandArguments& arguments,
                                                          WhenMissing whenMissing) {
  auto configuration = configurationNamedBy(arguments);
  if (!configuration) {
    console.complain(configuration.error().line);
    return unexpected(configuration.error().status);
  }
  const bool fromFile = arguments.has(QStringLiteral("config"));
  if (const QString line = obstacle(*configuration, fromFile, whenMissing); !line.isEmpty()) {
    return unexpected(console.fail(line));
  }
  keys::SystemRandom random;
  try {
    app::finishKeyRotation(*configuration, random);
  } catch (const app::StartFailure& failure) {
    return unexpected(console.fail(failure.line()));
  }
  auto hash = keys::FileKeys::open(configuration->keyFile, random);
  if (!hash) return unexpected(console.fail(keys::explain(hash.error())));
  auto database = app::openStore(*configuration, **hash, app::StoreUse::Recoveries);
  if (!database) return unexpected(console.fail(database.error()));

  auto data =
      std::make_unique<ServiceData>(std::move(*configuration), std::move(*hash), std::move(*database));
  const auto tables = data->store.begin(domain::Access::Read);
  auto effective = config::effectivePolicy(
      data->configuration, [&tables](const QString& realm) { return tables->settings().of(realm); });
  if (tables->failed()) return unexpected(console.fail(storeComplaint(*data)));
  data->policy = std::move(effective.policy);
  data->policyFault = effective.fault;
  return data;
}

QString storeComplaint(const ServiceData& data) {
  return QStringLiteral(
             "%1: the database did not take part: another program holds it, the disk is full, or it is "
             "damaged. Nothing was changed; try again.")
      .arg(data.database->place());
}

}  // namespace latchkey::admin
