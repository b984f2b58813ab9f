// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/key_text.h"

#include <QCoreApplication>

namespace latchkey::ui::text {

using flow::KeyError;
using flow::KeyFault;
using flow::KeyNews;

QString keyDoNow(KeyNews news) {
  switch (news) {
    case KeyNews::PlugIn:
      return QCoreApplication::translate("SecurityKey", "Plug in your security key");
    case KeyNews::OtherKey:
      return QCoreApplication::translate("SecurityKey", "This key is not registered for the account");
    case KeyNews::KnownKey:
      return QCoreApplication::translate("SecurityKey", "This key is registered already");
    case KeyNews::Touch:
      return QCoreApplication::translate("SecurityKey", "Touch your security key");
  }
  Q_UNREACHABLE();
}

QString keyDoNowHint(KeyNews news) {
  switch (news) {
    case KeyNews::PlugIn:
      return QCoreApplication::translate(
          "SecurityKey", "Put it into a USB port of this PC, not of the locked one. It is found by itself.");
    case KeyNews::OtherKey:
      return QCoreApplication::translate("SecurityKey",
                                         "Plug in the one that you registered. It is found by itself.");
    case KeyNews::KnownKey:
      return QCoreApplication::translate("SecurityKey", "Plug in another one. It is found by itself.");
    case KeyNews::Touch:
      return QCoreApplication::translate("SecurityKey",
                                         "It blinks. Touch its button or its metal part for a moment.");
  }
  Q_UNREACHABLE();
}

QString keyLooking() {
  return QCoreApplication::translate("SecurityKey", "Looking for your security key …");
}

QString keyProblem(const KeyError& error) {
  switch (error.fault) {
    case KeyFault::PinNeeded:
      return {};
    case KeyFault::PinWrong:
      if (!error.triesLeft) return QCoreApplication::translate("SecurityKey", "This PIN is not right.");
      return QCoreApplication::translate(
          "SecurityKey", "This PIN is not right. The key takes %n more tries, then it locks itself.", nullptr,
          *error.triesLeft);
    case KeyFault::PinPaused:
      return QCoreApplication::translate(
          "SecurityKey",
          "The PIN was wrong three times in a row. Unplug the key, plug it in again, then try again.");
    case KeyFault::PinBlocked:
      return QCoreApplication::translate("SecurityKey",
                                         "This key is locked: its PIN was wrong too often. It cannot be used "
                                         "any more. Please choose another way.");
    case KeyFault::PinNotSet:
      return QCoreApplication::translate("SecurityKey",
                                         "A key with a PIN or a fingerprint is wanted here, and this one has "
                                         "neither. Please choose another way.");
    case KeyFault::TimedOut:
      return QCoreApplication::translate("SecurityKey",
                                         "Nothing has happened for a while. Please try again.");
    case KeyFault::Unavailable:
      return QCoreApplication::translate("SecurityKey",
                                         "The key did not answer as it should, or this PC does not let "
                                         "Latchkey use it. Unplug it, plug it in again, then try again.");
  }
  Q_UNREACHABLE();
}

QString keyPinLabel() {
  return QCoreApplication::translate("SecurityKey", "&PIN of the security key");
}

QString keyPinHint() {
  return QCoreApplication::translate(
      "SecurityKey", "The one that you gave the key itself. It stays between you and the key.");
}

QString keyNotForThisService() {
  return QCoreApplication::translate(
      "SecurityKey", "The service asks for a key of somebody else. Please tell your support.");
}

}  // namespace latchkey::ui::text
