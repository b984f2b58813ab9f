// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/policy.h"
#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

/// What telling an owner takes.
struct FactorNoticeParts {
  const MessageWriter& writer;
  const Clock& clock;
  Random& random;
  const KeyedHash& keys;
  SecretBox& box;
};
/// What became of a factor of the account, by whose messages "this was not me" is said.
struct FactorChange {
  Notice notice;
  MessageSubject subject;
  const char* event;     ///< of the journal
  QString detail;        ///< of the journal, behind how many were told; empty: nothing
  qint64 until = 0;      ///< of the notice, where it tells until when something holds; 0: it tells of now
  bool isQuiet = false;  ///< nobody is called
};

/// Tells the owner through all contacts that a factor was changed, and notes it in the journal; in
/// the transaction of the change.
/// @return how many messages were queued
[[nodiscard]] int tellOfFactor(Transaction& tables, const Account& account, const FactorChange& change,
                               const ServicePolicy& policy, const FactorNoticeParts& parts);

}  // namespace latchkey::service::domain
