// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/key_changes.h"

#include <algorithm>
#include <utility>

#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/sealed_deliveries.h"

namespace latchkey::service::domain {

namespace {
constexpr qsizetype mostKeys = 16;
}

KeyChanges::KeyChanges(Parts parts, ServicePolicy policy) : m_parts(parts), m_policy(std::move(policy)) {}

const Realm* KeyChanges::realmOf(const Account& account) const {
  const auto at = std::ranges::find(m_policy.realms, account.realm, &Realm::id);
  return at == m_policy.realms.end() ? nullptr : &*at;
}

Result<KeyChange, KeyFault> KeyChanges::add(const QString& accountKey, SecurityKey key) {
  const auto tables = m_parts.store.begin(Access::Write);
  const auto account = tables->accounts().find(accountKey);
  if (tables->failed()) return unexpected(KeyFault::Unavailable);
  if (!account) return unexpected(KeyFault::NoSuchAccount);
  const Realm* const realm = realmOf(*account);
  if (realm == nullptr || !realm->factors.contains(MethodKind::SecurityKey)) {
    return unexpected(KeyFault::NotOffered);
  }
  if (!m_parts.signatures.isKey(key.publicKey)) return unexpected(KeyFault::NoKey);
  const QList<SecurityKey> there = tables->factors().of(accountKey).keys;
  if (std::ranges::find(there, key.credential, &SecurityKey::credential) != there.end()) {
    return unexpected(KeyFault::AlreadyThere);
  }
  if (there.size() >= mostKeys) return unexpected(KeyFault::TooMany);
  key.counter = 0;
  key.registeredAt = m_parts.clock.now();
  tables->factors().put(accountKey, key);
  tables->recoveries().endOthers(accountKey, {});
  const KeyChange change{tell(*tables, *account, "security-key-added", key.label)};
  if (!tables->commit()) return unexpected(KeyFault::Unavailable);
  return change;
}

Result<KeyChange, KeyFault> KeyChanges::remove(const QString& accountKey, const QByteArray& credential) {
  const auto tables = m_parts.store.begin(Access::Write);
  const auto account = tables->accounts().find(accountKey);
  if (tables->failed()) return unexpected(KeyFault::Unavailable);
  if (!account) return unexpected(KeyFault::NoSuchAccount);
  const bool removed = tables->factors().removeKey(accountKey, credential);
  if (tables->failed()) return unexpected(KeyFault::Unavailable);
  if (!removed) return unexpected(KeyFault::NotRegistered);
  tables->recoveries().endOthers(accountKey, {});
  const KeyChange change{tell(*tables, *account, "security-key-removed", {})};
  if (!tables->commit()) return unexpected(KeyFault::Unavailable);
  return change;
}

int KeyChanges::tell(Transaction& tables, const Account& account, const char* event, const QString& label) {
  const qint64 now = m_parts.clock.now();
  NoticeFacts facts;
  facts.serviceName = m_policy.serviceName;
  facts.accountMask = maskAccount(account.key);
  facts.when = isoTime(now);
  const Realm* const realm = realmOf(account);
  if (realm != nullptr) facts.supportContact = supportLine(realm->support);
  const RecoveryLimits limits = realm != nullptr ? realm->limits : RecoveryLimits();
  QList<Message> notices =
      noticesTo(account.contacts, account.language, now, m_parts.random, [&](Channel channel) {
        facts.objection = issueTicket(tables, m_parts.keys, m_parts.random,
                                      {{},
                                       account.key,
                                       account.realm,
                                       {},
                                       {},
                                       MessageSubject::KeysChanged,
                                       channel,
                                       now,
                                       now + limits.objectionFor * second});
        return m_parts.writer.notice(Notice::KeysChanged, channel, account.language, facts);
      });
  for (Message& notice : notices) {
    seal(notice, m_parts.box);
    tables.outgoing().enqueue(notice, {});
  }
  const auto count = static_cast<int>(notices.size());
  tables.outgoing().note({now,
                          QString::fromLatin1(event),
                          {},
                          account.key,
                          QString::number(count) + (label.isEmpty() ? QString() : u' ' + label)});
  return count;
}

}  // namespace latchkey::service::domain
