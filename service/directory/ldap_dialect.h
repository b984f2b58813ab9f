// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include "core/rules/account_name.h"
#include "service/directory/ldap_connection.h"
#include "service/domain/ports.h"

namespace latchkey::service::directory {

/// What is read of one person.
struct LdapPerson {
  QByteArray dn;
  domain::AccountStatus status = domain::AccountStatus::Enabled;
  domain::DirectoryRules rules;
  QByteArray state;          ///< another one after each change of the password, and only then
  qint64 changedAt = 0;      ///< of the password, ms since the epoch; 0: not known
  qint64 signedInAt = 0;     ///< the last time that is written down, ms since the epoch; 0: not known
  bool hasPassword = false;  ///< one was set that is not to be changed at the next sign-in
  bool mustChange = false;   ///< at the next sign-in
  qint64 minimumAge = 0;     ///< ms that a password has to be kept
  domain::LockState lock = domain::LockState::Unknown;
  bool areGroupsSeen = true;  ///< else nobody can tell them from an administrator
  int history = 0;            ///< earlier passwords that the directory's own policy refuses
};

/// What some of the accounts show of the service account's rights.
struct LdapSample {
  QList<LdapEntry> seen;  ///< with their logins
  /// To how many of them it may write what goes with a new password; nothing: the directory tells that to
  /// nobody.
  std::optional<int> writable;
};

/// How a kind of directory writes things down. Thread-safe.
class LdapDialect {
public:
  virtual ~LdapDialect() = default;

  /// That make up a person: read with the search for a name.
  [[nodiscard]] virtual QList<QByteArray> attributes() const = 0;
  /// Everybody whom this name may mean.
  [[nodiscard]] virtual QByteArray filterFor(const rules::AccountName& name) const = 0;
  /// The short name, and other account names that are as unique.
  [[nodiscard]] virtual QString loginOf(const LdapEntry& entry) const = 0;
  [[nodiscard]] virtual QStringList accountNamesOf(const LdapEntry& entry) const = 0;
  /// The second look, at what a search does not give. The same questions for an entry that is nobody.
  [[nodiscard]] virtual Result<LdapPerson, LdapError> complete(LdapConnection& connection,
                                                               const LdapEntry& entry, qint64 now) = 0;

  /// Whether the directory refuses earlier passwords for a reset too.
  [[nodiscard]] virtual bool keepsHistory(const LdapConnection& connection,
                                          const LdapPerson& person) const = 0;
  /// Asked once: never repeated.
  [[nodiscard]] virtual Result<void, LdapError> write(LdapConnection& connection, const LdapPerson& person,
                                                      const platform::Secret& password,
                                                      domain::PasswordUse use) = 0;
  /// Behind it: whether the password has to be changed at the next sign-in, where that does not go with the
  /// change. May be repeated.
  [[nodiscard]] virtual Result<void, LdapError> mark(LdapConnection& connection, const LdapPerson& person,
                                                     domain::PasswordUse use) = 0;
  /// Takes a lockout off; nothing to do is done. May be repeated.
  [[nodiscard]] virtual Result<void, LdapError> unlock(LdapConnection& connection,
                                                       const LdapPerson& person) = 0;
  /// What a refused change means.
  [[nodiscard]] virtual domain::DirectoryError meaningOf(const LdapError& error) const = 0;
  /// What a refused sign-in means. Some are refused although the password is right.
  [[nodiscard]] virtual domain::SignInVerdict verdictOf(const LdapError& error) const = 0;
  /// Whether the rules of passwords can be read, so that the password page can show them.
  [[nodiscard]] virtual Result<bool, LdapError> policyIsReadable(LdapConnection& connection) = 0;
  /// Whether it can be told who is in this privileged group.
  [[nodiscard]] virtual Result<bool, LdapError> groupIsReadable(LdapConnection& connection,
                                                                const QByteArray& group) const = 0;
  /// What is known without writing of the mark that a temporary password has to be changed: "shows-later",
  /// "no-overlay"; empty: the sample tells.
  [[nodiscard]] virtual QString markOf(const LdapConnection& connection) const = 0;
  /// A look at some of the accounts below the base.
  [[nodiscard]] virtual Result<LdapSample, LdapError> sample(LdapConnection& connection,
                                                             const QByteArray& base) = 0;
  /// A name in this directory that nobody has.
  [[nodiscard]] virtual QByteArray nobody(const QString& key) const = 0;
};

/// What result codes mean in every directory; nothing for those that depend on the kind.
[[nodiscard]] std::optional<domain::DirectoryError> commonMeaningOf(const LdapError& error);

}  // namespace latchkey::service::directory
