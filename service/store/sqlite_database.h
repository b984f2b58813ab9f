// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>

#include "core/platform/result.h"
#include "service/store/database.h"
#include "service/store/open_failure.h"

namespace latchkey::service::store {

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

/// One SQLite file (WAL, FULL sync).
class SqliteDatabase final : public Database {
public:
  /// @param keys see Database. Null: an old database, to be looked at; nothing that belongs into the journal
  /// can be done.
  [[nodiscard]] static Result<std::unique_ptr<SqliteDatabase>, OpenFailure> open(
      const QString& path, const domain::KeyedHash* keys, SqliteOptions options = {});

private:
  SqliteDatabase(QString path, const domain::KeyedHash* keys, SqliteOptions options);
  [[nodiscard]] std::unique_ptr<Connection> connect(QString* detail) const override;

  SqliteOptions m_options;
};

}  // namespace latchkey::service::store
