// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/enrol_app_text.h"

#include <QCoreApplication>

namespace latchkey::ui::text {

QString appTitle() {
  return QCoreApplication::translate("Enrol", "Add an authenticator app");
}
QString appWhy() {
  return QCoreApplication::translate(
      "Enrol", "The app on your phone makes a new code every 30 seconds. It needs no reception.");
}
QStringList appNeeds() {
  return {QCoreApplication::translate(
              "Enrol",
              "First install an authenticator app on your phone: Microsoft Authenticator, Google "
              "Authenticator or another one for time-based codes."),
          QCoreApplication::translate("Enrol", "The phone needs iOS 14 or Android 8, or later.")};
}
QString appScanHeading() {
  return QCoreApplication::translate("Enrol", "1. Scan this picture with the app");
}
QString appScanHint() {
  return QCoreApplication::translate("Enrol",
                                     "In the app choose “Add account”, then “Other account”, and point the "
                                     "camera at the picture.");
}
QString appPictureName() {
  return QCoreApplication::translate(
      "Enrol", "Picture for the camera of your phone. If you cannot scan it, type it by hand.");
}
QString appByHandHint() {
  return QCoreApplication::translate("Enrol",
                                     "Cannot scan it? In the app choose “Add account”, then “Other account”, "
                                     "then “Enter code manually”, and type these two:");
}
QString appCodeHeading() {
  return QCoreApplication::translate("Enrol", "2. Enter the code that the app shows");
}
QString whoSeesApps() {
  return QCoreApplication::translate("Enrol",
                                     "Who can see this: you and your administrators see that an app is "
                                     "registered. Nobody can see its key again.");
}
QString appSecretGone() {
  return QCoreApplication::translate(
      "Enrol",
      "The secret key is shown once only, and could not be shown here. Please go on with a new one.");
}
QString appSecretOver() {
  return QCoreApplication::translate(
      "Enrol",
      "The time for this picture is over, and nothing was registered. If the app has taken it up already, "
      "delete that entry there. Then go on with a new picture.");
}
QString appAnewButton() {
  return QCoreApplication::translate("Enrol", "&Show a new picture");
}

}  // namespace latchkey::ui::text
