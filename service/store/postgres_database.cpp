// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/postgres_database.h"

#include <QSqlError>
#include <QStringList>
#include <cstdlib>

#include "core/platform/failpoint.h"
#include "core/platform/guard.h"
#include "service/store/migrations.h"

namespace latchkey::service::store {

namespace {
constexpr Sql serverSql{
    "SELECT current_setting('server_version_num'), current_setting('server_encoding'), "
    "current_setting('synchronous_commit'), current_setting('server_version')"};
constexpr Sql clockSql{"SELECT CAST(floor(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT)"};
constexpr Sql inUseSql{"SELECT 1 WHERE to_regclass('meta') IS NOT NULL"};
// Held by every session that is at work, until it ends. Who changes the key wants it alone
// (key_rotation.cpp), and keeps others out meanwhile.
constexpr Sql presenceSql{"SELECT 1 WHERE pg_try_advisory_lock_shared(4243)"};
constexpr int oldestServer = 130'000;

/// A value as libpq reads them in what it connects with.
QString quoted(QString text) {
  text.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("\\'"));
  return u'\'' + text + u'\'';
}

bool isSocket(const QString& host) {
  return host.startsWith(u'/');
}

/// Settings of the session go with the connection itself, so that one that is opened again has them too.
QString connectOptions(const PostgresOptions& options) {
  QStringList session{
      QStringLiteral("-c lock_timeout=%1").arg(options.lockDeadline),
      QStringLiteral("-c statement_timeout=%1").arg(options.statementDeadline),
      QStringLiteral("-c idle_in_transaction_session_timeout=%1").arg(options.forgottenDeadline),
      QStringLiteral("-c client_min_messages=error"),
      // The one of its kind that is not a superuser's alone (postgres_log.cpp).
      QStringLiteral("-c log_parameter_max_length_on_error=0"),
  };
  if (!options.durable) session << QStringLiteral("-c synchronous_commit=off");
  QStringList given{
      QStringLiteral("connect_timeout=%1").arg(options.connectDeadline),
      QStringLiteral("application_name=latchkey"),
      // After a failover: the server that is not a standby.
      QStringLiteral("target_session_attrs=read-write"),
      // A server that is gone without a word is noticed.
      QStringLiteral("keepalives_idle=10"),
      QStringLiteral("keepalives_interval=5"),
      QStringLiteral("keepalives_count=3"),
      QStringLiteral("tcp_user_timeout=20000"),
      QStringLiteral("options=") + quoted(session.join(u' ')),
  };
  if (!isSocket(options.host)) {
    given << (options.tls ? QStringLiteral("sslmode=verify-full") : QStringLiteral("sslmode=disable"));
    if (options.tls) {
      given << QStringLiteral("sslrootcert=") +
                   quoted(options.caFile.isEmpty() ? QStringLiteral("/etc/ssl/certs/ca-certificates.crt")
                                                   : options.caFile);
    }
  }
  return given.join(u';');
}

/// Open or, where that failed, with its error.
QSqlDatabase openedHandle(const PostgresOptions& options) {
  QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), nextConnectionName());
  database.setHostName(options.host);
  database.setPort(options.port);
  database.setDatabaseName(options.name);
  database.setConnectOptions(connectOptions(options));
  if (platform::failsHere(platform::FailClass::Store, "store.open")) return database;
  const std::string_view password = options.password.view();
  QString text = QString::fromUtf8(password.data(), static_cast<qsizetype>(password.size()));
  database.open(options.user, text);
  platform::wipe(text);
  return database;
}

/// What would make promises of the store untrue; empty: nothing.
QString unfitness(Connection& connection) {
  const auto rows = connection.rows(serverSql);
  if (!rows || rows->isEmpty()) return connection.detail();
  const QVariantList& row = rows->first();
  if (row.at(0).toInt() < oldestServer) return QStringLiteral("PostgreSQL ") + row.at(3).toString();
  if (row.at(1).toString() != u"UTF8") return QStringLiteral("the encoding is ") + row.at(1).toString();
  // A code counted as used, a delivery marked as sent: none of them may be forgotten.
  if (row.at(2).toString() == u"off") return QStringLiteral("synchronous_commit is off");
  return {};
}

/// The answer was made between asking and receiving, and nobody knows when.
std::optional<qint64> measuredAhead(Connection& connection, const domain::Clock& clock) {
  const qint64 before = clock.now();
  const auto rows = connection.rows(clockSql);
  const qint64 after = clock.now();
  if (!rows || rows->isEmpty()) return std::nullopt;
  const qint64 theirs = rows->first().first().toLongLong();
  if (theirs < before) return before - theirs;
  return theirs > after ? after - theirs : 0;
}

bool isApart(qint64 ahead) {
  return platform::isOn(platform::Guard::OneClock) && std::llabs(ahead) > clockTolerance;
}

