// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include "core/protocol/messages.h"

/// What is said where a recovery cannot go on, and of the message to the administrators.
namespace latchkey::ui::text {

/// The title of the page.
[[nodiscard]] QString endedTitle(const protocol::RecoveryView& view);
/// What happened, below the title.
[[nodiscard]] QString endedWhy(const protocol::RecoveryView& view, protocol::Reason reason);
/// What to do, a sentence for each thing.
[[nodiscard]] QStringList endedAdvice(const protocol::RecoveryView& view, protocol::Reason reason);
/// For starting again with another name.
[[nodiscard]] QString otherAccountButton();

[[nodiscard]] QString administratorSaysHeading();
/// What the message holds, and what it does not.
[[nodiscard]] QStringList administratorSays();
[[nodiscard]] QString administratorSendButton();
[[nodiscard]] QString administratorSent();
[[nodiscard]] QString administratorNextHeading();
[[nodiscard]] QStringList administratorNext();
/// No message now: there were too many.
[[nodiscard]] QString administratorLimit(int retryIn, const QDateTime& now);
/// The last way out, where no contact can be used any more.
[[nodiscard]] QString newAccountAdvice();
/// For who is new, where no start code was offered.
[[nodiscard]] QString startCodeAdvice();

}  // namespace latchkey::ui::text
