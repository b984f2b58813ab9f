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
  return QCoreApplication::translate("Place",
                                     "The recovery that you left is over: it was finished or stopped, or its "
                                     "time ran out. Please start again. "
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

}  // namespace latchkey::ui::text
