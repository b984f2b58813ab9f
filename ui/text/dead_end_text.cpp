// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/dead_end_text.h"

#include <QCoreApplication>

#include "ui/text/choice_text.h"
#include "ui/text/time_text.h"

namespace latchkey::ui::text {

using protocol::AdministratorContact;
using protocol::Ending;
using protocol::Reason;
using protocol::RecoveryView;

QString endedTitle(const RecoveryView& view) {
  switch (view.ending.value_or(Ending::NotPossible)) {
    case Ending::TooManyTries:
      return QCoreApplication::translate("Steps", "Let us pause for now");
    case Ending::NotPossible:
      return QCoreApplication::translate("Steps", "Somebody has to help you with this");
    case Ending::UnknownAccount:
      return QCoreApplication::translate("Steps", "We do not know this account");
    case Ending::Disabled:
      return QCoreApplication::translate("Steps", "This account is disabled");
    case Ending::ManagedElsewhere:
      return QCoreApplication::translate("Steps", "This password is managed somewhere else");
    case Ending::NotEnabled:
      return QCoreApplication::translate("Steps", "This account is not enabled for reset");
    case Ending::NothingRegistered:
      return QCoreApplication::translate("Steps", "Too little is registered for this account");
    case Ending::OnlyAdministrator:
      return QCoreApplication::translate("Steps", "You are the only administrator");
    case Ending::Stopped:
      return QCoreApplication::translate("Steps", "Recovery of this account is stopped");
    case Ending::ContinuedElsewhere:
      return QCoreApplication::translate("Steps", "You go on at another PC");
  }
  Q_UNREACHABLE();
}

QString endedWhy(const RecoveryView& view, Reason reason) {
  switch (view.ending.value_or(Ending::NotPossible)) {
    case Ending::TooManyTries:
      return QCoreApplication::translate(
          "Steps", "There were too many tries. The pause protects the account from people who guess.");
    case Ending::NotPossible:
      if (reason == Reason::NeverHadPassword) {
        return QCoreApplication::translate(
            "Steps", "Your first password cannot be set here. Nothing has been changed.");
      }
      return QCoreApplication::translate(
          "Steps", "This account cannot be recovered here. Your password has not been changed.");
    case Ending::UnknownAccount:
      return QCoreApplication::translate("Steps",
                                         "No account goes by this name here. Perhaps it is mistyped.");
    case Ending::Disabled:
      return QCoreApplication::translate("Steps", "A new password would not open it again.");
    case Ending::ManagedElsewhere:
      return QCoreApplication::translate(
          "Steps",
          "Your organisation keeps the passwords of its accounts itself. They cannot be reset here.");
    case Ending::NotEnabled:
      return QCoreApplication::translate(
          "Steps", "Your organisation has not set it up so that you can reset the password yourself.");
    case Ending::NothingRegistered:
      if (!takesContacts(view)) {
        return QCoreApplication::translate("Steps", "Too little is registered to show here that it is you.");
      }
      return QCoreApplication::translate("Steps",
                                         "Too few contacts are registered to check here that it is you.");
    case Ending::OnlyAdministrator:
      return QCoreApplication::translate("Steps",
                                         "Nobody else in your organisation could help with this account.");
    case Ending::Stopped:
      return QCoreApplication::translate(
          "Steps", "Somebody who reads the messages of this account said that a recovery was not theirs.");
    case Ending::ContinuedElsewhere:
      return QCoreApplication::translate(
          "Steps",
          "The receipt of this recovery was typed at another PC, and its owner proved there who they are. "
          "Here it has ended.");
  }
  Q_UNREACHABLE();
}

namespace {
/// When to go on, and what works now.
QStringList pauseAdvice(const RecoveryView& view, bool offered) {
  const bool hasWays = view.retryIn > 0 && !view.methods.isEmpty();
  QStringList works;
  if (hasWays) {
    QStringList ways;
    for (const protocol::Method& method : view.methods) ways << entryOf(method.kind, method.mask);
    works << QCoreApplication::translate("Ends", "start again, and choose one of these ways: %1")
                 .arg(ways.join(QCoreApplication::translate("Ends", " · ", "between ways to prove it")));
  }
  if (view.appeal) {
    works << QCoreApplication::translate("Ends",
                                         "ask for a check by hand. It needs nothing of what you have tried.");
  }
  if (offered) {
    works << QCoreApplication::translate(
        "Ends", "contact an administrator. They check in another way that it is you.");
  }
  if (works.isEmpty()) {
    works << QCoreApplication::translate(
        "Ends", "ask the people named below. They can check in another way that it is you.");
  }
  QStringList advice;
  if (!hasWays) {
    advice << QCoreApplication::translate(
        "Ends", "You can wait, then start again. The account will be filled in for you.");
  }
  advice << QCoreApplication::translate("Ends", "What works now: %1").arg(works.takeFirst());
  for (const QString& other : works) advice << QCoreApplication::translate("Ends", "Or: %1").arg(other);
  return advice;
}

/// @param ask the sentence that fits whether the administrators can be written to from here
QStringList adviceFor(const RecoveryView& view, Reason reason, bool offered, const QString& ask) {
  switch (view.ending.value_or(Ending::NotPossible)) {
    case Ending::TooManyTries:
      return pauseAdvice(view, offered);
    case Ending::NotPossible:
      return {ask};
    case Ending::UnknownAccount:
      return {
          QCoreApplication::translate(
              "Ends", "Check the spelling and start again. It looks like name@example.com or COMPANY\\name."),
          QCoreApplication::translate(
              "Ends", "If the name is right, ask the people named below whether the account still exists.")};
    case Ending::Disabled:
      return {offered ? QCoreApplication::translate(
                            "Ends", "Contact an administrator. Only they can enable the account again.")
                      : QCoreApplication::translate(
                            "Ends", "Ask the people named below. Only they can enable the account again.")};
    case Ending::ManagedElsewhere:
      return {QCoreApplication::translate(
                  "Ends", "Ask the people named below. They know where the password is reset."),
              QCoreApplication::translate("Ends", "Tell them the receipt, so that they find this recovery.")};
    case Ending::NotEnabled:
      return {ask, QCoreApplication::translate(
                       "Ends",
                       "Ask them to enable the account for reset, so that next time you can help yourself.")};
    case Ending::NothingRegistered:
      if (reason == Reason::NeverHadPassword) {
        return {ask, startCodeAdvice()};
      }
      if (!takesContacts(view)) {
        return {
            ask,
            QCoreApplication::translate(
                "Ends",
                "Afterwards have something registered that shows here that it is you: %1. Then this works "
                "next time.")
                .arg(registrable(view))};
      }
      return {ask,
              QCoreApplication::translate(
                  "Ends",
                  "Afterwards have two contacts registered, for example a private mail address and a mobile "
                  "phone. Then this works next time.")};
    case Ending::Stopped:
      return {ask,
              QCoreApplication::translate("Ends",
                                          "This ends by itself after some days, and an administrator can "
                                          "end it sooner. Did you stop it and need a recovery now? Say so, "
                                          "and if somebody else may have changed your password, say that "
                                          "first.")};
    case Ending::ContinuedElsewhere:
      return {QCoreApplication::translate("Ends",
                                          "Was it you? Go on at the other PC. You can close this window."),
              QCoreApplication::translate(
                  "Ends",
                  "Was it not you? Close this window, start Latchkey again and choose \"Stop a recovery that "
                  "is not "
                  "mine\" with the code of the message that you got. Then tell the people named below.")};
    case Ending::OnlyAdministrator:
      return {
          QCoreApplication::translate("Ends", "Is there another administrator after all? Ask that person."),
          QCoreApplication::translate(
              "Ends", "Otherwise ask the support named below. They will check who you are first."),
          QCoreApplication::translate(
              "Ends",
              "Afterwards make somebody else an administrator too, so that you can help each other.")};
  }
  Q_UNREACHABLE();
}
}  // namespace

QStringList endedAdvice(const RecoveryView& view, Reason reason) {
  const bool offered = view.administrator == AdministratorContact::Offered;
  const QString ask =
      offered ? QCoreApplication::translate(
                    "Ends", "Contact an administrator. They check in another way that it is you.")
              : QCoreApplication::translate(
                    "Ends", "Ask the people named below. They check in another way that it is you.");
  QStringList advice = adviceFor(view, reason, offered, ask);
  if (offered) advice << administratorSays();
  return advice;
}

QString otherAccountButton() {
  return QCoreApplication::translate("Ends", "Try another account &name");
}

QString administratorSaysHeading() {
  return QCoreApplication::translate("Ends", "What the message says");
}
QStringList administratorSays() {
  return {QCoreApplication::translate(
              "Ends", "Your message holds the receipt, the account name and what the service knows."),
          QCoreApplication::translate("Ends", "It holds none of your contacts, no code and no password.")};
}
QString administratorSendButton() {
  return QCoreApplication::translate("Ends", "&Send the message");
}
QString administratorSent() {
  return QCoreApplication::translate("Ends", "Your message was sent");
}
QString administratorNextHeading() {
  return QCoreApplication::translate("Ends", "What happens next");
}
QStringList administratorNext() {
  return {
      QCoreApplication::translate("Ends", "An administrator gets in touch by a way that they know already."),
      QCoreApplication::translate("Ends", "They check that it is you, then help you to sign in."),
      QCoreApplication::translate(
          "Ends",
          "If nobody gets in touch, or it is urgent, ask the people named below. One message is sent for "
          "each recovery.")};
}

QString administratorLimit(int retryIn, const QDateTime& now) {
  if (retryIn <= 0)
    return QCoreApplication::translate(
        "Ends", "The administrators have been written to often enough for now. Please ask your support.");
  return QCoreApplication::translate(
             "Ends",
             "The administrators have been written to often enough. The next message can go "
             "out at %1. Until then please ask your support.")
      .arg(timeFrom(now.addSecs(retryIn), now));
}

QString startCodeAdvice() {
  return QCoreApplication::translate(
      "Ends", "Ask your administrator for a start code: with it you set your first password.");
}
QString newAccountAdvice() {
  return QCoreApplication::translate(
      "Ends",
      "If nobody can help, a new account is the last way out. What belongs to the old one stays there.");
}

}  // namespace latchkey::ui::text
