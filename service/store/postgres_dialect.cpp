// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <QSqlError>

#include "service/store/dialect.h"

namespace latchkey::service::store {

namespace {
/// https://www.postgresql.org/docs/15/errcodes-appendix.html
SqlFault faultOfState(const QString& state) {
  // Without a state there was no answer: the connection broke.
  if (state.isEmpty()) return SqlFault::Lost;
  if (state.startsWith(QLatin1String("23"))) return SqlFault::Conflict;
  // Connection exceptions; the server or its administrator ends the session.
  if (state.startsWith(QLatin1String("08")) || state.startsWith(QLatin1String("57P"))) return SqlFault::Lost;
  // Idle for too long inside a transaction; a server that has become a standby since: another one is looked
  // for.
  if (state == u"25P03" || state == u"25006") return SqlFault::Lost;
  // A lock not granted in time, a statement cancelled for its time, a deadlock.
  if (state == u"55P03" || state == u"57014" || state == u"40P01") return SqlFault::Busy;
  return SqlFault::Unavailable;
}

class PostgresDialect final : public Dialect {
public:
  QString textOf(const Sql& sql) const override {
    return QString::fromLatin1(sql.postgres == nullptr ? sql.text : sql.postgres);
  }
  /// Times need 64 bits; keys are in the order of their bytes, whatever language the database was made for.
  QString schemaText(const QString& statement) const override {
    static const QRegularExpression integer(QStringLiteral("\\bINTEGER\\b"));
    static const QRegularExpression blob(QStringLiteral("\\bBLOB\\b"));
    static const QRegularExpression text(QStringLiteral("\\bTEXT\\b"));
    QString translated = statement;
    translated.replace(integer, QStringLiteral("BIGINT"));
    translated.replace(blob, QStringLiteral("BYTEA"));
    translated.replace(text, QStringLiteral("TEXT COLLATE \"C\""));
    return translated;
  }
  QString suffix() const override { return QStringLiteral(".postgresql"); }
  bool preparesControl() const override { return false; }
  bool hasParallelWriters() const override { return true; }
  bool takesArrays() const override { return true; }
  /// The driver sends texts that end at the first NUL.
  bool takesText(const QString& text) const override { return !text.contains(QChar(u'\0')); }
  SqlFault faultOf(const QSqlError& error) const override { return faultOfState(error.nativeErrorCode()); }
  QString detailOf(const QSqlError& error) const override {
    const QString state = error.nativeErrorCode();
    // Values stand in the lines behind the first ("Key (receipt)=(…) already exists"), and in the first one
    // where a value does not fit its type.
    if (state.startsWith(QLatin1String("22"))) return QStringLiteral("SQLSTATE ") + state;
    // Where the driver is not installed there is no server to say anything.
    const QString said = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    const QString line = said.section(u'\n', 0, 0).trimmed();
    return state.isEmpty() ? line : QStringLiteral("%1 (SQLSTATE %2)").arg(line, state);
  }
};
}  // namespace

const Dialect& postgresDialect() {
  static const PostgresDialect dialect;
  return dialect;
}

}  // namespace latchkey::service::store
