// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/scroll_bar.h"

#include <QPainter>
#include <QStyleOptionSlider>
#include <algorithm>

#include "ui/theme/contrast.h"
#include "ui/theme/theme.h"

namespace latchkey::ui::theme {

namespace {

constexpr int shortestThumb = 32;  // px: to be caught with the pointer
constexpr int inset = 3;

}  // namespace

QRect scrollBarPart(const QStyleOptionSlider& option, QStyle::SubControl part) {
  if (part == QStyle::SC_ScrollBarAddLine || part == QStyle::SC_ScrollBarSubLine) return {};
  if (part == QStyle::SC_ScrollBarGroove) return option.rect;

  const bool across = option.orientation == Qt::Horizontal;
  const int room = across ? option.rect.width() : option.rect.height();
  const qint64 range = qint64{option.maximum} - option.minimum;
  const qint64 all = range + std::max(option.pageStep, 1);
  const int thumb = range <= 0 ? room
                               : std::clamp(static_cast<int>(room * qint64{option.pageStep} / all),
                                            std::min(shortestThumb, room), room);
  const int start = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                    room - thumb, option.upsideDown);
  int from = start;
  int length = thumb;
  if (part == QStyle::SC_ScrollBarSubPage) {
    from = 0;
    length = start;
  } else if (part == QStyle::SC_ScrollBarAddPage) {
    from = start + thumb;
    length = room - start - thumb;
  }
  const QRect place = across
                          ? QRect(option.rect.left() + from, option.rect.top(), length, option.rect.height())
                          : QRect(option.rect.left(), option.rect.top() + from, option.rect.width(), length);
  return QStyle::visualRect(option.direction, option.rect, place);
}

void drawScrollBar(QPainter& painter, const QStyleOptionSlider& option, const Theme& theme) {
  const Colours& c = theme.colours();
  const bool held =
      option.state.testFlag(QStyle::State_Sunken) || option.state.testFlag(QStyle::State_MouseOver);
  const QRectF thumb =
      QRectF(scrollBarPart(option, QStyle::SC_ScrollBarSlider)).adjusted(inset, inset, -inset, -inset);
  const double radius = std::min(thumb.width(), thumb.height()) / 2;
  painter.save();
  painter.fillRect(option.rect, c.window);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(held ? c.mutedText : c.border);
  painter.drawRoundedRect(thumb, radius, radius);
  painter.restore();
}

}  // namespace latchkey::ui::theme
