// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sqlite_backup.h"

#include <QFile>

#include "service/store/sql_audit_trail.h"

namespace latchkey::service::store {

namespace {
// One read transaction from the first page to the last: writers of a WAL are not held up by it, and what they
// write meanwhile is not in the copy. What was deleted is not in it either.
constexpr Sql copySql{"VACUUM INTO ?"};
constexpr Sql wholeCheck{"PRAGMA integrity_check(1)"};

BackupFailure failureOf(const OpenFailure& failure) {
  switch (failure.fault) {
    case OpenFault::OtherKey:
      return {BackupFault::OtherKey, failure.detail};
    case OpenFault::Damaged:
      return {BackupFault::Damaged, failure.detail};
    case OpenFault::CannotOpen:
    case OpenFault::NoServer:
    case OpenFault::ClockApart:
    case OpenFault::UnfitServer:
    case OpenFault::InUse:
    case OpenFault::Busy:
    case OpenFault::Newer:
    case OpenFault::MigrationFailed:
      break;
  }
  return {BackupFault::CannotVerify, failure.detail};
}

Result<domain::TrailReport, BackupFailure> verified(const domain::KeyedHash& keys, const QString& path) {
  // The whole check below takes the place of the quick one.
  const auto copy = SqliteDatabase::open(path, &keys, {.check = false});
  if (!copy) return unexpected(failureOf(copy.error()));
  Connection* const connection = (*copy)->connection();
  if (connection == nullptr) return unexpected(BackupFailure{BackupFault::CannotVerify, {}});
  const auto report = connection->rows(wholeCheck);
  if (!report) return unexpected(BackupFailure{BackupFault::CannotVerify, connection->detail()});
  if (report->size() != 1 || report->first().first().toString() != QLatin1String("ok")) {
    return unexpected(BackupFailure{BackupFault::Damaged, QStringLiteral("integrity_check")});
  }
  const auto trail = SqlAuditTrail(**copy, keys).verify(std::nullopt);
  if (!trail) return unexpected(BackupFailure{BackupFault::CannotVerify, connection->detail()});
  return *trail;
}

void removeCopy(const QString& path) {
  for (const char* part : {"", "-wal", "-shm", "-journal"}) QFile::remove(path + QLatin1String(part));
}
}  // namespace

Result<domain::TrailReport, BackupFailure> copyDatabase(SqliteDatabase& source, const domain::KeyedHash& keys,
                                                        const QString& target) {
  Connection* const connection = source.connection();
  const bool copied = connection != nullptr && connection->change(copySql, {target}).has_value();
  if (!copied) {
    const bool busy = connection == nullptr || connection->fault() == SqlFault::Busy;
    removeCopy(target);
    return unexpected(BackupFailure{busy ? BackupFault::Busy : BackupFault::CannotWrite,
                                    connection == nullptr ? QString() : connection->detail()});
  }
  auto report = verified(keys, target);
  if (!report) removeCopy(target);
  return report;
}

}  // namespace latchkey::service::store
