// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QStringList>
#include <QVariant>
#include <algorithm>

namespace latchkey::tests {

/// The work that this thread's connection to the product's database does: statements, the bytes that they
/// write, and the pages that they read of what is registered.
class SqlTrace {
public:
  SqlTrace() {
    for (const QString& name : QSqlDatabase::connectionNames()) {
      if (!name.startsWith(QLatin1String("latchkey-"))) continue;
      const QVariant handle = QSqlDatabase::database(name, false).driver()->handle();
      if (handle.isValid()) m_database = *static_cast<sqlite3* const*>(handle.constData());
    }
    if (m_database == nullptr) qFatal("no connection to trace");
    sqlite3_trace_v2(m_database, SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE, &SqlTrace::note, this);
  }
  ~SqlTrace() { sqlite3_trace_v2(m_database, 0, nullptr, nullptr); }
  SqlTrace(const SqlTrace&) = delete;
  SqlTrace& operator=(const SqlTrace&) = delete;

  struct Work {
    QStringList statements;
    qint64 bytesWritten = 0;  ///< of statements that write, their values included
    QStringList reads;        ///< of what is registered: how many pages, and the statement
    int rowsScanned = 0;      ///< of it, one after another instead of by an index
  };
  /// What was done since the last call.
  [[nodiscard]] Work take() { return std::exchange(m_work, {}); }

private:
  static int note(unsigned event, void* self, void* statement, void*) {
    auto* const prepared = static_cast<sqlite3_stmt*>(statement);
    auto* const trace = static_cast<SqlTrace*>(self);
    if (event == SQLITE_TRACE_STMT)
      trace->begins(prepared);
    else
      trace->ends(prepared);
    return 0;
  }
  void begins(sqlite3_stmt* prepared) {
    m_work.statements += QString::fromUtf8(sqlite3_sql(prepared));
    if (sqlite3_stmt_readonly(prepared) == 0) {
      char* const whole = sqlite3_expanded_sql(prepared);
      m_work.bytesWritten += static_cast<qint64>(qstrlen(whole));
      sqlite3_free(whole);
    }
    m_pages = pages();
  }
  void ends(sqlite3_stmt* prepared) {
    const QString text = QString::fromUtf8(sqlite3_sql(prepared));
    // A script leaves these as they are; in the others it depends on random keys where a row comes to lie.
    static const QStringList registered = {
        QStringLiteral("accounts"),       QStringLiteral("contacts"),
        QStringLiteral("authenticators"), QStringLiteral("question_sets"),
        QStringLiteral("security_keys"),  QStringLiteral("registered_contacts"),
        QStringLiteral("start_codes"),    QStringLiteral("passwords_set"),
        QStringLiteral("freezes")};
    const bool counts = sqlite3_stmt_readonly(prepared) != 0 &&
                        std::ranges::any_of(registered, [&text](const QString& table) {
                          return text.contains(QStringLiteral(" FROM ") + table + u' ');
                        });
    if (!counts) return;
    m_work.reads += QStringLiteral("%1 pages: ").arg(pages() - m_pages) + text;
    m_work.rowsScanned += sqlite3_stmt_status(prepared, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
  }
  /// That statements have asked for so far, whether they were in the cache or not.
  [[nodiscard]] int pages() const {
    int sum = 0;
    for (const int counter : {SQLITE_DBSTATUS_CACHE_HIT, SQLITE_DBSTATUS_CACHE_MISS}) {
      int asked = 0;
      int highest = 0;
      sqlite3_db_status(m_database, counter, &asked, &highest, 0);
      sum += asked;
    }
    return sum;
  }

  sqlite3* m_database = nullptr;
  Work m_work;
  int m_pages = 0;  ///< before the statement that runs
};

}  // namespace latchkey::tests
