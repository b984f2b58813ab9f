// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "service/domain/factor_notices.h"
#include "service/domain/policy.h"
#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

enum class QuestionFault {
  Unavailable,
  NoSuchAccount,
  NotRegistered,    ///< remove(): there are no questions
  Privileged,       ///< such accounts have no security questions (SECURITY.md)
  NotOffered,       ///< the account's realm has none, or they are switched off
  UnknownQuestion,  ///< not in the realm's list
  AskedTwice,
  WrongNumber,  ///< not as many as the realm asks: more would tell a real account from a decoy
  NotText,
  TooShort,
  TooLong,
  SameAnswer  ///< as that of an earlier question
};
struct QuestionError {
  QuestionFault fault = QuestionFault::Unavailable;
  QString question;  ///< id, where one of them is at fault
};
struct QuestionChange {
  QStringList ids;  ///< of the questions as they are asked from now on
  int told = 0;     ///< messages queued for the owner
};

/// The security questions of an account, changed by administration. The owner is told through all contacts;
/// change, notices and journal are one transaction, and open recoveries of the account end: one of them may
/// be asking the old ones. Thread-safe.
class QuestionChanges {
public:
  /// All of them must outlive this.
  struct Parts {
    Store& store;
    const SlowHash& slowHash;
    FactorNoticeParts notices;
  };
  QuestionChanges(Parts parts, ServicePolicy policy);

  /// Instead of those that were there before. Hashes, with nothing held meanwhile.
  [[nodiscard]] Result<QuestionChange, QuestionError> set(const QString& accountKey,
                                                          const std::vector<GivenAnswer>& answers);
  /// @param elsewhere the account where another directory keeps it: what its owner registered is ours all the
  /// same. Null: it is looked for in the tables.
  [[nodiscard]] Result<QuestionChange, QuestionError> remove(const QString& accountKey,
                                                             const Account* elsewhere = nullptr);

private:
  [[nodiscard]] Result<Account, QuestionError> find(const QString& accountKey);
  [[nodiscard]] int tell(Transaction& tables, const Account& account, const char* event);

  Parts m_parts;
  ServicePolicy m_policy;
};

/// Nothing, or what is wrong with answers that somebody wants to register.
[[nodiscard]] std::optional<QuestionError> faultIn(const std::vector<GivenAnswer>& answers,
                                                   const Realm& realm);

}  // namespace latchkey::service::domain
