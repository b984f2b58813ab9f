// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "core/platform/result.h"
#include "core/platform/secret.h"
#include "service/store/database.h"
#include "service/store/open_failure.h"

namespace latchkey::service::store {

struct PostgresOptions {
  /// Name or address, or the folder of the server's socket; with commas between for several, of which the one
  /// that can be written to is taken.
  QString host;
  int port = 5432;
  QString name = QStringLiteral("latchkey");
  QString
      user;  ///< empty, as the password: what libpq finds (PGUSER, PGPASSWORD, PGPASSFILE, its certificates)
  platform::Secret password;
  bool tls = true;  ///< checked against the authorities and the host; a socket folder has none
  QString caFile;   ///< empty: the system's authorities
  /// False: a crash of the server may lose the last commits. For what is worthless after a few minutes.
  bool durable = true;
  /// Compared with the server's, when it is opened and for each session: see Database. Null: it is not.
  const domain::Clock* clock = nullptr;
  int connectDeadline = 5;         ///< seconds, for each host
  int lockDeadline = 5000;         ///< ms that a call waits for another writer
  int statementDeadline = 10'000;  ///< ms
  int forgottenDeadline =
      60'000;  ///< ms that a transaction may lie idle, as that of a program that hangs does
};

/// How far a service's clock may be from its database's, ms: leases of services that share it, and what one
/// of them says of a proof's age to another, count in minutes.
inline constexpr qint64 clockTolerance = 5'000;

/// One database of a PostgreSQL server, which several services may share.
class PostgresDatabase final : public Database {
public:
  /// @param keys see Database. Null: an old database, to be looked at.
  [[nodiscard]] static Result<std::unique_ptr<PostgresDatabase>, OpenFailure> open(
      PostgresOptions options, const domain::KeyedHash* keys);
  /// Whether somebody's tables are there already, without a look at whose.
  [[nodiscard]] static Result<bool, OpenFailure> isInUse(PostgresOptions options);
  /// As fingerprintIn() of a file.
  [[nodiscard]] static Result<QString, OpenFailure> fingerprintIn(PostgresOptions options);

  [[nodiscard]] std::optional<qint64> aheadOfServer(const domain::Clock& clock) override;
  void compareClocks() override;

private:
  PostgresDatabase(PostgresOptions options, const domain::KeyedHash* keys);
  [[nodiscard]] std::unique_ptr<Connection> connect(QString* detail) const override;

  void watchClock(Connection& connection) const;

  PostgresOptions m_options;
  mutable std::atomic<bool> m_isApart = false;  ///< that was told last
  QString m_fingerprint;  ///< of the key that each connection has to find; empty until it was compared once
};

}  // namespace latchkey::service::store
