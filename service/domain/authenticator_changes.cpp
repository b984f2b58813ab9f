// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/authenticator_changes.h"

#include <utility>

namespace latchkey::service::domain {

AuthenticatorChanges::AuthenticatorChanges(Parts parts, ServicePolicy policy)
    : m_parts(parts), m_policy(std::move(policy)) {}

Result<AuthenticatorChange, AuthenticatorFault> AuthenticatorChanges::remove(const QString& accountKey,
                                                                             const QString& id,
                                                                             const Account* elsewhere) {
  const auto tables = m_parts.store.begin(Access::Write);
  const auto account = elsewhere ? std::optional(*elsewhere) : tables->accounts().find(accountKey);
  if (tables->failed()) return unexpected(AuthenticatorFault::Unavailable);
  if (!account) return unexpected(AuthenticatorFault::NoSuchAccount);
  const bool removed = tables->factors().removeAuthenticator(accountKey, id);
  if (tables->failed()) return unexpected(AuthenticatorFault::Unavailable);
  if (!removed) return unexpected(AuthenticatorFault::NotRegistered);
  tables->recoveries().endOthers(accountKey, {});
  const AuthenticatorChange change{tellOfFactor(
      *tables, *account,
      {Notice::AuthenticatorsChanged, MessageSubject::AuthenticatorsChanged, "authenticator-removed", {}},
      m_policy, m_parts.notices)};
  if (!tables->commit()) return unexpected(AuthenticatorFault::Unavailable);
  return change;
}

}  // namespace latchkey::service::domain
