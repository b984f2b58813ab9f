// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/active_directory.h"

#include <ldap.h>

#include <algorithm>
#include <utility>

#include "service/directory/active_directory_values.h"
#include "service/directory/ldap_escape.h"
#include "service/directory/ldap_people.h"
#include "service/directory/ldap_words.h"

namespace latchkey::service::directory {

using domain::AccountStatus;
using domain::DirectoryError;
using domain::LockState;
using domain::PasswordUse;
using domain::SignInVerdict;

namespace {
constexpr qint64 readAgainAfter = 300'000;  ///< ms
constexpr qint64 disabledFlag = 0x2;        ///< of userAccountControl
constexpr qint64 lockedOutFlag = 0x10;      ///< of msDS-User-Account-Control-Computed
constexpr qint64 smartcardFlag = 0x4'0000;
constexpr qint64 complexityFlag = 0x1;  ///< of pwdProperties
constexpr int complexityClasses = 3;
constexpr int sampleSize = 200;
constexpr int longestPassword = 127;  ///< that Windows' own sign-in takes
constexpr int passwordRestriction = 0x52D;
constexpr int mustChange = 0x773;
constexpr int passwordExpired = 0x532;
constexpr int accountDisabled = 0x533;
constexpr int accountExpired = 0x701;
constexpr int lockedOut = 0x775;

AccountStatus activeDirectoryStatus(const LdapEntry& entry, bool privileged, qint64 now) {
  if (privileged || entry.number("adminCount") > 0) return AccountStatus::Privileged;
  const qint64 control = entry.number("userAccountControl");
  const qint64 expires = momentOf(entry.number("accountExpires"));
  if ((control & disabledFlag) != 0 || (expires != 0 && expires <= now)) return AccountStatus::Disabled;
  // A new password would not let them in: the card does.
  if ((control & smartcardFlag) != 0) return AccountStatus::NotEnabledForReset;
  return AccountStatus::Enabled;
}

/// Computed by the controller, which knows for how long a lockout lasts; lockoutTime alone does not tell.
LockState activeDirectoryLock(const LdapEntry& computed) {
  const QByteArray name = "msDS-User-Account-Control-Computed";
  if (computed.first(name).isEmpty()) return LockState::Unknown;
  return (computed.number(name) & lockedOutFlag) != 0 ? LockState::Locked : LockState::Open;
}
}  // namespace

ActiveDirectory::ActiveDirectory(LdapLayout layout, LdapReport report)
    : m_layout(std::move(layout)), m_report(std::move(report)) {}

QList<QByteArray> ActiveDirectory::attributes() const {
  return {"sAMAccountName", "userPrincipalName", "userAccountControl", "accountExpires",
          "adminCount",     "pwdLastSet",        "lastLogon",          "lastLogonTimestamp"};
}

QByteArray ActiveDirectory::filterFor(const rules::AccountName& name) const {
  QList<QByteArray> ways;
  if (name.domain().isEmpty() || name.hasShortDomain() || isOwnDomain(name, m_layout)) {
    ways << equalityFilter("sAMAccountName", name.user());
  }
  for (const QString& address : addressesOf(name, m_layout)) {
    ways << equalityFilter("userPrincipalName", address) << equalityFilter("mail", address);
  }
  return "(&(objectCategory=person)(objectClass=user)" + anyOf(ways) + ')';
}

QString ActiveDirectory::loginOf(const LdapEntry& entry) const {
  return entry.text("sAMAccountName");
}

QStringList ActiveDirectory::accountNamesOf(const LdapEntry& entry) const {
  return {entry.text("userPrincipalName")};
}

Result<LdapPerson, LdapError> ActiveDirectory::complete(LdapConnection& connection, const LdapEntry& entry,
                                                        qint64 now) {
  // These are computed for one entry at a time.
  const auto more = connection.search(
      entry.dn, LdapScope::Base, "(objectClass=*)",
      {"tokenGroups", "msDS-KeyVersionNumber", "msDS-ResultantPSO", "msDS-User-Account-Control-Computed"});
  if (!more) return unexpected(more.error());
  const LdapEntry computed = more->value(0);
  const auto privileged = privilegedSids(connection, now);
  if (!privileged) return unexpected(privileged.error());
  const auto policy = policyOf(connection, computed.first("msDS-ResultantPSO"), now);
  if (!policy) return unexpected(policy.error());

  LdapPerson person;
  person.dn = entry.dn;
  person.rules = policy->rules;
  person.minimumAge = policy->minimumAge;
  person.history = policy->history;
  person.changedAt = momentOf(entry.number("pwdLastSet"));
  // The first is this controller's own, the second reaches all of them up to two weeks late.
  person.signedInAt = momentOf(std::max(entry.number("lastLogon"), entry.number("lastLogonTimestamp")));
  person.hasPassword = person.changedAt != 0;  // 0 stands for "must change at next sign-in", too
  person.mustChange = !person.hasPassword;
  const QByteArray version = computed.first("msDS-KeyVersionNumber");
  person.state = version.isEmpty() ? "set " + entry.first("pwdLastSet") : "version " + version;
  // Everybody is in some group. Where none can be seen, nobody can be told from an administrator.
  const QList<QByteArray> groups = computed.all("tokenGroups");
  person.areGroupsSeen = !groups.isEmpty();
  if (groups.isEmpty() && !entry.first("sAMAccountName").isEmpty() && m_report) {
    m_report({QStringLiteral("groups-unreadable"), connection.url(), {}});
  }
  const bool isPrivileged =
      groups.isEmpty() || std::ranges::any_of(groups, [&privileged](const QByteArray& sid) {
        return isPrivilegedGroup(sid) || privileged->contains(sid);
      });
  person.status = activeDirectoryStatus(entry, isPrivileged, now);
  person.lock = activeDirectoryLock(computed);
  return person;
}

Result<ActiveDirectory::Policy, LdapError> ActiveDirectory::policyOf(LdapConnection& connection,
                                                                     const QByteArray& fineGrained,
                                                                     qint64 now) {
  const QByteArray dn = fineGrained.isEmpty() ? connection.namingContext() : fineGrained;
  {
    const std::lock_guard lock(m_mutex);
    const auto known = m_policies.constFind(dn);
    if (known != m_policies.constEnd() && now - known->readAt < readAgainAfter) return known->policy;
  }
  auto policy = readPolicy(connection, dn, !fineGrained.isEmpty());
  if (!policy) return unexpected(policy.error());
  if (!*policy) {
    if (m_report) m_report({QStringLiteral("policy-unreadable"), connection.url(), {}});
    // The domain's is the best guess that there is; the directory has the last word.
    if (!fineGrained.isEmpty()) return policyOf(connection, {}, now);
    policy->emplace();
  }
  const std::lock_guard lock(m_mutex);
  m_policies.insert(dn, {**policy, now});
  return **policy;
}

Result<std::optional<ActiveDirectory::Policy>, LdapError> ActiveDirectory::readPolicy(
    LdapConnection& connection, const QByteArray& dn, bool fineGrained) {
  const QByteArray length = fineGrained ? "msDS-MinimumPasswordLength" : "minPwdLength";
  const QByteArray age = fineGrained ? "msDS-MinimumPasswordAge" : "minPwdAge";
  const QByteArray history = fineGrained ? "msDS-PasswordHistoryLength" : "pwdHistoryLength";
  const QByteArray complexity = fineGrained ? "msDS-PasswordComplexityEnabled" : "pwdProperties";
  const auto found =
      connection.search(dn, LdapScope::Base, "(objectClass=*)", {length, age, history, complexity});
  if (!found) return unexpected(found.error());
  const LdapEntry entry = found->value(0);
  if (entry.first(length).isEmpty()) return std::optional<Policy>();
  const bool complex = fineGrained ? entry.first(complexity).toUpper() == "TRUE"
                                   : (entry.number(complexity) & complexityFlag) != 0;
  Policy policy;
  policy.rules.minimumLength = static_cast<int>(entry.number(length));
  policy.rules.maximumLength = longestPassword;
  policy.rules.minimumClasses = complex ? complexityClasses : 0;
  policy.rules.refusesNames = complex;
  policy.minimumAge = spanOf(entry.number(age));
  policy.history = static_cast<int>(entry.number(history));
  return std::optional<Policy>(policy);
}

Result<QSet<QByteArray>, LdapError> ActiveDirectory::privilegedSids(LdapConnection& connection, qint64 now) {
  {
    const std::lock_guard lock(m_mutex);
    if (m_sidsReadAt != 0 && now - m_sidsReadAt < readAgainAfter) return m_privilegedSids;
  }
  QSet<QByteArray> sids;
  for (const QByteArray& group : std::as_const(m_layout.privilegedGroups)) {
    const auto found = connection.search(group, LdapScope::Base, "(objectClass=*)", {"objectSid"});
    if (!found) return unexpected(found.error());
    const QByteArray sid = found->value(0).first("objectSid");
    if (sid.isEmpty()) {
      // Going on would recover its members.
      if (m_report) m_report({QStringLiteral("privileged-group-missing"), connection.url(), {}});
      return unexpected(LdapError{LdapFault::Answered, LDAP_INAPPROPRIATE_MATCHING, {}, {}, false});
    }
    sids.insert(sid);
  }
  const std::lock_guard lock(m_mutex);
  m_privilegedSids = sids;
  m_sidsReadAt = now;
  return sids;
}

bool ActiveDirectory::keepsHistory(const LdapConnection& connection, const LdapPerson& /*person*/) const {
  return connection.supports(policyHintsControl);
}

Result<void, LdapError> ActiveDirectory::write(LdapConnection& connection, const LdapPerson& person,
                                               const platform::Secret& password, PasswordUse use) {
  const platform::Secret quoted = quotedUtf16(password);
  QList<LdapReplacement> changes{{"unicodePwd", quoted.view()}, {"lockoutTime", "0"}};
  if (use == PasswordUse::UntilNextSignIn) changes.append(LdapReplacement{"pwdLastSet", "0"});
  return connection.modify(person.dn, changes, connection.supports(policyHintsControl));
}

Result<void, LdapError> ActiveDirectory::mark(LdapConnection& /*connection*/, const LdapPerson& /*person*/,
                                              PasswordUse /*use*/) {
  return {};  // in the same modification
}

Result<void, LdapError> ActiveDirectory::unlock(LdapConnection& connection, const LdapPerson& person) {
  return connection.modify(person.dn, {{"lockoutTime", "0"}});
}

DirectoryError ActiveDirectory::meaningOf(const LdapError& error) const {
  if (const auto common = commonMeaningOf(error)) return *common;
  if (systemError(error.diagnostic) != passwordRestriction) {
    return error.code == LDAP_CONSTRAINT_VIOLATION ? DirectoryError::Refused : DirectoryError::Unavailable;
  }
  // Samba says which rule it was; Windows does not.
  const QByteArray words = error.diagnostic.toLower();
  if (words.contains("too short")) return DirectoryError::TooShort;
  if (words.contains("complexity")) return DirectoryError::TooSimple;
  if (words.contains("already used") || words.contains("history")) return DirectoryError::InHistory;
  if (words.contains("too young") || words.contains("minimum age")) return DirectoryError::TooRecent;
  return DirectoryError::Refused;
}

SignInVerdict ActiveDirectory::verdictOf(const LdapError& error) const {
  switch (signInCode(error.diagnostic)) {
    case mustChange:
    case passwordExpired:
      return SignInVerdict::MustChange;
    case accountDisabled:
    case accountExpired:
      return SignInVerdict::Disabled;
    case lockedOut:
      return SignInVerdict::LockedOut;
    default:  // an int, not an enum: wrong, or one of the many that only Windows says
      return SignInVerdict::Refused;
  }
}

Result<bool, LdapError> ActiveDirectory::policyIsReadable(LdapConnection& connection) {
  const auto domain = readPolicy(connection, connection.namingContext(), false);
  if (!domain) return unexpected(domain.error());
  const auto fineGrained =
      connection.search("CN=Password Settings Container,CN=System," + connection.namingContext(),
                        LdapScope::Base, "(objectClass=*)", {"cn"});
  if (!fineGrained) return unexpected(fineGrained.error());
  return domain->has_value() && !fineGrained->isEmpty();
}

Result<bool, LdapError> ActiveDirectory::groupIsReadable(LdapConnection& connection,
                                                         const QByteArray& group) const {
  const auto found = connection.search(group, LdapScope::Base, "(objectClass=*)", {"objectSid"});
  if (!found) return unexpected(found.error());
  return !found->value(0).first("objectSid").isEmpty();
}

QString ActiveDirectory::markOf(const LdapConnection& /*connection*/) const {
  return {};
}

Result<LdapSample, LdapError> ActiveDirectory::sample(LdapConnection& connection, const QByteArray& base) {
  // What the asker may write ([MS-ADTS] 3.1.1.4.5.22); the right to reset a password is of another kind and
  // shows nowhere. An administrator's entry tells nothing of the rights over others.
  const QByteArray name = "allowedAttributesEffective";
  auto found = connection.search(base, LdapScope::Subtree,
                                 "(&(objectCategory=person)(objectClass=user)(!(adminCount=1)))",
                                 {"sAMAccountName", name}, sampleSize);
  if (!found) return unexpected(found.error());
  const auto isWritable = [&name](const LdapEntry& entry) {
    const QList<QByteArray> allowed = entry.all(name);
    return allowed.contains("lockoutTime") && allowed.contains("pwdLastSet");
  };
  const auto writable = static_cast<int>(std::ranges::count_if(*found, isWritable));
  return LdapSample{std::move(*found), writable};
}

QByteArray ActiveDirectory::nobody(const QString& key) const {
  return childOf(m_layout.base, "CN", key);
}

}  // namespace latchkey::service::directory
