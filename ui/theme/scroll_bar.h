// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QStyle>

class QPainter;
class QStyleOptionSlider;

/// A slim scroll bar: a thumb and nothing else. Wheel, keys and the thumb itself move it.
namespace latchkey::ui::theme {

class Theme;

inline constexpr int scrollBarExtent = 12;  // px

/// Where a part lies. The arrow buttons are nowhere.
[[nodiscard]] QRect scrollBarPart(const QStyleOptionSlider& option, QStyle::SubControl part);
void drawScrollBar(QPainter& painter, const QStyleOptionSlider& option, const Theme& theme);

}  // namespace latchkey::ui::theme
