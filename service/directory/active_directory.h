// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <mutex>

#include "service/directory/ldap_dialect.h"
#include "service/directory/ldap_settings.h"
#include "service/domain/ports.h"

namespace latchkey::service::directory {

/// Active Directory, and Samba as a domain controller.
class ActiveDirectory final : public LdapDialect {
public:
  ActiveDirectory(LdapLayout layout, LdapReport report);

  [[nodiscard]] QList<QByteArray> attributes() const override;
  [[nodiscard]] QByteArray filterFor(const rules::AccountName& name) const override;
  [[nodiscard]] QString loginOf(const LdapEntry& entry) const override;
  [[nodiscard]] QStringList accountNamesOf(const LdapEntry& entry) const override;
  [[nodiscard]] Result<LdapPerson, LdapError> complete(LdapConnection& connection, const LdapEntry& entry,
                                                       qint64 now) override;
  [[nodiscard]] bool keepsHistory(const LdapConnection& connection, const LdapPerson& person) const override;
  [[nodiscard]] Result<void, LdapError> write(LdapConnection& connection, const LdapPerson& person,
                                              const platform::Secret& password,
                                              domain::PasswordUse use) override;
  [[nodiscard]] Result<void, LdapError> mark(LdapConnection& connection, const LdapPerson& person,
                                             domain::PasswordUse use) override;
  [[nodiscard]] Result<void, LdapError> unlock(LdapConnection& connection, const LdapPerson& person) override;
  [[nodiscard]] domain::DirectoryError meaningOf(const LdapError& error) const override;
  [[nodiscard]] domain::SignInVerdict verdictOf(const LdapError& error) const override;
  [[nodiscard]] Result<bool, LdapError> policyIsReadable(LdapConnection& connection) override;
  [[nodiscard]] Result<bool, LdapError> groupIsReadable(LdapConnection& connection,
                                                        const QByteArray& group) const override;
  [[nodiscard]] QString markOf(const LdapConnection& connection) const override;
  [[nodiscard]] Result<LdapSample, LdapError> sample(LdapConnection& connection,
                                                     const QByteArray& base) override;
  [[nodiscard]] QByteArray nobody(const QString& key) const override;

private:
  /// A password policy, of the domain or fine-grained.
  struct Policy {
    domain::DirectoryRules rules;
    qint64 minimumAge = 0;
    int history = 0;
  };
  struct KnownPolicy {
    Policy policy;
    qint64 readAt = 0;
  };
  [[nodiscard]] Result<Policy, LdapError> policyOf(LdapConnection& connection, const QByteArray& fineGrained,
                                                   qint64 now);
  [[nodiscard]] Result<std::optional<Policy>, LdapError> readPolicy(LdapConnection& connection,
                                                                    const QByteArray& dn, bool fineGrained);
  [[nodiscard]] Result<QSet<QByteArray>, LdapError> privilegedSids(LdapConnection& connection, qint64 now);

  LdapLayout m_layout;
  LdapReport m_report;
  std::mutex m_mutex;  ///< of what follows: read anew after minutes
  QHash<QByteArray, KnownPolicy> m_policies;
  QSet<QByteArray> m_privilegedSids;
  qint64 m_sidsReadAt = 0;
};

}  // namespace latchkey::service::directory
