// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace latchkey::admin {

/// Rows with their columns below one another. Widths only grow, so that a long table can be made piece by
/// piece. Control characters are made visible.
class TextTable {
public:
  /// @return the rows as lines, each with its end.
  [[nodiscard]] QString lines(const QList<QStringList>& rows);

private:
  QList<qsizetype> m_widths;
};

}  // namespace latchkey::admin
