// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/factor_notices.h"
#include "service/domain/policy.h"
#include "service/domain/ports.h"
#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

enum class AuthenticatorFault { Unavailable, NoSuchAccount, NotRegistered };
struct AuthenticatorChange {
  int told = 0;  ///< messages queued for the owner
};

/// The authenticator apps of an account, taken away by administration: for who has lost the phone that they
/// are on. The owner is told through all contacts; change, notices and journal are one transaction, and open
/// recoveries and sign-ins of the account end. Thread-safe.
class AuthenticatorChanges {
public:
  /// All of them must outlive this.
  struct Parts {
    Store& store;
    FactorNoticeParts notices;
  };
  AuthenticatorChanges(Parts parts, ServicePolicy policy);

  /// @param elsewhere the account where another directory keeps it: what its owner registered is ours all the
  /// same. Null: it is looked for in the tables.
  [[nodiscard]] Result<AuthenticatorChange, AuthenticatorFault> remove(const QString& accountKey,
                                                                       const QString& id,
                                                                       const Account* elsewhere = nullptr);

private:
  Parts m_parts;
  ServicePolicy m_policy;
};

}  // namespace latchkey::service::domain
