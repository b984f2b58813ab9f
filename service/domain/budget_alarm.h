// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "service/domain/ports.h"

/// Texts and calls cost money: a budget of the hour that is used up is told to those who pay for it.
namespace latchkey::service::domain {

enum class Budget {
  Realm,  ///< of the whole group of accounts
  Prefix  ///< of numbers that begin alike
};

struct BudgetFacts {
  QString serviceName;
  QString realm;
  QString prefix;  ///< with Budget::Prefix the beginning of it, else empty
  int limit = 0;   ///< texts and calls an hour
  QString when;    ///< ISO 8601, with the offset
};

/// The words of the mail to administrators.
class AlarmWriter {
public:
  virtual ~AlarmWriter() = default;
  [[nodiscard]] virtual MessageText budgetSpent(Language language, const BudgetFacts& facts) const = 0;
};

}  // namespace latchkey::service::domain
