// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include "core/protocol/messages.h"

/// The appeal: a check by hand for who can prove nothing, and what its approval opens.
namespace latchkey::ui::text {

/// The faces of its form, one after the other on one page.
enum class AppealFace { About, Memory, Review };

// What it is, before anything is asked
[[nodiscard]] QString appealButton();
[[nodiscard]] QString appealTitle();
[[nodiscard]] QString appealBody(const protocol::AppealView& appeal);
[[nodiscard]] QString appealStepsHeading();
[[nodiscard]] QStringList appealSteps(const protocol::AppealView& appeal);
[[nodiscard]] QString appealBeginButton();

// Where the answer goes
[[nodiscard]] QString appealContactLabel();
[[nodiscard]] QString appealContactHint();
[[nodiscard]] QString appealContactMalformed();
[[nodiscard]] QString appealContactRefused();

// The form
[[nodiscard]] QString appealFormTitle(AppealFace face);
[[nodiscard]] QString appealFormWhy(AppealFace face);
[[nodiscard]] QString appealNamesHeading();
[[nodiscard]] QString appealNames();
[[nodiscard]] QString appealNamesHint();
[[nodiscard]] QString appealBirthDate();
[[nodiscard]] QString appealBirthDateHint();
[[nodiscard]] QString appealPasswordsHeading();
[[nodiscard]] QString appealPasswordsHint();
[[nodiscard]] QString appealPassword(int number);  ///< 1 to 3
[[nodiscard]] QString appealUseHeading();
[[nodiscard]] QString appealLastSignIn();
[[nodiscard]] QString appealLastSignInHint();
[[nodiscard]] QString appealPlaces();
[[nodiscard]] QString appealPlacesHint();
[[nodiscard]] QString appealRegisteredHeading();
[[nodiscard]] QString appealContacts();
[[nodiscard]] QString appealContactsHint();
[[nodiscard]] QString appealDevices();
[[nodiscard]] QString appealDevicesHint();
[[nodiscard]] QString appealFurtherHeading();  ///< fields of the realm's own
[[nodiscard]] QString appealReviewPasswords(int count);
[[nodiscard]] QString appealReviewAnswer();  ///< where the answer will go
[[nodiscard]] QString appealReviewEmpty();
[[nodiscard]] QString appealFileButton();

// Afterwards, and what is refused
[[nodiscard]] QStringList appealedPoints(const protocol::AppealView& appeal, const QString& mask);
[[nodiscard]] QString appealedNextHeading();
[[nodiscard]] QString appealLimitTitle();
[[nodiscard]] QString appealLimitBody(int retryIn, const QDateTime& now);

// The code of an approval
[[nodiscard]] QString approvalButton();
[[nodiscard]] QString approvalLabel();
[[nodiscard]] QString approvalHint();
[[nodiscard]] QString approvalCodeWhy(const QString& mask);  ///< above the code that follows it
[[nodiscard]] QString approvalNoCode();
[[nodiscard]] QString approvalRefused();

}  // namespace latchkey::ui::text
