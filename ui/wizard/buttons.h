// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

#include "ui/theme/theme_style.h"

namespace latchkey::ui::wizard {

/// A button that looks like a link: for what is possible but not the main thing.
/// @param name the object name, ending in "Button".
[[nodiscard]] inline QPushButton* newLink(const QString& name) {
  auto* button = new QPushButton;
  button->setObjectName(name);
  button->setAutoDefault(false);
  theme::setButtonKind(*button, theme::ButtonKind::Link);
  return button;
}

}  // namespace latchkey::ui::wizard
