// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/protocol/messages.h"
#include "core/rules/account_name.h"

/// The words on the pages themselves, page by page.
namespace latchkey::ui::text {

// --- account
[[nodiscard]] QString accountLabel();
[[nodiscard]] QString accountHint();
[[nodiscard]] QString accountWillBe(const QString& name);

// --- challenge
[[nodiscard]] QString challengePictureName();
[[nodiscard]] QString challengeCaption();
[[nodiscard]] QString challengeHint();
[[nodiscard]] QString challengeNewButton();
[[nodiscard]] QString challengePlayButton();
[[nodiscard]] QString challengeStopButton();
[[nodiscard]] QString challengeWorkButton();
[[nodiscard]] QString challengeWorkHint();
[[nodiscard]] QString challengeWorking();
[[nodiscard]] QString challengeCancelWorkButton();
[[nodiscard]] QString challengeNoSound();
[[nodiscard]] QString challengeNoModule();
[[nodiscard]] QString challengeDamaged();

// --- method
[[nodiscard]] QString methodListName();
[[nodiscard]] QString methodNoneButton();
[[nodiscard]] QString methodNotYours();
[[nodiscard]] QString methodAdministratorButton();
[[nodiscard]] QString methodNoneTitle();
[[nodiscard]] QString methodNoneBody(protocol::Reason reason);
[[nodiscard]] QString methodAdministratorTitle();
[[nodiscard]] QString methodAdministratorBody();
[[nodiscard]] QString methodMistypedAdvice();

// --- confirm
[[nodiscard]] QString confirmMailLabel();
[[nodiscard]] QString confirmPhoneLabel();
[[nodiscard]] QString confirmMailHint();
[[nodiscard]] QString confirmPhoneHint();
[[nodiscard]] QString confirmSendButton();
[[nodiscard]] QString confirmCallButton();

// --- code
[[nodiscard]] QString codeEntryShown(const QString& entry);
[[nodiscard]] QString codeCorrectButton();
[[nodiscard]] QString codeResendButton();
[[nodiscard]] QString codeResendNow();
[[nodiscard]] QString codeNoResend();
[[nodiscard]] QString codeOthersHeading();
[[nodiscard]] QString codeMissingButton(protocol::MethodKind kind);
[[nodiscard]] QString codeMissingTitle(protocol::MethodKind kind);
[[nodiscard]] QString codeMissingBody(protocol::MethodKind kind);

// --- questions
[[nodiscard]] QString answersHint();

// --- password
[[nodiscard]] QString passwordLabel();
[[nodiscard]] QString passwordAgainLabel();
[[nodiscard]] QString passwordShowButton();
[[nodiscard]] QString passwordHideButton();
[[nodiscard]] QString passwordSuggestButton();
[[nodiscard]] QString passwordSuggested();
[[nodiscard]] QString passwordCapsLock();
[[nodiscard]] QString passwordLocked();
/// The directory does not let anybody do that from here, and will not another time.
[[nodiscard]] QString passwordCannotUnlock();
[[nodiscard]] QString passwordNotLocked();
[[nodiscard]] QString passwordUnlockButton();
[[nodiscard]] QString passwordSetButton();
[[nodiscard]] QString passwordRulesName();
[[nodiscard]] QString passwordRefused();

// --- ends
[[nodiscard]] QString startAgainHint(const QString& account);
/// The answer to a new password never came: on Cancelled and Expired it may be the password now.
[[nodiscard]] QString passwordMayBeNew(protocol::Reason reason);
[[nodiscard]] QString supersededTitle();  ///< ended by the service, and not for the time
[[nodiscard]] QString supersededWhy();

// --- what depends on the case
[[nodiscard]] QString codeLabel(int digits);
/// Where the message with the code is, as far as the view says.
[[nodiscard]] QString codeOnItsWay(const protocol::CodeView& code);
/// General advice, the same for everybody (SPEC section 3).
[[nodiscard]] QStringList codeMissingAdvice(protocol::MethodKind kind);
[[nodiscard]] QString accountNameError(rules::AccountNameError error);

}  // namespace latchkey::ui::text
