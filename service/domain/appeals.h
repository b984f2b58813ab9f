// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/policy.h"
#include "service/domain/store_ports.h"

/// What the appeal is made of, and its review (docs/decisions/0019).
namespace latchkey::service::domain {

/// The address of an appeal as the thing that codes and misses are counted under.
/// @param hash keyed, of the address
[[nodiscard]] QString appealSlot(const QString& hash);
[[nodiscard]] bool isAppealSlot(const QString& slot);

/// The purpose of the code that is asked for where the recovery stands.
[[nodiscard]] CodePurpose purposeOf(const RecoveryRecord& recovery);

/// A mail address in one spelling; nothing for what is none.
[[nodiscard]] std::optional<QString> appealAddress(const QString& typed);

/// Why an appeal for such an account can come to nothing; Cause::None: it can. What is registered does not
/// matter: an appeal is for those who can prove nothing.
[[nodiscard]] Cause appealCauseOf(const std::optional<Account>& account, const Realm& realm);

/// Keyed hash of the code of an approval, in the form of rules::readObjection(), under a key of its own.
[[nodiscard]] QByteArray approvalMac(const KeyedHash& keys, const QString& code);

/// What the address and the answers of an appeal are sealed in: "contact", "answers".
[[nodiscard]] QByteArray appealContext(const char* part, const QString& appealId);
[[nodiscard]] QByteArray sealContact(SecretBox& box, const QString& appealId, const QString& address);
[[nodiscard]] std::optional<QString> openContact(const SecretBox& box, const AppealRecord& appeal);
[[nodiscard]] QByteArray sealAnswers(SecretBox& box, const QString& appealId,
                                     const QList<AppealAnswer>& answers);
[[nodiscard]] std::optional<QList<AppealAnswer>> openAnswers(const SecretBox& box,
                                                             const AppealRecord& appeal);

/// A mail to the address of an appeal, in its language. Sealed, as the address is nobody's registered
/// contact.
[[nodiscard]] std::optional<Message> mailToApplicant(const MessageWriter& writer, SecretBox& box,
                                                     Random& random, const AppealRecord& appeal,
                                                     Notice notice, const NoticeFacts& facts, qint64 now);

enum class AppealFault {
  Unavailable,
  NoSuchAppeal,
  Decided,      ///< before, by whomever
  OwnAppeal,    ///< the reviewer is whom it is about
  Privileged,   ///< never recovered by an appeal
  NotPossible,  ///< unknown, disabled or otherwise out of reach of any recovery
  Stopped       ///< somebody said "this was not me", and that still holds
};
struct Decision {
  AppealState state = AppealState::Denied;
  qint64 releaseAt = 0;     ///< approved: when its code is sent
  bool hasFactors = false;  ///< which the longer wait is for
  int toldOwner = 0;        ///< messages queued
};

/// The review of appeals by administration. Thread-safe.
class Appeals {
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
  Appeals(Parts parts, ServicePolicy policy);

  /// Filed ones, the latest first.
  [[nodiscard]] Result<QList<AppealRecord>, StoreError> find(const AppealFilter& filter) const;
  /// The account's contacts are told; the code goes out when the wait is over, by the service.
  /// @param account as its directory knows it now
  /// @param reviewer a canonical account name
  [[nodiscard]] Result<Decision, AppealFault> approve(const QString& id, const QString& reviewer,
                                                      const std::optional<Account>& account);
  /// The applicant is told, and that more may be sent.
  [[nodiscard]] Result<Decision, AppealFault> deny(const QString& id, const QString& reviewer);

private:
  /// The appeal, if this reviewer may decide it.
  [[nodiscard]] static Result<AppealRecord, AppealFault> undecided(Transaction& tables, const QString& id,
                                                                   const QString& reviewer);
  [[nodiscard]] NoticeFacts factsOf(const AppealRecord& appeal) const;
  [[nodiscard]] QList<Message> noticesOf(Transaction& tables, const AppealRecord& appeal,
                                         const Account& account, const Realm& realm) const;

  Parts m_parts;
  ServicePolicy m_policy;
};

}  // namespace latchkey::service::domain
