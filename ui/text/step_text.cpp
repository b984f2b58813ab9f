// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/step_text.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/text/appeal_text.h"
#include "ui/text/choice_text.h"
#include "ui/text/dead_end_text.h"
#include "ui/text/rehearsal_text.h"

namespace latchkey::ui::text {

using flow::Step;
using protocol::Reason;
using protocol::RecoveryView;

namespace {

QString confirmTitle(const RecoveryView& view) {
  return isPhone(chosenKind(view)) ? QCoreApplication::translate("Steps", "Complete the phone number")
                                   : QCoreApplication::translate("Steps", "Complete the mail address");
}

/// Whether any of the ways leads to a mailbox or phone; then parts of it are hidden.
bool hasContact(const RecoveryView& view) {
  return view.methods.isEmpty() || std::any_of(view.methods.begin(), view.methods.end(),
                                               [](const auto& method) { return !method.mask.isEmpty(); });
}

bool isUnlocked(const RecoveryView& view) {
  return view.outcome == protocol::Outcome::Unlocked;
}

}  // namespace

QString titleOf(Step step, const RecoveryView& view, Reason reason) {
  const bool first = reason == Reason::NeverHadPassword;
  switch (step) {
    case Step::Reason:
      return QCoreApplication::translate("Steps", "Why can't you sign in?");
    case Step::Approval:
      return QCoreApplication::translate("Steps", "Enter your approval code");
    case Step::Account:
      return QCoreApplication::translate("Steps", "Which account is it?");
    case Step::Challenge:
      return QCoreApplication::translate("Steps", "A short security check");
    case Step::Method:
      return QCoreApplication::translate("Steps", "How should we check that it is you?");
    case Step::Confirm:
      return confirmTitle(view);
    case Step::Code:
    case Step::AppealCode:
      return QCoreApplication::translate("Steps", "Enter your code");
    case Step::Questions:
      return QCoreApplication::translate("Steps", "Answer your security questions");
    case Step::SecurityKey:
      return QCoreApplication::translate("Steps", "Use your security key");
    case Step::AppealContact:
      return QCoreApplication::translate("Steps", "Where can we reach you?");
    case Step::AppealForm:
      return appealFormTitle(AppealFace::About);
    case Step::Password:
      return first ? QCoreApplication::translate("Steps", "Choose your first password")
                   : QCoreApplication::translate("Steps", "Choose a new password");
    case Step::Done:
      if (isUnlocked(view)) return QCoreApplication::translate("Steps", "Your account is unlocked");
      return first ? QCoreApplication::translate("Steps", "Your account is ready")
                   : QCoreApplication::translate("Steps", "Your account is back");
    case Step::Rehearsed:
      return rehearsedTitle();
    case Step::Appealed:
      return QCoreApplication::translate("Steps", "Your appeal is filed");
    case Step::Cancelled:
      return QCoreApplication::translate("Steps", "You have stopped here");
    case Step::Expired:
      return QCoreApplication::translate("Steps", "The time ran out");
    case Step::Ended:
      return endedTitle(view);
  }
  Q_UNREACHABLE();
}

QString whyOf(Step step, const RecoveryView& view, Reason reason) {
  const bool first = reason == Reason::NeverHadPassword;
  switch (step) {
    case Step::Reason:
      return QCoreApplication::translate("Steps",
                                         "Choose what fits best. We take it from there, step by step.");
    case Step::Approval:
      return QCoreApplication::translate(
          "Steps",
          "It stands in the mail which says that your appeal was approved. It is good for one time.");
    case Step::Account:
      return QCoreApplication::translate("Steps", "We look up how you can prove that it is yours.");
    case Step::Challenge:
      return QCoreApplication::translate("Steps", "It keeps out programs that try one name after another.");
    case Step::Method:
      if (!hasContact(view)) {
        return QCoreApplication::translate("Steps", "Choose the way that suits you.");
      }
      return QCoreApplication::translate(
          "Steps", "Choose where your code should go. Parts are hidden to protect the owner.");
    case Step::Confirm:
      return QCoreApplication::translate(
          "Steps", "A code goes out only if your entry matches. So nobody is disturbed by mistake.");
    case Step::Code:
      if (chosenKind(view) == protocol::MethodKind::StartCode) {
        return QCoreApplication::translate("Steps",
                                           "Your administrator gave it to you for your first password.");
      }
      return chosenKind(view) == protocol::MethodKind::Authenticator
                 ? QCoreApplication::translate("Steps", "The app makes a new one every 30 seconds.")
                 : QCoreApplication::translate("Steps", "If this is right, a code is on its way.");
    case Step::Questions:
      return QCoreApplication::translate(
          "Steps", "Only you know what you answered when you registered them. All of them have to be right.");
    case Step::SecurityKey:
      return QCoreApplication::translate(
          "Steps", "It proves that it is you without any code: it signs a question of the service.");
    case Step::AppealContact:
      return QCoreApplication::translate(
          "Steps", "The answer to your appeal goes there. Give an address that you can open now.");
    case Step::AppealCode:
      return QCoreApplication::translate("Steps", "It shows that the address is yours.");
    case Step::AppealForm:
      return appealFormWhy(AppealFace::About);
    case Step::Password:
      return first ? QCoreApplication::translate("Steps", "You will use it from your first sign-in on.")
                   : QCoreApplication::translate("Steps", "You will use it the next time you sign in.");
    case Step::Done:
      if (isUnlocked(view)) {
        return QCoreApplication::translate(
            "Steps", "Your password has not been changed. Sign in with the one you know.");
      }
      return first ? QCoreApplication::translate("Steps",
                                                 "Welcome. You can sign in with your first password now.")
                   : QCoreApplication::translate("Steps", "From now on, sign in with your new password.");
    case Step::Rehearsed:
      return rehearsedWhy();
    case Step::Appealed:
      return QCoreApplication::translate("Steps", "Keep the receipt: with it your support finds the appeal.");
    case Step::Cancelled:
      return first ? QCoreApplication::translate("Steps", "No password has been set.")
                   : QCoreApplication::translate("Steps", "Your password has not been changed.");
    case Step::Expired:
      return QCoreApplication::translate(
          "Steps",
          "For your safety a recovery stays open for a limited time. Nothing is lost: you can start again.");
    case Step::Ended:
      return endedWhy(view, reason);
  }
  Q_UNREACHABLE();
}

TrailKind trailKindOf(Step step, const RecoveryView& view) {
  switch (step) {
    case Step::AppealContact:
    case Step::AppealCode:
    case Step::AppealForm:
    case Step::Appealed:
      return TrailKind::Appeal;
    case Step::Approval:
      return TrailKind::Approval;
    case Step::Code:
    case Step::Password:
    case Step::Done:
      return view.byAppeal ? TrailKind::Approval : TrailKind::Recovery;
    case Step::Rehearsed:
      return TrailKind::Rehearsal;
    case Step::Reason:
    case Step::Account:
    case Step::Challenge:
    case Step::Method:
    case Step::Confirm:
    case Step::Questions:
    case Step::SecurityKey:
    case Step::Cancelled:
    case Step::Expired:
    case Step::Ended:
      return TrailKind::Recovery;
  }
  Q_UNREACHABLE();
}

namespace {
QStringList appealTrail() {
  return {QCoreApplication::translate("Trail", "Reason"),
          QCoreApplication::translate("Trail", "Account"),
          QCoreApplication::translate("Trail", "Security check"),
          QCoreApplication::translate("Trail", "Mail address"),
          QCoreApplication::translate("Trail", "What you remember"),
          QCoreApplication::translate("Trail", "Filed")};
}
QStringList approvalTrail() {
  return {QCoreApplication::translate("Trail", "Approval code"),
          QCoreApplication::translate("Trail", "Verification"),
          QCoreApplication::translate("Trail", "New password"), QCoreApplication::translate("Trail", "Done")};
}
int approvalIndexOf(Step step) {
  return step == Step::Approval ? 0 : step == Step::Code ? 1 : step == Step::Password ? 2 : 3;
}
}  // namespace

QStringList trail(TrailKind kind, int gatesNeeded) {
  if (kind == TrailKind::Appeal) return appealTrail();
  if (kind == TrailKind::Approval) return approvalTrail();
  const bool rehearsal = kind == TrailKind::Rehearsal;
  QStringList names{rehearsal ? QCoreApplication::translate("Trail", "Rehearsal")
                              : QCoreApplication::translate("Trail", "Reason"),
                    QCoreApplication::translate("Trail", "Account"),
                    QCoreApplication::translate("Trail", "Security check")};
  if (gatesNeeded > 1) {
    for (int gate = 1; gate <= gatesNeeded; ++gate)
      names << QCoreApplication::translate("Trail", "Verification %1").arg(gate);
  } else {
    names << QCoreApplication::translate("Trail", "Verification");
  }
  if (rehearsal) return names << QCoreApplication::translate("Trail", "Result");
  names << QCoreApplication::translate("Trail", "New password")
        << QCoreApplication::translate("Trail", "Done");
  return names;
}

int trailIndexOf(Step step, const RecoveryView& view) {
  if (trailKindOf(step, view) == TrailKind::Approval) return approvalIndexOf(step);
  const int gates = std::max(1, view.gatesNeeded);
  switch (step) {
    case Step::Reason:
    case Step::Approval:
      return 0;
    case Step::Account:
      return 1;
    case Step::Challenge:
      return 2;
    case Step::Method:
    case Step::Confirm:
    case Step::Code:
    case Step::Questions:
    case Step::SecurityKey:
      return 3 + std::clamp(view.gatesPassed, 0, gates - 1);
    case Step::AppealContact:
    case Step::AppealCode:
      return 3;
    case Step::AppealForm:
      return 4;
    case Step::Appealed:
      return 5;
    case Step::Password:
    case Step::Rehearsed:  // in the place of a password
      return 3 + gates;
    case Step::Done:
      return 4 + gates;
    case Step::Cancelled:
    case Step::Expired:
    case Step::Ended:
      return -1;
  }
  Q_UNREACHABLE();
}

}  // namespace latchkey::ui::text
