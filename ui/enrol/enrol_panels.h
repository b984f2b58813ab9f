// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/enrolment_messages.h"
#include "ui/wizard/message_panel.h"

/// What the panels over the pages of "Secure your account" say.
namespace latchkey::ui::enrol {

/// @param isLast nothing is left then
[[nodiscard]] wizard::PanelContent removeContent(const protocol::RegisteredMethod& method, bool isLast);
[[nodiscard]] wizard::PanelContent stopContent();
[[nodiscard]] wizard::PanelContent enrolHelpContent(const protocol::SupportContact& support);

}  // namespace latchkey::ui::enrol
