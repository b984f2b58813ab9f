// SPDX-License-Identifier: GPL-3.0-or-later
// The end of temporary passwords. Neither kind of directory knows one: both know that it has to be changed at
// the next sign-in, and wait for that as long as it takes. So when its time is over another one that nobody
// knows takes its place, as long as the directory looks as it did right behind the change: whoever has used
// it, or set another one since, is left alone.
#include "service/directory/ldap_directory.h"
#include "service/domain/method_offers.h"

namespace latchkey::service::directory {

using domain::DirectoryError;

void LdapDirectory::keepTemporary(LdapConnection& connection, const domain::DirectoryChange& change) {
  if (m_parts.temporary == nullptr) return;
  const auto now = lookUp(connection, change.accountKey);
  const QByteArray state = now && *now ? (*now)->person.state : QByteArray();
  // Where this fails nobody is sent the password either: the same store would have to take that.
  std::ignore = m_parts.temporary->keep(
      {change.accountKey, change.marker, change.server, state, change.startedAt + domain::temporaryLasts});
}

Result<QList<domain::TemporaryPassword>, DirectoryError> LdapDirectory::due(int limit) {
  QList<domain::TemporaryPassword> all;
  if (m_parts.temporary == nullptr) return all;
  const auto changes = m_parts.temporary->due(m_parts.clock.now(), limit);
  if (!changes) return unexpected(DirectoryError::Unavailable);
  for (const domain::TemporaryChange& change : *changes) all.append({change.accountKey, change.marker});
  return all;
}

Result<bool, DirectoryError> LdapDirectory::end(const domain::TemporaryPassword& which,
                                                const platform::Secret& other) {
  if (m_parts.temporary == nullptr) return false;
  const auto kept = m_parts.temporary->kept(which.accountKey, which.marker);
  if (!kept) return unexpected(DirectoryError::Unavailable);
  if (!*kept || (*kept)->expiresAt > m_parts.clock.now()) return false;
  const auto forget = [&] { std::ignore = m_parts.temporary->forget(which.accountKey, which.marker); };
  std::optional<LdapPool::Lease> lease;
  // At the controller that has made the change: another one may not have heard of it, or of what came after.
  const auto found =
      m_pool.ask([&](LdapConnection& connection) { return lookUp(connection, which.accountKey); },
                 (*kept)->server, &lease);
  if (!found) return unexpected(DirectoryError::Unavailable);
  const QByteArray& state = (*kept)->stateAfter;
  const auto name = rules::AccountName::parse(which.accountKey);
  const bool isThere = *found && name && domain::mayReset((*found)->account, *realmOf(*name));
  if (isThere && state.isEmpty()) m_pool.tell("temporary-password-left", (*lease)->url(), {});
  const bool isUntouched =
      isThere && !state.isEmpty() && (*found)->person.state == state && !(*found)->person.hasPassword;
  if (!isUntouched) {
    forget();
    return false;
  }
  const auto written =
      m_dialect->write(**lease, (*found)->person, other, domain::PasswordUse::UntilNextSignIn);
  if (written) {
    forget();
    return true;
  }
  if (written.error().fault != LdapFault::Answered) {
    // The next look tells by itself whether it was done.
    m_pool.noteLoss(**lease, false, written.error());
    return unexpected(DirectoryError::OutcomeUnknown);
  }
  const DirectoryError meaning = told(**lease, written.error());
  m_pool.tell("temporary-password-left", (*lease)->url(), {});
  forget();
  return unexpected(meaning);
}

}  // namespace latchkey::service::directory
