// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include "core/protocol/messages.h"
#include "core/protocol/problem.h"

/// What the service refused, in one or two sentences beside the field that it belongs to.
namespace latchkey::ui::text {

/// @param now for "you can go on at 14:32"; pass what the PC shows.
[[nodiscard]] QString problemText(const protocol::Problem& problem, const QDateTime& now);

/// A confirm entry that cannot be part of any such contact.
[[nodiscard]] QString entryMalformed(protocol::MethodKind kind);
/// Does not match what is registered (`explicit` realms only).
[[nodiscard]] QString entryMismatch(int triesLeft);
[[nodiscard]] QString codeWrong(int triesLeft);
[[nodiscard]] QString answersWrong(int triesLeft);
[[nodiscard]] QString keyRefused(int triesLeft);
/// Too many tries, with the time of day when it goes on where that is known, and what else works now: another
/// way is named only where the service says that one does, since a pause may hold for all of them.
[[nodiscard]] QString tooManyTries(const protocol::Problem& problem, const QDateTime& now);

}  // namespace latchkey::ui::text
