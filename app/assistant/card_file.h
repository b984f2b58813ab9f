// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizard_settings.h"

namespace latchkey::assistant {

/// WizardSettings::saveCard by a file dialog. What is there already is replaced after the dialog has asked.
void saveCard(QWidget& window, const ui::wizard::CardToSave& card,
              ui::wizard::WizardSettings::CardSaved saved);
/// WizardSettings::openCard by the desktop.
void openCard(const QString& path);

}  // namespace latchkey::assistant
