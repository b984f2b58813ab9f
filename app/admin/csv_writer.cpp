// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/csv_writer.h"

namespace latchkey::admin {

namespace {

/// What begins a formula, full-width too, and what spreadsheets skip before they look for it.
bool beginsFormula(const QString& cell) {
  return !cell.isEmpty() && QStringView(u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20").contains(cell.front());
}

QString quoted(QString cell) {
  if (beginsFormula(cell)) {
    cell.prepend(u'\'');
  } else if (!cell.contains(u'"') && !cell.contains(u',') && !cell.contains(u'\r') && !cell.contains(u'\n')) {
    return cell;
  }
  return u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

}  // namespace

QByteArray csvRecord(const QStringList& cells) {
  QStringList written;
  for (const QString& cell : cells) written << quoted(cell);
  return written.join(u',').toUtf8() + "\r\n";
}

}  // namespace latchkey::admin
