// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace latchkey::platform {

/// A total deadline for libraries that block in read() or write(), however slowly the other side drips: the
/// socket is shut down when the time is up, and the library sees a connection that was closed. Thread-safe.
/// Unix only: it serves the recovery service.
class SocketWatchdog {
public:
  SocketWatchdog();
  ~SocketWatchdog();
  SocketWatchdog(const SocketWatchdog&) = delete;
  SocketWatchdog& operator=(const SocketWatchdog&) = delete;

  /// Watches a socket as long as it lives. Has to go before the socket is closed, and before the watchdog.
  class Watch {
  public:
    Watch() = default;
    ~Watch() { end(); }
    Watch(Watch&& other) noexcept : m_dog(std::exchange(other.m_dog, nullptr)), m_number(other.m_number) {}
    Watch& operator=(Watch&& other) noexcept {
      end();
      m_dog = std::exchange(other.m_dog, nullptr);
      m_number = other.m_number;
      return *this;
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    void end();

  private:
    friend class SocketWatchdog;
    Watch(SocketWatchdog* dog, unsigned long long number) : m_dog(dog), m_number(number) {}
    SocketWatchdog* m_dog = nullptr;
    unsigned long long m_number = 0;
  };
  [[nodiscard]] Watch watch(int socket, std::chrono::milliseconds deadline);

private:
  void run();

  struct Entry {
    std::chrono::steady_clock::time_point until;
    int socket = -1;
  };
  std::mutex
      m_mutex;  ///< of what follows; held while a socket is shut down, so that its number is still its own
  std::condition_variable m_changed;
  std::map<unsigned long long, Entry> m_entries;
  unsigned long long m_last = 0;
  bool m_ends = false;
  std::thread m_thread;
};

}  // namespace latchkey::platform
