// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/ldap_dialect.h"

#include <ldap.h>

namespace latchkey::service::directory {

using domain::DirectoryError;

std::optional<DirectoryError> commonMeaningOf(const LdapError& error) {
  switch (error.fault) {
    case LdapFault::Unreachable:
      return DirectoryError::Unavailable;
    case LdapFault::Lost:
      return DirectoryError::OutcomeUnknown;
    case LdapFault::Answered:
      break;
  }
  if (error.code == LDAP_NO_SUCH_OBJECT) return DirectoryError::NoSuchAccount;
  if (error.code == LDAP_CONSTRAINT_VIOLATION || error.code == LDAP_UNWILLING_TO_PERFORM) return std::nullopt;
  // Referrals, missing rights, a busy controller: nothing that another password would mend.
  return DirectoryError::Unavailable;
}

}  // namespace latchkey::service::directory
