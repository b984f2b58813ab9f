// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QSqlError;

namespace latchkey::service::store {

/// One statement of the catalogue: identified by the addresses of its texts.
struct Sql {
  const char* text;
  const char* postgres = nullptr;  ///< where PostgreSQL wants other words
};

enum class SqlFault {
  None,
  Conflict,
  Busy,  ///< another connection held a lock for longer than the busy timeout, or a statement took too long
  Lost,  ///< the connection is gone, and with it the transaction
  Unavailable
};

/// How one kind of database wants to be spoken to, beyond the words that all of them know.
class Dialect {
public:
  virtual ~Dialect() = default;
  [[nodiscard]] virtual QString textOf(const Sql& sql) const = 0;
  /// One statement of a migration, which is written in the words of SQLite.
  [[nodiscard]] virtual QString schemaText(const QString& statement) const = 0;
  /// What stands in the name of a file with other words for one migration; empty: there is none.
  [[nodiscard]] virtual QString suffix() const = 0;
  /// Whether beginning and ending a transaction can be prepared like other statements.
  [[nodiscard]] virtual bool preparesControl() const = 0;
  /// Whether it needs a lock of ours to have writers one after the other.
  [[nodiscard]] virtual bool hasParallelWriters() const = 0;
  /// Whether one statement takes many rows as arrays. Of use where each statement is a way to a server and
  /// back.
  [[nodiscard]] virtual bool takesArrays() const = 0;
  [[nodiscard]] virtual bool takesText(const QString& text) const = 0;
  [[nodiscard]] virtual SqlFault faultOf(const QSqlError& error) const = 0;
  /// For the log: names of tables and files, never values.
  [[nodiscard]] virtual QString detailOf(const QSqlError& error) const = 0;
};

[[nodiscard]] const Dialect& sqliteDialect();
[[nodiscard]] const Dialect& postgresDialect();

}  // namespace latchkey::service::store
