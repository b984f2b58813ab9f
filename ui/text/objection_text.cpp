// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/objection_text.h"

#include <QCoreApplication>

#include "ui/text/time_text.h"

namespace latchkey::ui::text {

QString objectionButton() {
  return QCoreApplication::translate("Objection", "Stop a recovery that is not &mine");
}
QString objectionTitle() {
  return QCoreApplication::translate("Objection", "This was not me");
}
QString objectionWhy() {
  return QCoreApplication::translate("Objection",
                                     "Enter the 16 letters and digits that the message gives for this. All "
                                     "recoveries of that account are stopped, those under way included. This "
                                     "does not change the password.");
}
QString objectionFieldLabel() {
  return QCoreApplication::translate("Objection", "Code to stop it, in the &message");
}
QString objectionFieldHint() {
  return QCoreApplication::translate("Objection", "16 letters and digits, for example 7Q4K-2MXY-A3B4-C5D6");
}
QString objectionStopButton() {
  return QCoreApplication::translate("Objection", "&Stop all recoveries");
}
QString objectionNoCode() {
  return QCoreApplication::translate(
      "Objection", "This is not such a code. It has 16 letters and digits, and no O, I, L, 0 or 1.");
}
QString objectionStoppedTitle() {
  return QCoreApplication::translate("Objection", "Recoveries of the account are stopped");
}

QStringList objectionPoints(const protocol::Objection& objection, const QDateTime& now) {
  QStringList points{
      QCoreApplication::translate("Objection",
                                  "Nobody can set a new password with Latchkey until %1, unless an "
                                  "administrator allows it again.")
          .arg(timeFrom(now.addSecs(objection.stoppedFor), now)),
      QCoreApplication::translate(
          "Objection", "Recoveries that were under way have ended. Their codes are worth nothing.")};
  if (objection.appealsEnded > 0)
    points << QCoreApplication::translate("Objection", "The appeal that was filed has been cancelled.");
  if (objection.administratorsTold)
    points << QCoreApplication::translate("Objection", "The administrators have been told.");
  if (objection.contactsNotified > 0)
    points << QCoreApplication::translate("Objection", "All contacts of the account have been told.");
  if (!objection.passwordChanged)
    points << QCoreApplication::translate("Objection",
                                          "No new password has been set with Latchkey since the message was "
                                          "sent, as far as is known.");
  if (objection.mayAppeal)
    points << QCoreApplication::translate(
        "Objection", "Do you need a recovery yourself meanwhile? A person can check by hand that it is you.");
  return points;
}

QString objectionAppealFirst() {
  return QCoreApplication::translate("Objection",
                                     "Two steps come first: the account, and a short security check. Then "
                                     "you can ask for the check by hand.");
}

QString objectionPasswordChanged() {
  return QCoreApplication::translate("Objection",
                                     "The password had been changed already, and this cannot undo it. Get "
                                     "in touch with your support now, best by phone: only they can lock the "
                                     "account and give it back to you.");
}

}  // namespace latchkey::ui::text
