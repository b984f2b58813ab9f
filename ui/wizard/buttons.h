// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

}  // namespace latchkey::ui::wizard
