// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/authenticators_command.h"

#include "app/admin/named_account.h"
#include "app/admin/service_data.h"
#include "app/admin/text_table.h"
#include "service/delivery/template_writer.h"
#include "service/domain/authenticator_changes.h"
#include "service/domain/notices.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::AuthenticatorFault;

QString explainApp(AuthenticatorFault fault, const NamedAccount& holder) {
  const QString lead = holder.account.key + QStringLiteral(": ");
  switch (fault) {
    case AuthenticatorFault::Unavailable:
      return storeComplaint(*holder.data);
    case AuthenticatorFault::NoSuchAccount:
      return lead + QStringLiteral("there is no such account");
    case AuthenticatorFault::NotRegistered:
      return lead +
             QStringLiteral("there is no app of this id; see latchkeyctl accounts authenticators list");
  }
  return {};
}

}  // namespace

CommandForm AuthenticatorsCommand::listForm() {
  return {QStringLiteral("accounts authenticators list"),
          {QStringLiteral("NAME")},
          dataOptions(),
          QStringLiteral("print the authenticator apps of an account: id, when it was registered, label")};
}

CommandForm AuthenticatorsCommand::removeForm() {
  return {QStringLiteral("accounts authenticators remove"),
          {QStringLiteral("NAME"), QStringLiteral("ID")},
          dataOptions(),
          QStringLiteral("take an authenticator app away, for who has lost it; the owner is told, and open "
                         "recoveries and sign-ins of the account end")};
}

int AuthenticatorsCommand::list(const CommandArguments& arguments) {
  const auto holder = findAccountAnywhere(m_console, arguments, m_numbering);
  if (!holder) return holder.error();
  const auto tables = holder->data->store.begin(domain::Access::Read);
  const auto apps = tables->factors().of(holder->account.key).authenticators;
  if (!tables->commit()) return m_console.fail(storeComplaint(*holder->data));
  QList<QStringList> rows;
  for (const domain::Authenticator& app : apps)
    rows.append({app.id, domain::isoTime(app.registeredAt), app.label});
  m_console.printRaw(TextTable().lines(rows).toUtf8());
  return Succeeded;
}

int AuthenticatorsCommand::remove(const CommandArguments& arguments) {
  const auto holder = findAccountAnywhere(m_console, arguments, m_numbering);
  if (!holder) return holder.error();
  ServiceData& data = *holder->data;
  const QString& key = holder->account.key;
  const service::delivery::TemplateWriter writer;
  const auto box = data.keys->box(data.random);
  domain::AuthenticatorChanges changes({data.store, {writer, data.clock, data.random, *data.keys, *box}},
                                       data.policy);
  const auto change = changes.remove(key, arguments.operands.at(1), holder->elsewhere());
  if (!change) return m_console.fail(explainApp(change.error(), *holder));
  if (change->told == 0)
    m_console.complain(QStringLiteral("warning: nobody was told: no contact of %1 can be reached").arg(key));
  m_console.print(
      singleLine(QStringLiteral("an authenticator app of %1 was taken away; messages to the owner: %2")
                     .arg(key)
                     .arg(change->told)));
  return Succeeded;
}

}  // namespace latchkey::admin
