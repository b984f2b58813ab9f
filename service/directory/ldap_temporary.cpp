// SPDX-License-Identifier: GPL-3.0-or-later
// The end of temporary passwords. Neither kind of directory knows one: both know that it has to be changed at
// the next sign-in, and wait for that as long as it takes. So when its time is over another one that nobody
// knows takes its place, as long as the directory looks as it did right behind the change: whoever has used
// it, or set another one since, is left alone.
#include "service/directory/ldap_directory.h"
#include "service/directory/ldap_words.h"
#include "service/domain/method_offers.h"

namespace latchkey::service::directory {

using domain::DirectoryError;

bool LdapDirectory::keepTemporary(const domain::DirectoryChange& change) {
  if (m_parts.temporary == nullptr) return true;
  QString asked;
  const auto now = m_pool.ask(
      [&](LdapConnection& connection) {
        asked = connection.url();
        return lookUp(connection, change.accountKey);
      },
      change.server);
  if (!now || !*now) return false;
  const QByteArray& state = (*now)->person.state;
  // Another controller may not have heard of it yet.
  if (state.isEmpty() || (asked != change.server && state == change.stateBefore)) return false;
  return m_parts.temporary
      ->keep(
          {change.accountKey, change.marker, change.server, state, change.startedAt + domain::temporaryLasts})
      .has_value();
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
  // The mark says nothing: somebody may have taken it off, and it would be a lasting one.
  const bool isUntouched = isThere && !state.isEmpty() && (*found)->person.state == state;
  if (!isUntouched) {
    forget();
    return false;
  }
  const auto written =
      m_dialect->write(**lease, (*found)->person, other, domain::PasswordUse::UntilNextSignIn);
  if (written) {
    forget();
    // Nobody knows it: a mark that cannot be set changes nothing.
    const auto marked = m_dialect->mark(**lease, (*found)->person, domain::PasswordUse::UntilNextSignIn);
    if (!marked) m_pool.tell("must-change-not-set", (*lease)->url(), wordsOf(marked.error()));
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
