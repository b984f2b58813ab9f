// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/load/walker.h"

namespace latchkey::bench {

/// Of the accounts of bench_accounts: user0000007 and so on.
[[nodiscard]] QString nameOf(const char* kind, int number);
[[nodiscard]] QString accountOf(const QString& name);

enum class Challenge { Picture, Work };

/// By the mail address of the account, up to where its code is asked for.
void walkToCode(Walker& walker, const QString& name, Challenge challenge = Challenge::Picture,
                Rendering rendering = Rendering::Measured);
/// On to where the new password is asked for.
void walkToPassword(Walker& walker, const QString& name, Challenge challenge = Challenge::Picture,
                    Rendering rendering = Rendering::Measured);

}  // namespace latchkey::bench
