// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/problem_text.h"

#include <QCoreApplication>

#include "ui/text/choice_text.h"
#include "ui/text/time_text.h"

namespace latchkey::ui::text {

using protocol::MethodKind;
using protocol::Problem;
using protocol::ProblemKind;

namespace {

/// Faults between the program and the service that no entry of a person can cause or cure.
QString notUnderstood() {
  return QCoreApplication::translate(
      "Problems", "The service did not understand this program. Please tell your support.");
}

QString invalidField(const Problem& problem) {
  if (problem.field == QLatin1String("/account"))
    return QCoreApplication::translate("Problems",
                                       "This does not look like an account name. Please check the spelling.");
  return QCoreApplication::translate("Problems", "Something in this entry is not accepted. Please check it.");
}

QString resendTooEarly(int retryIn, const QDateTime& now) {
  if (retryIn <= 0)
    return QCoreApplication::translate("Problems", "It cannot be sent again just yet. Wait a little.");
  return resendLine(now.addSecs(retryIn), now);
}

QString busy(int retryIn, const QDateTime& now) {
  if (retryIn <= 0)
    return QCoreApplication::translate("Problems",
                                       "The service is busy just now. Please try again in a minute.");
  return QCoreApplication::translate("Problems", "The service is busy just now. Please try again at %1.")
      .arg(timeFrom(now.addSecs(retryIn), now));
}

}  // namespace

QString entryMalformed(MethodKind kind) {
  return isPhone(kind)
             ? QCoreApplication::translate("Problems", "Type four digits, or the whole number.")
             : QCoreApplication::translate(
                   "Problems", "Type the part left of the @, or the whole address. It has no blanks in it.");
}

QString entryMismatch(int triesLeft) {
  return QCoreApplication::translate(
      "Problems", "This does not match what is registered. You have %n tries left.", nullptr, triesLeft);
}

QString codeWrong(int triesLeft) {
  if (triesLeft <= 0) return QCoreApplication::translate("Problems", "This code is not right.");
  return QCoreApplication::translate("Problems", "This code is not right. You have %n tries left.", nullptr,
                                     triesLeft);
}

QString answersWrong(int triesLeft) {
  if (triesLeft <= 0)
    return QCoreApplication::translate("Problems", "At least one of the answers is not right.");
  return QCoreApplication::translate(
      "Problems", "At least one of the answers is not right. You have %n tries left.", nullptr, triesLeft);
}

QString keyRefused(int triesLeft) {
  if (triesLeft <= 0)
    return QCoreApplication::translate("Problems", "The answer of this key was not accepted.");
  return QCoreApplication::translate(
      "Problems", "The answer of this key was not accepted. You have %n tries left.", nullptr, triesLeft);
}

QString tooManyTries(const Problem& problem, const QDateTime& now) {
  const int retryIn = problem.retryIn.value_or(0);
  const bool waits = retryIn > 0;
  const QString moment = waits ? timeFrom(now.addSecs(retryIn), now) : QString();
  if (problem.otherWays.value_or(false)) {
    if (!waits)
      return QCoreApplication::translate(
          "Problems", "There were too many tries this way. Please choose another way, or ask for help.");
    return QCoreApplication::translate(
               "Problems", "There were too many tries this way. It opens again at %1. Another way works now.")
        .arg(moment);
  }
  if (!waits)
    return QCoreApplication::translate("Problems", "There were too many tries. Please ask for help.");
  if (!problem.otherWays.has_value())
    return QCoreApplication::translate("Problems", "There were too many tries. You can go on at %1.")
        .arg(moment);
  return QCoreApplication::translate("Problems",
                                     "There were too many tries. You can go on at %1, whichever way you "
                                     "choose. If you cannot wait, ask "
                                     "for help.")
      .arg(moment);
}

QString problemText(const Problem& problem, const QDateTime& now) {
  const int triesLeft = problem.triesLeft.value_or(0);
  const int retryIn = problem.retryIn.value_or(0);
  switch (problem.kind) {
    case ProblemKind::MalformedRequest:
    case ProblemKind::UnknownField:
    case ProblemKind::NotFound:
    case ProblemKind::MethodNotAllowed:
    case ProblemKind::NotAcceptable:
    case ProblemKind::UnsupportedMediaType:
    case ProblemKind::BodyTooLarge:
    case ProblemKind::HeaderTooLarge:
    case ProblemKind::LengthRequired:
    case ProblemKind::IdempotencyKeyMissing:
    case ProblemKind::IdempotencyKeyReused:
    case ProblemKind::NonceRequired:
      return notUnderstood();
    case ProblemKind::InvalidField:
      return invalidField(problem);
    case ProblemKind::RequestInProgress:
      return QCoreApplication::translate("Problems",
                                         "Your last step is still being worked on. Please wait a moment.");
    case ProblemKind::Unauthorized:
    case ProblemKind::ApprovalRefused:
      return QCoreApplication::translate("Problems",
                                         "The service no longer knows this recovery. Please start again.");
    case ProblemKind::WrongStage:
      return QCoreApplication::translate("Problems", "This step is already behind you. Please try again.");
    case ProblemKind::ChallengeFailed:
      return QCoreApplication::translate("Problems", "That was not it. Here is a new one.");
    case ProblemKind::ChallengeExpired:
      return QCoreApplication::translate("Problems", "That one got too old. Here is a new one.");
    case ProblemKind::UnknownMethod:
      return QCoreApplication::translate("Problems",
                                         "This way is not available any more. Please choose another one.");
    case ProblemKind::EntryMalformed:
    case ProblemKind::ContactRegistered:  // whoever can meet these two has words of their own
    case ProblemKind::ContactCannotText:
    case ProblemKind::AppealContactRefused:
      return QCoreApplication::translate("Problems", "This entry cannot be part of it. Please check it.");
    case ProblemKind::EntryMismatch:
      return entryMismatch(triesLeft);
    case ProblemKind::CodeWrong:
      return codeWrong(triesLeft);
    case ProblemKind::CodeExpired:
      return codeExpiredLine();
    case ProblemKind::AnswersWrong:
      return answersWrong(triesLeft);
    case ProblemKind::KeyRefused:
      return keyRefused(triesLeft);
    case ProblemKind::ObjectionRefused:
      return QCoreApplication::translate("Problems",
                                         "This code is wrong or too old, or was used already: then the "
                                         "recoveries were stopped at that time. Compare it with the message, "
                                         "or use that of a newer one.");
    case ProblemKind::TooManyTries:
      return tooManyTries(problem, now);
    case ProblemKind::ResendTooEarly:
      return resendTooEarly(retryIn, now);
    case ProblemKind::PasswordRefused:
      return QCoreApplication::translate("Problems",
                                         "This password is not accepted. Please choose another one.");
    case ProblemKind::SignInRefused:
      return QCoreApplication::translate(
          "Problems",
          "Account name and password do not go together, or this account cannot "
          "sign in just now. Please check both.");
    case ProblemKind::PasswordMustChange:
      return QCoreApplication::translate(
          "Problems",
          "This password is right, but it was for the first sign-in only, or has run out. Please choose a "
          "new one first; where your PC asks you for one as you sign in to it, that will do as well.");
    case ProblemKind::AccountStopped:
      return QCoreApplication::translate(
          "Problems",
          "Somebody who reads the messages of this account said that something about it was not theirs. "
          "Until that is over, nothing is shown or changed here. The message to the contacts of the account "
          "says until when. Please ask your support what to do, also if you know nothing of it.");
    case ProblemKind::ProofNeeded:
      return QCoreApplication::translate(
          "Problems", "Before anything is changed, please prove once more that it is you.");
    case ProblemKind::RecoverySuperseded:
      return QCoreApplication::translate("Problems",
                                         "This recovery has ended, because another one was finished first, "
                                         "something about the account was changed, or somebody said that it "
                                         "was not theirs. If you know nothing of that, tell your support at "
                                         "once.");
    case ProblemKind::RateLimited:
    case ProblemKind::Unavailable:
      return busy(retryIn, now);
    case ProblemKind::InternalError:
      return QCoreApplication::translate("Problems",
                                         "Something went wrong at the service. It is not your fault.");
  }
  Q_UNREACHABLE();
}

}  // namespace latchkey::ui::text
