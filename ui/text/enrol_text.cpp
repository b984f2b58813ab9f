// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/enrol_text.h"

#include <QCoreApplication>

#include "ui/text/choice_text.h"
#include "ui/text/problem_text.h"
#include "ui/text/time_text.h"

namespace latchkey::ui::text {

using protocol::MethodKind;
using protocol::ProblemKind;
using protocol::Strength;

namespace {
QString told(const QString& change, int contactsNotified) {
  if (contactsNotified <= 0) return change;
  const QString others = QCoreApplication::translate("Enrol", "%n other contacts were told about it.",
                                                     nullptr, contactsNotified);
  return QCoreApplication::translate("Enrol", "%1 %2", "two sentences").arg(change, others);
}

QString confirmedLine(qint64 daysAgo) {
  if (daysAgo < 0) return QCoreApplication::translate("Enrol", "Never confirmed.");
  if (daysAgo == 0) return QCoreApplication::translate("Enrol", "Confirmed today.");
  const int days = static_cast<int>(daysAgo);
  return QCoreApplication::translate("Enrol", "Confirmed %n days ago.", nullptr, days);
}
}  // namespace

QString secureAccountButton() {
  return QCoreApplication::translate("Enrol", "Secure your account for the next time");
}

QString enrolSignInTitle() {
  return QCoreApplication::translate("Enrol", "Secure your account");
}
QString enrolSignInWhy() {
  return QCoreApplication::translate("Enrol",
                                     "Register now what proves that you are you: an app, a phone, a mail "
                                     "address. When you forget your password "
                                     "one day, you get back in with it by yourself. Sign in first.");
}
QString enrolSignInButton() {
  return QCoreApplication::translate("Enrol", "&Sign in");
}
QString enrolPasswordLabel() {
  return QCoreApplication::translate("Enrol", "Your present &password");
}
QString enrolNewPasswordButton() {
  return QCoreApplication::translate("Enrol", "Choose a new password now");
}
QString enrolWhoSees() {
  return QCoreApplication::translate("Enrol",
                                     "Your mail addresses and phone numbers can be seen by you and your "
                                     "administrators only. Nobody can see your "
                                     "answers to questions, and nobody can see your password.");
}

QString enrolListTitle() {
  return QCoreApplication::translate("Enrol", "How you can get back in");
}
QString enrolListWhy(const QString& account) {
  return QCoreApplication::translate("Enrol", "This is what is registered for %1.").arg(account);
}
QString strengthLine(Strength strength) {
  switch (strength) {
    case Strength::None:
      return QCoreApplication::translate(
          "Enrol",
          "Nothing is registered yet that could recover this account. Add at least one way, better two.");
    case Strength::Fragile:
      return QCoreApplication::translate(
          "Enrol", "One way only is fragile: when it is lost, you are locked out. Add a second one.");
    case Strength::Good:
      return QCoreApplication::translate("Enrol",
                                         "Your account is well secured: there is more than one way back in.");
  }
  return {};
}
QString registeredHeading() {
  return QCoreApplication::translate("Enrol", "Registered");
}
QString nothingRegistered() {
  return QCoreApplication::translate("Enrol", "Nothing yet.");
}
QString addHeading() {
  return QCoreApplication::translate("Enrol", "Add another way");
}

QString addEntry(MethodKind kind) {
  switch (kind) {
    case MethodKind::Mail:
      return QCoreApplication::translate("Enrol", "A mail address");
    case MethodKind::Text:
      return QCoreApplication::translate("Enrol", "Texts to a mobile phone");
    case MethodKind::Call:
      return QCoreApplication::translate("Enrol", "Calls to a phone");
    case MethodKind::Authenticator:
      return QCoreApplication::translate("Enrol", "An authenticator app");
    case MethodKind::Questions:
      return QCoreApplication::translate("Enrol", "Security questions");
    case MethodKind::SecurityKey:
      return QCoreApplication::translate("Enrol", "A security key");
    case MethodKind::StartCode:
      break;
  }
  return {};
}

QString addEntryHint(MethodKind kind) {
  switch (kind) {
    case MethodKind::Mail:
      return QCoreApplication::translate("Enrol", "One that you can read without this account.");
    case MethodKind::Text:
      return QCoreApplication::translate("Enrol", "A code comes as a text message.");
    case MethodKind::Call:
      return QCoreApplication::translate("Enrol", "Mobile, at home or at the office. A voice says the code.");
    case MethodKind::Authenticator:
      return QCoreApplication::translate("Enrol", "Makes codes on your phone, also without reception.");
    case MethodKind::Questions:
      return QCoreApplication::translate("Enrol", "Answers that only you know.");
    case MethodKind::SecurityKey:
      return QCoreApplication::translate("Enrol", "A small device that you plug in and touch.");
    case MethodKind::StartCode:
      break;
  }
  return {};
}

QString registeredEntry(const protocol::RegisteredMethod& method, const QString& shownLabel) {
  QString entry;
  if (method.kind == MethodKind::SecurityKey)
    entry = QCoreApplication::translate("Enrol", "Security key");
  else if (method.kind == MethodKind::Authenticator)
    entry = QCoreApplication::translate("Enrol", "Authenticator app");
  else if (method.kind == MethodKind::Questions)
    entry = QCoreApplication::translate("Enrol", "Security questions");
  else
    return entryOf(method.kind, method.mask);
  if (shownLabel.isEmpty()) return entry;
  return QCoreApplication::translate("Enrol", "%1: %2", "a method and what its owner calls it")
      .arg(entry, shownLabel);
}

QStringList registeredMarks(const protocol::RegisteredMethod& method, const QDateTime& now) {
  QStringList marks;
  if (method.byDirectory)
    marks << QCoreApplication::translate("Enrol", "By your organisation: it is changed there, not here.");
  else
    marks << confirmedLine(method.confirmedDaysAgo);
  if (method.resetOnly)
    marks << QCoreApplication::translate("Enrol", "For a new password only, not for signing in.");
  if (method.usableIn > 0)
    marks << QCoreApplication::translate("Enrol", "Can recover the account from %1 on.")
                 .arg(timeFrom(now.addSecs(method.usableIn), now));
  if (method.warning == protocol::MethodWarning::LockedAccountItself)
    marks << QCoreApplication::translate(
        "Enrol", "This is the account itself: when it is locked, you cannot read its mail.");
  return marks;
}

QString changeMethodButton() {
  return QCoreApplication::translate("Enrol", "Change");
}
QString removeMethodButton() {
  return QCoreApplication::translate("Enrol", "Remove");
}
QString buttonFor(const QString& button, const QString& entry) {
  return QCoreApplication::translate("Enrol", "%1: %2", "a button and what it is about").arg(button, entry);
}

QString newsLine(const protocol::RegistrationNews& news) {
  const QString what = addEntry(news.kind);
  if (news.daysAgo <= 0)
    return news.added
               ? QCoreApplication::translate("Enrol", "Added today: %1. Was it you? If not, get help.")
                     .arg(what)
               : QCoreApplication::translate("Enrol", "Removed today: %1. Was it you? If not, get help.")
                     .arg(what);
  return (news.added
              ? QCoreApplication::translate("Enrol", "Added %n days ago: %1. Was it you? If not, get help.",
                                            nullptr, news.daysAgo)
              : QCoreApplication::translate("Enrol", "Removed %n days ago: %1. Was it you? If not, get help.",
                                            nullptr, news.daysAgo))
      .arg(what);
}
QString methodAdded(int contactsNotified) {
  return told(QCoreApplication::translate("Enrol", "It is registered."), contactsNotified);
}
QString methodReplaced(int contactsNotified) {
  return told(QCoreApplication::translate("Enrol", "It has taken the place of the earlier one."),
              contactsNotified);
}
QString methodRemoved(int contactsNotified) {
  return told(QCoreApplication::translate("Enrol", "It is removed."), contactsNotified);
}
QString enrolFinishButton() {
  return QCoreApplication::translate("Enrol", "&Finish");
}
QString enrolLaterButton() {
  return QCoreApplication::translate("Enrol", "Not &now");
}
QString methodsWanted(int wanted, bool maySkip) {
  return maySkip
             ? QCoreApplication::translate("Enrol",
                                           "Your organisation asks for %n ways to get back in. You can also "
                                           "register them later.",
                                           nullptr, wanted)
             : QCoreApplication::translate("Enrol",
                                           "Your organisation requires %n ways to get back in. You are asked "
                                           "at each sign-in until they are registered.",
                                           nullptr, wanted);
}

QString removeTitle(const QString& entry) {
  return QCoreApplication::translate("Enrol", "Remove “%1”?").arg(entry);
}
QString removeBody() {
  return QCoreApplication::translate(
      "Enrol", "From then on it can no longer recover your account. All other contacts are told.");
}
QString removeLastBody() {
  return QCoreApplication::translate(
      "Enrol", "Then nothing is left that could recover your account. Better add another way first.");
}
QString removeConfirmButton() {
  return QCoreApplication::translate("Enrol", "&Remove it");
}
QString keepButton() {
  return QCoreApplication::translate("Enrol", "&Keep it");
}

QString enrolStopTitle() {
  return QCoreApplication::translate("Enrol", "Stop and sign out?");
}
QString enrolStopBody() {
  return QCoreApplication::translate("Enrol",
                                     "What was confirmed is registered. What was only begun is not.");
}
QString enrolStopButton() {
  return QCoreApplication::translate("Enrol", "&Sign out");
}

QString stillRequired() {
  return QCoreApplication::translate(
      "Enrol",
      "Your organisation requires more than is registered: you are asked again at the next sign-in.");
}

QString proofTitle() {
  return QCoreApplication::translate("Enrol", "Prove that it is you");
}
QString proofWhy() {
  return QCoreApplication::translate("Enrol",
                                     "Before anything is changed, one of the registered ways has to confirm "
                                     "it. So nobody who merely knows your "
                                     "password can register a phone of theirs.");
}
QString allLostTitle() {
  return QCoreApplication::translate("Enrol", "When none of these can be used any more");
}
QStringList allLostBody(bool mayAppeal) {
  const QString anew = QCoreApplication::translate(
      "Enrol", "What you have lost is removed by an administrator. After that you can register anew here.");
  if (!mayAppeal) return {anew};
  return {QCoreApplication::translate("Enrol",
                                      "A person can check by hand that it is you. You ask for it in another "
                                      "window, and set a new password once it is approved."),
          anew};
}
QString proofCodeTitle(MethodKind kind) {
  return kind == MethodKind::Authenticator
             ? QCoreApplication::translate("Enrol", "Enter the code that your app shows")
             : QCoreApplication::translate("Enrol", "Enter the code that was sent to you");
}
QString proofQuestionsTitle() {
  return QCoreApplication::translate("Enrol", "Answer your security questions");
}
QString proofKeyTitle() {
  return QCoreApplication::translate("Enrol", "Use your security key");
}

QString appTitle() {
  return QCoreApplication::translate("Enrol", "Add an authenticator app");
}
QString appWhy() {
  return QCoreApplication::translate(
      "Enrol", "The app on your phone makes a new code every 30 seconds. It needs no reception.");
}
QStringList appNeeds() {
  return {QCoreApplication::translate(
              "Enrol",
              "First install an authenticator app on your phone: Microsoft Authenticator, Google "
              "Authenticator or another one for time-based codes."),
          QCoreApplication::translate("Enrol", "The phone needs iOS 14 or Android 8, or later.")};
}
QString appScanHeading() {
  return QCoreApplication::translate("Enrol", "1. Scan this picture with the app");
}
QString appScanHint() {
  return QCoreApplication::translate("Enrol",
                                     "In the app choose “Add account”, then “Other account”, and point the "
                                     "camera at the picture.");
}
QString appPictureName() {
  return QCoreApplication::translate(
      "Enrol", "Picture for the camera of your phone. If you cannot scan it, type it by hand.");
}
QString appByHandHint() {
  return QCoreApplication::translate("Enrol",
                                     "Cannot scan it? In the app choose “Add account”, then “Other account”, "
                                     "then “Enter code manually”, and type these two:");
}
QString appCodeHeading() {
  return QCoreApplication::translate("Enrol", "2. Enter the code that the app shows");
}
QString whoSeesApps() {
  return QCoreApplication::translate("Enrol",
                                     "Who can see this: you and your administrators see that an app is "
                                     "registered. Nobody can see its key again.");
}
QString appSecretGone() {
  return QCoreApplication::translate(
      "Enrol",
      "The secret key is shown once only, and could not be shown here. Please go on with a new one.");
}
QString appSecretOver() {
  return QCoreApplication::translate(
      "Enrol",
      "The time for this picture is over, and nothing was registered. If the app has taken it up already, "
      "delete that entry there. Then go on with a new picture.");
}
QString appAnewButton() {
  return QCoreApplication::translate("Enrol", "&Show a new picture");
}

QString enrolDoneTitle(bool isMet, Strength strength) {
  return isMet && strength == Strength::Good ? QCoreApplication::translate("Enrol", "Secured")
                                             : QCoreApplication::translate("Enrol", "You are signed out");
}
QString enrolDoneWhy(Strength strength) {
  switch (strength) {
    case Strength::None:
      return QCoreApplication::translate(
          "Enrol", "Nothing is registered. If you forget your password, only an administrator can help you.");
    case Strength::Fragile:
      return QCoreApplication::translate(
          "Enrol", "You can get back in by one way. Come back soon and add a second one.");
    case Strength::Good:
      return QCoreApplication::translate(
          "Enrol",
          "If you ever forget your password, open Latchkey on any PC and choose “I forgot my password”.");
  }
  return {};
}
QString enrolExpiredTitle() {
  return QCoreApplication::translate("Enrol", "Your sign-in has ended");
}
QString enrolExpiredWhy() {
  return QCoreApplication::translate(
      "Enrol",
      "It ends by itself after a while, and when something about the account is changed elsewhere. What was "
      "confirmed is registered.");
}
QString enrolEndedTitle() {
  return QCoreApplication::translate("Enrol", "It cannot go on just now");
}
QString enrolEndedWhy() {
  return QCoreApplication::translate(
      "Enrol",
      "There were too many tries, or the account was changed meanwhile. What was confirmed is registered.");
}
QString signInAgainButton() {
  return QCoreApplication::translate("Enrol", "&Sign in again");
}

QString enrolProblemText(const protocol::Problem& problem, const QDateTime& now) {
  switch (problem.kind) {
    case ProblemKind::Unauthorized:
      return enrolExpiredTitle();
    case ProblemKind::RecoverySuperseded:
      return enrolEndedWhy();
    case ProblemKind::NotFound:
      return QCoreApplication::translate(
          "Enrol", "This service has no “Secure your account”. Please ask your support.");
    case ProblemKind::EntryMalformed:
      return QCoreApplication::translate("Enrol", "This cannot be registered. Please check it.");
    default:
      return problemText(problem, now);
  }
}

}  // namespace latchkey::ui::text
