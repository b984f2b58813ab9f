// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizard>
#include <memory>

#include "core/flow/recovery_flow.h"
#include "ui/wizard/wizard_settings.h"

namespace latchkey::ui::wizard {

class WizardSession;

/// The assistant's window: one page for each flow::Step.
///
/// Follows the flow and never leads it. A press of Next starts a request; the page turns when the flow has
/// moved. Ends with accept() after a success and with reject() otherwise; on reject the service has been
/// told. The flow must outlive the wizard, the gateway behind the flow must outlive the flow.
class RecoveryWizard : public QWizard {
  Q_OBJECT
public:
  RecoveryWizard(flow::RecoveryFlow& flow, const WizardSettings& settings, QWidget* parent = nullptr);
  ~RecoveryWizard() override;

private:
  std::unique_ptr<WizardSession> m_session;
};

}  // namespace latchkey::ui::wizard
