// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/key_changes.h"

#include <algorithm>
#include <utility>

#include "service/domain/realm_lookup.h"

namespace latchkey::service::domain {

namespace {
constexpr qsizetype mostKeys = 16;
}

KeyChanges::KeyChanges(Parts parts, ServicePolicy policy) : m_parts(parts), m_policy(std::move(policy)) {}

Result<KeyChange, KeyFault> KeyChanges::add(const QString& accountKey, SecurityKey key) {
  const auto tables = m_parts.store.begin(Access::Write);
  const auto account = tables->accounts().find(accountKey);
  if (tables->failed()) return unexpected(KeyFault::Unavailable);
  if (!account) return unexpected(KeyFault::NoSuchAccount);
  const Realm* const realm = realmById(m_policy, account->realm);
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
  key.registeredAt = m_parts.notices.clock.now();
  tables->factors().put(accountKey, key);
  tables->recoveries().endOthers(accountKey, {});
  const KeyChange change{tell(*tables, *account, "security-key-added", key.label)};
  if (!tables->commit()) return unexpected(KeyFault::Unavailable);
  return change;
}

Result<KeyChange, KeyFault> KeyChanges::remove(const QString& accountKey, const QByteArray& credential,
                                               const Account* elsewhere) {
  const auto tables = m_parts.store.begin(Access::Write);
  const auto account = elsewhere ? std::optional(*elsewhere) : tables->accounts().find(accountKey);
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
  return tellOfFactor(tables, account, {Notice::KeysChanged, MessageSubject::KeysChanged, event, label},
                      m_policy, m_parts.notices);
}

}  // namespace latchkey::service::domain