QString wordsOf(qint64 ahead) {
  constexpr qint64 second = 1000;
  return QStringLiteral("this machine's clock is %1 s %2 the database server's")
      .arg(std::llabs(ahead) / second)
      .arg(ahead > 0 ? QStringLiteral("ahead of") : QStringLiteral("behind"));
}
}  // namespace

PostgresDatabase::PostgresDatabase(PostgresOptions options, const domain::KeyedHash* keys)
    : Database(QStringLiteral("%1/%2").arg(options.host, options.name), keys),
      m_options(std::move(options)) {}

Result<std::unique_ptr<PostgresDatabase>, OpenFailure> PostgresDatabase::open(PostgresOptions options,
                                                                              const domain::KeyedHash* keys) {
  std::unique_ptr<PostgresDatabase> database(new PostgresDatabase(std::move(options), keys));
  QString detail;
  auto connection = database->connect(&detail);
  if (connection == nullptr) return unexpected(OpenFailure{OpenFault::NoServer, database->place(), detail});
  if (database->m_options.durable) {
    if (const QString unfit = unfitness(*connection); !unfit.isEmpty()) {
      return unexpected(OpenFailure{OpenFault::UnfitServer, database->place(), unfit});
    }
  }
  if (const domain::Clock* const clock = database->m_options.clock) {
    const auto ahead = measuredAhead(*connection, *clock);
    if (!ahead) {
      return unexpected(OpenFailure{OpenFault::NoServer, database->place(), connection->detail()});
    }
    if (isApart(*ahead)) {
      return unexpected(OpenFailure{OpenFault::ClockApart, database->place(), wordsOf(*ahead)});
    }
  }
  if (auto failure = database->bringUp(std::move(connection), keys)) return unexpected(*failure);
  // A service that lost its sessions, perhaps while its key was changed, is not to go on by the old one.
  if (keys != nullptr) database->m_fingerprint = fingerprintOf(*keys);
  return database;
}

Result<bool, OpenFailure> PostgresDatabase::isInUse(PostgresOptions options) {
  const PostgresDatabase database(std::move(options), nullptr);
  QString detail;
  const auto connection = database.connect(&detail);
  if (connection == nullptr) return unexpected(OpenFailure{OpenFault::NoServer, database.place(), detail});
  const auto rows = connection->rows(inUseSql);
  if (rows) return !rows->isEmpty();
  return unexpected(OpenFailure{OpenFault::NoServer, database.place(), connection->detail()});
}

Result<QString, OpenFailure> PostgresDatabase::fingerprintIn(PostgresOptions options) {
  const PostgresDatabase database(std::move(options), nullptr);
  const auto failure = [&](const QString& detail) {
    return unexpected(OpenFailure{OpenFault::NoServer, database.place(), detail});
  };
  QString detail;
  const auto connection = database.connect(&detail);
  if (connection == nullptr) return failure(detail);
  const auto rows = connection->rows(inUseSql);
  if (!rows) return failure(connection->detail());
  if (rows->isEmpty()) return QString();
  const auto kept = keptFingerprint(*connection);
  if (!kept) return failure(connection->detail());
  return kept->value_or(QString());
}

std::optional<qint64> PostgresDatabase::aheadOfServer(const domain::Clock& clock) {
  Connection* const mine = connection();
  return mine == nullptr ? std::nullopt : measuredAhead(*mine, clock);
}

void PostgresDatabase::compareClocks() {
  if (Connection* const mine = connection()) watchClock(*mine);
}

/// A session is not refused for it: a server that has changed may be the one whose clock is wrong, and the
/// services agree with one another all the same.
void PostgresDatabase::watchClock(Connection& connection) const {
  if (m_options.clock == nullptr) return;
  const auto ahead = measuredAhead(connection, *m_options.clock);
  if (!ahead) return;
  const bool apart = isApart(*ahead);
  if (m_isApart.exchange(apart) != apart && apart) remark(wordsOf(*ahead));
}

std::unique_ptr<Connection> PostgresDatabase::connect(QString* detail) const {
  const auto open = [this] { return openedHandle(m_options); };
  // It takes its place among those who are at work, by the key that is in force.
  const auto admission = [this](Connection& connection) {
    if (!platform::isOn(platform::Guard::KeyAdmission)) return true;
    const auto present = connection.rows(presenceSql);
    if (!present || present->isEmpty()) return false;
    if (m_fingerprint.isEmpty()) return true;  // nor is its clock looked at before open() does
    const auto kept = keptFingerprint(connection);
    if (!kept || *kept != m_fingerprint) return false;
    watchClock(connection);
    return true;
  };
  auto connection = std::make_unique<Connection>(open(), postgresDialect(), open, admission);
  if (!connection->isOpen()) {
    *detail = connection->openingFault();
    return nullptr;
  }
  if (connection->isAdmitted()) return connection;
  *detail = connection->detail();
  if (detail->isEmpty()) *detail = QStringLiteral("the master key of its services is being changed, or was");
  return nullptr;
}

}  // namespace latchkey::service::store
