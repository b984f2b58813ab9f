// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/rehearsal_text.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/text/choice_text.h"

namespace latchkey::ui::text {

using protocol::Method;
using protocol::MethodKind;
using protocol::MethodWarning;
using protocol::RecoveryView;

QString rehearsalTitle() {
  return QCoreApplication::translate("Rehearsal", "Rehearse your recovery");
}

QString rehearsalWhy() {
  return QCoreApplication::translate(
      "Rehearsal", "You go the whole way, and stop before a new password. So you know today that it works.");
}

QStringList rehearsalPoints() {
  return {QCoreApplication::translate("Rehearsal",
                                      "Nothing is changed: your password and your account stay as they are."),
          QCoreApplication::translate(
              "Rehearsal", "A code goes where you choose. The message says that it is for a rehearsal."),
          QCoreApplication::translate("Rehearsal", "Wrong tries count as in a real recovery."),
          QCoreApplication::translate("Rehearsal", "The day and the ways that you used are remembered.")};
}

QString rehearsalWhoSees() {
  return QCoreApplication::translate(
      "Rehearsal",
      "Who can see this: only you and your administrators see when you rehearsed, and by which ways.");
}

QString startRehearsalButton() {
  return QCoreApplication::translate("Rehearsal", "&Begin");
}

QString rehearsedTitle() {
  return QCoreApplication::translate("Rehearsal", "You would get in");
}

QString rehearsedWhy() {
  return QCoreApplication::translate("Rehearsal", "This was a rehearsal: nothing has been changed.");
}

QString rehearsedHeading() {
  return QCoreApplication::translate("Rehearsal", "You would get in with:");
}

QString rehearsedEntry(const Method& method) {
  switch (method.kind) {
    case MethodKind::Mail:
      return QCoreApplication::translate("Rehearsal", "A code by mail to %1").arg(method.mask);
    case MethodKind::Text:
      return QCoreApplication::translate("Rehearsal", "A code by text to %1").arg(method.mask);
    case MethodKind::Call:
      return QCoreApplication::translate("Rehearsal", "A code by call to %1").arg(method.mask);
    case MethodKind::Authenticator:
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
    case MethodKind::StartCode:
      return choiceOf(method).title;
  }
  Q_UNREACHABLE();
}

QString untriedHeading() {
  return QCoreApplication::translate("Rehearsal", "You have not tried:");
}

QString rehearsedAdviceHeading() {
  return QCoreApplication::translate("Rehearsal", "What to do about it:");
}

QStringList rehearsedAdvice(const RecoveryView& view) {
  QStringList advice;
  const bool isLockedToo = std::ranges::any_of(view.provenBy, [](const Method& method) {
    return method.warning == MethodWarning::LockedAccountItself;
  });
  if (isLockedToo) {
    advice << QCoreApplication::translate(
        "Rehearsal",
        "The code went to a mailbox of this very account. When you cannot sign in, you cannot read it there: "
        "do not rely on it.");
  }
  if (view.methods.isEmpty()) {
    advice << (view.provenBy.size() > 1
                   ? QCoreApplication::translate(
                         "Rehearsal",
                         "All your ways are needed each time. If you lose one of them, "
                         "you cannot get in: register another one.")
                   : QCoreApplication::translate("Rehearsal",
                                                 "This is your only way. If you lose it, you cannot get in: "
                                                 "register another one."));
    const QString kinds = registrable(view);
    if (!kinds.isEmpty())
      advice << QCoreApplication::translate("Rehearsal", "You can register: %1.").arg(kinds);
  }
  return advice;
}

QString rehearseAgainButton() {
  return QCoreApplication::translate("Rehearsal", "Rehearse once more, another way");
}

QString rehearsedLine(int daysAgo) {
  if (daysAgo < 0) return QCoreApplication::translate("Rehearsal", "You have not rehearsed a recovery yet.");
  if (daysAgo == 0) return QCoreApplication::translate("Rehearsal", "You rehearsed a recovery today.");
  return QCoreApplication::translate("Rehearsal", "You rehearsed a recovery %n days ago.", nullptr, daysAgo);
}

QString rehearseNowButton() {
  return QCoreApplication::translate("Rehearsal", "Rehearse a recovery now");
}

}  // namespace latchkey::ui::text
