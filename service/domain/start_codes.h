// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/policy.h"
#include "service/domain/store_ports.h"

/// Start codes: what an administrator hands out, once, to somebody who never had a password.
namespace latchkey::service::domain {

/// Digits alone, so that they can be told by phone and typed on any keyboard. 40 bits are for a code that is
/// guessed at a service which counts; the key of its hash is not in the database.
inline constexpr int startCodeDigits = 12;

/// What is kept of a code: a keyed hash, bound to its account and to its row.
[[nodiscard]] QByteArray startCodeMac(const KeyedHash& keys, const QString& accountKey, const QString& id,
                                      const platform::Secret& digits);

/// Whether a start code can prove such an account at all: not a privileged or switched-off one, and no
/// account that has had a password, through this service or as its directory knows, unless the realm says so.
[[nodiscard]] bool mayUseStartCode(const Account& account, const Factors& registered, const Realm& realm);

/// How many proofs such an account has to give with the code among what is registered, that code being one;
/// nothing where they are more than there are, so that the code would be of no use.
[[nodiscard]] std::optional<int> proofsWithStartCode(const Account& account, const Factors& registered,
                                                     const Realm& realm, const Numbering& numbering,
                                                     qint64 now);

/// All names of an account may be guessed at together so often, unseen (starting.cpp): until when its code,
/// the right one too, is therefore taken as wrong; 0: it is not. For administrators alone.
[[nodiscard]] qint64 startCodeClosedUntil(TallyTable& tallies, const QString& accountKey, const Realm& realm,
                                          qint64 now);

enum class StartCodeFault {
  Unavailable,
  NotOffered,  ///< the realm's factors have no start codes, or the account's realm is gone
  Privileged,
  NotResettable,  ///< disabled, not enabled, managed elsewhere, or reset is switched off
  HadPassword,
  NotEnough,  ///< the realm asks for more proofs than this account could give with the code
  Stopped     ///< somebody said "this was not me", and that still holds
};
struct IssuedStartCode {
  platform::Secret digits;  ///< for one look, and never again
  qint64 expiresAt = 0;
  int proofs = 1;     ///< that the account has to give, the code among them
  int toldOwner = 0;  ///< messages queued
  int toldAdministrators = 0;
};

/// Hands out start codes. Thread-safe.
class StartCodes {
public:
  /// All of them must outlive this.
  struct Parts {
    Store& store;
    const KeyedHash& keys;
    const MessageWriter& writer;
    const Numbering& numbering;
    const Clock& clock;
    Random& random;
    SecretBox& box;
  };
  StartCodes(Parts parts, ServicePolicy policy);

  /// A new code, which ends the one before it. The owner's contacts and the realm's administrators are told,
  /// the contacts with a code of "this was not me"; code, notices and journal are one transaction.
  /// @param account as its directory knows it now
  [[nodiscard]] Result<IssuedStartCode, StartCodeFault> issue(const Account& account);
  /// No code of the account is good any more, not for who has passed a gate by it either. False when there
  /// was none. Needs neither realm nor directory: what was a mistake must always be taken back.
  [[nodiscard]] Result<bool, StartCodeFault> withdraw(const QString& accountKey);

private:
  Parts m_parts;
  ServicePolicy m_policy;
};

}  // namespace latchkey::service::domain
