// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/policy.h"
#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

enum class FreezeFault { Unavailable, NotStopped };
struct LiftedFreeze {
  int toldOwner = 0;  ///< messages queued
  int toldAdministrators = 0;
};

/// What "this was not me" has stopped, ended by administration. Thread-safe.
class Freezes {
public:
  /// All of them must outlive this.
  struct Parts {
    Store& store;
    const MessageWriter& writer;
    const Clock& clock;
    Random& random;
  };
  Freezes(Parts parts, ServicePolicy policy);

  /// The account can be recovered again, and no code of "this was not me" that is out for it is good any
  /// more. Its contacts and the realm's administrators are told; end, notices and journal are one
  /// transaction.
  /// @param account as its directory knows it now
  [[nodiscard]] Result<LiftedFreeze, FreezeFault> lift(const Account& account);

private:
  Parts m_parts;
  ServicePolicy m_policy;
};

}  // namespace latchkey::service::domain
