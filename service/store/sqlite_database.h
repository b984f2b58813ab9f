// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <memory>

#include "core/platform/result.h"
#include "service/store/connection.h"
#include "service/store/journal.h"

namespace latchkey::service::store {

enum class OpenFault {
  CannotOpen,  ///< missing folder, no permission, disk full
  Busy,        ///< another program holds it for longer than the busy timeout
  Damaged,     ///< not a database, or one that fails its integrity check
  Newer,       ///< made by a later version of Latchkey
  OtherKey,    ///< belongs to another master key
  MigrationFailed,
};
struct OpenFailure {
  OpenFault fault = OpenFault::CannotOpen;
  QString path;
  QString detail;  ///< of the database; for the log
};
/// One line for the operator: what is wrong and what to do.
[[nodiscard]] QString explain(const OpenFailure& failure);

/// The fingerprint of the key that a database belongs to, as hexadecimal digits; empty: of none yet. Nothing
/// is written.
[[nodiscard]] Result<QString, OpenFailure> fingerprintIn(const QString& path);

struct SqliteOptions {
  int busyTimeout = 5000;  ///< ms that a call waits for another writer
  /// False: a power cut may lose the last commits (a crash of the process loses none). For what is
  /// worthless after a few minutes, such as the identifiers of used proofs.
  bool durable = true;
  bool check = true;  ///< look the whole file over when it is opened
};

/// One SQLite file (WAL, FULL sync), brought to the present schema. Hands out one connection for each
/// thread. Thread-safe. Must outlive everything that was built on it, and the threads that used it
/// must have ended, or called releaseThread(), before it goes.
class SqliteDatabase {
public:
  /// @param keys link the journal; their fingerprint is written into a new database and compared with an old
  /// one. Must outlive the database. Null: an old database, to be looked at; nothing that belongs into the
  /// journal can be done.
  [[nodiscard]] static Result<std::unique_ptr<SqliteDatabase>, OpenFailure> open(
      const QString& path, const domain::KeyedHash* keys, SqliteOptions options = {});
  ~SqliteDatabase();
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  /// The calling thread's connection, opened at its first use; nothing when that fails.
  [[nodiscard]] Connection* connection();
  /// Closes the calling thread's connection. Also happens when the thread ends.
  void releaseThread();
  [[nodiscard]] const QString& path() const { return m_path; }
  [[nodiscard]] const Journal& journal() const { return m_journal; }

private:
  SqliteDatabase(QString path, const domain::KeyedHash* keys, SqliteOptions options);

  QString m_path;
  Journal m_journal;
  SqliteOptions m_options;
  quint64 m_id;
};

}  // namespace latchkey::service::store
