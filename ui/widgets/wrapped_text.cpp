// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wrapped_text.h"

#include <QCache>
#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>
#include <QStyle>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

namespace latchkey::ui::widgets {

namespace {

/// Lays the text out from y = 0. Returns the height.
double layOut(QTextLayout& layout, double width, Qt::LayoutDirection direction, Qt::Alignment alignment) {
  QTextOption option(QStyle::visualAlignment(direction, alignment) | Qt::AlignAbsolute);
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  // The place is the window's matter, the order of the words the text's: English in a right-to-left window
  // (a name, a mask) still reads from the left.
  option.setTextDirection(layout.text().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
  layout.setTextOption(option);
  double y = 0;
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(std::max(width, 1.0));
    line.setPosition({0, y});
    y += line.height();
  }
  layout.endLayout();
  return y;
}

QString withLineSeparators(const QString& text) {
  QString lines = text;
  return lines.replace(QLatin1Char('\n'), QChar(QChar::LineSeparator));
}

}  // namespace

int WrappedText::height(int width) const {
  if (m_text.isEmpty()) return 0;
  // A window's layouts ask the same again and again until they have settled, and to shape a text is what
  // takes longest of all before the first page stands.
  thread_local QCache<QString, int> known(256);
  const QString key = QString::number(width) + QLatin1Char('\n') + m_font.key() + QLatin1Char('\n') + m_text;
  if (const int* const height = known.object(key)) return *height;
  QTextLayout layout(withLineSeparators(m_text), m_font);
  const int height = static_cast<int>(std::ceil(layOut(layout, width, Qt::LeftToRight, Qt::AlignLeft)));
  known.insert(key, new int(height));
  return height;
}

int WrappedText::naturalWidth() const {
  const QFontMetricsF metrics(m_font);
  double widest = 0;
  for (const QString& line : m_text.split(QLatin1Char('\n')))
    widest = std::max(widest, metrics.horizontalAdvance(line));
  return static_cast<int>(std::ceil(widest)) + 1;
}

void WrappedText::draw(QPainter& painter, const QRectF& rectangle, Qt::LayoutDirection direction,
                       Qt::Alignment alignment) const {
  if (m_text.isEmpty()) return;
  QTextLayout layout(withLineSeparators(m_text), m_font);
  layOut(layout, rectangle.width(), direction, alignment);
  layout.draw(&painter, rectangle.topLeft());
}

}  // namespace latchkey::ui::widgets
