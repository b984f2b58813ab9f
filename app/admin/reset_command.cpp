// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/reset_command.h"

#include "app/admin/account_form.h"
#include "app/admin/directory_question.h"
#include "app/admin/service_data.h"
#include "service/delivery/channel_name.h"
#include "service/delivery/template_writer.h"
#include "service/domain/temporary_passwords.h"

namespace latchkey::admin {

namespace domain = service::domain;
using domain::ResetFault;

namespace {
QString contactOption() {
  return QStringLiteral("contact");
}

QString whyNoReset(ResetFault fault, const QString& key, const ServiceData& data,
                   const DirectoryTrouble& trouble) {
  const QString lead = key + QStringLiteral(": ");
  switch (fault) {
    case ResetFault::Unavailable:
      return storeComplaint(data);
    case ResetFault::DirectoryUnavailable:
      return QStringLiteral("the directory does not take part%1; nothing was changed").arg(trouble.text());
    case ResetFault::NoSuchAccount:
      return lead + (trouble.whyNobody().isEmpty() ? QStringLiteral("there is no such account")
                                                   : trouble.whyNobody());
    case ResetFault::NotResettable:
      return lead + QStringLiteral(
                        "no password can be set for this account: see latchkeyctl accounts show, and "
                        "reset_enabled in latchkeyctl policy show");
    case ResetFault::Privileged:
      return lead + QStringLiteral(
                        "a privileged account gets no temporary password: it takes two people, in the "
                        "directory itself");
    case ResetFault::Stopped:
      return lead + QStringLiteral(
                        "somebody who reads this account's messages said \"this was not me\". Find out who "
                        "it was; then `latchkeyctl accounts unfreeze %1`")
                        .arg(key);
    case ResetFault::NoContact:
      return lead + QStringLiteral(
                        "no registered mail address or mobile can take a password (one that is the locked "
                        "account itself cannot); the way without is an appeal, where its realm allows it");
    case ResetFault::NoSuchContact:
      return lead + QStringLiteral(
                        "this contact is not there, or cannot take a password; see latchkeyctl accounts "
                        "contacts list");
    case ResetFault::Busy:
      return lead + QStringLiteral(
                        "somebody else is setting its password at this moment: a recovery, or another "
                        "reset. Nothing was changed; look at latchkeyctl audit show, and try again in a "
                        "minute");
    case ResetFault::NoPassword:
      return lead + QStringLiteral(
                        "the password rules of its realm and directory leave no room for one that can be "
                        "typed from a message");
    case ResetFault::Refused:
      return lead + QStringLiteral("the directory refuses the password; nothing was changed");
    case ResetFault::NotTemporary:
      return lead +
             QStringLiteral(
                 "its password is now one that nobody knows, and was sent to nobody: the directory could "
                 "not be told that it has to be changed, or when it ends%1. Give the service account the "
                 "rights of docs/directories.md, and try again")
                 .arg(trouble.text());
    case ResetFault::OutcomeUnknown:
      return lead + QStringLiteral(
                        "its password may have been changed, to one that nobody knows: try again in a "
                        "minute, until it is done");
  }
  return {};
}
}  // namespace

CommandForm ResetCommand::form() {
  return {QStringLiteral("reset"),
          {QStringLiteral("ACCOUNT")},
          QStringList{contactOption() + QStringLiteral("=ID")} + dataOptions(),
          QStringLiteral(
              "set a temporary password and send it to a registered contact: the first that is in writing "
              "and not the locked account itself, or the one of this id. It is not shown here. Open "
              "recoveries of the account end, and all other contacts are told. Make sure who has asked for "
              "it")};
}

int ResetCommand::run(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const auto key = AccountForm((*data)->policy, m_numbering).keyOf(arguments.operands.first());
  if (!key) return m_console.refuse(QStringLiteral("ACCOUNT: this is no account name"));
  const auto opened = openDirectory(**data, m_numbering);
  if (!opened) return m_console.fail(opened.error());
  const service::delivery::TemplateWriter writer;
  const auto box = (*data)->keys->box((*data)->random);
  domain::TemporaryPasswords passwords({(*data)->store, *opened->directory, writer, m_numbering,
                                        (*data)->clock, (*data)->random, *(*data)->keys, *box},
                                       (*data)->policy);
  const auto sent = passwords.send(*key, arguments.value(contactOption()));
  if (!sent) return m_console.fail(whyNoReset(sent.error(), *key, **data, *opened->trouble));
  if (sent->told == 0) {
    m_console.complain(QStringLiteral("warning: nobody else was told: %1 has no other contact").arg(*key));
  }
  m_console.print(singleLine(
      QStringLiteral("a temporary password for %1 is on its way by %2 to %3; messages to other contacts: %4. "
                     "Whether it has arrived: latchkeyctl why %1")
          .arg(*key, service::delivery::channelName(sent->channel), sent->mask)
          .arg(sent->told)));
  return Succeeded;
}

}  // namespace latchkey::admin
