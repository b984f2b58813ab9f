// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/rules_command.h"

#include <QJsonArray>

#include "app/admin/json_text.h"
#include "core/rules/mask.h"
#include "core/rules/password_policy.h"
#include "core/rules/wiped_text.h"
#include "service/numbering/phone_numbering.h"
#include "service/numbering/written_number.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
namespace numbering = service::numbering;

bool isRegion(const QString& region) {
  return region.isEmpty() || numbering::PhoneNumbering::knowsRegion(region);
}

QString regionComplaint(const QString& region) {
  return QStringLiteral("'%1' is no region; expected two letters of ISO 3166, for example JP").arg(region);
}

}  // namespace

CommandForm RulesCommand::maskForm() {
  return {QStringLiteral("rules mask"),
          {QStringLiteral("CONTACT")},
          {QStringLiteral("region=XX")},
          QStringLiteral("print the mask of a mail address or phone number; status 1 when it is neither")};
}

CommandForm RulesCommand::passwordForm() {
  return {QStringLiteral("rules password"),
          {},
          {QStringLiteral("preset=classic|nist"), QStringLiteral("account=NAME")},
          QStringLiteral("judge the password on standard input; status 1 when it is refused")};
}

CommandForm RulesCommand::phoneForm() {
  return {QStringLiteral("rules phone"),
          {QStringLiteral("NUMBER")},
          {QStringLiteral("region=XX")},
          QStringLiteral("say what is known of a phone number; status 1 when it is no number")};
}

int RulesCommand::mask(const CommandArguments& arguments) {
  const QString region = arguments.value(QStringLiteral("region"));
  if (!isRegion(region)) return m_console.refuse(regionComplaint(region));
  const QString contact = arguments.operands.first();

  std::optional<QString> mask;
  if (const QString mail = contact.trimmed().normalized(QString::NormalizationForm_KC); mail.contains(u'@')) {
    mask = rules::maskMail(mail);
  } else {
    const domain::PhoneNumber number = m_numbering.judge(contact, region);
    const bool valid = !number.problems.contains(domain::PhoneProblem::Invalid);
    // Without a country nobody knows its national format; the digits as written stand for it.
    const auto written = numbering::readNumber(contact);
    if (valid && written)
      mask = rules::maskPhone(number.national.isEmpty() ? written->digits : number.national);
  }
  if (!mask) return m_console.fail(QStringLiteral("this is neither a mail address nor a phone number"));
  m_console.print(*mask);
  return Succeeded;
}

int RulesCommand::password(const CommandArguments& arguments) {
  const QString preset = arguments.value(QStringLiteral("preset"));
  rules::PasswordPolicy policy = rules::PasswordPolicy::classic();
  if (preset == u"nist") {
    policy = rules::PasswordPolicy::nist();
  } else if (arguments.has(QStringLiteral("preset")) && preset != u"classic") {
    return m_console.refuse(QStringLiteral("'%1' is no preset; expected classic or nist").arg(preset));
  }
  const auto candidate = m_console.readSecret();
  if (!candidate) return m_console.refuse(QStringLiteral("standard input cannot be read, or is over 64 KiB"));
  if (!rules::decodeUtf8(candidate->view()))
    return m_console.refuse(QStringLiteral("standard input is not UTF-8"));

  const auto violations =
      rules::judgePassword(candidate->view(), policy, {arguments.value(QStringLiteral("account")), {}});
  QJsonArray codes;
  for (const rules::PasswordViolation violation : violations) codes << rules::codeOf(violation);
  const bool accepted = violations.isEmpty();
  m_console.printRaw(JsonObjectText().add("accepted", accepted).add("violations", codes).text() + '\n');
  return accepted ? Succeeded : Negative;
}

int RulesCommand::phone(const CommandArguments& arguments) {
  const QString region = arguments.value(QStringLiteral("region"));
  if (!isRegion(region)) return m_console.refuse(regionComplaint(region));
  const domain::PhoneNumber number = m_numbering.judge(arguments.operands.first(), region);
  QJsonArray problems;
  for (const domain::PhoneProblem problem : number.problems) problems << numbering::codeOf(problem);
  m_console.printRaw(JsonObjectText()
                         .add("e164", textOrNull(number.e164))
                         .add("national", textOrNull(number.national))
                         .add("type", numbering::codeOf(number.type))
                         .add("problems", problems)
                         .text() +
                     '\n');
  return number.problems.contains(domain::PhoneProblem::Invalid) ? Negative : Succeeded;
}

}  // namespace latchkey::admin
