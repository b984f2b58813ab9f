// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/enrol_key_text.h"

#include <QCoreApplication>

namespace latchkey::ui::text {

QString nameKeyTitle() {
  return QCoreApplication::translate("EnrolKey", "What is your security key called?");
}
QString nameKeyWhy() {
  return QCoreApplication::translate(
      "EnrolKey",
      "A security key (FIDO2) is a small device that you plug in and touch. You can register several, and "
      "the name tells them apart.");
}
QString registerKeyTitle() {
  return QCoreApplication::translate("EnrolKey", "Plug in your security key and touch it");
}
QString registerKeyWhy() {
  return QCoreApplication::translate("EnrolKey",
                                     "It is registered with that. Nothing else on it is changed.");
}
QString whoSeesKeys() {
  return QCoreApplication::translate(
      "EnrolKey",
      "Who can see this: you and your administrators see the name and since when it is registered. The "
      "secret never leaves the key.");
}
QString keyNameLabel() {
  return QCoreApplication::translate("EnrolKey", "&Name of the key");
}
QString keyNameHint() {
  return QCoreApplication::translate("EnrolKey", "For example: blue, on my key ring");
}
QString newKeyName(int number) {
  if (number <= 1) return QCoreApplication::translate("EnrolKey", "Security key");
  return QCoreApplication::translate("EnrolKey", "Security key %1").arg(number);
}
QString keyNameRefused() {
  return QCoreApplication::translate("EnrolKey", "This name cannot be used. Please choose a plain one.");
}
QString keyNameTaken() {
  return QCoreApplication::translate(
      "EnrolKey", "Another key of yours has this name. Please choose one that tells the two apart.");
}
QString newKeyPlugInHint() {
  return QCoreApplication::translate("EnrolKey", "Put it into a USB port of this PC. It is found by itself.");
}
QString newKeySent() {
  return QCoreApplication::translate("EnrolKey", "The key has answered. Please wait …");
}
QString newKeyRefused() {
  return QCoreApplication::translate(
      "EnrolKey", "What this key has made was not accepted. Please try again, or use another key.");
}

}  // namespace latchkey::ui::text
