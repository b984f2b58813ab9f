// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "service/directory/password_hasher.h"
#include "service/domain/account_store.h"
#include "service/domain/ports.h"

namespace latchkey::service::directory {

/// The directory that comes with Latchkey: accounts in its own tables, passwords as Argon2id.
class EmbeddedDirectory final : public domain::Directory, public domain::PasswordMemory {
public:
  /// What a realm asks of this directory.
  struct RealmRules {
    int history = 0;          ///< earlier passwords that are refused
    bool privileged = false;  ///< whether passwords of privileged accounts are changed at all
  };
  using RulesOf = std::function<RealmRules(const QString& realm)>;

  EmbeddedDirectory(domain::AccountStore& accounts, const domain::Clock& clock, HashCost cost,
                    RulesOf rulesOf);

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
  [[nodiscard]] Result<std::optional<bool>, domain::DirectoryError> knew(
      const QString& key, const QString& realm, const platform::Secret& password) override;

private:
  [[nodiscard]] bool mayChange(const domain::Account& account) const;

  domain::AccountStore& m_accounts;
  const domain::Clock& m_clock;
  PasswordHasher m_hasher;
  RulesOf m_rulesOf;
};

}  // namespace latchkey::service::directory
