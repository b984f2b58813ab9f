// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>
#include <functional>
#include <optional>
#include <utility>

#include "service/store/dialect.h"

namespace latchkey::service::store {

enum class ScopeMode {
  Read,       ///< sees one moment, and writes nothing
  Temporary,  ///< writes temporary tables of its connection alone, waits for nobody, and has time
  Write,
  LongWrite,  ///< whose statements may take longer than a request has time: migrations, pruning
  LateWrite  ///< as LongWrite, and where writers can be parallel it is one of them only from Scope::join() on
};

/// One database connection with its prepared statements. Belongs to the thread that made it.
class Connection {
public:
  using Rows = QList<QVariantList>;
  using Opener = std::function<QSqlDatabase()>;
  using Admission = std::function<bool(Connection&)>;

  /// @param openAgain opens another one, on which a transaction that finds this one gone may begin; empty: it
  /// may not.
  /// @param admission whether a connection that has just been opened may be worked on; empty: it may.
  Connection(const QSqlDatabase& database, const Dialect& dialect, Opener openAgain = {},
             Admission admission = {});
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// All rows of a query, or of an UPDATE … RETURNING. Nothing on failure; see fault().
  [[nodiscard]] std::optional<Rows> rows(const Sql& sql, const QVariantList& values = {});
  /// The number of rows changed. Nothing on failure.
  [[nodiscard]] std::optional<int> change(const Sql& sql, const QVariantList& values = {});
  /// A statement that is used once (migrations, pragmas).
  [[nodiscard]] bool run(const QString& text);

  /// To be asked once after the construction; where it is opened again, that is done by itself.
  [[nodiscard]] bool isAdmitted() { return !m_admission || m_admission(*this); }
  [[nodiscard]] bool isOpen() const { return m_database.isOpen(); }
  [[nodiscard]] QString openingFault() const;  ///< why it is not open
  [[nodiscard]] SqlFault fault() const { return m_fault; }
  /// A transaction could not be rolled back, or the other end is gone: whatever it holds is let go by closing
  /// the connection alone.
  [[nodiscard]] bool isStuck() const { return m_stuck; }
  [[nodiscard]] QString detail() const { return m_detail; }  ///< of the database, for the log
  [[nodiscard]] const Dialect& dialect() const { return m_dialect; }

private:
  friend class Scope;
  [[nodiscard]] QSqlQuery* execute(const Sql& sql, const QVariantList& values);
  [[nodiscard]] QSqlQuery* prepared(const Sql& sql);
  [[nodiscard]] bool isSentAsText(const Sql& sql) const;
  [[nodiscard]] bool begin(ScopeMode mode);
  [[nodiscard]] bool givesTime(ScopeMode mode);
  [[nodiscard]] bool joinWriters();
  void rollBack();
  [[nodiscard]] bool openAgain();
  void close();
  void remember(const QSqlError& error);
  void breakDown();  ///< at a failpoint of test builds: what an error of the disk does

  QSqlDatabase m_database;
  const Dialect& m_dialect;
  Opener m_opener;
  Admission m_admission;
  /// By the addresses of both texts: literals that are alike in one of them may lie at one address.
  QHash<std::pair<const char*, const char*>, QSqlQuery*> m_prepared;
  bool m_inTransaction = false;
  bool m_aborted = false;  ///< a statement of this transaction has failed
  bool m_stuck = false;
  SqlFault m_fault = SqlFault::None;
  QString m_detail;
};

/// A transaction until commit(); rolls back otherwise. Writers are one after the other, over all connections
/// and all programs, from the begin on: what one of them reads stays so until it has committed
/// (docs/decisions/0028).
class Scope {
public:
  using Mode = ScopeMode;
  /// @param connection may be null: then the scope has failed.
  Scope(Connection* connection, Mode mode);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  [[nodiscard]] bool isOpen() const { return m_connection != nullptr; }
  /// A LateWrite waits for the writers before it; those behind wait for its end. What it has written until
  /// then nobody sees, and it may not have relied on anything that it has read.
  [[nodiscard]] bool join();
  /// False also where a statement has failed: nothing of such a transaction lasts.
  [[nodiscard]] bool commit();
  /// Before the end of the scope, where the fault of the last statement is still to be asked for.
  [[nodiscard]] SqlFault rollBack();

private:
  Connection* m_connection;
};

}  // namespace latchkey::service::store
