// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/connection.h"

#include <QSqlError>
#include <QSqlRecord>
#include <memory>
#include <utility>

#include "core/platform/failpoint.h"

namespace latchkey::service::store {

namespace {
// https://www.sqlite.org/rescode.html: the low byte of an extended code is the primary one.
constexpr int sqliteBusy = 5;
constexpr int sqliteConstraint = 19;

SqlFault faultOf(int code) {
  switch (code & 0xff) {
    case sqliteConstraint:
      return SqlFault::Conflict;
    case sqliteBusy:
      return SqlFault::Busy;
    default:
      return SqlFault::Unavailable;
  }
}

constexpr Sql beginRead{"BEGIN"};
constexpr Sql beginWrite{"BEGIN IMMEDIATE"};
constexpr Sql commitSql{"COMMIT"};
constexpr Sql rollbackSql{"ROLLBACK"};

constexpr bool isBegin(const Sql& sql) {
  return sql.text == beginRead.text || sql.text == beginWrite.text;
}

bool fails(const char* place) {
  return platform::failsHere(platform::FailClass::Store, place);
}

/// Where a statement stands in its transaction: the name of its failpoint.
constexpr const char* placeOf(const Sql& sql) {
  if (sql.text == commitSql.text) return "store.commit.before";
  if (sql.text == rollbackSql.text) return "store.rollback";
  return isBegin(sql) ? "store.begin" : "store.statement";
}
}  // namespace

Connection::Connection(const QSqlDatabase& database) : m_database(database) {}

Connection::~Connection() {
  qDeleteAll(m_prepared);
  const QString name = m_database.connectionName();
  m_database.close();
  m_database = QSqlDatabase();
  QSqlDatabase::removeDatabase(name);
}

QSqlQuery* Connection::execute(const Sql& sql, const QVariantList& values) {
  m_fault = SqlFault::None;
  if (fails(placeOf(sql))) {
    breakDown();
    return nullptr;
  }
  QSqlQuery*& query = m_prepared[sql.text];
  if (query == nullptr) {
    auto fresh = std::make_unique<QSqlQuery>(m_database);
    fresh->setForwardOnly(true);
    if (!fresh->prepare(QString::fromLatin1(sql.text))) {
      remember(fresh->lastError());
      m_prepared.remove(sql.text);
      return nullptr;
    }
    query = fresh.release();
  }
  for (int index = 0; index < values.size(); ++index) query->bindValue(index, values.at(index));
  if (!query->exec()) {
    remember(query->lastError());
    query->finish();
    return nullptr;
  }
  return query;
}

std::optional<Connection::Rows> Connection::rows(const Sql& sql, const QVariantList& values) {
  QSqlQuery* const query = execute(sql, values);
  if (query == nullptr) return std::nullopt;
  Rows rows;
  const int columns = query->record().count();
  bool isRow = query->next();
  // One for a query: that a later row cannot be read is no other fault.
  if (isRow && fails("store.row")) {
    query->finish();
    breakDown();
    return std::nullopt;
  }
  for (; isRow; isRow = query->next()) {
    QVariantList row;
    row.reserve(columns);
    for (int column = 0; column < columns; ++column) row.append(query->value(column));
    rows.append(std::move(row));
  }
  const QSqlError error = query->lastError();
  // An unfinished statement would hold its lock on the database.
  query->finish();
  if (error.isValid()) {
    remember(error);
    return std::nullopt;
  }
  return rows;
}

std::optional<int> Connection::change(const Sql& sql, const QVariantList& values) {
  QSqlQuery* const query = execute(sql, values);
  if (query == nullptr) return std::nullopt;
  const int changed = query->numRowsAffected();
  query->finish();
  if (isBegin(sql)) m_inTransaction = true;
  if (sql.text == commitSql.text || sql.text == rollbackSql.text) m_inTransaction = false;
  // What was done lasts, and nobody is told: callers have to live with an outcome that they do not know.
  const bool lasts = !m_inTransaction && sql.text != rollbackSql.text;
  if (lasts && fails("store.commit.after")) {
    breakDown();
    return std::nullopt;
  }
  return changed;
}

bool Connection::run(const QString& text) {
  m_fault = SqlFault::None;
  if (fails("store.run")) {
    breakDown();
    return false;
  }
  QSqlQuery query(m_database);
  if (!query.exec(text)) {
    remember(query.lastError());
    return false;
  }
  if (text != QLatin1String(commitSql.text) || !fails("store.commit.after")) return true;
  breakDown();
  return false;
}

void Connection::breakDown() {
  m_fault = SqlFault::Unavailable;
  m_detail = QStringLiteral("disk I/O error");
}

void Connection::remember(const QSqlError& error) {
  m_fault = faultOf(error.nativeErrorCode().toInt());
  // The driver's text may name tables and files, never values: all values are bound.
  m_detail = error.driverText() + QLatin1String(": ") + error.databaseText();
}

Scope::Scope(Connection* connection, Mode mode) : m_connection(connection) {
  if (m_connection == nullptr) return;
  if (!m_connection->change(mode == Mode::Write ? beginWrite : beginRead)) m_connection = nullptr;
}

Scope::~Scope() {
  if (m_connection != nullptr && !m_connection->change(rollbackSql)) m_connection->m_stuck = true;
}

bool Scope::commit() {
  if (m_connection == nullptr || !m_connection->change(commitSql)) return false;
  m_connection = nullptr;
  return true;
}

}  // namespace latchkey::service::store
