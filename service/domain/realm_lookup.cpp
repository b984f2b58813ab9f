// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/realm_lookup.h"

#include <algorithm>

namespace latchkey::service::domain {

NamedAccount lookUp(const rules::AccountName& name, const ServicePolicy& policy) {
  const Realm* fallback = nullptr;
  for (const Realm& realm : policy.realms) {
    if (fallback == nullptr && realm.domains.isEmpty()) fallback = &realm;
    if (name.domain().isEmpty()) continue;
    const QStringList& names = name.hasShortDomain() ? realm.shortDomains : realm.domains;
    if (!names.contains(name.domain(), Qt::CaseInsensitive)) continue;
    if (name.hasShortDomain() && !realm.domains.isEmpty()) {
      return {&realm, name.user() + u'@' + realm.domains.first().toLower()};
    }
    return {&realm, name.key()};
  }
  // A name that no realm takes is treated like an unknown account of the first one.
  return {fallback != nullptr ? fallback : &policy.realms.first(), name.key()};
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
