// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeyEvent>
#include <QPushButton>

#include "ui/theme/theme_style.h"

namespace latchkey::ui::wizard {

/// @param name the object name, ending in "Button".
[[nodiscard]] inline QPushButton* newButton(const QString& name, theme::ButtonKind kind) {
  auto* button = new QPushButton;
  button->setObjectName(name);
  button->setAutoDefault(false);
  theme::setButtonKind(*button, kind);
  return button;
}

/// A button that looks like a link: for what is possible but not the main thing.
[[nodiscard]] inline QPushButton* newLink(const QString& name) {
  return newButton(name, theme::ButtonKind::Link);
}

/// Enter at a button presses that button. Without this a dialog would press its default one: "Remove it" for
/// who is at "Keep it". One held down presses once. @return whether the key is used up
inline bool pressByEnter(const QWidget& window, const QKeyEvent& event) {
  if (event.key() != Qt::Key_Return && event.key() != Qt::Key_Enter) return false;
  auto* const button = qobject_cast<QPushButton*>(window.focusWidget());
  if (button && !event.isAutoRepeat()) button->click();
  return button != nullptr;
}

}  // namespace latchkey::ui::wizard
