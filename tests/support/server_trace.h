// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QRegularExpression>

#include "tests/support/postgres_bench.h"
#include "tests/support/sql_trace.h"

namespace latchkey::tests {

/// SqlTrace of a database on a server, over all its sessions: by the server's own log.
class ServerTrace {
public:
  /// For sessions that begin after this.
  static void turnOn(const QString& database) {
    std::ignore = PostgresServer::shared().ask(
        database, QStringLiteral("ALTER DATABASE %1 SET log_statement = 'all'").arg(database));
  }
  ServerTrace() : m_log(PostgresServer::shared().logFile()) {
    if (!m_log.open(QIODevice::ReadOnly)) qFatal("no log of the server");
    m_log.seek(m_log.size());
  }

  /// What was done since the last call. A statement is in the log before it is answered.
  [[nodiscard]] SqlTrace::Work take() {
    static const QRegularExpression begin(QStringLiteral("^\\S+ \\S+ \\S+ \\[\\d+\\] (\\w+):  "),
                                          QRegularExpression::MultilineOption);
    const QString text = QString::fromUtf8(m_log.readAll());
    SqlTrace::Work work;
    qsizetype size = 0;  // of the statement before its text, which follows where it was prepared
    auto heads = begin.globalMatch(text);
    while (heads.hasNext()) {
      const auto head = heads.next();
      const qsizetype end = heads.hasNext() ? heads.peekNext().capturedStart() : text.size();
      const QString said = text.mid(head.capturedEnd(), end - head.capturedEnd()).trimmed();
      if (head.captured(1) == u"LOG" && said.startsWith(u"statement: ")) {
        size = said.size();
        const QString statement = said.mid(11);
        const bool isOther = statement.startsWith(u"EXECUTE ") || statement.startsWith(u"PREPARE ") ||
                             statement.startsWith(u"DEALLOCATE ");
        if (!isOther) work.statements += statement;
      } else if (head.captured(1) == u"DETAIL" && said.startsWith(u"prepare: ")) {
        const QString statement = said.section(QStringLiteral(" AS "), 1);
        work.statements += statement;
        if (!statement.startsWith(u"SELECT")) work.bytesWritten += size;
      }
    }
    return work;
  }

private:
  QFile m_log;
};

}  // namespace latchkey::tests
