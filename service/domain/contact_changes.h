// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/policy.h"
#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

enum class ContactFault {
  Unavailable,
  NoSuchAccount,
  NoSuchContact,
  AlreadyRegistered,
  OfDirectory  ///< another directory has it, and nothing is changed there
};

struct ContactChange {
  Contact contact;  ///< as it is stored, or was
  int told = 0;     ///< messages queued for the owner
};

/// For how many seconds a removed contact is kept at most: as in the realm that tells them the longest.
[[nodiscard]] int removedContactsToldIn(const ServicePolicy& policy);

/// Contacts of an account, changed by administration. The owner is told through all other contacts, and
/// through one that was removed; change, notices and journal are one transaction. Thread-safe.
class ContactChanges {
public:
  /// All of them must outlive this.
  struct Parts {
    Store& store;
    const MessageWriter& writer;
    const Clock& clock;
    Random& random;
    const KeyedHash& keys;
    SecretBox& box;
  };
  ContactChanges(Parts parts, ServicePolicy policy);

  [[nodiscard]] Result<ContactChange, ContactFault> add(const QString& accountKey, const Contact& contact);
  /// Also ends the account's open recoveries: one of them may be waiting for a code to this contact.
  /// @param elsewhere the account where another directory keeps it: what that knows is changed there, and
  /// what its owner registered is ours all the same. Null: it is looked for in the tables.
  [[nodiscard]] Result<ContactChange, ContactFault> remove(const QString& accountKey,
                                                           const QString& contactId,
                                                           const Account* elsewhere = nullptr);

private:
  [[nodiscard]] int tell(Transaction& tables, const Account& account, const QList<Contact>& readers,
                         ContactEvent event, const Contact& contact);
  [[nodiscard]] RecoveryLimits limitsOf(const Account& account) const;

  Parts m_parts;
  ServicePolicy m_policy;
};

}  // namespace latchkey::service::domain
