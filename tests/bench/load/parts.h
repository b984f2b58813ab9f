// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "tests/bench/load/service_under_test.h"

namespace latchkey::bench {

/// The yardstick of the CPU bar, on this machine and at this moment: ms of CPU for one ES256 verification
/// with a key that is ready, median of many.
[[nodiscard]] double es256Verification();

/// The service's CPU for one connection with a full handshake and nothing else, ms; one entry a round.
[[nodiscard]] QList<double> handshakes(const ServiceUnderTest& service, int rounds, int perRound);

}  // namespace latchkey::bench
