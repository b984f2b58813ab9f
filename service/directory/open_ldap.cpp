// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/open_ldap.h"

#include <ldap.h>

#include <QDateTime>
#include <algorithm>
#include <utility>

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
/// pwdAccountLockedTime of an account that an administrator locked for good: that is no lockout.
const QByteArray lockedForGood = QByteArrayLiteral("000001010000Z");
constexpr qint64 second = 1000;

/// "20261124183219Z", with or without a fraction; ms since the epoch, 0 for what is none.
qint64 momentOf(const QByteArray& generalizedTime) {
  const QDateTime moment =
      QDateTime::fromString(QString::fromLatin1(generalizedTime.left(14)), QStringLiteral("yyyyMMddHHmmss"));
  if (!moment.isValid()) return 0;
  return QDateTime(moment.date(), moment.time(), Qt::UTC).toMSecsSinceEpoch();
}

AccountStatus openLdapStatus(const LdapEntry& entry, bool privileged, qint64 now) {
  if (privileged) return AccountStatus::Privileged;
  const qint64 end = momentOf(entry.first("pwdEndTime"));
  const qint64 start = momentOf(entry.first("pwdStartTime"));
  if (entry.first("pwdAccountLockedTime") == lockedForGood || (end != 0 && end <= now) || start > now) {
    return AccountStatus::Disabled;
  }
  return AccountStatus::Enabled;
}

/// The time stays there after the lockout has ended by itself.
LockState openLdapLock(const LdapEntry& entry, const LdapEntry& policy, qint64 now) {
  if (policy.first("pwdLockout").toUpper() != "TRUE") return LockState::Unknown;
  const qint64 since = momentOf(entry.first("pwdAccountLockedTime"));
  const qint64 lasts = policy.number("pwdLockoutDuration") * second;
  const bool isLocked = since != 0 && (lasts == 0 || now < since + lasts);
  return isLocked ? LockState::Locked : LockState::Open;
}
}  // namespace

OpenLdap::OpenLdap(LdapLayout layout, LdapReport report)
    : m_layout(std::move(layout)), m_report(std::move(report)) {}

QList<QByteArray> OpenLdap::attributes() const {
  return {"uid",          "pwdChangedTime",    "pwdAccountLockedTime",
          "pwdReset",     "pwdPolicySubentry", "pwdStartTime",
          "pwdEndTime",   "entryCSN",          "pwdLastSuccess",
          "authTimestamp"};
}

QByteArray OpenLdap::filterFor(const rules::AccountName& name) const {
  QList<QByteArray> ways;
  if (name.domain().isEmpty() || name.hasShortDomain() || isOwnDomain(name, m_layout)) {
    ways << equalityFilter("uid", name.user());
  }
  for (const QString& address : addressesOf(name, m_layout)) ways << equalityFilter("mail", address);
  return "(&(uid=*)" + anyOf(ways) + ')';
}

QString OpenLdap::loginOf(const LdapEntry& entry) const {
  return entry.text("uid");
}

QStringList OpenLdap::accountNamesOf(const LdapEntry& /*entry*/) const {
  return {};
}

Result<bool, LdapError> OpenLdap::isPrivileged(LdapConnection& connection, const QByteArray& dn) const {
  bool found = false;
  for (const QByteArray& group : m_layout.privilegedGroups) {
    const auto there = groupIsReadable(connection, group);
    if (!there) return unexpected(there.error());
    if (!*there) {
      // Going on would recover its members.
      if (m_report) m_report({QStringLiteral("privileged-group-missing"), connection.url(), {}});
      return unexpected(LdapError{LdapFault::Answered, LDAP_INAPPROPRIATE_MATCHING, {}, {}, false});
    }
    const auto member = connection.search(
        group, LdapScope::Base,
        anyOf({"(member=" + escapedValue(dn) + ')', "(uniqueMember=" + escapedValue(dn) + ')'}), {"cn"});
    if (!member) return unexpected(member.error());
    found = found || !member->isEmpty();
  }
  return found;
}

Result<LdapPerson, LdapError> OpenLdap::complete(LdapConnection& connection, const LdapEntry& entry,
                                                 qint64 now) {
  const auto privileged = isPrivileged(connection, entry.dn);
  if (!privileged) return unexpected(privileged.error());
  LdapPerson person;
  person.dn = entry.dn;
  person.status = openLdapStatus(entry, *privileged, now);
  person.changedAt = momentOf(entry.first("pwdChangedTime"));
  // Of the overlay ppolicy (OpenLDAP 2.5 and later), and of lastbind before it.
  person.signedInAt =
      std::max(momentOf(entry.first("pwdLastSuccess")), momentOf(entry.first("authTimestamp")));
  person.mustChange = entry.first("pwdReset").toUpper() == "TRUE";
  person.hasPassword = person.changedAt != 0 && !person.mustChange;
  // Without the overlay there is no time of the password's change: that of the entry has to do.
  const QByteArray changed = entry.first("pwdChangedTime");
  person.state = changed.isEmpty() ? "entry " + entry.first("entryCSN") : "set " + changed;

  const QByteArray own = entry.first("pwdPolicySubentry");
  const QByteArray policyDn = own.isEmpty() ? m_layout.passwordPolicy : own;
  if (policyDn.isEmpty()) return person;
  const auto found = connection.search(policyDn, LdapScope::Base, "(objectClass=*)",
                                       {"pwdMinLength", "pwdMaxLength", "pwdMinAge", "pwdInHistory",
                                        "pwdCheckQuality", "pwdLockout", "pwdLockoutDuration"});
  if (!found) return unexpected(found.error());
  if (found->isEmpty()) {
    if (m_report) m_report({QStringLiteral("policy-unreadable"), connection.url(), {}});
    return person;
  }
  const LdapEntry& policy = found->first();
  if (policy.number("pwdCheckQuality") > 0) {
    person.rules.minimumLength = static_cast<int>(policy.number("pwdMinLength"));
    person.rules.maximumLength = static_cast<int>(policy.number("pwdMaxLength"));
  }
  person.lock = openLdapLock(entry, policy, now);
  person.minimumAge = policy.number("pwdMinAge") * second;
  person.history = static_cast<int>(policy.number("pwdInHistory"));
  return person;
}

