// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/objection_tickets.h"

#include "core/rules/objection_code.h"
#include "core/rules/receipt.h"
#include "service/domain/keyed_name.h"
#include "service/domain/random_text.h"

namespace latchkey::service::domain {

QByteArray objectionMac(const KeyedHash& keys, const QString& code) {
  QByteArray data = code.toLatin1();
  const QByteArray mac = keys.mac(KeyPurpose::Objection, data);
  platform::wipe(data);
  return mac;
}

QString issueTicket(Transaction& tables, const KeyedHash& keys, Random& random, ObjectionTicket ticket) {
  QString signs = randomText(random, rules::receiptAlphabet(), rules::objectionSigns);
  const QString code = rules::groupedObjection(signs);
  platform::wipe(signs);
  ticket.mac = objectionMac(keys, code);
  tables.objections().issue(ticket);
  return code;
}

QString readerKey(const KeyedHash& keys, const QString& value, const QString& extension) {
  return keyedName(keys, "reader", value.toCaseFolded() + u'\n' + extension);
}

QString readerKey(const KeyedHash& keys, const Contact& contact) {
  return readerKey(keys, contact.value, contact.extension);
}

QString codeOf(MessageSubject subject) {
  switch (subject) {
    case MessageSubject::Code:
      return QStringLiteral("code");
    case MessageSubject::PasswordChanged:
      return QStringLiteral("password-changed");
    case MessageSubject::ContactsChanged:
      return QStringLiteral("contacts-changed");
    case MessageSubject::QuestionsChanged:
      return QStringLiteral("questions-changed");
    case MessageSubject::FactorLocked:
      return QStringLiteral("factor-locked");
    case MessageSubject::AccountUnlocked:
      return QStringLiteral("account-unlocked");
    case MessageSubject::StartCodeIssued:
      return QStringLiteral("start-code-issued");
    case MessageSubject::KeysChanged:
      return QStringLiteral("security-keys-changed");
    case MessageSubject::AppealFiled:
      return QStringLiteral("appeal-filed");
    case MessageSubject::AppealApproved:
      return QStringLiteral("appeal-approved");
    case MessageSubject::AuthenticatorsChanged:
      return QStringLiteral("authenticators-changed");
  }
  return {};
}

}  // namespace latchkey::service::domain
