// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/flow_table.h"

namespace latchkey::ui::wizard {

class StepPage;
class WizardSession;

/// The page of a step, which belongs to whoever takes it and lives no longer than the session.
[[nodiscard]] StepPage* newPage(flow::Step step, WizardSession& session);

}  // namespace latchkey::ui::wizard
