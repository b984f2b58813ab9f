// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/background_loop.h"

#include <algorithm>

#include "core/platform/clock.h"

namespace latchkey::app {
namespace {
constexpr qint64 longestTrustMs = 60'000;
}
BackgroundLoop::BackgroundLoop(const service::domain::Clock& clock, Step step)
    : m_clock(clock), m_step(std::move(step)), m_thread([this] { run(); }) {}

BackgroundLoop::~BackgroundLoop() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
  }
  m_changed.notify_all();
  m_thread.join();
}

void BackgroundLoop::wake(std::chrono::milliseconds after) {
  {
    const std::lock_guard lock(m_mutex);
    m_wanted = std::min(m_wanted, platform::steadyNow() + after.count());
  }
  m_changed.notify_all();
}

void BackgroundLoop::run() {
  std::unique_lock lock(m_mutex);
  while (!m_stopping) {
    m_wanted = never;
    lock.unlock();
    // The clock may be set while we wait: never trust a far moment for longer.
    const qint64 due =
        platform::steadyNow() + std::clamp<qint64>(m_step() - m_clock.now(), 0, longestTrustMs);
    lock.lock();
    const auto left = [&] { return std::min(due, m_wanted) - platform::steadyNow(); };
    for (qint64 wait = left(); !m_stopping && wait > 0; wait = left()) {
      m_changed.wait_for(lock, std::chrono::milliseconds(std::min(wait, platform::longestSleepMs())));
    }
  }
}

}  // namespace latchkey::app
