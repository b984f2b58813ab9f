// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/ldap_directory.h"

#include <ldap.h>

#include <utility>

#include "service/directory/active_directory.h"
#include "service/directory/ldap_people.h"
#include "service/directory/ldap_words.h"
#include "service/directory/open_ldap.h"
#include "service/domain/realm_lookup.h"

namespace latchkey::service::directory {

using domain::Account;
using domain::DirectoryError;
using domain::SignInVerdict;
using rules::AccountName;

namespace {
std::unique_ptr<LdapDialect> dialectFor(const LdapLayout& layout, const LdapReport& report) {
  switch (layout.kind) {
    case LdapKind::ActiveDirectory:
      return std::make_unique<ActiveDirectory>(layout, report);
    case LdapKind::OpenLdap:
      return std::make_unique<OpenLdap>(layout, report);
  }
  return nullptr;
}
}  // namespace

LdapDirectory::LdapDirectory(LdapAccess access, LdapLayout layout, HashCost cost, LdapParts parts)
    : m_pool(std::move(access), parts.clock, parts.report),
      m_layout(std::move(layout)),
      m_parts(std::move(parts)),
      m_hasher(cost),
      m_dialect(dialectFor(m_layout, m_parts.report)) {}

std::shared_ptr<const domain::Realm> LdapDirectory::realmOf(const AccountName& name) const {
  const auto policy = m_parts.policy();
  return {policy, domain::lookUp(name, *policy).realm};
}

LdapDirectory::Lookup LdapDirectory::lookUp(LdapConnection& connection, const QString& key) {
  const auto name = AccountName::parse(key);
  if (!name) return std::optional<Found>();
  const auto entries = connection.search(m_layout.base, LdapScope::Subtree, m_dialect->filterFor(*name),
                                         m_dialect->attributes() + personalAttributes(m_layout));
  if (!entries) {
    const LdapError& error = entries.error();
    const bool isBase = error.fault == LdapFault::Answered && error.code == LDAP_NO_SUCH_OBJECT;
    if (isBase) m_pool.tell("base-missing", connection.url(), wordsOf(error));
    return unexpected(error);
  }
  const Picked picked = pickFrom(*entries, *name, *m_dialect, m_layout);
  if (picked.match == Match::Several) m_pool.tell("ambiguous-name", connection.url(), {});
  const bool isOne = picked.match == Match::One;
  // The same questions for nobody, so that the time tells nothing.
  const LdapEntry entry = isOne ? entries->at(picked.index) : LdapEntry{m_layout.base, {}};
  auto person = m_dialect->complete(connection, entry, m_parts.clock.now());
  if (!person) return unexpected(person.error());
  if (!isOne) return std::optional<Found>();
  const auto canonical = canonicalName(*m_dialect, m_layout, entry);
  if (!canonical) {
    m_pool.tell("login-unusable", connection.url(), {});
    return std::optional<Found>();
  }
  const auto realm = realmOf(*canonical);
  Found found;
  found.account =
      accountOf(entry, *canonical, *m_dialect, m_layout, m_parts.numbering, realm->phones.homeRegion);
  found.account.realm = realm->id;
  found.account.status = person->status;
  found.account.rules = person->rules;
  found.account.lock = person->lock;
  found.account.hasPassword = person->hasPassword;
  found.account.lastSignInAt = person->signedInAt;
  found.person = std::move(*person);
  return std::optional<Found>(std::move(found));
}

Result<std::optional<Account>, DirectoryError> LdapDirectory::find(const QString& key) {
  const auto found = m_pool.ask([&](LdapConnection& connection) { return lookUp(connection, key); });
  if (!found) {
    const LdapError& error = found.error();
    const bool isNews = error.fault == LdapFault::Answered && error.code != LDAP_NO_SUCH_OBJECT;
    if (isNews) m_pool.tell("search-refused", {}, wordsOf(error));
    return unexpected(DirectoryError::Unavailable);
  }
  if (!*found) return std::optional<Account>();
  return std::optional<Account>((*found)->account);
}

Result<SignInVerdict, DirectoryError> LdapDirectory::signIn(const QString& key,
                                                            const platform::Secret& password) {
  // A bind without a password is no sign-in, and succeeds.
  if (password.isEmpty()) return SignInVerdict::Refused;
  const auto found = m_pool.ask([&](LdapConnection& connection) { return lookUp(connection, key); });
  if (!found) return unexpected(DirectoryError::Unavailable);
  const QByteArray dn = *found ? (*found)->person.dn : m_dialect->nobody(key);
  const auto verdict = tryPassword(dn, password, {});
  if (!verdict) return unexpected(DirectoryError::Unavailable);
  if (!*found) return SignInVerdict::Refused;
  // OpenLDAP lets them in, and then to nothing but the change.
  return *verdict == SignInVerdict::Accepted && (*found)->person.mustChange ? SignInVerdict::MustChange
                                                                            : *verdict;
}

std::optional<SignInVerdict> LdapDirectory::tryPassword(const QByteArray& dn,
                                                        const platform::Secret& password,
                                                        const QString& preferred) {
  const auto connection = m_pool.connect(preferred);
  if (!connection) return std::nullopt;
  const auto bound = (*connection)->bind(dn, password);
  if (bound) return SignInVerdict::Accepted;
  const LdapError& error = bound.error();
  if (error.fault != LdapFault::Answered) {
    m_pool.noteLoss(**connection, false, error);
    return std::nullopt;
  }
  if (error.code == LDAP_BUSY || error.code == LDAP_UNAVAILABLE) return std::nullopt;
  return m_dialect->verdictOf(error);
}

}  // namespace latchkey::service::directory
