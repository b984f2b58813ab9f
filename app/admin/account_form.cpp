// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/account_form.h"

#include <QStringList>
#include <algorithm>

#include "core/rules/account_name.h"
#include "service/config/checks.h"
#include "service/delivery/mail_address.h"
#include "service/domain/contact_entry.h"
#include "service/domain/realm_lookup.h"
#include "service/numbering/written_number.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::AccountStatus;
using domain::Contact;
using domain::ContactKind;
using domain::Realm;
using rules::AccountName;

constexpr qsizetype longestName = 200;   // characters
constexpr qsizetype longestPhone = 100;  // characters, with an extension in words

constexpr AccountStatus statuses[] = {AccountStatus::Enabled, AccountStatus::Disabled,
                                      AccountStatus::NotEnabledForReset, AccountStatus::ManagedElsewhere,
                                      AccountStatus::Privileged};

QString explain(rules::AccountNameError error) {
  switch (error) {
    case rules::AccountNameError::Empty:
      return QStringLiteral("it is empty");
    case rules::AccountNameError::TooLong:
      return QStringLiteral("it is longer than 320 characters");
    case rules::AccountNameError::BadCharacter:
      return QStringLiteral("it holds a character that no account name has");
    case rules::AccountNameError::BadForm:
      break;
  }
  return QStringLiteral("this is no account name; expected user@domain, DOMAIN\\user or user");
}

bool takes(const Realm& realm, const AccountName& name) {
  const QStringList& domains = name.hasShortDomain() ? realm.shortDomains : realm.domains;
  return realm.domains.isEmpty() || domains.contains(name.domain(), Qt::CaseInsensitive);
}

}  // namespace

QString wordFor(AccountStatus status) {
  switch (status) {
    case AccountStatus::Enabled:
      return QStringLiteral("enabled");
    case AccountStatus::Disabled:
      return QStringLiteral("disabled");
    case AccountStatus::NotEnabledForReset:
      return QStringLiteral("not-enabled-for-reset");
    case AccountStatus::ManagedElsewhere:
      return QStringLiteral("managed-elsewhere");
    case AccountStatus::Privileged:
      return QStringLiteral("privileged");
  }
  return {};
}

std::optional<AccountStatus> statusFrom(const QString& word) {
  for (const AccountStatus status : statuses) {
    if (wordFor(status) == word) return status;
  }
  return std::nullopt;
}

QString statusWords() {
  QStringList words;
  for (const AccountStatus status : statuses) words << wordFor(status);
  return words.join(QStringLiteral(", "));
}

QString wordFor(ContactKind kind) {
  switch (kind) {
    case ContactKind::Mail:
      return QStringLiteral("mail");
    case ContactKind::Mobile:
      return QStringLiteral("mobile");
    case ContactKind::Phone:
      return QStringLiteral("phone");
  }
  return {};
}

std::optional<QString> AccountForm::keyOf(const QString& name) const {
  const auto parsed = AccountName::parse(name);
  if (!parsed) return std::nullopt;
  return domain::lookUp(*parsed, m_policy).key;
}

const Realm* AccountForm::realmBy(const QString& id) const {
  const auto at = std::find_if(m_policy.realms.begin(), m_policy.realms.end(),
                               [&id](const Realm& realm) { return realm.id == id; });
  return at == m_policy.realms.end() ? nullptr : &*at;
}

const Realm* AccountForm::readName(const WrittenAccount& written, AccountReading& reading) const {
  const QString id = written.realm.trimmed();
  const Realm* realm = id.isEmpty() ? nullptr : realmBy(id);
  if (!id.isEmpty() && realm == nullptr) {
    QStringList known;
    for (const Realm& other : m_policy.realms) known << other.id;
    reading.faults.append(
        {QStringLiteral("realm"),
         QStringLiteral("there is no such realm; expected one of ") + known.join(QStringLiteral(", "))});
  }
  const auto name = AccountName::parseWritten(written.account);
  if (!name) {
    reading.faults.append({QStringLiteral("account"), explain(name.error())});
    return realm;
  }
  const domain::NamedAccount named = domain::lookUp(*name, m_policy);
  reading.entry.account.key = named.key;
  if (!id.isEmpty()) return realm;
  if (takes(*named.realm, *name)) return named.realm;
  reading.faults.append({QStringLiteral("realm"), QStringLiteral("no realm takes this domain; name one")});
  return nullptr;
}

