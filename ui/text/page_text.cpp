// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/page_text.h"

#include <QCoreApplication>

namespace latchkey::ui::text {

using protocol::DeliveryStanding;
using protocol::DeliveryState;
using protocol::MethodKind;

QString accountLabel() {
  return QCoreApplication::translate("Account", "&Account name or mail address");
}
QString accountHint() {
  return QCoreApplication::translate("Account", "For example name@example.com or COMPANY\\name");
}
QString accountWillBe(const QString& name) {
  return QCoreApplication::translate("Account", "We will use: %1").arg(name);
}

QString challengePictureName() {
  return QCoreApplication::translate("Challenge",
                                     "A picture with letters. You can listen to a clip in place of it.");
}
QString challengeCaption() {
  return QCoreApplication::translate("Challenge", "What you see or hear");
}
QString challengeHint() {
  return QCoreApplication::translate(
      "Challenge", "The letters in the picture, or the words or digits of the clip. Capitals do not matter.");
}
QString challengeNewButton() {
  return QCoreApplication::translate("Challenge", "Another &picture");
}
QString challengePlayButton() {
  return QCoreApplication::translate("Challenge", "&Listen");
}
QString challengeStopButton() {
  return QCoreApplication::translate("Challenge", "St&op");
}
QString challengeWorkButton() {
  return QCoreApplication::translate("Challenge", "Let this PC &do it");
}
QString challengeWorkHint() {
  return QCoreApplication::translate(
      "Challenge", "Hard to read or hear? This PC can solve a puzzle for you. It takes a few seconds.");
}
QString challengeWorking() {
  return QCoreApplication::translate("Challenge", "This PC is solving the puzzle…");
}
QString challengeCancelWorkButton() {
  return QCoreApplication::translate("Challenge", "St&op the puzzle");
}
QString challengeNoSound() {
  return QCoreApplication::translate("Challenge",
                                     "This PC has no sound. Use the picture, or let this PC do it.");
}
QString challengeNoModule() {
  return QCoreApplication::translate(
      "Challenge",
      "The part of this program that plays sound is missing. Use the picture, or let this PC do it.");
}
QString challengeDamaged() {
  return QCoreApplication::translate("Challenge", "This one cannot be shown. Take another one.");
}

QString methodListName() {
  return QCoreApplication::translate("Method", "Ways to prove that it is you");
}
QString methodNoneButton() {
  return QCoreApplication::translate("Method", "&I can use none of these");
}
QString methodNotYours() {
  return QCoreApplication::translate("Method",
                                     "Not yours? Perhaps the name is mistyped, or nothing is registered.");
}
QString methodAdministratorButton() {
  return QCoreApplication::translate("Method", "Contact an &administrator");
}
QString methodNoneTitle() {
  return QCoreApplication::translate("Method", "None of these can be used?");
}
QString methodNoneBody(protocol::Reason reason) {
  if (reason == protocol::Reason::NeverHadPassword) {
    return QCoreApplication::translate(
        "Method",
        "Without one of them your first password cannot be set here. Your support can help you in person.");
  }
  return QCoreApplication::translate(
      "Method",
      "Without one of them the account cannot be recovered here. Your support can help you in person.");
}
QString methodAdministratorTitle() {
  return QCoreApplication::translate("Method", "Contact an administrator");
}
QString methodAdministratorBody() {
  return QCoreApplication::translate(
      "Method", "An administrator can correct what is registered, or check that it is you in another way.");
}
QString methodMistypedAdvice() {
  return QCoreApplication::translate(
      "Method", "If the name may be mistyped, cancel and start again with the right one.");
}

QString confirmMailLabel() {
  return QCoreApplication::translate("Confirm", "The part &left of the @");
}
QString confirmPhoneLabel() {
  return QCoreApplication::translate("Confirm", "The &last four digits");
}
QString confirmMailHint() {
  return QCoreApplication::translate("Confirm", "The whole mail address is fine too.");
}
QString confirmPhoneHint() {
  return QCoreApplication::translate("Confirm", "The whole phone number is fine too.");
}
QString confirmSendButton() {
  return QCoreApplication::translate("Confirm", "&Send the code");
}
QString confirmCallButton() {
  return QCoreApplication::translate("Confirm", "&Call me");
}

QString codeEntryShown(const QString& entry) {
  return QCoreApplication::translate("Code", "You typed: %1").arg(entry);
}
QString codeCorrectButton() {
  return QCoreApplication::translate("Code", "C&orrect it");
}
QString codeResendButton() {
  return QCoreApplication::translate("Code", "&Send it again");
}
QString codeResendNow() {
  return QCoreApplication::translate("Code", "You can send it again now.");
}
QString codeNoResend() {
  return QCoreApplication::translate("Code", "It cannot be sent again. Please choose another way.");
}
QString codeOthersHeading() {
  return QCoreApplication::translate("Code", "Or choose another way");
}
QString codeMissingButton(MethodKind kind) {
  if (kind == MethodKind::StartCode) return QCoreApplication::translate("Code", "I have no s&tart code");
  if (kind == MethodKind::Authenticator) return QCoreApplication::translate("Code", "&My code is not taken");
  return QCoreApplication::translate("Code", "&My code did not come");
}
QString codeMissingTitle(MethodKind kind) {
  if (kind == MethodKind::StartCode) return QCoreApplication::translate("Code", "You have no start code?");
  return QCoreApplication::translate("Code", "Your code is not taken?");
}
QString codeMissingBody(MethodKind kind) {
  if (kind == MethodKind::StartCode) {
    return QCoreApplication::translate("Code", "It is handed out to people who are new, by hand.");
  }
  return QCoreApplication::translate("Code", "It is mostly one of these two things:");
}

QString answersHint() {
  return QCoreApplication::translate("Questions",
                                     "3 to 40 characters each. Capitals, full or half width and extra blanks "
                                     "make no difference.");
}
QString passwordLabel() {
  return QCoreApplication::translate("Password", "&New password");
}
QString passwordAgainLabel() {
  return QCoreApplication::translate("Password", "The same &again");
}
QString passwordShowButton() {
  return QCoreApplication::translate("Password", "Show");
}
QString passwordHideButton() {
  return QCoreApplication::translate("Password", "Hide");
}
QString passwordSuggestButton() {
  return QCoreApplication::translate("Password", "&Suggest one");
}
QString passwordSuggested() {
  return QCoreApplication::translate("Password",
                                     "This is our suggestion. Write it down or remember it, then go on.");
}
QString passwordCapsLock() {
  return QCoreApplication::translate("Password", "Caps Lock is on.");
}
QString passwordLocked() {
  return QCoreApplication::translate(
      "Password",
      "This account is locked after too many wrong passwords. If you are sure of yours, have it unlocked and "
      "keep "
      "your password. Otherwise choose a new one below: that unlocks it, too.");
}
QString passwordCannotUnlock() {
  return QCoreApplication::translate(
      "Password",
      "The lock alone cannot be taken off from here, and trying again will not change that. Choose a new "
      "password below, or ask for help.");
}
QString passwordNotLocked() {
  return QCoreApplication::translate(
      "Password", "This account is not locked. Most likely the password is the reason: choose a new one.");
}
QString passwordUnlockButton() {
  return QCoreApplication::translate("Password", "&Unlock, keep my password");
}
QString passwordSetButton() {
  return QCoreApplication::translate("Password", "Set &password");
}
QString passwordRulesName() {
  return QCoreApplication::translate("Password", "Rules for the new password");
}
QString passwordRefused() {
  return QCoreApplication::translate("Password", "This password is not accepted:");
}

QString startAgainHint(const QString& account) {
  return QCoreApplication::translate("Ends", "The account %1 is filled in for you.").arg(account);
}
QString passwordMayBeNew(protocol::Reason reason) {
  if (reason == protocol::Reason::NeverHadPassword) {
    return QCoreApplication::translate(
        "Ends",
        "The last answer got lost. Your first password may be set already: try "
        "it first.");
  }
  return QCoreApplication::translate("Ends",
                                     "The last answer of the service got lost. Your password may be the new "
                                     "one or the old one: try the new one first.");
}

QString supersededTitle() {
  return QCoreApplication::translate("Ends", "This recovery has ended");
}
QString supersededWhy() {
  return QCoreApplication::translate(
      "Ends",
      "Another one was finished first, something about the account was changed, or somebody said that it was "
      "not theirs. If you know nothing of that, tell your support at once.");
}

QString codeLabel(int digits) {
  return QCoreApplication::translate("Code", "&Code of %n digits", nullptr, digits);
}

namespace {
/// Beyond "being sent" and "sent"; empty: no more is known.
QString newsLine(const protocol::CodeView& code) {
  if (!code.news) return {};
  switch (code.news->standing) {
    case DeliveryStanding::Queued:
    case DeliveryStanding::BeingSent:
    case DeliveryStanding::Accepted:
    case DeliveryStanding::Unknown:
      return {};
    case DeliveryStanding::Delayed:
      return QCoreApplication::translate("Code", "It has not been taken yet. It is tried again by itself.");
    case DeliveryStanding::Delivered:
      return code.kind == MethodKind::Mail
                 ? QCoreApplication::translate("Code", "The mail has arrived at your mail server.")
                 : QCoreApplication::translate("Code", "The phone's provider says that it has arrived.");
    case DeliveryStanding::Bounced:
      return QCoreApplication::translate(
          "Code", "The mail came back. “My code did not come” says why, and what to do.");
    case DeliveryStanding::Refused:
    case DeliveryStanding::GivenUp:
    case DeliveryStanding::Withheld:
      return QCoreApplication::translate(
          "Code", "It could not be delivered. “My code did not come” says why, and what to do.");
  }
  Q_UNREACHABLE();
}
}  // namespace

QString codeOnItsWay(const protocol::CodeView& code) {
  if (QString line = newsLine(code); !line.isEmpty()) return line;
  const bool sending = code.delivery == DeliveryState::Sending;
  switch (code.kind) {
    case MethodKind::Mail:
      return sending ? QCoreApplication::translate("Code", "The mail is being sent.")
                     : QCoreApplication::translate(
                           "Code", "The mail has been sent. It may take some minutes to arrive.");
    case MethodKind::Text:
      return sending ? QCoreApplication::translate("Code", "The text message is being sent.")
                     : QCoreApplication::translate(
                           "Code", "The text message has been sent. It may take some minutes to arrive.");
    case MethodKind::Call:
      return sending ? QCoreApplication::translate(
                           "Code", "The phone will ring in a moment. Press any key to hear the code.")
                     : QCoreApplication::translate(
                           "Code", "The call has been placed. Press any key to hear the code.");
    case MethodKind::Authenticator:
      return QCoreApplication::translate("Code",
                                         "Open your authenticator app and enter the digits that it shows.");
    case MethodKind::StartCode:
      return QCoreApplication::translate(
          "Code", "It is good for one time only, and only for as long as your administrator told you.");
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
      return {};
  }
  Q_UNREACHABLE();
}

QStringList codeMissingAdvice(MethodKind kind) {
  if (kind == MethodKind::StartCode) {
    return {QCoreApplication::translate("Code",
                                        "Only an administrator of your organisation can give you one, in "
                                        "person or by phone. It is never sent."),
            QCoreApplication::translate("Code",
                                        "Used before, too old, or replaced by a newer one? Ask your "
                                        "administrator for another.")};
  }
  return {
      QCoreApplication::translate("Code",
                                  "The app makes a new code every 30 seconds. Wait for the next one."),
      QCoreApplication::translate("Code", "Is the clock of the phone right? Let it set the time by itself.")};
}

QString accountNameError(rules::AccountNameError error) {
  switch (error) {
    case rules::AccountNameError::Empty:
      return QCoreApplication::translate("Account", "Please type your account name.");
    case rules::AccountNameError::TooLong:
      return QCoreApplication::translate("Account", "This is too long for an account name.");
    case rules::AccountNameError::BadCharacter:
      return QCoreApplication::translate(
          "Account", "There is a character in it that account names do not have. Please type it by hand.");
    case rules::AccountNameError::BadForm:
      return QCoreApplication::translate(
          "Account", "This does not look like an account name yet. Try name@example.com or COMPANY\\name.");
  }
  Q_UNREACHABLE();
}

}  // namespace latchkey::ui::text
