// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/password_text.h"

#include <QCoreApplication>

namespace latchkey::ui::text {

using protocol::PasswordRulesView;
using rules::PasswordViolation;

namespace {

QString lengthRule(const PasswordRulesView& rules) {
  if (rules.minimumLength == rules.maximumLength)
    return QCoreApplication::translate("Password", "Exactly %n characters", nullptr, rules.minimumLength);
  return QCoreApplication::translate("Password", "%1 to %2 characters")
      .arg(rules.minimumLength)
      .arg(rules.maximumLength);
}

QString classesRule(int minimum) {
  if (minimum == 2)
    return QCoreApplication::translate("Password", "Two of: capitals, small letters, digits, symbols");
  if (minimum == 3)
    return QCoreApplication::translate("Password", "Three of: capitals, small letters, digits, symbols");
  return QCoreApplication::translate("Password", "All of: capitals, small letters, digits, symbols");
}

}  // namespace

QList<RuleLine> ruleLines(const PasswordRulesView& rules) {
  QList<RuleLine> lines{{lengthRule(rules), {PasswordViolation::TooShort, PasswordViolation::TooLong}}};
  if (rules.minimumClasses > 1)
    lines.append({classesRule(rules.minimumClasses), {PasswordViolation::TooFewClasses}});
  if (rules.asciiOnly)
    lines.append({QCoreApplication::translate("Password", "Letters A to Z, digits and usual symbols only"),
                  {PasswordViolation::CharacterNotAllowed}});
  if (rules.refuseCommon)
    lines.append(
        {QCoreApplication::translate("Password", "Not a common password"), {PasswordViolation::TooCommon}});
  if (rules.refuseNames)
    lines.append({QCoreApplication::translate("Password", "Does not contain your name"),
                  {PasswordViolation::ContainsName}});
  if (!rules.organisationWords.isEmpty())
    lines.append({QCoreApplication::translate("Password", "Does not contain: %1")
                      .arg(rules.organisationWords.join(QCoreApplication::translate("Password", ", "))),
                  {PasswordViolation::ContainsOrganisationWord}});
  return lines;
}

QString bothFieldsSame() {
  return QCoreApplication::translate("Password", "Both fields are the same");
}

QString ruleMet() {
  return QCoreApplication::translate("Password", "met");
}
QString ruleNotYet() {
  return QCoreApplication::translate("Password", "not yet met");
}
QString ruleNotMet() {
  return QCoreApplication::translate("Password", "not met");
}
QString rulesSummary(int met, int count) {
  return QCoreApplication::translate("Password", "%1 of %2 rules are met").arg(met).arg(count);
}

QString violationText(PasswordViolation violation) {
  switch (violation) {
    case PasswordViolation::TooShort:
      return QCoreApplication::translate("Password", "It is too short.");
    case PasswordViolation::TooLong:
      return QCoreApplication::translate("Password", "It is too long.");
    case PasswordViolation::TooFewClasses:
      return QCoreApplication::translate("Password", "It needs more kinds of characters.");
    case PasswordViolation::CharacterNotAllowed:
      return QCoreApplication::translate("Password", "It has a character that is not allowed.");
    case PasswordViolation::TooCommon:
      return QCoreApplication::translate(
          "Password", "Many people use it, or it was found in a leak. Choose one that is yours alone.");
    case PasswordViolation::ContainsName:
      return QCoreApplication::translate("Password",
                                         "It contains a part of your name or of the account name.");
    case PasswordViolation::ContainsOrganisationWord:
      return QCoreApplication::translate("Password", "It contains a word of your organisation.");
    case PasswordViolation::InHistory:
      return QCoreApplication::translate("Password", "You have used it before. Choose one that is new.");
    case PasswordViolation::TooRecent:
      return QCoreApplication::translate(
          "Password", "The password was changed only a short while ago. Please ask your support.");
    case PasswordViolation::RefusedByDirectory:
      return QCoreApplication::translate(
          "Password", "Your organisation's directory does not accept it. Try a longer one with other words.");
  }
  Q_UNREACHABLE();
}

QString violationText(const QString& code) {
  for (int value = 0; value <= static_cast<int>(PasswordViolation::RefusedByDirectory); ++value)
    if (const auto violation = static_cast<PasswordViolation>(value); rules::codeOf(violation) == code)
      return violationText(violation);
  return QCoreApplication::translate("Password", "It is not accepted. Choose another one.");
}

}  // namespace latchkey::ui::text
