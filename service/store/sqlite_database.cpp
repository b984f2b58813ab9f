// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sqlite_database.h"

#include <QFile>
#include <QFileInfo>

#include "core/platform/failpoint.h"
#include "service/store/migrations.h"

namespace latchkey::service::store {

namespace {
constexpr Sql quickCheckSql{"PRAGMA quick_check(1)"};

/// A function of its own: Qt complains when a connection is removed while a second handle of it lives.
std::unique_ptr<Connection> openHandle(const QString& name, const QString& path,
                                       const SqliteOptions& options) {
  QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
  database.setDatabaseName(path);
  database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeout));
  if (!platform::failsHere(platform::FailClass::Store, "store.open")) database.open();
  return std::make_unique<Connection>(database, sqliteDialect());
}

std::unique_ptr<Connection> connectTo(const QString& path, const SqliteOptions& options, QString* detail) {
  const QString name = nextConnectionName();
  auto connection = openHandle(name, path, options);
  const bool ready = QSqlDatabase::database(name, false).isOpen() &&
                     connection->run(QStringLiteral("PRAGMA journal_mode = WAL")) &&
                     connection->run(options.durable ? QStringLiteral("PRAGMA synchronous = FULL")
                                                     : QStringLiteral("PRAGMA synchronous = NORMAL")) &&
                     connection->run(QStringLiteral("PRAGMA foreign_keys = ON")) &&
                     // What a large import has made of the WAL file is given back.
                     connection->run(QStringLiteral("PRAGMA journal_size_limit = 67108864")) &&
                     // Zeroes what is deleted: contacts, entries and sent codes leave no trace in free pages.
                     connection->run(QStringLiteral("PRAGMA secure_delete = ON"));
  if (ready) return connection;
  *detail = connection->detail();
  return nullptr;
}

std::optional<OpenFailure> quickCheck(Connection& connection, const QString& path) {
  const auto report = connection.rows(quickCheckSql);
  if (!report) {
    const bool busy = connection.fault() == SqlFault::Busy;
    return OpenFailure{busy ? OpenFault::Busy : OpenFault::Damaged, path, connection.detail()};
  }
  if (report->size() == 1 && report->first().first().toString() == QLatin1String("ok")) return std::nullopt;
  return OpenFailure{OpenFault::Damaged, path, QStringLiteral("quick_check")};
}
}  // namespace

Result<QString, OpenFailure> fingerprintIn(const QString& path) {
  QString detail;
  const auto connection = connectTo(path, SqliteOptions(), &detail);
  if (connection == nullptr) return unexpected(OpenFailure{OpenFault::CannotOpen, path, detail});
  const auto kept = keptFingerprint(*connection);
  if (!kept) {
    const bool isBusy = connection->fault() == SqlFault::Busy;
    return unexpected(
        OpenFailure{isBusy ? OpenFault::Busy : OpenFault::CannotOpen, path, connection->detail()});
  }
  return kept->value_or(QString());
}

SqliteDatabase::SqliteDatabase(QString path, const domain::KeyedHash* keys, SqliteOptions options)
    : Database(std::move(path), keys), m_options(options) {}

Result<std::unique_ptr<SqliteDatabase>, OpenFailure> SqliteDatabase::open(const QString& path,
                                                                          const domain::KeyedHash* keys,
                                                                          SqliteOptions options) {
  // The file holds contacts and, until they are sent, codes: for its owner alone from the first byte.
  if (!QFileInfo::exists(path)) {
    QFile file(path);
    if (platform::failsHere(platform::FailClass::File, "store.create") ||
        !file.open(QIODevice::NewOnly | QIODevice::WriteOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
      return unexpected(OpenFailure{OpenFault::CannotOpen, path, file.errorString()});
    }
  }
  std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(path, keys, options));
  QString detail;
  auto connection = database->connect(&detail);
  if (connection == nullptr) {
    const bool damaged =
        detail.contains(QLatin1String("malformed")) || detail.contains(QLatin1String("not a database"));
    const bool busy = detail.contains(QLatin1String("is locked"));
    const OpenFault fault = damaged ? OpenFault::Damaged : busy ? OpenFault::Busy : OpenFault::CannotOpen;
    return unexpected(OpenFailure{fault, path, detail});
  }
  if (options.check) {
    if (auto failure = quickCheck(*connection, path)) return unexpected(*failure);
  }
  if (auto failure = database->bringUp(std::move(connection), keys)) return unexpected(*failure);
  return database;
}

std::unique_ptr<Connection> SqliteDatabase::connect(QString* detail) const {
  return connectTo(place(), m_options, detail);
}

}  // namespace latchkey::service::store
