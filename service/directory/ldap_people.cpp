// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/ldap_people.h"

#include <QCryptographicHash>
#include <algorithm>

#include "service/domain/contact_entry.h"

namespace latchkey::service::directory {

using domain::Contact;
using rules::AccountName;

namespace {
constexpr qsizetype mostContacts = 16;

std::optional<AccountName> parsed(const QString& text) {
  const auto name = AccountName::parse(text);
  return name ? std::optional<AccountName>(*name) : std::nullopt;
}

bool isAmong(const QStringList& keys, const QString& text) {
  const auto name = parsed(text);
  return name && keys.contains(name->key());
}

/// Whether a name that was typed is this login, with the directory's own domain, its short name, or none.
bool isLogin(const AccountName& name, const AccountName& canonical, const LdapLayout& layout) {
  if (name.user() != canonical.user()) return false;
  if (name.domain().isEmpty()) return true;
  return name.hasShortDomain() ? name.domain() == layout.shortDomain : isOwnDomain(name, layout);
}

template <typename Condition>
Picked onlyOne(const QList<LdapEntry>& entries, const Condition& condition) {
  Picked picked;
  for (qsizetype i = 0; i < entries.size(); ++i) {
    if (!condition(entries.at(i))) continue;
    picked = {picked.match == Match::Nobody ? Match::One : Match::Several, i};
  }
  return picked;
}

/// Stable within the account, whatever stands beside it; never seen by a client.
QString idOf(const Contact& contact) {
  const QString text =
      QString::number(static_cast<int>(contact.kind)) + contact.value + u'|' + contact.extension;
  return QString::fromLatin1(
      QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

void addContact(QList<Contact>& contacts, Contact contact) {
  const auto same = [&contact](const Contact& other) {
    return other.value == contact.value && other.extension == contact.extension && !contact.value.isEmpty();
  };
  if (contacts.size() >= mostContacts || std::ranges::any_of(contacts, same)) return;
  contact.id = idOf(contact);
  contacts.append(contact);
}

QString domainOf(const QString& address) {
  return address.section(u'@', -1).toLower();
}
}  // namespace

std::optional<AccountName> canonicalName(const LdapDialect& dialect, const LdapLayout& layout,
                                         const LdapEntry& entry) {
  const auto login = parsed(dialect.loginOf(entry));
  if (!login || !login->domain().isEmpty()) return std::nullopt;
  return parsed(login->user() + u'@' + layout.domain);
}

bool isOwnDomain(const AccountName& name, const LdapLayout& layout) {
  return !name.hasShortDomain() &&
         (name.domain() == layout.domain || layout.otherDomains.contains(name.domain()));
}

QStringList addressesOf(const AccountName& name, const LdapLayout& layout) {
  if (name.domain().isEmpty() || name.hasShortDomain()) return {};
  if (!isOwnDomain(name, layout)) return {name.key()};
  QStringList addresses;
  for (const QString& domain : QStringList{layout.domain} + layout.otherDomains) {
    addresses << name.user() + u'@' + domain;
  }
  return addresses;
}

Picked pickFrom(const QList<LdapEntry>& entries, const AccountName& name, const LdapDialect& dialect,
                const LdapLayout& layout) {
  const auto hasLogin = [&](const LdapEntry& entry) {
    const auto canonical = canonicalName(dialect, layout, entry);
    return canonical && isLogin(name, *canonical, layout);
  };
  const QStringList addresses = addressesOf(name, layout);
  const auto hasName = [&](const LdapEntry& entry) {
    return std::ranges::any_of(dialect.accountNamesOf(entry),
                               [&addresses](const QString& other) { return isAmong(addresses, other); });
  };
  const auto hasMail = [&](const LdapEntry& entry) {
    return std::ranges::any_of(entry.all("mail"), [&addresses](const QByteArray& address) {
      return isAmong(addresses, QString::fromUtf8(address));
    });
  };
  for (const Picked picked : {onlyOne(entries, hasLogin), onlyOne(entries, hasName)}) {
    if (picked.match != Match::Nobody) return picked;
  }
  return onlyOne(entries, hasMail);
}

QList<QByteArray> personalAttributes(const LdapLayout& layout) {
  QList<QByteArray> names{"mail", "displayName", "cn", "preferredLanguage"};
  for (const QString& name : layout.mailAttributes + layout.mobileAttributes + layout.phoneAttributes) {
    if (!names.contains(name.toLatin1())) names << name.toLatin1();
  }
  return names;
}

domain::Account accountOf(const LdapEntry& entry, const AccountName& canonical, const LdapDialect& dialect,
                          const LdapLayout& layout, const domain::Numbering& numbering,
                          const QString& homeRegion) {
  domain::Account account;
  account.key = canonical.key();
  account.displayName = entry.text("displayName");
  if (account.displayName.isEmpty()) account.displayName = entry.text("cn");
  account.language = layout.language;
  const QString language = entry.text("preferredLanguage").toLower();
  if (language.startsWith(u"ja")) account.language = domain::Language::Japanese;
  if (language.startsWith(u"en")) account.language = domain::Language::English;

  for (const QString& attribute : layout.mailAttributes) {
    for (const QByteArray& value : entry.all(attribute.toLatin1())) {
      if (const auto contact = domain::mailContact(QString::fromUtf8(value))) {
        addContact(account.contacts, *contact);
      }
    }
  }
  for (const QString& attribute : layout.mobileAttributes + layout.phoneAttributes) {
    for (const QByteArray& value : entry.all(attribute.toLatin1())) {
      addContact(account.contacts, domain::phoneContact(QString::fromUtf8(value), homeRegion, numbering));
    }
  }
  // An address within the account's own domain is the mailbox that it has no way into now.
  QStringList ownDomains = QStringList{layout.domain} + layout.otherDomains;
  for (const QString& name : dialect.accountNamesOf(entry)) {
    if (name.contains(u'@')) account.ownAddresses << name;
    ownDomains << domainOf(name);
  }
  for (const QByteArray& value : entry.all("mail")) {
    const QString address = QString::fromUtf8(value);
    if (ownDomains.contains(domainOf(address))) account.ownAddresses << address;
  }
  return account;
}

}  // namespace latchkey::service::directory
