// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/directory/ldap_dialect.h"
#include "service/directory/ldap_settings.h"

namespace latchkey::service::directory {

/// OpenLDAP: people by uid, passwords by RFC 3062, rules by the ppolicy overlay where there is one.
class OpenLdap final : public LdapDialect {
public:
  OpenLdap(LdapLayout layout, LdapReport report);

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
  [[nodiscard]] Result<bool, LdapError> isPrivileged(LdapConnection& connection, const QByteArray& dn) const;

  LdapLayout m_layout;
  LdapReport m_report;
};

}  // namespace latchkey::service::directory
