// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "service/domain/ports.h"

namespace latchkey::app {

/// A thread that does one thing again and again: when it said that it is due, or when it is woken.
class BackgroundLoop {
public:
  /// @return when to be called again at the latest, ms since the epoch. Must not throw.
  using Step = std::function<qint64()>;

  BackgroundLoop(const service::domain::Clock& clock, Step step);
  /// Waits for the step under way.
  ~BackgroundLoop();
  BackgroundLoop(const BackgroundLoop&) = delete;
  BackgroundLoop& operator=(const BackgroundLoop&) = delete;

  void wake();

private:
  void run();

  const service::domain::Clock& m_clock;
  Step m_step;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  bool m_woken = false;
  bool m_stopping = false;
  std::thread m_thread;
};

}  // namespace latchkey::app
