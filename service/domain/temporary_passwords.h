// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "service/domain/policy.h"
#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

enum class ResetFault {
  Unavailable,  ///< the store
  DirectoryUnavailable,
  NoSuchAccount,
  NotResettable,  ///< disabled, not enabled for reset, managed elsewhere, or reset is off in its realm
  Privileged,     ///< two people are needed
  Stopped,        ///< "this was not me" holds
  NoContact,      ///< none that a password can be sent to
  NoSuchContact,  ///< the one that was named is not there, or cannot be used
  Busy,           ///< another attempt at its password is under way
  NoPassword,     ///< the rules leave no room for one
  Refused,        ///< by the directory; nothing was changed
  NotTemporary,   ///< the password was changed, would last, and was sent to nobody
  OutcomeUnknown  ///< the password may have been changed, and nobody has it
};

/// A temporary password that is on its way.
struct SentPassword {
  Channel channel = Channel::Mail;
  QString mask;  ///< where it goes
  int told = 0;  ///< other contacts
};

/// What telling an owner of a reset takes. All of it must outlive its user.
struct ResetParts {
  Store& store;
  Directory& directory;
  const MessageWriter& writer;
  const Numbering& numbering;
  const Clock& clock;
  Random& random;
  const KeyedHash& keys;
  SecretBox& box;
};

/// A temporary password that nobody but its reader sees: made here, set in the directory, to be changed at
/// the next sign-in where the directory knows that, and sent to one registered contact; all others are told.
/// Nothing of it is printed, noted or kept in plain.
///
/// The directory cannot take part in the store's transaction, so the attempt is written down first, as a
/// recovery's is, one at a time for each account: whichever of the two comes first has the account alone. One
/// that was cut off behind the change leaves a password that nobody knows; its owner is told all the same, by
/// the next attempt or by the service (see settleReset()).
class TemporaryPasswords {
public:
  TemporaryPasswords(ResetParts parts, ServicePolicy policy);

  /// @param accountKey any name of the account. @param contactId empty: the first that can be used
  [[nodiscard]] Result<SentPassword, ResetFault> send(const QString& accountKey, const QString& contactId);

  /// Those whose time is over in a directory that does not end them by itself: how many were. Call often.
  [[nodiscard]] int endDue(TemporaryEnds& ends);

private:
  struct Target {
    Contact contact;
    Channel channel = Channel::Mail;
  };
  [[nodiscard]] Result<Target, ResetFault> targetOf(const Account& account, const Realm& realm,
                                                    const QString& contactId);
  [[nodiscard]] std::optional<platform::Secret> makePassword(const Account& account, const Realm& realm);
  /// One at a time for each account, against recoveries as well.
  [[nodiscard]] FinishRecord attemptAt(const QString& accountKey);
  [[nodiscard]] Result<void, ResetFault> claim(const FinishRecord& mine);
  [[nodiscard]] Result<void, ResetFault> change(const FinishRecord& mine, const platform::Secret& password);
  /// As far as the directory tells.
  [[nodiscard]] bool isKnownToEnd(const QString& accountKey);
  [[nodiscard]] Result<SentPassword, ResetFault> finish(const FinishRecord& mine, const Account& account,
                                                        const Target& target,
                                                        const platform::Secret& password);
  void enqueue(Transaction& tables, const Account& account, const Target& target,
               const platform::Secret& password);
  void abandon(const FinishRecord& mine);

  ResetParts m_parts;
  ServicePolicy m_policy;
};

/// Whether an attempt at a password is an administrator's, and no recovery's.
[[nodiscard]] bool isReset(const FinishRecord& record);

/// An administrator's attempt that nobody works on any more: where it has changed the password, all contacts
/// are told that it is another one. False: the directory or the store does not say.
[[nodiscard]] bool settleReset(const ResetParts& parts, const ServicePolicy& policy,
                               const FinishRecord& record);

}  // namespace latchkey::service::domain
