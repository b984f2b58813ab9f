// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/enrol_secret_text.h"

#include <QCoreApplication>

namespace latchkey::ui::text {

QString secretPictureName() {
  return QCoreApplication::translate(
      "EnrolSecret", "QR code to be read with the camera of your phone. The same stands below as text.");
}
QString secretPictureTooLong() {
  return QCoreApplication::translate("EnrolSecret",
                                     "There is no picture for this one. Please type the key by hand.");
}
QString secretAccountLabel() {
  return QCoreApplication::translate("EnrolSecret", "Account name");
}
QString secretKeyLabel() {
  return QCoreApplication::translate("EnrolSecret", "Secret key");
}
QString secretKeyHint() {
  return QCoreApplication::translate(
      "EnrolSecret", "Capitals or not, with or without blanks: the app takes both. Show it to nobody.");
}
QString secretKeyCovered() {
  return QCoreApplication::translate("EnrolSecret", "Covered, because nobody has used this PC for a while.");
}
QString secretShowButton() {
  return QCoreApplication::translate("EnrolSecret", "Sho&w it again");
}
QString secretCopyButton() {
  return QCoreApplication::translate("EnrolSecret", "Cop&y the key");
}
QString secretCopied(int seconds) {
  return QCoreApplication::translate("EnrolSecret",
                                     "Copied. Paste it now: it is taken off the clipboard after %n seconds.",
                                     nullptr, seconds);
}

}  // namespace latchkey::ui::text
