// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

/// The window of `--demo` that plays mailbox and phone.
namespace latchkey::ui::text {

[[nodiscard]] QString demoWindowTitle();
[[nodiscard]] QString demoHeading();
/// What this window is, in one sentence.
[[nodiscard]] QString demoExplanation();
[[nodiscard]] QString demoAccountHeading();
/// What to type at the account page and at the confirm page, one line each.
[[nodiscard]] QStringList demoAccountLines(const QString& account, const QString& mailBox,
                                           const QString& lastDigits);
[[nodiscard]] QString demoListName();
[[nodiscard]] QString demoEmpty();

[[nodiscard]] QString demoTextMessage();  ///< stands where a mail has its subject
[[nodiscard]] QString demoCall();
[[nodiscard]] QString demoTo(const QString& contact, const QString& time);
[[nodiscard]] QString demoMoment(const QDateTime& moment);  ///< time of day, short

[[nodiscard]] QString demoCallRings();
[[nodiscard]] QString demoAnswerButton();
[[nodiscard]] QString demoCodeLabel();
[[nodiscard]] QString demoCopyButton();
[[nodiscard]] QString demoCopied();
[[nodiscard]] QString demoBodyName();

}  // namespace latchkey::ui::text
