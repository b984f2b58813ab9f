// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/contact_changes.h"

#include <algorithm>
#include <utility>

#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/sealed_deliveries.h"

namespace latchkey::service::domain {

namespace {
bool isSame(const Contact& a, const Contact& b) {
  if (a.value.isEmpty() && b.value.isEmpty()) return a.raw == b.raw;
  return a.value.compare(b.value, Qt::CaseInsensitive) == 0 && a.extension == b.extension;
}

QString eventName(ContactEvent event) {
  switch (event) {
    case ContactEvent::Added:
      return QStringLiteral("contact-added");
    case ContactEvent::Removed:
      return QStringLiteral("contact-removed");
  }
  return {};
}
}  // namespace

int removedContactsToldIn(const ServicePolicy& policy) {
  int longest = 0;
  for (const Realm& realm : policy.realms) longest = std::max(longest, realm.limits.removedContacts);
  return longest;
}

ContactChanges::ContactChanges(Parts parts, ServicePolicy policy)
    : m_parts(parts), m_policy(std::move(policy)) {}

Result<ContactChange, ContactFault> ContactChanges::add(const QString& accountKey, const Contact& contact) {
  const auto tables = m_parts.store.begin(Access::Write);
  const auto account = tables->accounts().find(accountKey);
  if (tables->failed()) return unexpected(ContactFault::Unavailable);
  if (!account) return unexpected(ContactFault::NoSuchAccount);
  const auto same = [&contact](const Contact& other) { return isSame(contact, other); };
  if (std::any_of(account->contacts.begin(), account->contacts.end(), same)) {
    return unexpected(ContactFault::AlreadyRegistered);
  }
  ContactChange change{contact, 0};
  change.contact.id = tables->accounts().addContact(accountKey, contact);
  change.told = tell(*tables, *account, account->contacts, ContactEvent::Added, change.contact);
  if (!tables->commit()) return unexpected(ContactFault::Unavailable);
  return change;
}

Result<ContactChange, ContactFault> ContactChanges::remove(const QString& accountKey,
                                                           const QString& contactId,
                                                           const Account* elsewhere) {
  const auto tables = m_parts.store.begin(Access::Write);
  const auto account = elsewhere ? std::optional(*elsewhere) : tables->accounts().find(accountKey);
  if (tables->failed()) return unexpected(ContactFault::Unavailable);
  if (!account) return unexpected(ContactFault::NoSuchAccount);
  const auto isMeant = [&contactId](const Contact& contact) { return contact.id == contactId; };
  QList<Contact> readers = account->contacts;
  const auto at = std::ranges::find_if(readers, isMeant);
  ContactChange change;
  if (at != readers.end()) {
    if (elsewhere != nullptr) return unexpected(ContactFault::OfDirectory);
    change.contact = *at;
    // Where nobody is told later, nothing of it stays.
    const bool isKept = limitsOf(*account).removedContacts > 0;
    std::ignore = tables->accounts().removeContact(
        accountKey, contactId, isKept ? std::optional(m_parts.clock.now()) : std::nullopt);
  } else {
    // One that its owner registered.
    const auto own = tables->factors().of(accountKey).contacts;
    const auto there = std::ranges::find_if(own, isMeant, &RegisteredContact::contact);
    if (tables->failed()) return unexpected(ContactFault::Unavailable);
    if (there == own.end()) return unexpected(ContactFault::NoSuchContact);
    change.contact = there->contact;
    readers.append(there->contact);
    std::ignore = tables->factors().removeContact(accountKey, contactId, m_parts.clock.now());
  }
  tables->recoveries().endOthers(accountKey, {});
  // What it was sent before stops nothing any more: it may have been removed for that. What others were sent
  // does.
  tables->objections().dropTicketsOf(accountKey, readerKey(m_parts.keys, change.contact));
  // The removed contact too: whoever reads it may be the owner.
  change.told = tell(*tables, *account, readers, ContactEvent::Removed, change.contact);
  if (!tables->commit()) return unexpected(ContactFault::Unavailable);
  return change;
}

RecoveryLimits ContactChanges::limitsOf(const Account& account) const {
  const Realm* const realm = realmById(m_policy, account.realm);
  return realm == nullptr ? RecoveryLimits() : realm->limits;
}

int ContactChanges::tell(Transaction& tables, const Account& account, const QList<Contact>& readers,
                         ContactEvent event, const Contact& contact) {
  const qint64 now = m_parts.clock.now();
  ContactFacts facts;
  facts.event = event;
  facts.serviceName = m_policy.serviceName;
  facts.accountMask = maskAccount(account.key);
  facts.contactMask = maskContact(contact);
  facts.when = isoTime(now);
  if (const Realm* const realm = realmById(m_policy, account.realm))
    facts.supportContact = supportLine(realm->support);
  const QList<Contact> all = allContactsOf(readers, tables.factors().of(account.key));
  QList<Message> notices =
      noticesTo(all, account.language, now, m_parts.random, [&](Channel channel, const Contact& reader) {
        facts.objection = issueTicket(tables, m_parts.keys, m_parts.random,
                                      {{},
                                       account.key,
                                       account.realm,
                                       {},
                                       {},
                                       MessageSubject::ContactsChanged,
                                       channel,
                                       now,
                                       now + limitsOf(account).objectionFor * second,
                                       readerKey(m_parts.keys, reader)});
        return m_parts.writer.contactChanged(channel, account.language, facts);
      });
  for (Message& notice : notices) {
    seal(notice, m_parts.box);
    tables.outgoing().enqueue(notice, {});
  }
  const auto count = static_cast<int>(notices.size());
  tables.outgoing().note({now,
                          eventName(event),
                          {},
                          account.key,
                          contact.id + u' ' + facts.contactMask + u' ' + QString::number(count),
                          {}});
  return count;
}

}  // namespace latchkey::service::domain
