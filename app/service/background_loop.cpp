// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/background_loop.h"

#include <algorithm>
#include <chrono>

namespace latchkey::app {
namespace {

/// The clock may be set while we wait: never trust a far moment for longer.
constexpr qint64 longestWaitMs = 60'000;

}  // namespace

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

void BackgroundLoop::wake() {
  {
    const std::lock_guard lock(m_mutex);
    m_woken = true;
  }
  m_changed.notify_all();
}

void BackgroundLoop::run() {
  std::unique_lock lock(m_mutex);
  while (!m_stopping) {
    m_woken = false;
    lock.unlock();
    const qint64 wait = std::clamp<qint64>(m_step() - m_clock.now(), 0, longestWaitMs);
    lock.lock();
    m_changed.wait_for(lock, std::chrono::milliseconds(wait), [this] { return m_woken || m_stopping; });
  }
}

}  // namespace latchkey::app
