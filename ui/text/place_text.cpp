// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/place_text.h"

#include <QCoreApplication>

namespace latchkey::ui::text {

QString keepPlaceLabel() {
  return QCoreApplication::translate("Place", "This is my PC: &keep my place");
}
QString keepPlaceHint() {
  return QCoreApplication::translate("Place",
                                     "If Latchkey or this PC stops, you come back to the same step. Leave it "
                                     "off on a PC that others use too.");
}

QString placeResumed() {
  return QCoreApplication::translate("Place", "Welcome back. You are where you left off.");
}
QString placeNeedsProof() {
  return QCoreApplication::translate("Place",
                                     "Welcome back. You had already proved that it is you. A proof is never "
                                     "kept on a PC, so please prove it "
                                     "once more.");
}
QString placeGone() {
  return QCoreApplication::translate(
      "Place",
      "The recovery that you left is over: it was finished or stopped, it went on "
      "at another PC, or its time ran out. Please start again. "
      "If you had just set a new password, try that first.");
}
QString placeNotKept() {
  return QCoreApplication::translate(
      "Place",
      "Your place cannot be kept: this PC has no key store that can be used now. Everything else works. If "
      "Latchkey is closed before you are done, you start again.");
}
QString placeUnreadable() {
  return QCoreApplication::translate(
      "Place", "The place that was kept on this PC cannot be read and has been removed. Please start again.");
}
QString placeStillKept() {
  return QCoreApplication::translate("Place",
                                     "Your place is still kept. If you start anew instead, it is given up.");
}
QString startAnewButton() {
  return QCoreApplication::translate("Place", "Start &anew");
}

QString receiptButton() {
  return QCoreApplication::translate("Place", "I have a &receipt from before");
}
QString receiptLabel() {
  return QCoreApplication::translate("Place", "&Receipt of the recovery that you began");
}
QString receiptHint() {
  return QCoreApplication::translate(
      "Place",
      "Six letters and digits, for example 7Q4-K2M. You go on under this receipt, and it ends at the other "
      "PC. "
      "You are asked to prove once more that it is you: a receipt alone proves nothing.");
}
QString receiptError() {
  return QCoreApplication::translate(
      "Place",
      "This is no receipt. It has six letters and digits, for example 7Q4-K2M, and "
      "no O, I, L, 0 or 1. Correct it, or leave the field empty to start anew.");
}
QString receiptContinued(const QString& receipt, bool provesAgain) {
  if (provesAgain) {
    return QCoreApplication::translate("Place",
                                       "You go on with your receipt %1. It has ended at the other PC. What "
                                       "you proved there does not count "
                                       "here, so one more proof is needed.")
        .arg(receipt);
  }
  return QCoreApplication::translate("Place", "You go on with your receipt %1. It has ended at the other PC.")
      .arg(receipt);
}
QString receiptNothingFound(const QString& presentReceipt) {
  return QCoreApplication::translate("Place",
                                     "There was nothing to go on with: the recovery that you began is over, "
                                     "or its receipt is mistyped. "
                                     "Nothing is lost, just go on here. Your receipt is now %1.")
      .arg(presentReceipt);
}

}  // namespace latchkey::ui::text
