// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

class QPainter;
class QStyleOptionComboBox;

/// A box to choose from a list: framed as a field is, with an arrow that says that there is more.
namespace latchkey::ui::theme {

class Theme;

/// Where the chosen entry stands.
[[nodiscard]] QRect comboBoxText(const QStyleOptionComboBox& option, const Theme& theme);
void drawComboBox(QPainter& painter, const QStyleOptionComboBox& option, const Theme& theme, bool invalid);

}  // namespace latchkey::ui::theme
