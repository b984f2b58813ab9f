// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/enrolment_messages.h"
#include "ui/wizard/message_panel.h"

/// What the panels over the pages of "Secure your account" say.
namespace latchkey::ui::enrol {

/// What is to be known before one of the methods goes: whether the others could recover the account. A method
/// is taken for weak where it may be no way by itself: the mailbox of the account, and questions.
[[nodiscard]] wizard::PanelContent removeContent(const protocol::RegisteredMethod& method,
                                                 const QList<protocol::RegisteredMethod>& all,
                                                 const QDateTime& now);
/// @param isRequired and not done: it comes back
[[nodiscard]] wizard::PanelContent stopContent(bool isRequired);
/// Who can use none of what is registered. @param mayAppeal and there is a way to it from here
[[nodiscard]] wizard::PanelContent allLostContent(const protocol::SupportContact& support, bool mayAppeal);
[[nodiscard]] wizard::PanelContent enrolHelpContent(const protocol::SupportContact& support);

}  // namespace latchkey::ui::enrol
