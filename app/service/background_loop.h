// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <limits>
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

  /// Calls the step `after` so much time; of several wishes the earliest counts. Any thread.
  void wake(std::chrono::milliseconds after = {});

private:
  static constexpr qint64 never = std::numeric_limits<qint64>::max();

  void run();

  const service::domain::Clock& m_clock;
  Step m_step;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  qint64 m_wanted = never;  ///< when somebody wants it to be called; of the steady clock, ms
  bool m_stopping = false;
  std::thread m_thread;
};

}  // namespace latchkey::app
