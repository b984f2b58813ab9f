// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/recovery_gateway.h"
#include "ui/wizard/message_panel.h"
#include "ui/wizard/wizard_session.h"

/// What the panels over a page say. Made anew when the language changes.
namespace latchkey::ui::wizard {

/// Whom to ask, the receipt, what nobody will ask for, and the button back: panels about help build on it.
[[nodiscard]] PanelContent supportContent(const WizardSession& session);
[[nodiscard]] PanelContent helpContent(const WizardSession& session);
/// "Contact an administrator": what will be sent, or whom to ask where nothing can be sent.
[[nodiscard]] PanelContent askAdministratorContent(const WizardSession& session);
[[nodiscard]] PanelContent administratorSentContent(const WizardSession& session);
/// What an appeal is, before it is begun; and that there are no more for now.
[[nodiscard]] PanelContent appealContent(const WizardSession& session);
[[nodiscard]] PanelContent appealLimitContent(const WizardSession& session, int retryIn, const QDateTime& at);
[[nodiscard]] PanelContent cancelContent();
/// @param at when it happened, for "try again at 14:32".
[[nodiscard]] PanelContent faultContent(const flow::GatewayError& error, const QDateTime& at);
/// The same where a kept place could not be gone back to, which is worth another try.
[[nodiscard]] PanelContent placeFaultContent(const flow::GatewayError& error, const QDateTime& at);

}  // namespace latchkey::ui::wizard
