// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/flow/recovery_flow.h"

/// Titles and reasons of the pages, and the names in the step trail.
namespace latchkey::ui::text {

/// What to do on this page. View and reason decide where a step has several faces (mail or phone, a
/// first password, kind of ending).
[[nodiscard]] QString titleOf(flow::Step step, const protocol::RecoveryView& view, protocol::Reason reason);
/// One sentence below the title: why.
[[nodiscard]] QString whyOf(flow::Step step, const protocol::RecoveryView& view, protocol::Reason reason);

/// Which way a step lies on.
enum class TrailKind {
  Recovery,
  Appeal,
  Approval,  ///< what an approved appeal opens
  Rehearsal
};
[[nodiscard]] TrailKind trailKindOf(flow::Step step, const protocol::RecoveryView& view);
/// The names in the trail; of a recovery for the number of gates that the policy asks for (1 or 2).
[[nodiscard]] QStringList trail(TrailKind kind, int gatesNeeded);
/// Where in the trail of its kind a step is. Cancelled, Expired and Ended have no place of their own: -1.
[[nodiscard]] int trailIndexOf(flow::Step step, const protocol::RecoveryView& view);

}  // namespace latchkey::ui::text
