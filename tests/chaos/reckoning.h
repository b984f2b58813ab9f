// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "tests/chaos/crowd.h"

namespace latchkey::chaos {

/// What the services, the relay and the directory have, beside what clients were told.
struct Reckoning {
  Told told;
  int repeated = 0;  ///< requests that were made again
  int triesMade = 0;
  int triesKept = 0;
  int lost = 0;        ///< tries and misses that clients were told of and the database does not have
  int usedTwice = 0;   ///< codes, challenges and permits
  int sentTwice = 0;   ///< mails, by their Message-ID
  int neverSent = 0;   ///< mails that are kept as sent and that the relay does not have
  int left = 0;        ///< attempts and messages that wait for ever
  int passwords = 0;   ///< set
  bool trail = false;  ///< `latchkeyctl audit verify`

  /// What is not as it must be; empty: all is well.
  /// @param clean what recoveries may be refused with in this row: "problem step"
  [[nodiscard]] QStringList faults(const QStringList& clean) const;
};

/// When everybody has ended: lets the services settle what they have to, and looks.
[[nodiscard]] Reckoning reckon(Ground& ground, const Crowd& crowd);

}  // namespace latchkey::chaos
