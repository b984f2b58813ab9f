// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/demo_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace latchkey::ui::text {

QString demoWindowTitle() {
  return QCoreApplication::translate("Demo", "Demo phone and mailbox");
}
QString demoHeading() {
  return QCoreApplication::translate("Demo", "Your phone and mailbox");
}
QString demoExplanation() {
  return QCoreApplication::translate(
      "Demo", "This is a demo: nothing leaves this PC. What would reach the account's owner appears here.");
}
QString demoAccountHeading() {
  return QCoreApplication::translate("Demo", "Try it with this account");
}
QStringList demoAccountLines(const QString& account, const QString& mailBox, const QString& lastDigits) {
  return {QCoreApplication::translate("Demo", "Account: %1").arg(account),
          QCoreApplication::translate("Demo", "The mail address begins with %1").arg(mailBox),
          //: %1 is one or more groups of four digits, separated by commas
          QCoreApplication::translate("Demo", "The phone numbers end in %1").arg(lastDigits)};
}
QString demoListName() {
  return QCoreApplication::translate("Demo", "Messages, newest first");
}
QString demoEmpty() {
  return QCoreApplication::translate("Demo", "Nothing has arrived yet.");
}

QString demoTextMessage() {
  return QCoreApplication::translate("Demo", "Text message");
}
QString demoCall() {
  return QCoreApplication::translate("Demo", "Phone call");
}
QString demoTo(const QString& contact, const QString& time) {
  //: %1 is a mail address or a phone number, %2 a time of day
  return QCoreApplication::translate("Demo", "To %1 · %2").arg(contact, time);
}
QString demoMoment(const QDateTime& moment) {
  return QLocale().toString(moment.toLocalTime().time(), QLocale::ShortFormat);
}

QString demoCallRings() {
  return QCoreApplication::translate("Demo", "The phone is ringing.");
}
QString demoAnswerButton() {
  return QCoreApplication::translate("Demo", "&Answer the call");
}
QString demoCodeLabel() {
  return QCoreApplication::translate("Demo", "Code");
}
QString demoCopyButton() {
  return QCoreApplication::translate("Demo", "&Copy the code");
}
QString demoCopied() {
  return QCoreApplication::translate("Demo", "Copied");
}
QString demoBodyName() {
  return QCoreApplication::translate("Demo", "Text of the message");
}

}  // namespace latchkey::ui::text
