// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/load/service_under_test.h"

namespace latchkey::bench {

/// Holds `count` connections that nobody likes, until standard input ends: every third says nothing at all,
/// every third nothing after its handshake, the rest drip one byte of a head a second. Those that the service
/// closes come back at once. Says "ready" on standard output when all of them stand.
void holdSlowCrowd(const ServiceUnderTest& service, int count);

}  // namespace latchkey::bench
