// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace latchkey::ui::widgets {

/// Plain text that wraps at words, and inside a word that is longer than the line (a mail address at
/// 200 %), which QLabel and QPainter::drawText cannot: they would cut it off or widen the window.
class WrappedText {
public:
  WrappedText() = default;
  WrappedText(const QString& text, const QFont& font) : m_text(text), m_font(font) {}

  [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
  [[nodiscard]] int height(int width) const;
  /// Width of the longest line when nothing but line feeds breaks it.
  [[nodiscard]] int naturalWidth() const;
  /// Draws from the rectangle's top with the painter's pen; aligned to the leading edge of the direction.
  void draw(QPainter& painter, const QRectF& rectangle, Qt::LayoutDirection direction,
            Qt::Alignment alignment = Qt::AlignLeading) const;

private:
  QString m_text;
  QFont m_font;
};

}  // namespace latchkey::ui::widgets
