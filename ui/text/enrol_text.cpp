// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/enrol_text.h"

#include <QCoreApplication>

#include "ui/text/choice_text.h"
#include "ui/text/problem_text.h"
#include "ui/text/time_text.h"

namespace latchkey::ui::text {

using protocol::MethodKind;
using protocol::NumberProblem;
using protocol::ProblemKind;

namespace {
QString twoSentences(const QString& first, const QString& second) {
  return QCoreApplication::translate("Enrol", "%1 %2", "two sentences").arg(first, second);
}

QString told(const QString& change, int contactsNotified) {
  if (contactsNotified <= 0) return change;
  return twoSentences(change, QCoreApplication::translate("Enrol", "%n other contacts were told about it.",
                                                          nullptr, contactsNotified));
}

/// What goes is told as well, for its reader may be the owner.
QString toldAndGone(const QString& change, int contactsNotified) {
  if (contactsNotified <= 0) return change;
  return twoSentences(change, QCoreApplication::translate("Enrol", "%n contacts were told about it.", nullptr,
                                                          contactsNotified));
}

/// What is wrong with a number as it is registered.
QString numberMark(NumberProblem problem) {
  switch (problem) {
    case NumberProblem::NoCountryCode:
      return QCoreApplication::translate(
          "Enrol", "It stands without its country code; that of your organisation is taken.");
    case NumberProblem::LeadingZero:
      return QCoreApplication::translate("Enrol",
                                         "It keeps a 0 after its country code, which is not dialled.");
    case NumberProblem::CannotText:
      return QCoreApplication::translate(
          "Enrol", "It seems to be a landline or an internet phone: texts may not arrive.");
    case NumberProblem::Invalid:
      return QCoreApplication::translate("Enrol", "No phone is known to have such a number.");
  }
  Q_UNREACHABLE();
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
                                     "Who can see this: only you and your administrators see your mail "
                                     "addresses and phone numbers. Nobody can see your "
                                     "answers to questions, and nobody can see your password.");
}

QString enrolListTitle() {
  return QCoreApplication::translate("Enrol", "How you can get back in");
}
QString enrolListWhy(const QString& account) {
  return QCoreApplication::translate("Enrol", "This is what is registered for %1.").arg(account);
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
  marks << confirmedLine(method.confirmedDaysAgo);
  if (method.resetOnly)
    marks << QCoreApplication::translate("Enrol", "For a new password only, not for signing in.");
  if (method.usableIn > 0)
    marks << QCoreApplication::translate("Enrol", "Can recover the account from %1 on.")
                 .arg(timeFrom(now.addSecs(method.usableIn), now));
  if (method.warning == protocol::MethodWarning::LockedAccountItself)
    marks << QCoreApplication::translate(
        "Enrol", "This is the account itself: when it is locked, you cannot read its mail.");
  QList<NumberProblem> problems = method.problems;
  if (method.kind == MethodKind::Call) problems.removeAll(NumberProblem::CannotText);
  for (const NumberProblem problem : problems) marks << numberMark(problem);
  // What is dialled all the same asks nobody to do anything.
  const bool isToBeCorrected =
      problems.contains(NumberProblem::CannotText) || problems.contains(NumberProblem::Invalid);
  if (isToBeCorrected)
    marks << (method.byDirectory
                  ? QCoreApplication::translate("Enrol",
                                                "Please ask your organisation to correct the number.")
                  : QCoreApplication::translate("Enrol", "Please look at the number, and change it here."));
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
  return toldAndGone(QCoreApplication::translate("Enrol", "It has taken the place of the earlier one."),
                     contactsNotified);
}
QString methodRemoved(int contactsNotified) {
  return toldAndGone(QCoreApplication::translate("Enrol", "It is removed."), contactsNotified);
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
      "Enrol", "From then on it can no longer recover your account. Your contacts are told.");
}
QString removeLastBody() {
  return QCoreApplication::translate(
      "Enrol", "Then nothing is left that could recover your account. Better add another way first.");
}
QString removeWaitsBody(int seconds, const QDateTime& now) {
  return QCoreApplication::translate("Enrol",
                                     "What is left is too new: it cannot recover your account before %1. "
                                     "Better remove this one after "
                                     "that.")
      .arg(timeFrom(now.addSecs(seconds), now));
}
QString removeWeakBody() {
  return QCoreApplication::translate(
      "Enrol", "What is left may not be enough to recover your account. Better add another way first.");
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
QString enrolEndWhoSees() {
  return QCoreApplication::translate(
      "Enrol", "Who can see this: only you and your administrators see what is registered, and since when.");
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
    case ProblemKind::ContactRegistered:
      return QCoreApplication::translate("Enrol", "This is registered already. Give another one.");
    case ProblemKind::ContactCannotText:
      return QCoreApplication::translate(
          "Enrol", "This number cannot get texts. Give a mobile number, or add it as a phone for calls.");
    case ProblemKind::EntryMalformed:
      return QCoreApplication::translate("Enrol", "This cannot be registered. Please check it.");
    default:
      return problemText(problem, now);
  }
}

}  // namespace latchkey::ui::text