AccountReading AccountForm::read(const WrittenAccount& written) const {
  AccountReading reading;
  domain::Account& account = reading.entry.account;
  const Realm* const realm = readName(written, reading);
  if (realm != nullptr) account.realm = realm->id;

  account.displayName = written.displayName.trimmed();
  if (account.displayName.size() > longestName) {
    reading.faults.append(
        {QStringLiteral("display_name"), QStringLiteral("it is longer than 200 characters")});
  } else if (!service::config::isPlainText(account.displayName)) {
    reading.faults.append(
        {QStringLiteral("display_name"), QStringLiteral("it holds a control or invisible character")});
  }
  const QString word = written.status.trimmed();
  const auto status = word.isEmpty() ? AccountStatus::Enabled : statusFrom(word);
  if (status) account.status = *status;
  if (!status) {
    reading.faults.append({QStringLiteral("status"),
                           QStringLiteral("there is no such status; expected one of ") + statusWords()});
  }

  // Contacts are judged in an unknown realm too, so that all that is wrong is told at once.
  const Realm& rules = realm != nullptr ? *realm : m_policy.realms.first();
  const auto take = [&](std::optional<Contact> contact, const char* column) {
    if (!contact) return;
    const bool twice =
        std::any_of(account.contacts.begin(), account.contacts.end(), [&](const Contact& other) {
          return !other.value.isEmpty() && other.value == contact->value &&
                 other.extension == contact->extension;
        });
    if (!twice) return account.contacts.append(*contact);
    reading.warnings.append(
        {QString::fromLatin1(column), QStringLiteral("the same number as before; kept once")});
  };
  if (!written.mail.trimmed().isEmpty()) take(mail(QStringLiteral("mail"), written.mail, reading), "mail");
  if (!written.mobile.trimmed().isEmpty()) {
    const auto mobile = phone(QStringLiteral("mobile"), written.mobile, rules, reading);
    if (mobile && mobile->usable && mobile->kind == ContactKind::Phone) {
      reading.warnings.append(
          {QStringLiteral("mobile"), QStringLiteral("this number takes no texts; kept, for calls only")});
    }
    take(mobile, "mobile");
  }
  if (!written.phone.trimmed().isEmpty()) {
    take(phone(QStringLiteral("phone"), written.phone, rules, reading), "phone");
  }
  return reading;
}

std::optional<Contact> AccountForm::contact(const QString& column, const QString& text, const Realm& realm,
                                            AccountReading& reading) const {
  return text.contains(u'@') ? mail(column, text, reading) : phone(column, text, realm, reading);
}

std::optional<Contact> AccountForm::mail(const QString& column, const QString& text,
                                         AccountReading& reading) const {
  using service::delivery::MailAddressFault;
  auto contact = domain::mailContact(text);
  const auto address = service::delivery::envelopeAddress(text.trimmed());
  const bool needsMore = !address && address.error() == MailAddressFault::NeedsSmtpUtf8;
  if (!contact || (!address && !needsMore)) {
    reading.faults.append({column, QStringLiteral("this is no mail address")});
    return std::nullopt;
  }
  if (needsMore) {
    contact->usable = false;
    reading.warnings.append(
        {column, QStringLiteral("letters left of the @ that few relays take; kept, but not offered")});
  }
  return contact;
}

std::optional<Contact> AccountForm::phone(const QString& column, const QString& text, const Realm& realm,
                                          AccountReading& reading) const {
  if (text.size() > longestPhone || !service::numbering::readNumber(text)) {
    reading.faults.append({column, QStringLiteral("this is no phone number")});
    return std::nullopt;
  }
  Contact contact = domain::phoneContact(text, realm.phones.homeRegion, m_numbering);
  if (!contact.usable) {
    reading.warnings.append(
        {column, QStringLiteral("nobody can be reached by this number; kept, but not offered")});
  }
  return contact;
}

}  // namespace latchkey::admin
