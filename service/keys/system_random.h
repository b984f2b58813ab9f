// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/ports.h"

namespace latchkey::service::keys {

/// The system's generator (core/platform/random.h).
class SystemRandom final : public domain::Random {
public:
  void fill(std::span<std::byte> bytes) override;
};

/// The system's clock.
class SystemClock final : public domain::Clock {
public:
  [[nodiscard]] qint64 now() const override;
};

}  // namespace latchkey::service::keys
