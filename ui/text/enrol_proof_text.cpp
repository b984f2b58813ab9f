// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/enrol_proof_text.h"

#include <QCoreApplication>

#include "ui/text/time_text.h"

namespace latchkey::ui::text {

using protocol::MethodKind;

QString proofTitle() {
  return QCoreApplication::translate("Enrol", "Prove that it is you");
}
QString proofWhy() {
  return QCoreApplication::translate("Enrol",
                                     "Before anything is changed, one of the registered ways has to confirm "
                                     "it. So nobody who merely knows your "
                                     "password can register a phone of theirs.");
}
QString proofNotYet(int seconds, const QDateTime& now) {
  if (seconds <= 0)
    return QCoreApplication::translate("Enrol", "Nothing that is registered can confirm it any more.");
  return QCoreApplication::translate("Enrol",
                                     "What is registered is too new to confirm it. The first of it can from "
                                     "%1 on: please come back then.")
      .arg(timeFrom(now.addSecs(seconds), now));
}
QString proofLostButton() {
  return QCoreApplication::translate("Enrol", "&I have lost what is registered");
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

QString proofWhoSees() {
  return QCoreApplication::translate(
      "Enrol",
      "Who can see this: only you and your administrators. Addresses and numbers are shown in part only.");
}
QString proofCodeWhoSees() {
  return QCoreApplication::translate(
      "Enrol",
      "Who can see this: the code is for you alone. Your administrators see when you have proved that it is "
      "you, and by what.");
}
QString proofAnswersWhoSees() {
  return QCoreApplication::translate(
      "Enrol",
      "Who can see this: nobody can read your answers. Your administrators see when you have proved that it "
      "is you, and by what.");
}
QString proofKeyWhoSees() {
  return QCoreApplication::translate(
      "Enrol",
      "Who can see this: nobody. The secret and the PIN stay with the key. Your administrators see when you "
      "have proved that it is you, and by what.");
}

}  // namespace latchkey::ui::text
