// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/sqlite_database.h"

#include <QFile>
#include <QFileInfo>
#include <atomic>
#include <unordered_map>

#include "core/platform/failpoint.h"
#include "service/store/migrations.h"

namespace latchkey::service::store {

namespace {
constexpr Sql setFingerprint{"INSERT INTO meta (name, value) VALUES ('key-fingerprint', ?)"};

using ThreadConnections = std::unordered_map<quint64, std::unique_ptr<Connection>>;
ThreadConnections& ofThisThread() {
  thread_local ThreadConnections connections;
  return connections;
}

quint64 nextNumber() {
  static std::atomic<quint64> number{0};
  return ++number;
}

/// A function of its own: Qt complains when a connection is removed while a second handle of it lives.
std::unique_ptr<Connection> openHandle(const QString& name, const QString& path,
                                       const SqliteOptions& options) {
  QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
  database.setDatabaseName(path);
  database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeout));
  if (!platform::failsHere(platform::FailClass::Store, "store.open")) database.open();
  return std::make_unique<Connection>(database);
}

std::unique_ptr<Connection> connect(const QString& path, const SqliteOptions& options, QString* detail) {
  const QString name = QStringLiteral("latchkey-%1").arg(nextNumber());
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

OpenFailure failureOf(const Connection& connection, const QString& path) {
  const bool busy = connection.fault() == SqlFault::Busy;
  return {busy ? OpenFault::Busy : OpenFault::CannotOpen, path, connection.detail()};
}

/// Writes only into a database that has no fingerprint yet, so that opening waits for nobody.
std::optional<OpenFailure> checkKey(Connection& connection, const QString& path,
                                    const domain::KeyedHash* keys) {
  if (keys == nullptr) return std::nullopt;
  const QString ours = fingerprintOf(*keys);
  for (const Scope::Mode mode : {Scope::Mode::Read, Scope::Mode::Write}) {
    Scope scope(&connection, mode);
    if (!scope.isOpen()) return failureOf(connection, path);
    const auto kept = keptFingerprint(connection);
    if (!kept) return failureOf(connection, path);
    if (*kept) {
      if (**kept == ours) return std::nullopt;
      return OpenFailure{OpenFault::OtherKey, path, {}};
    }
    if (mode == Scope::Mode::Read) continue;
    if (!connection.change(setFingerprint, {ours}) || !scope.commit()) return failureOf(connection, path);
  }
  return std::nullopt;
}
}  // namespace

QString explain(const OpenFailure& failure) {
  const QString& path = failure.path;
  switch (failure.fault) {
    case OpenFault::CannotOpen:
      return QStringLiteral(
                 "%1: the database cannot be opened (%2). Check that the folder exists, that this user may "
                 "write to it, and that the disk has room.")
          .arg(path, failure.detail);
    case OpenFault::Busy:
      return QStringLiteral(
                 "%1: another program is writing to the database and did not end in time. Nothing was "
                 "changed; try again.")
          .arg(path);
    case OpenFault::Damaged:
      return QStringLiteral(
                 "%1: this is no database, or it is damaged (%2). Move it away and restore the last backup.")
          .arg(path, failure.detail);
    case OpenFault::Newer:
      return QStringLiteral(
                 "%1: the database was made by a later version of Latchkey (%2). Install that version, or "
                 "restore a backup from before the upgrade.")
          .arg(path, failure.detail);
    case OpenFault::OtherKey:
      return QStringLiteral(
                 "%1: the database belongs to another master key. Restore the key file that it was made "
                 "with.")
          .arg(path);
    case OpenFault::MigrationFailed:
      return QStringLiteral("%1: the database could not be brought to the present version (%2).")
          .arg(path, failure.detail);
  }
  return path;
}

Result<QString, OpenFailure> fingerprintIn(const QString& path) {
  QString detail;
  const auto connection = connect(path, {}, &detail);
  if (connection == nullptr) return unexpected(OpenFailure{OpenFault::CannotOpen, path, detail});
  const auto kept = keptFingerprint(*connection);
  if (!kept) return unexpected(failureOf(*connection, path));
  return kept->value_or(QString());
}

SqliteDatabase::SqliteDatabase(QString path, const domain::KeyedHash* keys, SqliteOptions options)
    : m_path(std::move(path)), m_journal(keys), m_options(options), m_id(nextNumber()) {}

SqliteDatabase::~SqliteDatabase() {
  releaseThread();
}

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
  auto connection = connect(path, options, &detail);
  if (connection == nullptr) {
    const bool damaged =
        detail.contains(QLatin1String("malformed")) || detail.contains(QLatin1String("not a database"));
    const bool busy = detail.contains(QLatin1String("is locked"));
    const OpenFault fault = damaged ? OpenFault::Damaged : busy ? OpenFault::Busy : OpenFault::CannotOpen;
    return unexpected(OpenFailure{fault, path, detail});
  }
  if (auto failure = migrate(*connection, path, options.check, keys)) return unexpected(*failure);
  if (auto failure = checkKey(*connection, path, keys)) return unexpected(*failure);
  ofThisThread()[database->m_id] = std::move(connection);
  return database;
}

Connection* SqliteDatabase::connection() {
  std::unique_ptr<Connection>& mine = ofThisThread()[m_id];
  if (mine != nullptr && mine->isStuck()) mine.reset();
  if (mine == nullptr) {
    QString detail;
    mine = connect(m_path, m_options, &detail);
  }
  return mine.get();
}

void SqliteDatabase::releaseThread() {
  ofThisThread().erase(m_id);
}

}  // namespace latchkey::service::store
