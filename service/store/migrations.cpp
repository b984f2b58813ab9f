// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/migrations.h"

#include <QFile>
#include <QRegularExpression>
#include <QStringList>

#include "service/store/journal.h"

static void initialiseMigrations() {  // the macro wants the global namespace; a static library needs it
  Q_INIT_RESOURCE(migrations);
}

namespace latchkey::service::store {

namespace {
constexpr Sql versionSql{"SELECT value FROM meta WHERE name = 'schema-version'"};
constexpr Sql setVersion{
    "INSERT INTO meta (name, value) VALUES ('schema-version', ?) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"};
constexpr Sql metaThere{"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'",
                        "SELECT 1 WHERE to_regclass('meta') IS NOT NULL"};

constexpr Sql fingerprintSql{"SELECT value FROM meta WHERE name = 'key-fingerprint'"};
constexpr Sql setFingerprint{"INSERT INTO meta (name, value) VALUES ('key-fingerprint', ?)"};

constexpr int journalVersion = 5;  ///< whose rows are linked by code

#ifdef LATCHKEY_FAILPOINTS
/// What the version after this one brings, where a test says so: to see both at work on one database.
const QString& nextSchema() {
  static const QString statements = qEnvironmentVariable("LATCHKEY_NEXT_SCHEMA");
  return statements;
}
int knownVersion() {
  return nextSchema().isEmpty() ? schemaVersion : schemaVersion + 1;
}
#else
constexpr int knownVersion() {
  return schemaVersion;
}
#endif

/// The schema of the database; 0: nothing there yet.
int versionIn(const Connection::Rows& rows) {
  return rows.isEmpty() ? 0 : rows.first().first().toInt();
}

QStringList statementsOf(int version, const Dialect& dialect) {
  static const QStringList files = {
      QStringLiteral("001_initial.sql"),        QStringLiteral("002_owner_language.sql"),
      QStringLiteral("003_factors.sql"),        QStringLiteral("004_directories.sql"),
      QStringLiteral("005_journal_chain.sql"),  QStringLiteral("006_questions.sql"),
      QStringLiteral("007_reasons.sql"),        QStringLiteral("008_start_codes.sql"),
      QStringLiteral("009_objections.sql"),     QStringLiteral("010_removed_contacts.sql"),
      QStringLiteral("011_appeals.sql"),        QStringLiteral("012_security_keys.sql"),
      QStringLiteral("013_deliveries.sql"),     QStringLiteral("014_going_on.sql"),
      QStringLiteral("015_own_networks.sql"),   QStringLiteral("016_enrolments.sql"),
      QStringLiteral("017_rehearsals.sql"),     QStringLiteral("018_temporary_passwords.sql"),
      QStringLiteral("019_temporary_ends.sql"), QStringLiteral("020_registration_waits.sql")};
#ifdef LATCHKEY_FAILPOINTS
  if (version > schemaVersion) return nextSchema().split(QStringLiteral(";\n"));
#endif
  QString name = files.at(version - 1);
  const QString own = name.chopped(4) + dialect.suffix() + QStringLiteral(".sql");
  if (QFile::exists(QStringLiteral(":/latchkey/store/migrations/") + own)) name = own;
  QFile file(QStringLiteral(":/latchkey/store/migrations/") + name);
  if (!file.open(QIODevice::ReadOnly)) return {};
  const QString text = QString::fromUtf8(file.readAll());
  static const QRegularExpression comment(QStringLiteral("^--.*$"), QRegularExpression::MultilineOption);
  QStringList statements;
  for (const QString& part : QString(text).remove(comment).split(QStringLiteral(";\n"))) {
    if (!part.trimmed().isEmpty()) statements.append(dialect.schemaText(part.trimmed()));
  }
  return statements;
}

/// @param present the schema before all migrations; 0: a new database
bool runOne(Connection& connection, int version, int present, const domain::KeyedHash* keys) {
  const QStringList statements = statementsOf(version, connection.dialect());
  if (statements.isEmpty()) return false;
  for (const QString& statement : statements) {
    if (!connection.run(statement)) return false;
  }
  if (version == journalVersion && !Journal(keys).adopt(connection, present > 0)) return false;
  return connection.change(setVersion, {QString::number(version)}).has_value();
}

OpenFailure failureOf(const Connection& connection, const QString& path) {
  const bool busy = connection.fault() == SqlFault::Busy;
  return {busy ? OpenFault::Busy : OpenFault::CannotOpen, path, connection.detail()};
}
}  // namespace

QString fingerprintOf(const domain::KeyedHash& keys) {
  return QString::fromLatin1(keys.fingerprint().toHex());
}

std::optional<std::optional<QString>> keptFingerprint(Connection& connection) {
  const auto rows = connection.rows(fingerprintSql);
  if (!rows) return std::nullopt;
  if (rows->isEmpty()) return std::optional<QString>();
  return std::optional<QString>(rows->first().first().toString());
}

std::optional<OpenFailure> migrate(Connection& connection, const QString& path,
                                   const domain::KeyedHash* keys) {
  initialiseMigrations();
  const auto failure = [&](OpenFault fault) {
    const bool busy = connection.fault() == SqlFault::Busy;
    return OpenFailure{busy ? OpenFault::Busy : fault, path, connection.detail()};
  };
  // Nothing to do as a rule: then no lock is taken, and nobody has to be waited for.
  const auto meta = connection.rows(metaThere);
  if (!meta) return failure(OpenFault::CannotOpen);
  if (!meta->isEmpty()) {
    const auto known = connection.rows(versionSql);
    if (!known) return failure(OpenFault::Damaged);
    if (versionIn(*known) == knownVersion()) return std::nullopt;
  }
  // Two programs may start at once: the version is read again inside the write.
  Scope scope(&connection, Scope::Mode::LongWrite);
  if (!scope.isOpen()) return failure(OpenFault::CannotOpen);
  if (!connection.run(connection.dialect().schemaText(
          QStringLiteral("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)")))) {
    return failure(OpenFault::CannotOpen);
  }
  const auto rows = connection.rows(versionSql);
  if (!rows) return failure(OpenFault::Damaged);
  const int present = versionIn(*rows);
  if (present > knownVersion()) {
    return OpenFailure{OpenFault::Newer, path,
                       QStringLiteral("schema %1, this program knows %2").arg(present).arg(knownVersion())};
  }
  // What another key links, its own could never check.
  const auto kept = keptFingerprint(connection);
  if (!kept) return failure(OpenFault::Damaged);
  if (*kept && keys != nullptr && **kept != fingerprintOf(*keys)) {
    return OpenFailure{OpenFault::OtherKey, path, {}};
  }
  for (int version = present + 1; version <= knownVersion(); ++version) {
    if (!runOne(connection, version, present, keys)) return failure(OpenFault::MigrationFailed);
  }
  if (!scope.commit()) return failure(OpenFault::MigrationFailed);
  return std::nullopt;
}

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

}  // namespace latchkey::service::store
