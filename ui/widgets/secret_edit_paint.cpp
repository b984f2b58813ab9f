// SPDX-License-Identifier: GPL-3.0-or-later
// The measuring and drawing half of SecretEdit.
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme_style.h"
#include "ui/widgets/code_points.h"
#include "ui/widgets/secret_edit.h"

namespace latchkey::ui::widgets {

using theme::Theme;
using theme::themeOf;

namespace {
constexpr int fieldHeight = 44;
constexpr int fieldWidth = 400;
constexpr double dotShare = 0.36;  // of the letters' height
constexpr double dotCellShare = 0.66;
}  // namespace

QSize SecretEdit::sizeHint() const {
  const Theme& theme = themeOf(*this);
  return {theme.scaled(fieldWidth), theme.scaled(fieldHeight)};
}

QSize SecretEdit::minimumSizeHint() const {
  const Theme& theme = themeOf(*this);
  return {theme.scaled(fieldWidth / 2), theme.scaled(fieldHeight)};
}

QRect SecretEdit::textPlace() const {
  return rect().adjusted(theme::spacing::twice, theme::spacing::half, -theme::spacing::twice,
                         -theme::spacing::half);
}

double SecretEdit::dotWidth() const {
  return QFontMetricsF(themeOf(*this).font(textRole())).ascent() * dotCellShare;
}

double SecretEdit::xOf(int position) const {
  if (m_masked) return position * dotWidth();
  // One character at a time: the whole text never stands in a layout's memory.
  const QFontMetricsF metrics(themeOf(*this).font(textRole()));
  const std::string_view text = m_text.view();
  double x = 0;
  std::size_t offset = 0;
  for (int i = 0; i < position && offset < text.size(); ++i) {
    const char32_t c = codePointAt(text, offset);
    if (!QChar::isMark(c)) x += metrics.horizontalAdvance(QString::fromUcs4(&c, 1));
    offset += codePointSize(text[offset]);
  }
  return x;
}

double SecretEdit::originOf(const QRect& place) const {
  // Longer than the field: as far to the left as keeps the cursor inside.
  const double whole = xOf(length());
  if (whole > place.width()) {
    const double overhang = std::clamp(xOf(m_cursor) - place.width() + 2.0, 0.0, whole - place.width() + 2.0);
    return place.left() - overhang;
  }
  return layoutDirection() == Qt::RightToLeft ? place.right() + 1 - whole : place.left();
}

int SecretEdit::positionAt(double x) const {
  int position = 0;
  while (position < length() && (xOf(position) + xOf(position + 1)) / 2 < x) ++position;
  return position;
}

void SecretEdit::paintText(QPainter& painter, const QRectF& place, double origin) const {
  const QFontMetricsF metrics(painter.font());
  const double middle = place.center().y();
  if (m_masked) {
    const double dot = metrics.ascent() * dotShare / 2;
    painter.setBrush(painter.pen().color());
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < length(); ++i)
      painter.drawEllipse(QPointF(origin + (i + 0.5) * dotWidth(), middle), dot, dot);
    return;
  }
  const double baseline = middle + (metrics.ascent() - metrics.descent()) / 2;
  const std::string_view text = m_text.view();
  double x = origin;
  double last = origin;
  for (std::size_t offset = 0; offset < text.size(); offset += codePointSize(text[offset])) {
    const char32_t c = codePointAt(text, offset);
    const QString letter = QString::fromUcs4(&c, 1);
    const bool mark = QChar::isMark(c);  // stands on the letter before it
    painter.drawText(QPointF(mark ? last : x, baseline), letter);
    if (mark) continue;
    last = x;
    x += metrics.horizontalAdvance(letter);
  }
}

void SecretEdit::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  const theme::Colours& c = theme.colours();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  theme::drawFieldFrame(painter, QRectF(rect()), theme, hasFocus(), theme::isFieldInvalid(*this));

  const QRect place = textPlace();
  painter.setClipRect(place.adjusted(-2, 0, 2, 0));
  painter.setFont(theme.font(textRole()));
  QFont plain = painter.font();
  plain.setWeight(QFont::Normal);
  painter.setFont(plain);
  const double origin = originOf(place);
  if (m_text.isEmpty() && m_preedit.isEmpty() && !m_placeholder.isEmpty()) {
    painter.setPen(c.mutedText);
    painter.drawText(place, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading), m_placeholder);
  }
  const double lineHeight = QFontMetricsF(plain).height();
  const double top = place.center().y() + 0.5 - lineHeight / 2;
  if (hasFocus() && selectionStart() != selectionEnd()) {
    const double from = xOf(selectionStart());
    painter.fillRect(QRectF(origin + from, top, xOf(selectionEnd()) - from, lineHeight),
                     theme.isHighContrast() ? c.accent : c.accentSoft);
  }
  const bool inverted = theme.isHighContrast() && hasFocus() && selectionStart() != selectionEnd();
  painter.setPen(isEnabled() ? (inverted ? c.onAccent : c.text) : c.mutedText);
  paintText(painter, QRectF(place), origin);

  double cursor = origin + xOf(m_cursor);
  if (!m_preedit.isEmpty()) {
    QFont composing = plain;
    composing.setUnderline(true);
    painter.setFont(composing);
    painter.setPen(c.accent);
    painter.drawText(QPointF(cursor, top + QFontMetricsF(plain).ascent()), m_preedit);
    cursor += QFontMetricsF(plain).horizontalAdvance(m_preedit);
  }
  if (hasFocus() && m_cursorShown) {
    painter.fillRect(QRectF(std::round(cursor), top, theme.isHighContrast() ? 3 : 2, lineHeight), c.text);
  }
}

}  // namespace latchkey::ui::widgets
