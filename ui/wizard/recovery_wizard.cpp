// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/recovery_wizard.h"

#include <QWizardPage>

#include "ui/wizard/wizard_session.h"

namespace latchkey::ui::wizard {

RecoveryWizard::RecoveryWizard(flow::RecoveryFlow& flow, const WizardSettings& settings, QWidget* parent)
    : QWizard(parent), m_session(std::make_unique<WizardSession>(flow, settings)) {
  setWizardStyle(ModernStyle);
  addPage(new QWizardPage);
}

RecoveryWizard::~RecoveryWizard() = default;

}  // namespace latchkey::ui::wizard
