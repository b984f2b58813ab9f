// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/after_text.h"

#include <QCoreApplication>

#include "ui/text/choice_text.h"

namespace latchkey::ui::text {

using protocol::AccountKind;
using protocol::Reason;
using protocol::SignInResult;

namespace {

QString connectFirst() {
  return QCoreApplication::translate(
      "Done",
      "Connect the PC to the office network, or start the VPN on the sign-in "
      "screen, before you sign in. Only there does it learn the new password.");
}
QString networkAsksToo() {
  return QCoreApplication::translate(
      "Done",
      "If Wi-Fi or VPN themselves want your password, give them the new one. A network cable gets "
      "you past them the first time.");
}
QString onlineFirst() {
  return QCoreApplication::translate(
      "Done",
      "Be online at the sign-in screen: choose a network there first, then sign "
      "in with the new password.");
}
QString workOrOwnPc() {
  return QCoreApplication::translate("Done",
                                     "A work PC must be on the office network or VPN when you sign in. A "
                                     "PC with a personal account must be online.");
}
QString waitSomeMinutes() {
  return QCoreApplication::translate(
      "Done", "If the new password does not work yet, wait some minutes and try again.");
}

/// @param harmless nobody is feared to have the old password; else the hour in which it may go on is told
/// with the rest of what goes on
QStringList domainAdvice(bool harmless) {
  QStringList lines{
      connectFirst(),
      QCoreApplication::translate("Done",
                                  "Away from both, the PC may still take the last password that it knows. "
                                  "Use the new one as soon as you are connected."),
      networkAsksToo()};
  if (harmless) {
    lines << QCoreApplication::translate(
        "Done", "The old password may go on working for up to an hour. That is nothing to worry about.");
  }
  return lines;
}

QStringList cloudAdvice() {
  return {onlineFirst(),
          QCoreApplication::translate("Done",
                                      "A PIN, fingerprint or face still opens the PC. Then give the new "
                                      "password wherever you are asked for it."),
          waitSomeMinutes()};
}

QStringList otherAdvice(bool harmless) {
  return {workOrOwnPc(),
          harmless ? QCoreApplication::translate("Done",
                                                 "If the new password does not work yet, wait a little. The "
                                                 "old one may go on working for up to an hour.")
                   : waitSomeMinutes()};
}

/// For a PC that has never seen this account: there is no old password that could go on.
QStringList firstAdviceFor(AccountKind kind) {
  switch (kind) {
    case AccountKind::Domain:
      return {connectFirst(), networkAsksToo()};
    case AccountKind::Cloud:
      return {onlineFirst()};
    case AccountKind::Other:
      return {workOrOwnPc()};
  }
  Q_UNREACHABLE();
}

QStringList adviceFor(AccountKind kind, Reason reason) {
  const bool harmless = reason != Reason::SomebodyElse;
  switch (kind) {
    case AccountKind::Domain:
      return domainAdvice(harmless);
    case AccountKind::Cloud:
      return cloudAdvice();
    case AccountKind::Other:
      return otherAdvice(harmless);
  }
  Q_UNREACHABLE();
}

/// What this service cannot end, said as it is, and who can.
QStringList goesOn(const protocol::RecoveryView& view, const QString& until) {
  if (!until.isEmpty()) {
    return {
        QCoreApplication::translate("Done",
                                    "If somebody is signed in to your account now, they may stay signed in "
                                    "until %1 at the latest. That cannot be ended sooner from here. The "
                                    "old password may also work for up to an hour.")
            .arg(until)};
  }
  switch (view.accountKind) {
    case AccountKind::Cloud:
      return {QCoreApplication::translate("Done",
                                          "If somebody is signed in to your account in a browser or an app, "
                                          "they may stay signed in. We cannot end that from here."),
              view.signInUrl.isEmpty()
                  ? QCoreApplication::translate("Done",
                                                "After you have signed in, choose to sign out everywhere.")
                  : QCoreApplication::translate(
                        "Done", "Sign in at the address above and choose to sign out everywhere.")};
    case AccountKind::Domain:
    case AccountKind::Other:
      return {
          QCoreApplication::translate("Done",
                                      "If somebody is signed in to your account now, they may stay signed "
                                      "in for a while. We cannot end that from here: please ask your "
                                      "support. The old password may also work for up to an hour.")};
  }
  Q_UNREACHABLE();
}

QStringList unlockedAdvice() {
  return {
      QCoreApplication::translate("Done",
                                  "Wait some minutes before you sign in: it takes a while until every server "
                                  "knows that the lock is off."),
      QCoreApplication::translate("Done",
                                  "Type slowly, and look at Caps Lock and the keyboard language. After some "
                                  "wrong tries it locks again."),
      QCoreApplication::translate(
          "Done",
          "Locked again without your doing? A phone, mail app or mapped drive still tries an old password: "
          "change it there or switch it off."),
      QCoreApplication::translate(
          "Done", "Not so sure of the password after all? Start again with “I forgot my password”.")};
}

}  // namespace

QString doneHeading(Reason reason) {
  if (reason == Reason::NeverHadPassword)
    return QCoreApplication::translate("Done", "What to do now at the PC");
  return QCoreApplication::translate("Done", "What to do now at the locked PC");
}
QString doneSignInAddress(const QString& address) {
  return QCoreApplication::translate("Done", "Sign-in address: %1").arg(address);
}
QString doneReceipt(const QString& receipt) {
  return QCoreApplication::translate("Done", "Receipt, in case you have questions: %1").arg(receipt);
}

QStringList doneAdvice(Reason reason, const protocol::RecoveryView& view) {
  const AccountKind kind = view.accountKind;
  if (view.outcome == protocol::Outcome::Unlocked) return unlockedAdvice();
  QStringList lines;
  if (reason == Reason::NeverHadPassword) {
    lines << QCoreApplication::translate(
                 "Done", "At the sign-in screen use the account name above and the password that you chose.")
          << firstAdviceFor(kind);
    if (!takesContacts(view)) {
      lines << QCoreApplication::translate(
                   "Done",
                   "Have something registered that shows that it is you: %1. With it you "
                   "can help yourself the next time.")
                   .arg(registrable(view));
    } else if (view.contactsNotified == 0) {
      lines << QCoreApplication::translate("Done",
                                           "Ask your administrator to register a mail address or phone of "
                                           "yours. With it you can help yourself the next time.");
    }
    return lines;
  }
  return lines
         << adviceFor(kind, reason)
         << QCoreApplication::translate(
                "Done",
                "Change the password on your phone and in mail apps, too. Otherwise they try the old one "
                "and lock the account again.");
}

QString reviewHeading() {
  return QCoreApplication::translate("Done", "Check this first");
}

QStringList reviewAdvice(Reason reason, const protocol::RecoveryView& view, const QString& signInsEnd) {
  if (reason != Reason::SomebodyElse) return {};
  const QString contacts = view.contacts.join(QCoreApplication::translate("Done", ", "));
  QStringList lines = goesOn(view, signInsEnd);
  if (!takesContacts(view)) {
    lines << QCoreApplication::translate(
                 "Done",
                 "Ask your support to look through what is registered to show that it is you (here that can "
                 "be: "
                 "%1). Is any of it not yours? Have it removed: somebody could come back by it.")
                 .arg(registrable(view));
  } else {
    // Not a word of comfort: authenticators and questions are not among them.
    lines << (view.contacts.isEmpty()
                  ? QCoreApplication::translate("Done", "No mail address or phone is registered.")
                  : QCoreApplication::translate(
                        "Done",
                        "These contacts are registered: %1. Is one of them not yours? Ask "
                        "your support to remove it: somebody could come back by it.")
                        .arg(contacts));
  }
  return lines << QCoreApplication::translate("Done",
                                              "Tell your support what you have noticed, and since when.")
               << QCoreApplication::translate("Done",
                                              "In your mail, look for rules and forwardings that you did not "
                                              "make; in your account, for devices and "
                                              "apps that you do not know.")
               << QCoreApplication::translate(
                      "Done", "Did you use the old password anywhere else? Change it there, too.");
}

QString doneNotified(int contacts) {
  if (contacts <= 0) return {};
  return QCoreApplication::translate("Done", "For your safety we told %n registered contacts about it.",
                                     nullptr, contacts);
}

QString lockedPcButton() {
  return QCoreApplication::translate("Done", "The PC asks or says something &else");
}
QString lockedPcTitle(Reason reason) {
  if (reason == Reason::NeverHadPassword)
    return QCoreApplication::translate("Done", "What the PC may ask or say");
  return QCoreApplication::translate("Done", "What the locked PC may ask or say");
}
QString lockedPcBody() {
  return QCoreApplication::translate("Done", "Look for what you see on its screen.");
}
QStringList lockedPcCases(Reason reason) {
  const QString diskKey = QCoreApplication::translate(
      "Done",
      "“BitLocker recovery key”: that is not your password but a number of 48 digits. Your "
      "organisation keeps it, or your account does: look there from another PC.");
  if (reason == Reason::NeverHadPassword) {
    return {
        QCoreApplication::translate("Done",
                                    "The name there is another one: choose “Other user” and enter your "
                                    "account name."),
        QCoreApplication::translate(
            "Done", "It asks for a PIN: choose the password among the sign-in options instead."),
        QCoreApplication::translate("Done",
                                    "“This account is locked”: there were too many wrong passwords. Wait a "
                                    "while, then type yours slowly."),
        diskKey};
  }
  return {
      diskKey,
      QCoreApplication::translate(
          "Done",
          "“This account is locked”: a phone or mail app still tries an old password. Change it there or "
          "switch it off, then wait a while and sign in again."),
      QCoreApplication::translate(
          "Done",
          "It asks for a PIN: the PIN belongs to this PC alone and has not changed. Choose the password "
          "among the sign-in options instead."),
      QCoreApplication::translate(
          "Done",
          "The name there is another one: it may be a local account, of that PC alone. It cannot be "
          "recovered here, only by an administrator of the PC or by its own security questions."),
      QCoreApplication::translate(
          "Done",
          "Do not let anybody reset a local account by force if you can help it: files encrypted with EFS "
          "and saved passwords are lost with it.")};
}

QString trialHeading() {
  return QCoreApplication::translate("Done", "Does it work?");
}
QString trialLabel() {
  return QCoreApplication::translate("Done", "Your new &password, once more");
}
QString trialHint() {
  return QCoreApplication::translate("Done", "We sign in with it once and tell you what came of it.");
}
QString trialButton() {
  return QCoreApplication::translate("Done", "&Try it now");
}
QString trialResult(SignInResult result, Reason reason) {
  switch (result) {
    case SignInResult::Accepted:
      return QCoreApplication::translate("Done", "It works: you can sign in with your new password.");
    case SignInResult::MustChange:
      return QCoreApplication::translate(
          "Done", "The password is right. When you sign in, you will be asked for another new one.");
    case SignInResult::Refused:
      return QCoreApplication::translate(
          "Done", "Not yet. Perhaps it is mistyped, or the change is still on its way: wait some minutes.");
    case SignInResult::Disabled:
      return QCoreApplication::translate(
          "Done", "The password is right, but the account is disabled or has expired. Ask your support.");
    case SignInResult::LockedOut:
      if (reason == Reason::NeverHadPassword) {
        return QCoreApplication::translate(
            "Done", "The account is locked: there were too many wrong passwords. Wait, or ask your support.");
      }
      return QCoreApplication::translate("Done",
                                         "The account is locked again. Some device still tries the old "
                                         "password: change it there, then wait or ask your support.");
  }
  Q_UNREACHABLE();
}
QString trialTriesLeft(int tries) {
  return QCoreApplication::translate("Done", "You can try it %n more times here.", nullptr, tries);
}
QString trialOver() {
  return QCoreApplication::translate("Done", "It cannot be tried here any more. Simply sign in at your PC.");
}
QString trialEmpty() {
  return QCoreApplication::translate("Done", "Please type your new password first.");
}

QString cardButton() {
  return QCoreApplication::translate("Done", "&Save or print this as a card");
}
QString cardSaveButton() {
  return QCoreApplication::translate("Done", "&Save this as a card");
}
QString cardPrintButton() {
  return QCoreApplication::translate("Done", "P&rint this as a card…");
}
QString cardPrinted() {
  return QCoreApplication::translate("Done", "The card was handed to the printer.");
}
QString cardNotPrinted() {
  return QCoreApplication::translate("Done", "The printer did not take the card. You can save it instead.");
}
QString cardDialogTitle() {
  return QCoreApplication::translate("Done", "Where should the card be saved?");
}
QString cardFileName() {
  return QCoreApplication::translate("Done", "Latchkey card.pdf");
}
QString cardFileKind() {
  return QCoreApplication::translate("Done", "PDF document (*.pdf)");
}
QString cardSaved(const QString& path) {
  return QCoreApplication::translate("Done", "The card is saved. Open it to print it: %1").arg(path);
}
QString cardOpenButton() {
  return QCoreApplication::translate("Done", "Ope&n the card");
}
QString cardFailed() {
  return QCoreApplication::translate("Done",
                                     "The card could not be saved there. Please choose another folder.");
}
QString cardTitle(Reason reason) {
  if (reason == Reason::NeverHadPassword) return QCoreApplication::translate("Done", "Signing in");
  return QCoreApplication::translate("Done", "Signing in again");
}
QString cardAccount(const QString& account) {
  return QCoreApplication::translate("Done", "Account: %1").arg(account);
}
QString cardSecrecy() {
  return QCoreApplication::translate("Done", "Do not write your password on this card.");
}

}  // namespace latchkey::ui::text