bool OpenLdap::keepsHistory(const LdapConnection& connection, const LdapPerson& person) const {
  return person.history > 0 && connection.supports(LDAP_CONTROL_PASSWORDPOLICYREQUEST);
}

Result<void, LdapError> OpenLdap::write(LdapConnection& connection, const LdapPerson& person,
                                        const platform::Secret& password, PasswordUse /*use*/) {
  // The overlay takes a lockout off with the change, by itself.
  return connection.changePassword(person.dn, password);
}

Result<void, LdapError> OpenLdap::mark(LdapConnection& connection, const LdapPerson& person,
                                       PasswordUse use) {
  if (!connection.supports(LDAP_CONTROL_PASSWORDPOLICYREQUEST)) return {};
  // A policy may mark what others set for its owner. Their own choice is nothing to change again; a temporary
  // one is, whatever the policy says.
  const bool isTemporary = use == PasswordUse::UntilNextSignIn;
  return connection.modify(person.dn, {{"pwdReset", isTemporary ? "TRUE" : ""}});
}

Result<void, LdapError> OpenLdap::unlock(LdapConnection& connection, const LdapPerson& person) {
  // The overlay forgets the failures with it, by itself.
  return connection.modify(person.dn, {{"pwdAccountLockedTime", ""}});
}

DirectoryError OpenLdap::meaningOf(const LdapError& error) const {
  if (error.fault == LdapFault::Answered && error.policyFault) {
    switch (*error.policyFault) {
      case PP_passwordTooShort:
        return DirectoryError::TooShort;
      case PP_insufficientPasswordQuality:
        return DirectoryError::TooSimple;
      case PP_passwordInHistory:
        return DirectoryError::InHistory;
      case PP_passwordTooYoung:
        return DirectoryError::TooRecent;
      default:
        return DirectoryError::Refused;
    }
  }
  if (const auto common = commonMeaningOf(error)) return *common;
  return error.code == LDAP_CONSTRAINT_VIOLATION ? DirectoryError::Refused : DirectoryError::Unavailable;
}

SignInVerdict OpenLdap::verdictOf(const LdapError& error) const {
  if (error.policyFault == PP_passwordExpired) return SignInVerdict::MustChange;
  // Told only where the overlay is set up to (ppolicy_use_lockout).
  if (error.policyFault == PP_accountLocked) return SignInVerdict::LockedOut;
  return SignInVerdict::Refused;
}

Result<bool, LdapError> OpenLdap::policyIsReadable(LdapConnection& connection) {
  if (m_layout.passwordPolicy.isEmpty()) return true;
  const auto found = connection.search(m_layout.passwordPolicy, LdapScope::Base, "(objectClass=*)", {"cn"});
  if (!found) return unexpected(found.error());
  return !found->isEmpty();
}

Result<bool, LdapError> OpenLdap::groupIsReadable(LdapConnection& connection, const QByteArray& group) const {
  // To slapd a member that must not be looked for is none.
  const auto found =
      connection.search(group, LdapScope::Base, anyOf({"(member=*)", "(uniqueMember=*)"}), {"cn"});
  if (!found) return unexpected(found.error());
  if (!found->isEmpty()) return true;
  const auto there = connection.search(group, LdapScope::Base, "(objectClass=*)", {"objectClass"});
  if (!there) return unexpected(there.error());
  // Of other kinds one that has no members to be seen has them hidden, or made up as they are asked for.
  return std::ranges::any_of(there->value(0).all("objectClass"), [](const QByteArray& name) {
    static const QList<QByteArray> mayBeEmpty{"groupofmembers", "groupofentries", "group"};
    return mayBeEmpty.contains(name.toLower());
  });
}

QString OpenLdap::markOf(const LdapConnection& connection) const {
  return connection.supports(LDAP_CONTROL_PASSWORDPOLICYREQUEST) ? QStringLiteral("shows-later")
                                                                 : QStringLiteral("no-overlay");
}

Result<LdapSample, LdapError> OpenLdap::sample(LdapConnection& connection, const QByteArray& base) {
  auto found = connection.search(base, LdapScope::Subtree, "(uid=*)", {"uid"});
  if (!found) return unexpected(found.error());
  return LdapSample{std::move(*found), std::nullopt};
}

QByteArray OpenLdap::nobody(const QString& key) const {
  return childOf(m_layout.base, "uid", key);
}

}  // namespace latchkey::service::directory
