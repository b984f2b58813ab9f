// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/enrol_contact_text.h"

#include <QCoreApplication>

#include "core/rules/extension.h"

namespace latchkey::ui::text {

using protocol::MethodKind;
using protocol::NumberProblem;

QString addContactTitle(MethodKind kind) {
  switch (kind) {
    case MethodKind::Text:
      return QCoreApplication::translate("EnrolContact", "Which number should texts go to?");
    case MethodKind::Call:
      return QCoreApplication::translate("EnrolContact", "Which phone should be called?");
    case MethodKind::Mail:
    case MethodKind::Authenticator:
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
    case MethodKind::StartCode:
      break;
  }
  return QCoreApplication::translate("EnrolContact", "Which mail address should codes go to?");
}

QString addContactWhy(MethodKind kind) {
  switch (kind) {
    case MethodKind::Text:
      return QCoreApplication::translate(
          "EnrolContact",
          "A mobile that you have with you. A code goes there now, to show that it is yours.");
    case MethodKind::Call:
      return QCoreApplication::translate("EnrolContact",
                                         "A mobile, or a phone at home or at the office. It rings now: press "
                                         "any key, and a voice says a code.");
    case MethodKind::Mail:
    case MethodKind::Authenticator:
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
    case MethodKind::StartCode:
      break;
  }
  return QCoreApplication::translate(
      "EnrolContact",
      "A code goes there now, to show that it is yours. Mail serves to reset a forgotten password.");
}

QString whoSeesContacts() {
  return QCoreApplication::translate(
      "EnrolContact",
      "Who can see this: only you and your administrators. It is used for codes and for notices about "
      "this account, and for nothing else.");
}

QString mailLabel() {
  return QCoreApplication::translate("EnrolContact", "&Mail address");
}
QString mailHint() {
  return QCoreApplication::translate("EnrolContact",
                                     "Best is a private mailbox that you can open without this account.");
}
QString mailMalformed() {
  return QCoreApplication::translate(
      "EnrolContact", "This does not look like a mail address yet. It has the form name@example.com.");
}
QString contactIsTheAccount() {
  return QCoreApplication::translate(
      "EnrolContact",
      "This is the mailbox of the account itself. When you cannot sign in, you cannot read it either. "
      "Another address is better.");
}

QString countryLabel() {
  return QCoreApplication::translate("EnrolContact", "Co&untry");
}
QString numberLabel() {
  return QCoreApplication::translate("EnrolContact", "&Phone number");
}
QString numberHint() {
  return QCoreApplication::translate(
      "EnrolContact",
      "As you dial it there, with or without the first 0. With + in front, its country is found.");
}
QString numberMalformed() {
  return QCoreApplication::translate(
      "EnrolContact", "This is no phone number of that country. Compare its digits and its country.");
}
QString numberWithLetters() {
  return QCoreApplication::translate("EnrolContact",
                                     "A number has digits alone. An extension belongs into the field below.");
}
QString numberOfOtherCountry() {
  return QCoreApplication::translate(
      "EnrolContact",
      "Numbers of that country cannot be used here. Please give another one, or choose another way.");
}
QString extensionLabel() {
  return QCoreApplication::translate("EnrolContact", "E&xtension (where there is one)");
}
QString extensionHint() {
  return QCoreApplication::translate("EnrolContact",
                                     "At the office: what is dialled once the call is answered.");
}
QString extensionMalformed() {
  return QCoreApplication::translate("EnrolContact", "An extension has digits alone, %1 at the most.")
      .arg(rules::longestExtension);
}

QString enterContactCodeTitle() {
  return QCoreApplication::translate("EnrolContact", "Enter the code to finish");
}
QString enterContactCodeWhy(MethodKind kind) {
  if (kind == MethodKind::Mail)
    return QCoreApplication::translate("EnrolContact",
                                       "It shows that you can read mail there. It is registered after that.");
  return QCoreApplication::translate("EnrolContact",
                                     "It shows that the phone is yours. It is registered after that.");
}
QString understoodLabel(MethodKind kind) {
  switch (kind) {
    case MethodKind::Text:
      return QCoreApplication::translate("EnrolContact", "The text goes to");
    case MethodKind::Call:
      return QCoreApplication::translate("EnrolContact", "This is dialled");
    case MethodKind::Mail:
    case MethodKind::Authenticator:
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
    case MethodKind::StartCode:
      break;
  }
  return QCoreApplication::translate("EnrolContact", "The mail goes to");
}
QString understoodExtension(const QString& extension) {
  return QCoreApplication::translate("EnrolContact", "Then the extension: %1").arg(extension);
}
QString changeContactButton(MethodKind kind) {
  return kind == MethodKind::Mail ? QCoreApplication::translate("EnrolContact", "Chan&ge the address")
                                  : QCoreApplication::translate("EnrolContact", "Chan&ge the number");
}

QString numberProblemText(NumberProblem problem) {
  switch (problem) {
    case NumberProblem::NoCountryCode:
      return QCoreApplication::translate(
          "EnrolContact",
          "You gave no country, so that of your organisation was taken. Compare it with the number "
          "above.");
    case NumberProblem::LeadingZero:
      return QCoreApplication::translate(
          "EnrolContact", "The 0 after the country code is left out, since nobody is reached with it.");
    case NumberProblem::CannotText:
      return QCoreApplication::translate("EnrolContact",
                                         "This seems to be a landline or an internet phone, which takes no "
                                         "texts. If none comes, register it for calls.");
    case NumberProblem::Invalid:
      return QCoreApplication::translate(
          "EnrolContact", "No phone is known to have such a number. If nothing comes, compare its digits.");
  }
  Q_UNREACHABLE();
}

}  // namespace latchkey::ui::text
