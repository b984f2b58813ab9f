// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/text_table.h"

#include <algorithm>

#include "app/admin/console.h"

namespace latchkey::admin {

QString TextTable::lines(const QList<QStringList>& rows) {
  for (const QStringList& row : rows) {
    while (m_widths.size() < row.size()) m_widths.append(0);
    for (qsizetype i = 0; i < row.size(); ++i) m_widths[i] = std::max(m_widths[i], row.at(i).size());
  }
  QString text;
  for (const QStringList& row : rows) {
    QString line;
    for (qsizetype i = 0; i < row.size(); ++i) {
      const bool last = i + 1 == row.size();
      line += singleLine(last ? row.at(i) : row.at(i).leftJustified(m_widths.at(i) + 2));
    }
    while (line.endsWith(u' ')) line.chop(1);
    text += line + u'\n';
  }
  return text;
}

}  // namespace latchkey::admin
