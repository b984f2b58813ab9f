// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QStringList>
#include <QVariant>

namespace latchkey::tests {

/// The work that this thread's connection to the product's database does: statements and the bytes that
/// they write.
class SqlTrace {
public:
  SqlTrace() {
    for (const QString& name : QSqlDatabase::connectionNames()) {
      if (!name.startsWith(QLatin1String("latchkey-"))) continue;
      const QVariant handle = QSqlDatabase::database(name, false).driver()->handle();
      if (handle.isValid()) m_database = *static_cast<sqlite3* const*>(handle.constData());
    }
    if (m_database == nullptr) qFatal("no connection to trace");
    sqlite3_trace_v2(m_database, SQLITE_TRACE_STMT, &SqlTrace::note, this);
  }
  ~SqlTrace() { sqlite3_trace_v2(m_database, 0, nullptr, nullptr); }
  SqlTrace(const SqlTrace&) = delete;
  SqlTrace& operator=(const SqlTrace&) = delete;

  struct Work {
    QStringList statements;
    qint64 bytesWritten = 0;  ///< of statements that write, their values included
  };
  /// What was done since the last call.
  [[nodiscard]] Work take() { return std::exchange(m_work, {}); }

private:
  static int note(unsigned, void* self, void* statement, void*) {
    auto* const prepared = static_cast<sqlite3_stmt*>(statement);
    Work& work = static_cast<SqlTrace*>(self)->m_work;
    work.statements += QString::fromUtf8(sqlite3_sql(prepared));
    if (sqlite3_stmt_readonly(prepared) == 0) {
      char* const whole = sqlite3_expanded_sql(prepared);
      work.bytesWritten += static_cast<qint64>(qstrlen(whole));
      sqlite3_free(whole);
    }
    return 0;
  }

  sqlite3* m_database = nullptr;
  Work m_work;
};

}  // namespace latchkey::tests
