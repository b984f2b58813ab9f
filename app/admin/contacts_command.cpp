// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/contacts_command.h"

#include "app/admin/account_form.h"
#include "app/admin/contact_text.h"
#include "app/admin/named_account.h"
#include "app/admin/registered_text.h"
#include "app/admin/service_data.h"
#include "app/admin/text_table.h"
#include "service/delivery/template_writer.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::ContactFault;

QString explain(ContactFault fault, const NamedAccount& named) {
  const QString lead = named.account.key + QStringLiteral(": ");
  switch (fault) {
    case ContactFault::Unavailable:
      return storeComplaint(*named.data);
    case ContactFault::NoSuchAccount:
      return lead + QStringLiteral("there is no such account");
    case ContactFault::NoSuchContact:
      return lead + QStringLiteral("there is no contact of this id; see latchkeyctl accounts contacts list");
    case ContactFault::AlreadyRegistered:
      return lead + QStringLiteral("this contact is registered already");
    case ContactFault::OfDirectory:
      return lead + QStringLiteral("this contact stands in the directory; it is changed there");
  }
  return {};
}

}  // namespace

CommandForm ContactsCommand::listForm() {
  return {QStringLiteral("accounts contacts list"),
          {QStringLiteral("NAME")},
          QStringList{QStringLiteral("json")} + dataOptions(),
          QStringLiteral("print the contacts of an account in full, with their ids; those too that its owner "
                         "registered, when they were confirmed and from when on they recover the account")};
}

CommandForm ContactsCommand::addForm() {
  return {QStringLiteral("accounts contacts add"),
          {QStringLiteral("NAME"), QStringLiteral("CONTACT")},
          dataOptions(),
          QStringLiteral("add a mail address or phone number; the owner is told through all other contacts")};
}

CommandForm ContactsCommand::removeForm() {
  return {QStringLiteral("accounts contacts remove"),
          {QStringLiteral("NAME"), QStringLiteral("ID")},
          dataOptions(),
          QStringLiteral("remove a contact by its id; the owner is told, through the removed one too, and "
                         "open recoveries of the account end")};
}

int ContactsCommand::list(const CommandArguments& arguments) {
  const auto named = findAccountAnywhere(m_console, arguments, m_numbering);
  if (!named) return named.error();
  const auto registered = registeredOf(*named->data, named->account.key);
  if (!registered) return m_console.fail(storeComplaint(*named->data));
  const QList<domain::Contact>& contacts = named->account.contacts;
  if (arguments.has(QStringLiteral("json"))) {
    QByteArrayList members;
    for (const domain::Contact& contact : contacts) members << contactJson(contact);
    const QByteArray own = ownContactsJson(*registered);
    if (!own.isEmpty()) members << own;
    m_console.printRaw('[' + members.join(',') + "]\n");
    return Succeeded;
  }
  QList<QStringList> rows;
  for (const domain::Contact& contact : contacts) rows.append(contactRow(contact));
  rows += ownContactRows(*registered);
  m_console.printRaw(TextTable().lines(rows).toUtf8());
  return Succeeded;
}

int ContactsCommand::tell(const QString& done, const QString& key, const domain::ContactChange& change) {
  if (change.told == 0) {
    m_console.complain(
        QStringLiteral("warning: nobody was told: no other contact of %1 can be reached").arg(key));
  }
  m_console.print(singleLine(QStringLiteral("%1 %2 (%3) of %4; messages to the owner: %5")
                                 .arg(done, change.contact.id, wordFor(change.contact.kind), key)
                                 .arg(change.told)));
  return Succeeded;
}

int ContactsCommand::add(const CommandArguments& arguments) {
  auto named = findAccount(m_console, arguments, m_numbering);
  if (!named) return named.error();
  ServiceData& data = *named->data;
  const AccountForm form(data.policy, m_numbering);
  const domain::Realm* const realm = form.realmBy(named->account.realm);
  AccountReading reading;
  const auto contact = form.contact(QStringLiteral("CONTACT"), arguments.operands.at(1),
                                    realm != nullptr ? *realm : data.policy.realms.first(), reading);
  if (!contact) return m_console.fail(QStringLiteral("this is neither a mail address nor a phone number"));

  const service::delivery::TemplateWriter writer;
  const auto box = data.keys->box(data.random);
  domain::ContactChanges changes({data.store, writer, data.clock, data.random, *data.keys, *box},
                                 data.policy);
  const auto change = changes.add(named->account.key, *contact);
  if (!change) return m_console.fail(explain(change.error(), *named));
  for (const Remark& warning : reading.warnings) {
    m_console.complain(QStringLiteral("warning: ") + warning.text);
  }
  return tell(QStringLiteral("added"), named->account.key, *change);
}

int ContactsCommand::remove(const CommandArguments& arguments) {
  auto named = findAccountAnywhere(m_console, arguments, m_numbering);
  if (!named) return named.error();
  ServiceData& data = *named->data;
  const service::delivery::TemplateWriter writer;
  const auto box = data.keys->box(data.random);
  domain::ContactChanges changes({data.store, writer, data.clock, data.random, *data.keys, *box},
                                 data.policy);
  const auto change = changes.remove(named->account.key, arguments.operands.at(1), named->elsewhere());
  if (!change) return m_console.fail(explain(change.error(), *named));
  return tell(QStringLiteral("removed"), named->account.key, *change);
}

}  // namespace latchkey::admin
