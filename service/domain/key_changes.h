// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/factor_notices.h"
#include "service/domain/policy.h"
#include "service/domain/ports.h"
#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

/// Why a change of security keys is refused. Nothing was changed.
enum class KeyFault {
  Unavailable,
  NoSuchAccount,
  NotOffered,  ///< the account's realm has no such factor
  NoKey,       ///< its public key is no point of the curve: nobody could ever prove anything by it
  AlreadyThere,
  TooMany,  ///< as many as a recovery can ask for at once
  NotRegistered
};
struct KeyChange {
  int told = 0;  ///< messages queued for the owner
};

/// The security keys of an account, changed by administration. The owner is told through all contacts;
/// change, notices and journal are one transaction, and open recoveries of the account end: one of them may
/// be asking for the keys as they were. Thread-safe.
class KeyChanges {
public:
  /// All of them must outlive this.
  struct Parts {
    Store& store;
    const SignatureCheck& signatures;
    FactorNoticeParts notices;
  };
  KeyChanges(Parts parts, ServicePolicy policy);

  [[nodiscard]] Result<KeyChange, KeyFault> add(const QString& accountKey, SecurityKey key);
  /// @param elsewhere the account where another directory keeps it: what its owner registered is ours all the
  /// same. Null: it is looked for in the tables.
  [[nodiscard]] Result<KeyChange, KeyFault> remove(const QString& accountKey, const QByteArray& credential,
                                                   const Account* elsewhere = nullptr);

private:
  [[nodiscard]] int tell(Transaction& tables, const Account& account, const char* event,
                         const QString& label);

  Parts m_parts;
  ServicePolicy m_policy;
};

}  // namespace latchkey::service::domain
