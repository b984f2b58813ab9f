// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/realm_lookup.h"

#include <algorithm>

#include "core/platform/guard.h"

namespace latchkey::service::domain {

namespace {
/// Whether the name is a login of the directory's own domain.
bool isOwnLogin(const rules::AccountName& name, const ServicePolicy& policy) {
  const DirectoryNames& own = policy.directory;
  if (own.domain.isEmpty() || !platform::isOn(platform::Guard::Spellings)) return false;
  if (name.domain().isEmpty()) return true;
  if (!name.hasShortDomain()) return own.otherDomains.contains(name.domain());
  if (name.domain().compare(own.shortDomain, Qt::CaseInsensitive) == 0) return true;
  // A realm may have the short name where the directory's section has none.
  return std::ranges::any_of(policy.realms, [&](const Realm& realm) {
    return realm.domains.contains(own.domain, Qt::CaseInsensitive) &&
           realm.shortDomains.contains(name.domain(), Qt::CaseInsensitive);
  });
}
}  // namespace

NamedAccount lookUp(const rules::AccountName& name, const ServicePolicy& policy) {
  const bool isOwn = isOwnLogin(name, policy);
  const QString domain = isOwn ? policy.directory.domain : name.domain();
  const bool isShort = !isOwn && name.hasShortDomain();
  NamedAccount named;
  named.key = isOwn ? name.user() + u'@' + domain : name.key();
  for (const Realm& realm : policy.realms) {
    if (named.realm == nullptr && realm.domains.isEmpty()) named.realm = &realm;
    if (domain.isEmpty()) continue;
    const QStringList& names = isShort ? realm.shortDomains : realm.domains;
    if (!names.contains(domain, Qt::CaseInsensitive)) continue;
    if (isShort && !realm.domains.isEmpty()) {
      named.key = name.user() + u'@' + realm.domains.first().toLower();
    }
    named.realm = &realm;
    break;
  }
  // A name that no realm takes is treated like an unknown account of the first one.
  if (named.realm == nullptr) named.realm = &policy.realms.first();
  named.given = name.hasShortDomain() ? named.key : name.key();
  return named;
}

bool isInside(const Realm& realm, const std::optional<platform::Address>& address) {
  return address && std::ranges::any_of(realm.ownNetworks, [&address](const QString& text) {
           const auto network = platform::Network::parse(text.toLatin1());
           return network && network->contains(*address);
         });
}

bool discloses(const Realm& realm, bool inside) {
  return inside || realm.disclosure == Disclosure::Explicit;
}

const Realm* realmById(const ServicePolicy& policy, const QString& id) {
  const auto at = std::ranges::find(policy.realms, id, &Realm::id);
  return at == policy.realms.end() ? nullptr : &*at;
}

}  // namespace latchkey::service::domain
