// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/start_code_command.h"

#include "app/admin/account_form.h"
#include "app/admin/directory_question.h"
#include "app/admin/service_data.h"
#include "service/delivery/template_writer.h"
#include "service/domain/notices.h"
#include "service/domain/start_codes.h"

namespace latchkey::admin {

namespace domain = service::domain;
using domain::StartCodeFault;

namespace {
constexpr std::size_t digitsOfGroup = 3;
QString withdrawOption() {
  return QStringLiteral("withdraw");
}

QString whyNoStartCode(StartCodeFault fault, const QString& key, const QString& realm,
                       const ServiceData& data) {
  const QString lead = key + QStringLiteral(": ");
  switch (fault) {
    case StartCodeFault::Unavailable:
      return storeComplaint(data);
    case StartCodeFault::NotOffered:
      return lead + QStringLiteral("realm %1 takes no start codes; its factors would have to name start-code")
                        .arg(realm);
    case StartCodeFault::Privileged:
      return lead + QStringLiteral("a privileged account gets no start code");
    case StartCodeFault::NotResettable:
      return lead + QStringLiteral("no password can be set for this account: see latchkeyctl accounts show");
    case StartCodeFault::HadPassword:
      return lead + QStringLiteral(
                        "this account has had a password; a start code is for a first one only, unless "
                        "start_codes_again of realm %1 says otherwise")
                        .arg(realm);
    case StartCodeFault::NotEnough:
      return lead +
             QStringLiteral(
                 "the rules of realm %1 ask this account for more proofs than a start code and what is "
                 "registered; register a contact first: latchkeyctl accounts contacts add")
                 .arg(realm);
    case StartCodeFault::Stopped:
      return lead +
             QStringLiteral(
                 "somebody who reads this account's messages said \"this was not me\". Find out who it "
                 "was; then `latchkeyctl accounts unfreeze %1`")
                 .arg(key);
  }
  return {};
}
}  // namespace

platform::Secret groupedCode(const platform::Secret& digits) {
  platform::Secret text;
  for (std::size_t at = 0; at < digits.size(); at += digitsOfGroup) {
    if (at > 0) text.append(" ");
    text.append(digits.view().substr(at, digitsOfGroup));
  }
  return text;
}

CommandForm StartCodeCommand::form() {
  return {
      QStringLiteral("start-code"),
      {QStringLiteral("ACCOUNT")},
      QStringList{withdrawOption()} + dataOptions(),
      QStringLiteral("print, once, a code with which somebody who never had a password sets the first one. "
                     "It ends the one before it. The owner and the realm's administrators are told. Make "
                     "sure who the person is before you hand it out, and hand it to nobody else. With "
                     "--withdraw: end the one that was handed out")};
}

int StartCodeCommand::run(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const AccountForm form((*data)->policy, m_numbering);
  const auto key = form.keyOf(arguments.operands.first());
  if (!key) return m_console.refuse(QStringLiteral("ACCOUNT: this is no account name"));
  if (arguments.has(withdrawOption())) return runWithdraw(**data, *key);
  const auto account = findInDirectory(m_console, **data, m_numbering, *key);
  if (!account) return account.error();

  const service::delivery::TemplateWriter writer;
  const auto box = (*data)->keys->box((*data)->random);
  domain::StartCodes codes(
      {(*data)->store, *(*data)->keys, writer, m_numbering, (*data)->clock, (*data)->random, *box},
      (*data)->policy);
  const auto issued = codes.issue(*account);
  if (!issued) return m_console.fail(whyNoStartCode(issued.error(), account->key, account->realm, **data));
  if (issued->toldOwner + issued->toldAdministrators == 0) {
    m_console.complain(
        QStringLiteral("warning: nobody was told: no contact of %1 can be reached, and its realm names no "
                       "administrators")
            .arg(account->key));
  }
  if (issued->proofs > 1) {
    m_console.complain(
        QStringLiteral("note: %1 has to prove it by a registered contact as well: %2 proofs in all")
            .arg(account->key)
            .arg(issued->proofs));
  }
  m_console.printSecret(groupedCode(issued->digits));
  m_console.print(
      singleLine(QStringLiteral("good once, until %1; messages to the owner: %2, to administrators: %3")
                     .arg(domain::isoTime(issued->expiresAt))
                     .arg(issued->toldOwner)
                     .arg(issued->toldAdministrators)));
  return Succeeded;
}

int StartCodeCommand::runWithdraw(ServiceData& data, const QString& key) {
  const service::delivery::TemplateWriter writer;
  const auto box = data.keys->box(data.random);
  domain::StartCodes codes({data.store, *data.keys, writer, m_numbering, data.clock, data.random, *box},
                           data.policy);
  const auto ended = codes.withdraw(key);
  if (!ended) return m_console.fail(storeComplaint(data));
  if (!*ended) return m_console.fail(key + QStringLiteral(": no start code is handed out"));
  m_console.print(singleLine(QStringLiteral("the start code of %1 is good for nothing any more").arg(key)));
  return Succeeded;
}

}  // namespace latchkey::admin
