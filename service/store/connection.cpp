// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/connection.h"

#include <QSqlError>
#include <QSqlRecord>
#include <memory>
#include <utility>

#include "core/platform/failpoint.h"
#include "core/platform/guard.h"

namespace latchkey::service::store {

namespace {
constexpr Sql beginRead{"BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"};
constexpr Sql beginTemporary{"BEGIN"};
constexpr Sql beginWrite{"BEGIN IMMEDIATE", "BEGIN ISOLATION LEVEL READ COMMITTED"};
// One writer at a time, as SQLite has it. Each statement behind it sees what was committed before, hence all
// that the writers before this one have done. The number is any: locks of this kind belong to one database.
constexpr Sql lockForWriting{"SELECT pg_advisory_xact_lock(4242)"};
constexpr Sql commitSql{"COMMIT"};
constexpr Sql rollbackSql{"ROLLBACK"};

constexpr bool isBegin(const Sql& sql) {
  return sql.text == beginRead.text || sql.text == beginTemporary.text || sql.text == beginWrite.text;
}
constexpr bool isEnd(const Sql& sql) {
  return sql.text == commitSql.text || sql.text == rollbackSql.text;
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

Connection::Connection(const QSqlDatabase& database, const Dialect& dialect, Opener openAgain,
                       Admission admission)
    : m_database(database),
      m_dialect(dialect),
      m_opener(std::move(openAgain)),
      m_admission(std::move(admission)) {}

Connection::~Connection() {
  close();
}

void Connection::close() {
  const QString name = m_database.connectionName();
  m_database = QSqlDatabase();
  // The driver goes first: statements that outlive it have nothing to tell a server, which may be gone.
  QSqlDatabase::removeDatabase(name);
  qDeleteAll(m_prepared);
  m_prepared.clear();
}

QString Connection::openingFault() const {
  return m_dialect.detailOf(m_database.lastError());
}

bool Connection::isSentAsText(const Sql& sql) const {
  return !m_dialect.preparesControl() && (isBegin(sql) || isEnd(sql));
}

QSqlQuery* Connection::prepared(const Sql& sql) {
  const std::pair identity(sql.text, sql.postgres);
  QSqlQuery*& query = m_prepared[identity];
  if (query != nullptr) return query;
  auto fresh = std::make_unique<QSqlQuery>(m_database);
  fresh->setForwardOnly(true);
  if (!isSentAsText(sql) && !fresh->prepare(m_dialect.textOf(sql))) {
    remember(fresh->lastError());
    m_prepared.remove(identity);
    return nullptr;
  }
  query = fresh.release();
  return query;
}

QSqlQuery* Connection::execute(const Sql& sql, const QVariantList& values) {
  m_fault = SqlFault::None;
  if (fails(placeOf(sql))) {
    breakDown();
    return nullptr;
  }
  QSqlQuery* const query = prepared(sql);
  if (query == nullptr) return nullptr;
  for (int index = 0; index < values.size(); ++index) {
    const QVariant& value = values.at(index);
    if (value.metaType() == QMetaType::fromType<QString>() && !m_dialect.takesText(value.toString())) {
      m_fault = SqlFault::Unavailable;
      m_detail = QStringLiteral("a text that this database cannot keep");
      m_aborted = true;
      return nullptr;
    }
    query->bindValue(index, value);
  }
  if (!(isSentAsText(sql) ? query->exec(m_dialect.textOf(sql)) : query->exec())) {
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
  if (isBegin(sql) || isEnd(sql)) {
    m_inTransaction = isBegin(sql);
    m_aborted = false;
  }
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
  return true;
}

bool Connection::openAgain() {
  if (!m_opener) return false;
  close();
  m_database = m_opener();
  m_stuck = !m_database.isOpen();
  if (m_stuck) remember(m_database.lastError());
  if (!m_stuck && !isAdmitted()) m_stuck = true;
  return !m_stuck;
}

void Connection::rollBack() {
  // Of a connection that is gone, the other end has rolled back already.
  if (!m_stuck && !change(rollbackSql)) m_stuck = true;
}

/// What a request cannot wait for may take as long as it takes; who fills tables of their own may pause as
/// well.
bool Connection::givesTime(ScopeMode mode) {
  if (mode == ScopeMode::Write) return true;
  if (!run(QStringLiteral("SET LOCAL statement_timeout = 0"))) return false;
  return mode != ScopeMode::Temporary ||
         run(QStringLiteral("SET LOCAL idle_in_transaction_session_timeout = 0"));
}

bool Connection::begin(ScopeMode mode) {
  const bool isReading = mode == ScopeMode::Read;
  const bool isTemporary = mode == ScopeMode::Temporary;
  if (!change(isReading ? beginRead : isTemporary ? beginTemporary : beginWrite)) return false;
  if (isReading || !m_dialect.hasParallelWriters()) return true;
  const bool isAlone = isTemporary || mode == ScopeMode::LateWrite;
  if (givesTime(mode) && (isAlone || joinWriters())) return true;
  const SqlFault fault = m_fault;
  rollBack();
  m_fault = fault;
  return false;
}

bool Connection::joinWriters() {
  return !m_dialect.hasParallelWriters() || !platform::isOn(platform::Guard::OneWriter) ||
         rows(lockForWriting);
}

void Connection::breakDown() {
  m_aborted = true;
  m_fault = SqlFault::Unavailable;
  m_detail = QStringLiteral("disk I/O error");
}

void Connection::remember(const QSqlError& error) {
  m_aborted = true;
  m_fault = m_dialect.faultOf(error);
  m_detail = m_dialect.detailOf(error);
  if (m_fault == SqlFault::Lost) m_stuck = true;
}

Scope::Scope(Connection* connection, Mode mode) : m_connection(connection) {
  if (m_connection == nullptr) return;
  if (m_connection->begin(mode)) return;
  // The server was restarted since the last transaction: nothing was done yet that could be done twice.
  const bool again = m_connection->m_fault == SqlFault::Lost && platform::isOn(platform::Guard::BeginAgain) &&
                     m_connection->openAgain() && m_connection->begin(mode);
  if (!again) m_connection = nullptr;
}

Scope::~Scope() {
  if (m_connection != nullptr) m_connection->rollBack();
}

SqlFault Scope::rollBack() {
  if (m_connection == nullptr) return SqlFault::Unavailable;
  const SqlFault fault = m_connection->fault();
  m_connection->rollBack();
  m_connection = nullptr;
  return fault;
}

bool Scope::join() {
  if (m_connection == nullptr) return false;
  // Nobody holds the lock for longer than a transaction may lie idle; much work would be lost.
  const bool isShared = m_connection->dialect().hasParallelWriters();
  if (isShared && !m_connection->run(QStringLiteral("SET LOCAL lock_timeout = 0"))) return false;
  return m_connection->joinWriters();
}

bool Scope::commit() {
  // PostgreSQL takes the COMMIT of a transaction that has failed, and rolls it back.
  if (m_connection == nullptr || m_connection->m_aborted || !m_connection->change(commitSql)) return false;
  m_connection = nullptr;
  return true;
}

}  // namespace latchkey::service::store
