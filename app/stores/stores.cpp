// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stores/stores.h"

#include <QFileInfo>

#include "app/start/secret_file.h"
#include "app/start/start_failure.h"
#include "service/config/data_layout.h"
#include "service/store/postgres_database.h"
#include "service/store/sqlite_database.h"

namespace latchkey::app {
namespace {

namespace config = service::config;
namespace store = service::store;

using Opened = Result<std::unique_ptr<store::Database>, QString>;

/// Throws StartFailure.
store::PostgresOptions postgresOptions(const config::StoreSettings& settings) {
  store::PostgresOptions options;
  options.host = settings.host;
  options.port = settings.port;
  options.name = settings.name;
  options.user = settings.user;
  options.password = secretIn(settings.passwordFile);
  options.tls = settings.security == config::StoreSecurity::Tls;
  options.caFile = settings.caFile;
  return options;
}

template <typename Kind>
Opened told(Result<std::unique_ptr<Kind>, store::OpenFailure> opened) {
  if (!opened) return unexpected(store::explain(opened.error()));
  return std::unique_ptr<store::Database>(std::move(*opened));
}

}  // namespace

bool isShared(const config::ServiceConfiguration& configuration) {
  return configuration.store.kind == config::StoreKind::Postgresql;
}

QString storePlace(const config::ServiceConfiguration& configuration) {
  return isShared(configuration) ? configuration.store.host + u'/' + configuration.store.name
                                 : config::databasePath(configuration.dataDirectory);
}

Opened openStore(const config::ServiceConfiguration& configuration, const service::domain::KeyedHash& keys,
                 StoreUse use, const service::domain::Clock* clock) {
  const bool isProofs = use == StoreUse::Proofs;
  if (!isShared(configuration)) {
    return told(store::SqliteDatabase::open(config::databasePath(configuration.dataDirectory), &keys,
                                            {.durable = !isProofs, .check = !isProofs}));
  }
  try {
    auto options = postgresOptions(configuration.store);
    options.durable = !isProofs;
    options.clock = clock;
    return told(store::PostgresDatabase::open(std::move(options), &keys));
  } catch (const StartFailure& failure) {
    return unexpected(failure.line());
  }
}

Result<bool, QString> isStoreThere(const config::ServiceConfiguration& configuration) {
  if (!isShared(configuration)) {
    return QFileInfo::exists(config::databasePath(configuration.dataDirectory));
  }
  try {
    const auto used = store::PostgresDatabase::isInUse(postgresOptions(configuration.store));
    if (!used) return unexpected(store::explain(used.error()));
    return *used;
  } catch (const StartFailure& failure) {
    return unexpected(failure.line());
  }
}

Result<QString, QString> fingerprintInStore(const config::ServiceConfiguration& configuration) {
  const auto told = [](const Result<QString, store::OpenFailure>& kept) -> Result<QString, QString> {
    if (!kept) return unexpected(store::explain(kept.error()));
    return *kept;
  };
  if (!isShared(configuration)) {
    const QString path = config::databasePath(configuration.dataDirectory);
    return QFileInfo::exists(path) ? told(store::fingerprintIn(path)) : QString();
  }
  try {
    return told(store::PostgresDatabase::fingerprintIn(postgresOptions(configuration.store)));
  } catch (const StartFailure& failure) {
    return unexpected(failure.line());
  }
}

QString lostKey(const config::ServiceConfiguration& configuration) {
  if (!isShared(configuration)) return config::lostKey(configuration);
  const QFileInfo key(configuration.keyFile);
  if (key.exists() || key.isSymbolicLink()) return {};
  const auto there = isStoreThere(configuration);
  if (!there) return there.error();
  if (!*there) return {};
  return QStringLiteral(
             "%1: the master key is not there, though the database %2 on %3 was made with one; copy the key "
             "file "
             "of the other services, or restore it")
      .arg(configuration.keyFile, configuration.store.name, configuration.store.host);
}

}  // namespace latchkey::app
