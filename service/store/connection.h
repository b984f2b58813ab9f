// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>
#include <optional>

class QSqlError;

namespace latchkey::service::store {

/// One statement of the catalogue: identified by the address of its text.
struct Sql {
  const char* text;
};

enum class SqlFault {
  None,
  Conflict,
  Busy,  ///< another connection held a lock for longer than the busy timeout
  Unavailable
};

/// One database connection with its prepared statements. Belongs to the thread that made it.
class Connection {
public:
  using Rows = QList<QVariantList>;

  explicit Connection(const QSqlDatabase& database);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// All rows of a query, or of an UPDATE … RETURNING. Nothing on failure; see fault().
  [[nodiscard]] std::optional<Rows> rows(const Sql& sql, const QVariantList& values = {});
  /// The number of rows changed. Nothing on failure.
  [[nodiscard]] std::optional<int> change(const Sql& sql, const QVariantList& values = {});
  /// A statement that is used once (migrations, pragmas).
  [[nodiscard]] bool run(const QString& text);

  [[nodiscard]] SqlFault fault() const { return m_fault; }
  /// A transaction could not be rolled back: whatever it holds is let go by closing the connection alone.
  [[nodiscard]] bool isStuck() const { return m_stuck; }
  [[nodiscard]] QString detail() const { return m_detail; }  ///< of the database, for the log

private:
  friend class Scope;
  [[nodiscard]] QSqlQuery* execute(const Sql& sql, const QVariantList& values);
  void remember(const QSqlError& error);
  void breakDown();  ///< at a failpoint of test builds: what an error of the disk does

  QSqlDatabase m_database;
  QHash<const char*, QSqlQuery*> m_prepared;
  bool m_inTransaction = false;
  bool m_stuck = false;
  SqlFault m_fault = SqlFault::None;
  QString m_detail;
};

/// BEGIN IMMEDIATE (or a plain BEGIN for reads) until commit(); rolls back otherwise.
class Scope {
public:
  enum class Mode { Read, Write };
  /// @param connection may be null: then the scope has failed.
  Scope(Connection* connection, Mode mode);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  [[nodiscard]] bool isOpen() const { return m_connection != nullptr; }
  [[nodiscard]] bool commit();

private:
  Connection* m_connection;
};

}  // namespace latchkey::service::store
