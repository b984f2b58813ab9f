// SPDX-License-Identifier: GPL-3.0-or-later
// Setting a password in a directory that keeps no marker of ours. What it looks like before is written down
// first: a version of the password, or the time of its change. After a lost answer that tells whether a
// change was made; the password itself, while we have it, tells whether it was this one. The old password
// proves nothing: Active Directory takes it for another hour.
#include <ldap.h>

#include <algorithm>

#include "service/directory/ldap_directory.h"
#include "service/directory/ldap_words.h"
#include "service/domain/method_offers.h"
#include "service/domain/realm_lookup.h"

namespace latchkey::service::directory {

using domain::DirectoryError;
using platform::Secret;

namespace {
/// How long a controller that did not answer may still be at work on a change, ms: longer than any deadline
/// of ours, shorter than the domain's lease of an attempt.
constexpr qint64 workLasts = 45'000;
/// The same where another controller is asked: until what the first one did has reached it.
constexpr qint64 replicationLasts = 900'000;

/// Answers to an unlocking, beyond those that the dialect knows, that it gets another time too until somebody
/// changes the directory's rights or its schema.
bool isForGood(const LdapError& error) {
  return error.code == LDAP_INSUFFICIENT_ACCESS || error.code == LDAP_UNWILLING_TO_PERFORM ||
         error.code == LDAP_UNDEFINED_TYPE;
}
}  // namespace

DirectoryError LdapDirectory::told(const LdapConnection& connection, const LdapError& error) {
  const DirectoryError meaning = m_dialect->meaningOf(error);
  const bool isOurs = meaning == DirectoryError::Unavailable || meaning == DirectoryError::Refused;
  if (isOurs) m_pool.tell("change-refused", connection.url(), wordsOf(error));
  return meaning;
}

int LdapDirectory::rememberedFor(const Found& found) const {
  const auto name = rules::AccountName::parse(found.account.key);
  const int realms = name ? realmOf(*name)->passwordHistory : 0;
  return std::max(realms, found.person.history);
}

Result<void, DirectoryError> LdapDirectory::judge(const LdapConnection& connection, const Found& found,
                                                  const Secret& password) {
  const auto name = rules::AccountName::parse(found.account.key);
  if (!name || !domain::mayReset(found.account, *realmOf(*name))) return unexpected(DirectoryError::Refused);
  const qint64 age = m_parts.clock.now() - found.person.changedAt;
  if (realmOf(*name)->keepMinimumAge && found.person.changedAt != 0 && age < found.person.minimumAge) {
    return unexpected(DirectoryError::TooRecent);
  }
  // The directory refuses those that it keeps, and the realm may ask for more of them.
  const int wanted = rememberedFor(found);
  if (m_dialect->keepsHistory(connection, found.person) && wanted <= found.person.history) return {};
  const auto earlier = m_parts.ledger.verifiers(found.account.key, wanted);
  if (!earlier) return unexpected(DirectoryError::Unavailable);
  for (const QByteArray& verifier : *earlier) {
    if (m_hasher.verify(verifier, password)) return unexpected(DirectoryError::InHistory);
  }
  return {};
}

Result<void, DirectoryError> LdapDirectory::setPassword(const QString& key, const Secret& password,
                                                        const QString& marker, domain::PasswordUse use) {
  if (password.isEmpty()) return unexpected(DirectoryError::Refused);
  // The look goes before, on the very connection that writes: one that has died is found out with a question,
  // which may be repeated.
  std::optional<LdapPool::Lease> lease;
  const auto found =
      m_pool.ask([&](LdapConnection& connection) { return lookUp(connection, key); }, {}, &lease);
  if (!found) return unexpected(DirectoryError::Unavailable);
  if (!*found) return unexpected(DirectoryError::NoSuchAccount);
  const Found& before = **found;
  const auto judged = judge(**lease, before, password);
  if (!judged) return judged;

  domain::DirectoryChange change;
  change.accountKey = before.account.key;
  change.marker = marker;
  change.server = (*lease)->url();
  change.stateBefore = before.person.state;
  change.verifier = m_hasher.hash(password);
  change.startedAt = m_parts.clock.now();
  if (change.verifier.isEmpty() || !m_parts.ledger.begin(change)) {
    return unexpected(DirectoryError::Unavailable);
  }
  const auto written = write(lease, before, password, use);
  if (!written) {
    if (written.error() != DirectoryError::OutcomeUnknown) {
      std::ignore = m_parts.ledger.drop(change.accountKey, marker);
    }
    return written;
  }
  // When this fails, changedBy() finds out again.
  std::ignore = m_parts.ledger.confirm(change.accountKey, marker, rememberedFor(before));
  lease.reset();  // for what comes now
  return markAs(use, before.person, change);
}

Result<void, DirectoryError> LdapDirectory::write(std::optional<LdapPool::Lease>& lease, const Found& before,
                                                  const Secret& password, domain::PasswordUse use) {
  const auto written = m_dialect->write(**lease, before.person, password, use);
  if (written) return {};
  if (written.error().fault == LdapFault::Answered) return unexpected(told(**lease, written.error()));
  m_pool.noteLoss(**lease, false, written.error());
  const QString server = (*lease)->url();
  lease.reset();
  const auto changed = clearUp(before, server, password, use);
  if (!changed) return unexpected(DirectoryError::OutcomeUnknown);
  if (!*changed) return unexpected(DirectoryError::Unavailable);
  return {};
}

Result<void, DirectoryError> LdapDirectory::markAs(domain::PasswordUse use, const LdapPerson& person,
                                                   const domain::DirectoryChange& change) {
  const auto marked = m_pool.ask(
      [&](LdapConnection& connection) { return m_dialect->mark(connection, person, use); }, change.server);
  if (!marked) m_pool.tell("must-change-not-set", change.server, wordsOf(marked.error()));
  // Their own choice is set, whatever becomes of the mark.
  if (use == domain::PasswordUse::Lasting) return {};
  if (marked && keepTemporary(change)) return {};
  return unexpected(DirectoryError::NotTemporary);
}

Result<void, DirectoryError> LdapDirectory::unlock(const QString& key) {
  using Refusal = std::optional<DirectoryError>;
  bool wasLost = false;
  // On the connection that has just answered. A second time does nothing, so that it may be repeated.
  const auto done = m_pool.ask([&](LdapConnection& connection) -> Result<Refusal, LdapError> {
    const auto found = lookUp(connection, key);
    if (!found) return unexpected(found.error());
    if (!*found) return Refusal(DirectoryError::NoSuchAccount);
    const auto name = rules::AccountName::parse((*found)->account.key);
    if (!name || !domain::mayReset((*found)->account, *realmOf(*name)))
      return Refusal(DirectoryError::Refused);
    const auto unlocked = m_dialect->unlock(connection, (*found)->person);
    if (unlocked) return Refusal();
    if (unlocked.error().fault != LdapFault::Answered) {
      wasLost = true;
      return unexpected(unlocked.error());
    }
    const DirectoryError meaning = told(connection, unlocked.error());
    return Refusal(isForGood(unlocked.error()) ? DirectoryError::Refused : meaning);
  });
  if (done && !*done) return {};
  // What the lost one did is not known by what came after it.
  if (wasLost) return unexpected(DirectoryError::OutcomeUnknown);
  return unexpected(done ? **done : DirectoryError::Unavailable);
}

std::optional<bool> LdapDirectory::clearUp(const Found& before, const QString& server, const Secret& password,
                                           domain::PasswordUse use) {
  QString asked;
  const auto now = m_pool.ask(
      [&](LdapConnection& connection) {
        asked = connection.url();
        return lookUp(connection, before.account.key);
      },
      server);
  // The same as before may mean that the controller is still at work.
  if (!now || !*now || (*now)->person.state == before.person.state) return std::nullopt;
  const auto verdict = tryPassword((*now)->person.dn, password, asked);
  // Somebody else's is not to be marked, or ended.
  if (!verdict && use == domain::PasswordUse::UntilNextSignIn) return std::nullopt;
  // False: somebody else's change came after, or instead.
  return !verdict || *verdict != domain::SignInVerdict::Refused;
}

Result<bool, DirectoryError> LdapDirectory::changedBy(const QString& key, const QString& marker) {
  const auto change = m_parts.ledger.find(key, marker);
  if (!change) return unexpected(DirectoryError::Unavailable);
  if (!*change) return false;
  if ((*change)->confirmed) return true;
  QString asked;
  const auto now = m_pool.ask(
      [&](LdapConnection& connection) {
        asked = connection.url();
        return lookUp(connection, key);
      },
      (*change)->server);
  if (!now) return unexpected(DirectoryError::Unavailable);
  if (*now && (*now)->person.state != (*change)->stateBefore) {
    if (!m_parts.ledger.confirm(key, marker, rememberedFor(**now))) {
      return unexpected(DirectoryError::Unavailable);
    }
    return true;
  }
  const qint64 mayLast = asked == (*change)->server ? workLasts : replicationLasts;
  const bool isSettled = !*now || m_parts.clock.now() - (*change)->startedAt >= mayLast;
  if (!isSettled || !m_parts.ledger.drop(key, marker)) return unexpected(DirectoryError::Unavailable);
  return false;
}

}  // namespace latchkey::service::directory
