// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <random>

#include "service/domain/ports.h"

namespace latchkey::tests {

/// The same bytes for the same seed. Thread-safe.
class SeededRandom final : public service::domain::Random {
public:
  explicit SeededRandom(quint32 seed = 1) : m_engine(seed) {}
  void fill(std::span<std::byte> bytes) override {
    const std::lock_guard lock(m_mutex);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(m_engine() & 0xffU);
  }

private:
  std::mutex m_mutex;
  std::mt19937 m_engine;
};

}  // namespace latchkey::tests
