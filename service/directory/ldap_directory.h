// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include "service/directory/ldap_dialect.h"
#include "service/directory/ldap_pool.h"
#include "service/directory/ldap_settings.h"
#include "service/directory/password_hasher.h"
#include "service/domain/change_ledger.h"
#include "service/domain/policy.h"
#include "service/domain/ports.h"

namespace latchkey::service::directory {

/// What an LdapDirectory works with. All of it must outlive the directory.
struct LdapParts {
  const domain::Numbering& numbering;
  domain::ChangeLedger& ledger;
  const domain::Clock& clock;
  LdapReport report;
  std::function<std::shared_ptr<const domain::ServicePolicy>()> policy;  ///< in force at the moment
  domain::TemporaryLedger* temporary = nullptr;  ///< null: temporary passwords do not end
};

/// Why something did not go.
enum class LdapTrouble {
  None,
  Unreachable,
  Tls,          ///< somebody answers, and their certificate is not to be trusted, or they speak no TLS
  OldTls,       ///< somebody answers, and refuses TLS from 1.2 on
  Credentials,  ///< the service account's name or password
  Referral,     ///< another directory would know
  Refused,
  Lost
};
/// One thing that was looked at; see LdapDirectory::check().
struct LdapFinding {
  QString what;  ///< "connect", "bind", "clock", "group", "base", "people", "rights", "account", "history",
                 ///< "policy", "mark"
  QString server;
  bool isFine = false;
  QString detail;  ///< a code or a word, behind the name of a group where it is about one; no secret
  LdapTrouble trouble = LdapTrouble::None;
};

/// Accounts and passwords in Active Directory, Samba AD or OpenLDAP. Contacts are read and never written;
/// only passwords are, and what goes with them.
class LdapDirectory final : public domain::Directory, public domain::TemporaryEnds {
public:
  LdapDirectory(LdapAccess access, LdapLayout layout, HashCost cost, LdapParts parts);

  [[nodiscard]] Result<std::optional<domain::Account>, domain::DirectoryError> find(
      const QString& key) override;
  [[nodiscard]] Result<void, domain::DirectoryError> setPassword(const QString& key,
                                                                 const platform::Secret& password,
                                                                 const QString& marker,
                                                                 domain::PasswordUse use) override;
  [[nodiscard]] Result<bool, domain::DirectoryError> changedBy(const QString& key,
                                                               const QString& marker) override;
  [[nodiscard]] Result<void, domain::DirectoryError> unlock(const QString& key) override;
  [[nodiscard]] Result<domain::SignInVerdict, domain::DirectoryError> signIn(
      const QString& key, const platform::Secret& password) override;

  [[nodiscard]] Result<QList<domain::TemporaryPassword>, domain::DirectoryError> due(int limit) override;
  [[nodiscard]] Result<bool, domain::DirectoryError> end(const domain::TemporaryPassword& which,
                                                         const platform::Secret& other) override;

  /// Everything that can be known without changing anything, controller by controller, for administrators.
  [[nodiscard]] QList<LdapFinding> check();

private:
  struct Found {
    domain::Account account;
    LdapPerson person;
  };
  using Lookup = Result<std::optional<Found>, LdapError>;
  [[nodiscard]] Lookup lookUp(LdapConnection& connection, const QString& key);
  [[nodiscard]] std::shared_ptr<const domain::Realm> realmOf(const rules::AccountName& name) const;
  /// One of those that were seen, as a recovery looks it up.
  void checkAccount(LdapConnection& connection, const LdapSample& people, QList<LdapFinding>& findings);
  [[nodiscard]] int rememberedFor(const Found& found) const;
  [[nodiscard]] Result<void, domain::DirectoryError> judge(const LdapConnection& connection,
                                                           const Found& found,
                                                           const platform::Secret& password);
  /// The change itself, with a lost answer cleared up where it can be.
  [[nodiscard]] Result<void, domain::DirectoryError> write(std::optional<LdapPool::Lease>& lease,
                                                           const Found& before,
                                                           const platform::Secret& password,
                                                           domain::PasswordUse use);
  /// After a lost answer, while the password is at hand. Nothing: nobody knows yet.
  [[nodiscard]] std::optional<bool> clearUp(const Found& before, const QString& server,
                                            const platform::Secret& password, domain::PasswordUse use);
  /// Nothing: nobody knows.
  [[nodiscard]] std::optional<domain::SignInVerdict> tryPassword(const QByteArray& dn,
                                                                 const platform::Secret& password,
                                                                 const QString& preferred);
  /// Behind a change that is known to be made: what a temporary password takes beyond it, all or an error.
  [[nodiscard]] Result<void, domain::DirectoryError> markAs(domain::PasswordUse use, const LdapPerson& person,
                                                            const domain::DirectoryChange& change);
  /// What it looks like now is what it looks like as long as nobody has used it. False: it would never end.
  [[nodiscard]] bool keepTemporary(const domain::DirectoryChange& change);
  [[nodiscard]] domain::DirectoryError told(const LdapConnection& connection, const LdapError& error);

  LdapPool m_pool;
  LdapLayout m_layout;
  LdapParts m_parts;
  PasswordHasher m_hasher;
  std::unique_ptr<LdapDialect> m_dialect;
};

}  // namespace latchkey::service::directory
