// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/account_name.h"
#include "service/domain/policy.h"

namespace latchkey::service::domain {

struct NamedAccount {
  const Realm* realm = nullptr;  ///< never null for a policy with a realm
  QString key;                   ///< the one form that everything is counted under
  QString given;  ///< as it was typed, a short domain written out; shown until the owner is proven
};
/// The realm that a name belongs to, and the name in its canonical form: `CONTOSO\alain` becomes
/// `alain@contoso.com` where a realm has both names, and so does `alain` where the directory's logins have no
/// domain, so that no form gets a second set of tries. Nobody is asked whether there is such an account: an
/// unknown name that had a key for each spelling would be told from a real one, which has one.
[[nodiscard]] NamedAccount lookUp(const rules::AccountName& name, const ServicePolicy& policy);

/// Whether somebody asks from within the realm's own networks. Never where the address is not known.
[[nodiscard]] bool isInside(const Realm& realm, const std::optional<platform::Address>& address);

/// Whether people are told what is wrong: by the realm's disclosure everybody, else whoever is inside.
[[nodiscard]] bool discloses(const Realm& realm, bool inside);

/// Of the policy; null for one that was taken out of the configuration since.
[[nodiscard]] const Realm* realmById(const ServicePolicy& policy, const QString& id);

}  // namespace latchkey::service::domain
