// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/chrome_text.h"

#include <QCoreApplication>

namespace latchkey::ui::text {

QString productName() {
  return QStringLiteral("Latchkey");
}

QString windowTitle(const QString& pageTitle) {
  //: %1 is the title of the page, %2 the name of the program.
  return QCoreApplication::translate("Chrome", "%1 – %2").arg(pageTitle, productName());
}

QString nextButton() {
  return QCoreApplication::translate("Chrome", "&Next");
}
QString backButton() {
  return QCoreApplication::translate("Chrome", "&Back");
}
QString cancelButton() {
  return QCoreApplication::translate("Chrome", "Cancel");
}
QString closeButton() {
  return QCoreApplication::translate("Chrome", "&Close");
}
QString tryAgainButton() {
  return QCoreApplication::translate("Chrome", "&Try again");
}
QString startAgainButton() {
  return QCoreApplication::translate("Chrome", "&Start again");
}
QString backToStepButton() {
  return QCoreApplication::translate("Chrome", "&Back to the page");
}
QString copyButton() {
  return QCoreApplication::translate("Chrome", "C&opy");
}
QString pasteAction() {
  return QCoreApplication::translate("Chrome", "&Paste");
}
QString selectAllAction() {
  return QCoreApplication::translate("Chrome", "Select &all");
}
QString copiedNote() {
  return QCoreApplication::translate("Chrome", "Copied");
}

QString receiptLabel(const QString& receipt) {
  return QCoreApplication::translate("Chrome", "Receipt %1").arg(receipt);
}
QString helpButton() {
  return QCoreApplication::translate("Chrome", "Get &help");
}
QString languageButtonName() {
  return QCoreApplication::translate("Chrome", "Language");
}
QString trailName() {
  return QCoreApplication::translate("Chrome", "Steps of this recovery");
}
QString trailPosition() {
  //: %1 is this step's number, %2 how many there are.
  return QCoreApplication::translate("Chrome", "step %1 of %2");
}
QString trailDone() {
  return QCoreApplication::translate("Chrome", "done");
}
QString trailCurrent() {
  return QCoreApplication::translate("Chrome", "you are here");
}
QString trailToCome() {
  return QCoreApplication::translate("Chrome", "to come");
}
QString waiting() {
  return QCoreApplication::translate("Chrome", "Waiting for the recovery service…");
}

QString cancelTitle() {
  return QCoreApplication::translate("Cancel", "Stop this recovery?");
}
QString cancelBody() {
  return QCoreApplication::translate("Cancel",
                                     "Nothing has been changed so far. You can start again at any time.");
}
QString cancelConfirmButton() {
  return QCoreApplication::translate("Cancel", "&Stop");
}
QString cancelRejectButton() {
  return QCoreApplication::translate("Cancel", "&Keep going");
}

QString helpTitle() {
  return QCoreApplication::translate("Help", "Somebody can help you");
}
QString helpBody() {
  return QCoreApplication::translate("Help",
                                     "Get in touch and say where you are stuck. This page waits for you.");
}
QString helpReceipt(const QString& receipt) {
  return QCoreApplication::translate(
             "Help", "Tell them this receipt: %1. It finds your recovery and holds no secret.")
      .arg(receipt);
}
QString helpSecrecy() {
  return QCoreApplication::translate(
      "Help", "Nobody will ask you for a code or your password, the help desk included.");
}
QString supportHeading() {
  return QCoreApplication::translate("Help", "Whom to ask");
}

QStringList supportLines(const protocol::SupportContact& support) {
  QStringList lines;
  if (!support.name.isEmpty()) lines << support.name;
  if (!support.phone.isEmpty()) lines << QCoreApplication::translate("Help", "Phone: %1").arg(support.phone);
  if (!support.mail.isEmpty()) lines << QCoreApplication::translate("Help", "Mail: %1").arg(support.mail);
  if (!support.hours.isEmpty()) lines << QCoreApplication::translate("Help", "Hours: %1").arg(support.hours);
  if (lines.isEmpty())
    lines << QCoreApplication::translate("Help", "The person or team that set up your account.");
  return lines;
}

QString faultTriesHeading() {
  return QCoreApplication::translate("Faults", "What you can do");
}

}  // namespace latchkey::ui::text
