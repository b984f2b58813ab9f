// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/protocol/messages.h"

/// The rehearsal: a recovery up to the new password, that changes nothing.
namespace latchkey::ui::text {

[[nodiscard]] QString rehearsalTitle();
[[nodiscard]] QString rehearsalWhy();
/// What it does and does not do, and who can see that it was done.
[[nodiscard]] QStringList rehearsalPoints();
[[nodiscard]] QString rehearsalWhoSees();  ///< S1, before a rehearsal and after it
[[nodiscard]] QString startRehearsalButton();

[[nodiscard]] QString rehearsedTitle();
[[nodiscard]] QString rehearsedWhy();
[[nodiscard]] QString rehearsedHeading();
/// A way with its mask made visible, as it stands in a list: "A code by mail to ms*****@example.com".
[[nodiscard]] QString rehearsedEntry(const protocol::Method& method);
[[nodiscard]] QString untriedHeading();
/// What to do about too few ways, or such as do not help; empty where all is well.
[[nodiscard]] QStringList rehearsedAdvice(const protocol::RecoveryView& view);
[[nodiscard]] QString rehearsedAdviceHeading();
[[nodiscard]] QString rehearseAgainButton();

// --- in "Secure your account"
/// @param daysAgo -1: never
[[nodiscard]] QString rehearsedLine(int daysAgo);
[[nodiscard]] QString rehearseNowButton();

}  // namespace latchkey::ui::text
