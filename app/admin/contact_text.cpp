// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/contact_text.h"

#include "app/admin/account_form.h"

namespace latchkey::admin {

using service::domain::Contact;
using service::domain::ContactKind;

QStringList contactRow(const Contact& contact) {
  const bool isMail = contact.kind == ContactKind::Mail;
  QString shown = isMail || !contact.usable ? contact.raw : contact.national;
  if (isMail) shown = contact.value;
  if (!contact.extension.isEmpty() && contact.usable)
    shown += QStringLiteral(" ext. %1").arg(contact.extension);
  return {contact.id, wordFor(contact.kind), shown, isMail ? QString() : contact.value,
          contact.usable ? QString() : QStringLiteral("cannot be reached, not offered")};
}

JsonObjectText contactObject(const Contact& contact) {
  return JsonObjectText()
      .add("id", contact.id)
      .add("kind", wordFor(contact.kind))
      .add("value", textOrNull(contact.value))
      .add("national", textOrNull(contact.national))
      .add("extension", textOrNull(contact.extension))
      .add("written", contact.raw)
      .add("usable", contact.usable);
}

QByteArray contactJson(const Contact& contact) {
  return contactObject(contact).text();
}

QByteArray contactsJson(const QList<Contact>& contacts) {
  QByteArray items;
  for (const Contact& contact : contacts) {
    if (!items.isEmpty()) items += ',';
    items += contactJson(contact);
  }
  return '[' + items + ']';
}

}  // namespace latchkey::admin
