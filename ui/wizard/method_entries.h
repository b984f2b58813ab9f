// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "core/protocol/messages.h"
#include "ui/widgets/choice_list.h"

namespace latchkey::ui::wizard {

/// The ways that this version can go, in the service's order; the account that is locked itself comes last.
[[nodiscard]] QList<protocol::Method> offeredMethods(const protocol::RecoveryView& view);
[[nodiscard]] theme::Icon iconOf(protocol::MethodKind kind);
[[nodiscard]] widgets::Choice cardOf(const protocol::Method& method);

}  // namespace latchkey::ui::wizard
