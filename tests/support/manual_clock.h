// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "service/domain/ports.h"

namespace latchkey::tests {

/// Stands still until the test moves it. Starts at 2026-01-01T00:00:00Z.
class ManualClock final : public service::domain::Clock {
public:
  [[nodiscard]] qint64 now() const override { return m_now; }
  void advance(qint64 ms) { m_now += ms; }
  void set(qint64 now) { m_now = now; }

private:
  std::atomic<qint64> m_now = 1'767'225'600'000;
};

}  // namespace latchkey::tests
