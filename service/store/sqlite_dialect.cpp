// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSqlError>

#include "service/store/dialect.h"

namespace latchkey::service::store {

namespace {
// https://www.sqlite.org/rescode.html: the low byte of an extended code is the primary one.
constexpr int sqliteBusy = 5;
constexpr int sqliteConstraint = 19;

class SqliteDialect final : public Dialect {
public:
  QString textOf(const Sql& sql) const override { return QString::fromLatin1(sql.text); }
  QString schemaText(const QString& statement) const override { return statement; }
  QString suffix() const override { return {}; }
  bool preparesControl() const override { return true; }
  bool hasParallelWriters() const override { return false; }
  bool takesArrays() const override { return false; }
  bool takesText(const QString&) const override { return true; }
  SqlFault faultOf(const QSqlError& error) const override {
    switch (error.nativeErrorCode().toInt() & 0xff) {
      case sqliteConstraint:
        return SqlFault::Conflict;
      case sqliteBusy:
        return SqlFault::Busy;
      default:
        return SqlFault::Unavailable;
    }
  }
  QString detailOf(const QSqlError& error) const override {
    // All values are bound: the driver's text does not know them.
    return error.driverText() + QLatin1String(": ") + error.databaseText();
  }
};
}  // namespace

const Dialect& sqliteDialect() {
  static const SqliteDialect dialect;
  return dialect;
}

}  // namespace latchkey::service::store
