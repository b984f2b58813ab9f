// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/missing_code_text.h"

#include <QCoreApplication>

#include "ui/text/choice_text.h"
#include "ui/text/page_text.h"

namespace latchkey::ui::text {

using flow::CodeAdvice;
using flow::CodeCause;
using flow::CodeQuestion;
using flow::CodeRemedy;
using flow::CodeReply;
using protocol::CodeView;
using protocol::MethodKind;
using protocol::NumberProblem;

QString codeQuestion(CodeQuestion question) {
  switch (question) {
    case CodeQuestion::Mailbox:
      return QCoreApplication::translate("MissingCode", "Can you open this mailbox now?");
    case CodeQuestion::JunkMail:
      return QCoreApplication::translate("MissingCode", "Have you looked in the folder for junk mail?");
    case CodeQuestion::Phone:
      return QCoreApplication::translate("MissingCode", "Is the phone with this number at hand?");
    case CodeQuestion::Texts:
      return QCoreApplication::translate("MissingCode", "Do texts from companies arrive on this phone?");
    case CodeQuestion::Calls:
      return QCoreApplication::translate("MissingCode", "Do calls from unknown numbers ring on this phone?");
    case CodeQuestion::Entry:
      return QCoreApplication::translate("MissingCode", "Is this right, letter by letter?");
  }
  Q_UNREACHABLE();
}

QStringList codeQuestionLines(CodeQuestion question, protocol::MethodKind kind, const QString& mask,
                              const QString& entry, const QString& account) {
  switch (question) {
    case CodeQuestion::Mailbox:
    case CodeQuestion::Phone:
      return {entryOf(kind, mask)};
    case CodeQuestion::JunkMail:
      return {QCoreApplication::translate(
          "MissingCode", "It may be called “Spam” or “Junk”. Mails with a code often end up there.")};
    case CodeQuestion::Texts:
      return {QCoreApplication::translate("MissingCode", "For example from a parcel service or a bank.")};
    case CodeQuestion::Calls:
      return {QCoreApplication::translate("MissingCode",
                                          "Many phones can turn away callers that they do not know.")};
    case CodeQuestion::Entry:
      return {QCoreApplication::translate("MissingCode", "Account: %1").arg(account), codeEntryShown(entry)};
  }
  Q_UNREACHABLE();
}

QString codeReply(CodeQuestion question, CodeReply reply) {
  switch (reply) {
    case CodeReply::NotYet:
      return QCoreApplication::translate("MissingCode", "Not yet");
    case CodeReply::FirstMail:
      return QCoreApplication::translate("MissingCode", "A mail is there, but I wait for another message");
    case CodeReply::NoAccess:
      return QCoreApplication::translate("MissingCode", "No, I cannot open it any more");
    case CodeReply::LockedAccount:
      return QCoreApplication::translate("MissingCode", "No, it is the locked account's");
    case CodeReply::Full:
      return QCoreApplication::translate("MissingCode", "Yes, but it is full");
    case CodeReply::SwitchedOff:
      return QCoreApplication::translate("MissingCode", "It is off, or has no reception");
    case CodeReply::OldNumber:
      return QCoreApplication::translate("MissingCode", "No, I do not have that number any more");
    case CodeReply::Landline:
      return QCoreApplication::translate("MissingCode", "It is a landline or an internet phone");
    case CodeReply::WantsText:
      return QCoreApplication::translate("MissingCode", "I wait for a text, not for a call");
    case CodeReply::Blocked:
      return question == CodeQuestion::Texts
                 ? QCoreApplication::translate("MissingCode", "Unknown senders are blocked")
                 : QCoreApplication::translate("MissingCode", "No, unknown callers are blocked");
    case CodeReply::NeverAny:
      return QCoreApplication::translate("MissingCode", "No, it gets none, or none from abroad");
    case CodeReply::WrongContact:
      return QCoreApplication::translate("MissingCode", "What I typed is not right");
    case CodeReply::WrongAccount:
      return QCoreApplication::translate("MissingCode", "The account name is not right");
    case CodeReply::NotSetUp:
      return QCoreApplication::translate("MissingCode", "I am not sure that it works for this account");
    case CodeReply::Fine:
      break;
  }
  switch (question) {
    case CodeQuestion::Mailbox:
      return QCoreApplication::translate("MissingCode", "Yes, and other mails arrive in it");
    case CodeQuestion::JunkMail:
      return QCoreApplication::translate("MissingCode", "Yes, it is not there");
    case CodeQuestion::Phone:
      return QCoreApplication::translate("MissingCode", "Yes, it is on and has reception");
    case CodeQuestion::Texts:
    case CodeQuestion::Calls:
      return QCoreApplication::translate("MissingCode", "Yes");
    case CodeQuestion::Entry:
      return QCoreApplication::translate("MissingCode", "Yes, all of it is right");
  }
  Q_UNREACHABLE();
}

QString codeQuestionsAreFew() {
  return QCoreApplication::translate("MissingCode",
                                     "Three short questions at most, then you know what to do.");
}
QString codeQuestionBack() {
  return QCoreApplication::translate("MissingCode", "&Previous question");
}

QString codeAdviceTitle(const CodeAdvice& advice) {
  if (advice.cause == CodeCause::NoMobile)
    return QCoreApplication::translate("MissingCode", "No text comes: this phone is called");
  switch (advice.remedy) {
    case CodeRemedy::SendAgain:
      return QCoreApplication::translate("MissingCode", "Have it sent again");
    case CodeRemedy::Call:
      return QCoreApplication::translate("MissingCode", "Have yourself called instead");
    case CodeRemedy::OtherWays:
      return QCoreApplication::translate("MissingCode", "Choose another way");
    case CodeRemedy::Correct:
      return QCoreApplication::translate("MissingCode", "Correct what you typed");
    case CodeRemedy::StartAgain:
      return QCoreApplication::translate("MissingCode", "Start again with the right name");
    case CodeRemedy::AskAdministrator:
      return QCoreApplication::translate("MissingCode", "Contact an administrator");
    case CodeRemedy::AskForSupport:
      return QCoreApplication::translate("MissingCode", "Ask your support");
    case CodeRemedy::GoBack:
      break;
  }
  if (advice.cause == CodeCause::JunkMail)
    return QCoreApplication::translate("MissingCode", "Look in the junk mail");
  if (advice.cause == CodeCause::FirstMailWaits)
    return QCoreApplication::translate("MissingCode", "Finish the step of that mail first");
  if (advice.cause == CodeCause::StillUnderWay || advice.cause == CodeCause::BeingSent ||
      advice.cause == CodeCause::Delayed)
    return QCoreApplication::translate("MissingCode", "Give it a little more time");
  // What came back does not come any more.
  if (advice.cause == CodeCause::CameBackFull || advice.cause == CodeCause::Unreachable)
    return QCoreApplication::translate("MissingCode", "Put that right first");
  return QCoreApplication::translate("MissingCode", "Put that right, then wait for it");
}

namespace {

QString whyOf(CodeCause cause) {
  switch (cause) {
    case CodeCause::BeingSent:
      return QCoreApplication::translate("MissingCode", "It is being sent at this moment.");
    case CodeCause::JunkMail:
      return QCoreApplication::translate(
          "MissingCode", "If it is there, mark it as no junk, so that later ones come to your inbox.");
    case CodeCause::FirstMailWaits:
      return QCoreApplication::translate("MissingCode",
                                         "Enter the code of that mail here. As long as this step is not "
                                         "finished, no other message goes out. Of several mails only the "
                                         "newest counts.");
    case CodeCause::NoAccess:
      return QCoreApplication::translate("MissingCode",
                                         "A code in a mailbox that you cannot open does not help you.");
    case CodeCause::LockedAccount:
      return QCoreApplication::translate("MissingCode",
                                         "You can read this mailbox only where you are still signed in, for "
                                         "example on your phone.");
    case CodeCause::MailboxFull:
      return QCoreApplication::translate(
          "MissingCode", "A full mailbox takes no mail. Delete large mails, and empty its bin.");
    case CodeCause::PhoneOff:
      return QCoreApplication::translate("MissingCode",
                                         "Switch the phone on, switch its flight mode off, and look for a "
                                         "place with reception.");
    case CodeCause::OldNumber:
      return QCoreApplication::translate(
          "MissingCode", "Once you are back in your account, have the old number replaced there.");
    case CodeCause::Landline:
      return QCoreApplication::translate("MissingCode", "Landlines and internet phones often take no texts.");
    case CodeCause::NoMobile:
      return QCoreApplication::translate("MissingCode",
                                         "No mobile phone that takes texts is offered for you. This phone "
                                         "rings, and a voice says the code. Once you are back in your "
                                         "account, have a mobile registered.");
    case CodeCause::TextsBlocked:
      return QCoreApplication::translate("MissingCode",
                                         "Let texts from unknown senders through for a moment, in the "
                                         "settings of the phone or at its provider.");
    case CodeCause::NoTexts:
      return QCoreApplication::translate("MissingCode",
                                         "Some phones and providers take no texts, or none from abroad.");
    case CodeCause::CallsBlocked:
      return QCoreApplication::translate("MissingCode",
                                         "Let calls from unknown numbers through for a moment, in the "
                                         "settings of the phone or at its provider.");
    case CodeCause::WrongContact:
      return QCoreApplication::translate("MissingCode", "A code goes out only where it was typed right.");
    case CodeCause::WrongAccount:
      return QCoreApplication::translate(
          "MissingCode", "This attempt is stopped then. The next one takes just as few steps.");
    case CodeCause::NotSetUp:
      return QCoreApplication::translate("MissingCode",
                                         "For some accounts nothing is ever sent: reset is not switched on "
                                         "for them, too little is registered, or only certain people may "
                                         "reset them, administrators for example. To protect them it is not "
                                         "shown here which ones these are.");
    case CodeCause::StillUnderWay:
      return QCoreApplication::translate("MissingCode",
                                         "All is as it should be. Some minutes are quite normal.");
    case CodeCause::Unknown:
      return QCoreApplication::translate("MissingCode", "All is as it should be, and yet it is not there.");
    case CodeCause::Delayed:
      return QCoreApplication::translate("MissingCode",
                                         "It has not been taken yet. It is tried again by itself.");
    case CodeCause::DelayedFull:
      return QCoreApplication::translate("MissingCode",
                                         "The mailbox is full and takes no mail. Delete large mails, and "
                                         "empty its bin: it is tried again by itself.");
    case CodeCause::CameBackFull:
      return QCoreApplication::translate(
          "MissingCode",
          "The mail came back, because the mailbox is full. Delete large mails, and empty its bin.");
    case CodeCause::NoSuchMailbox:
      return QCoreApplication::translate("MissingCode",
                                         "The mail came back: there is no such mailbox, or no longer. Your "
                                         "support can correct what is registered.");
    case CodeCause::Unwanted:
      return QCoreApplication::translate(
          "MissingCode", "The mail came back: the other side takes it for junk, or its rules keep it out.");
    case CodeCause::CameBack:
      return QCoreApplication::translate("MissingCode",
                                         "The mail came back, and another one would do the same.");
    case CodeCause::CannotText:
      return QCoreApplication::translate(
          "MissingCode", "This number takes no texts: it is a landline or an internet phone.");
    case CodeCause::NoCountryCode:
      return QCoreApplication::translate("MissingCode",
                                         "The number is registered without its country code, so nothing "
                                         "reaches it. Your support can correct that.");
    case CodeCause::InvalidNumber:
      return QCoreApplication::translate(
          "MissingCode", "No phone has this number. Your support can correct what is registered.");
    case CodeCause::NumberBlocked:
      return QCoreApplication::translate("MissingCode",
                                         "This phone or its provider has blocked messages of this kind.");
    case CodeCause::Unreachable:
      return QCoreApplication::translate("MissingCode",
                                         "The phone could not be reached. Switch it on, switch its flight "
                                         "mode off, and look for a place with reception.");
    case CodeCause::NotTaken:
      return QCoreApplication::translate("MissingCode", "It could not be delivered to this number.");
    case CodeCause::NotSent:
      return QCoreApplication::translate("MissingCode", "It could not be sent in time.");
    case CodeCause::Withheld:
      return QCoreApplication::translate("MissingCode",
                                         "Too many codes were sent of late, so this one was held back.");
  }
  Q_UNREACHABLE();
}

/// Whom the message comes from, where it may be kept out.
QString senderLine(CodeCause cause, MethodKind kind, const QString& sender) {
  const bool mayBeKeptOut = cause == CodeCause::JunkMail || cause == CodeCause::Unwanted ||
                            cause == CodeCause::TextsBlocked || cause == CodeCause::NoTexts ||
                            cause == CodeCause::CallsBlocked || cause == CodeCause::Unknown;
  if (sender.isEmpty() || !mayBeKeptOut) return {};
  switch (kind) {
    case MethodKind::Mail:
      return QCoreApplication::translate("MissingCode", "It comes from %1: allow this sender.").arg(sender);
    case MethodKind::Text:
      return QCoreApplication::translate("MissingCode", "The text comes from %1.").arg(sender);
    case MethodKind::Call:
      return QCoreApplication::translate("MissingCode", "The call comes from %1.").arg(sender);
    case MethodKind::Authenticator:
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
    case MethodKind::StartCode:
      return {};
  }
  Q_UNREACHABLE();
}

/// What is or may be wrong with the number as it was registered.
QString numberLine(const CodeAdvice& advice, const CodeView& code) {
  const bool mayBeTheNumber = advice.cause == CodeCause::NoTexts || advice.cause == CodeCause::Unknown ||
                              advice.cause == CodeCause::InvalidNumber || advice.cause == CodeCause::NotTaken;
  if (!isPhone(code.kind) || !mayBeTheNumber) return {};
  if (code.problems.contains(NumberProblem::LeadingZero)) {
    return QCoreApplication::translate("MissingCode",
                                       "The registered number keeps a 0 after its country code. Your support "
                                       "can correct that.");
  }
  if (code.problems.contains(NumberProblem::NoCountryCode)) {
    return QCoreApplication::translate(
        "MissingCode", "The registered number lacks its country code. Your support can correct that.");
  }
  // Where the service tells what it knows, there is nothing to guess.
  if (code.news || advice.remedy == CodeRemedy::SendAgain) return {};
  return QCoreApplication::translate("MissingCode",
                                     "The registered number may also lack its country code, or keep a 0 "
                                     "after it. Your support can correct that.");
}

QString howOf(const CodeAdvice& advice) {
  // Whether it has any other way nobody knows of such an account.
  if (advice.cause == CodeCause::NotSetUp) {
    return QCoreApplication::translate(
        "MissingCode", "They see what is the matter, and check in another way that it is you.");
  }
  if (advice.cause == CodeCause::NoMobile && advice.remedy == CodeRemedy::SendAgain) {
    return QCoreApplication::translate(
        "MissingCode",
        "Did you miss the call? Have the code sent again. Then the one before is no longer valid.");
  }
  switch (advice.remedy) {
    case CodeRemedy::SendAgain:
      return QCoreApplication::translate("MissingCode", "Then the one before is no longer valid.");
    case CodeRemedy::Call:
      return QCoreApplication::translate("MissingCode",
                                         "The same number can be called, and the code be said.");
    case CodeRemedy::OtherWays:
      return QCoreApplication::translate("MissingCode",
                                         "The other ways that are registered for you are just as good.");
    case CodeRemedy::AskForSupport:
      return QCoreApplication::translate(
          "MissingCode", "No other way is registered for you. Your support can go on from here.");
    case CodeRemedy::GoBack:
    case CodeRemedy::Correct:
    case CodeRemedy::StartAgain:
    case CodeRemedy::AskAdministrator:
      return {};
  }
  Q_UNREACHABLE();
}

}  // namespace

QStringList codeAdviceLines(const CodeAdvice& advice, const CodeView& code, const QString& sender,
                            int resendMinutes) {
  QStringList lines{whyOf(advice.cause), howOf(advice), senderLine(advice.cause, code.kind, sender),
                    numberLine(advice, code)};
  if (advice.remedy == CodeRemedy::GoBack && resendMinutes > 0 && advice.cause != CodeCause::BeingSent) {
    lines << QCoreApplication::translate("MissingCode", "In %n minutes it can be sent again.", nullptr,
                                         resendMinutes);
  }
  lines.removeAll(QString());
  return lines;
}

QString codeRemedyButton(CodeRemedy remedy) {
  switch (remedy) {
    case CodeRemedy::SendAgain:
      return codeResendButton();
    case CodeRemedy::Call:
      return QCoreApplication::translate("MissingCode", "C&all me instead");
    case CodeRemedy::OtherWays:
      return QCoreApplication::translate("MissingCode", "Show the &other ways");
    case CodeRemedy::Correct:
      return codeCorrectButton();
    case CodeRemedy::StartAgain:
      return QCoreApplication::translate("MissingCode", "Start a&gain");
    case CodeRemedy::AskAdministrator:
      return methodAdministratorButton();
    case CodeRemedy::GoBack:
    case CodeRemedy::AskForSupport:
      return codeBackButton();
  }
  Q_UNREACHABLE();
}

QString codeBackButton() {
  return QCoreApplication::translate("MissingCode", "&Back to the code");
}

}  // namespace latchkey::ui::text
