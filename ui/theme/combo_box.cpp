// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/combo_box.h"

#include <QStyleOptionComboBox>

#include "ui/theme/icons.h"
#include "ui/theme/theme_style.h"

namespace latchkey::ui::theme {

namespace {
constexpr int moreSign = 16;  // px at 100 %
}

QRect comboBoxText(const QStyleOptionComboBox& option, const Theme& theme) {
  const int sign = theme.scaled(moreSign) + 2 * spacing::wide;
  return QStyle::visualRect(option.direction, option.rect, option.rect.adjusted(spacing::wide, 0, -sign, 0));
}

void drawComboBox(QPainter& painter, const QStyleOptionComboBox& option, const Theme& theme, bool invalid) {
  const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
  drawFieldFrame(painter, QRectF(option.rect), theme, option.state.testFlag(QStyle::State_HasFocus), invalid);
  const int size = theme.scaled(moreSign);
  const QRect sign(option.rect.right() - spacing::wide - size, option.rect.center().y() - size / 2, size,
                   size);
  paintIcon(painter, Icon::ChevronDown, QRectF(QStyle::visualRect(option.direction, option.rect, sign)),
            isEnabled ? theme.colours().text : theme.colours().mutedText);
}

}  // namespace latchkey::ui::theme
