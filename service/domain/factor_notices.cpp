// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/factor_notices.h"

#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/sealed_deliveries.h"

namespace latchkey::service::domain {

int tellOfFactor(Transaction& tables, const Account& account, const FactorChange& change,
                 const ServicePolicy& policy, const FactorNoticeParts& parts) {
  const qint64 now = parts.clock.now();
  NoticeFacts facts;
  facts.serviceName = policy.serviceName;
  facts.accountMask = maskAccount(account.key);
  facts.when = isoTime(change.until > 0 ? change.until : now);
  const Realm* const realm = realmById(policy, account.realm);
  if (realm != nullptr) facts.supportContact = supportLine(realm->support);
  const RecoveryLimits limits = realm != nullptr ? realm->limits : RecoveryLimits();
  QList<Contact> readers = allContactsOf(account.contacts, tables.factors().of(account.key));
  if (change.isQuiet) {
    readers.removeIf([](const Contact& contact) { return contact.kind == ContactKind::Phone; });
  }
  QList<Message> notices =
      noticesTo(readers, account.language, now, parts.random, [&](Channel channel, const Contact& reader) {
        facts.objection = issueTicket(tables, parts.keys, parts.random,
                                      {{},
                                       account.key,
                                       account.realm,
                                       {},
                                       {},
                                       change.subject,
                                       channel,
                                       now,
                                       now + limits.objectionFor * second,
                                       readerKey(parts.keys, reader)});
        return parts.writer.notice(change.notice, channel, account.language, facts);
      });
  for (Message& notice : notices) {
    seal(notice, parts.box);
    tables.outgoing().enqueue(notice, {});
  }
  const auto count = static_cast<int>(notices.size());
  tables.outgoing().note(
      {now,
       QString::fromLatin1(change.event),
       {},
       account.key,
       QString::number(count) + (change.detail.isEmpty() ? QString() : u' ' + change.detail),
       {}});
  return count;
}

}  // namespace latchkey::service::domain
