// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/protocol/messages.h"

/// What stands around the pages: buttons, footer, and the panels that lie over a page.
namespace latchkey::ui::text {

[[nodiscard]] QString productName();
/// "Enter your code – Latchkey"
[[nodiscard]] QString windowTitle(const QString& pageTitle);

[[nodiscard]] QString nextButton();
[[nodiscard]] QString backButton();
[[nodiscard]] QString cancelButton();
[[nodiscard]] QString closeButton();
[[nodiscard]] QString tryAgainButton();
[[nodiscard]] QString startAgainButton();
[[nodiscard]] QString backToStepButton();
[[nodiscard]] QString copyButton();
[[nodiscard]] QString copiedNote();
[[nodiscard]] QString pasteAction();
[[nodiscard]] QString selectAllAction();

[[nodiscard]] QString receiptLabel(const QString& receipt);
[[nodiscard]] QString helpButton();
[[nodiscard]] QString languageButtonName();
[[nodiscard]] QString trailName();
/// For screen readers: %1 is this step's number, %2 how many there are.
[[nodiscard]] QString trailPosition();
[[nodiscard]] QString trailDone();
[[nodiscard]] QString trailCurrent();
[[nodiscard]] QString trailToCome();
[[nodiscard]] QString waiting();  ///< what is waited for, after 300 ms

[[nodiscard]] QString cancelTitle();
[[nodiscard]] QString cancelBody();
[[nodiscard]] QString cancelConfirmButton();
[[nodiscard]] QString cancelRejectButton();

[[nodiscard]] QString helpTitle();
[[nodiscard]] QString helpBody();
[[nodiscard]] QString helpReceipt(const QString& receipt);
[[nodiscard]] QString helpSecrecy();
[[nodiscard]] QString supportHeading();
/// Name, phone, mail and hours, each a line with its word; what is empty is left out. With nothing known,
/// one line that says whom to ask.
[[nodiscard]] QStringList supportLines(const protocol::SupportContact& support);

[[nodiscard]] QString faultTriesHeading();

}  // namespace latchkey::ui::text
