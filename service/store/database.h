// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "service/domain/ports.h"
#include "service/store/connection.h"
#include "service/store/journal.h"
#include "service/store/open_failure.h"

namespace latchkey::service::store {

/// A database, brought to the present schema. Hands out one connection for each thread. Thread-safe. Must
/// outlive everything that was built on it, and the threads that used it must have ended, or called
/// releaseThread(), before it goes.
class Database {
public:
  virtual ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// The calling thread's connection, opened at its first use and whenever it was lost; nothing when that
  /// fails.
  [[nodiscard]] Connection* connection();
  /// Closes the calling thread's connection. Also happens when the thread ends.
  void releaseThread();
  /// @param told from any thread, what is in the way when a connection cannot be opened, once until that
  /// changes; empty when there is one again. To be set before other threads come.
  void watchFaults(std::function<void(const QString& detail)> told) { m_told = std::move(told); }
  /// By how many ms this clock is ahead of the server's (below 0: behind), at the least: as far as the time
  /// that the answer took does not account for it. Nothing where there is no server, or it does not answer.
  [[nodiscard]] virtual std::optional<qint64> aheadOfServer(const domain::Clock& /*clock*/) { return {}; }
  /// Once in a while: where a clock has gone astray since, that is told.
  virtual void compareClocks() {}
  /// The file, or the server and the name: for the operator.
  [[nodiscard]] const QString& place() const { return m_place; }
  [[nodiscard]] const Journal& journal() const { return m_journal; }

protected:
  /// Something about a connection that is open all the same. From any thread.
  void remark(const QString& detail) const {
    if (m_told) m_told(detail);
  }
  /// @param keys link the journal; their fingerprint is written into a new database and compared with an old
  /// one. Must outlive the database.
  Database(QString place, const domain::KeyedHash* keys);
  [[nodiscard]] virtual std::unique_ptr<Connection> connect(QString* detail) const = 0;
  /// Migrates, looks whose it is, and keeps the connection for the calling thread.
  [[nodiscard]] std::optional<OpenFailure> bringUp(std::unique_ptr<Connection> connection,
                                                   const domain::KeyedHash* keys);

private:
  void tell(const QString& detail);

  QString m_place;
  std::function<void(const QString&)> m_told;
  std::mutex m_faultMutex;
  QString m_fault;  ///< that was told last
  Journal m_journal;
  quint64 m_id;
};

/// Of no other connection of this process.
[[nodiscard]] QString nextConnectionName();

}  // namespace latchkey::service::store
