// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGlobal>

#ifdef Q_OS_UNIX

#include <sys/socket.h>

#include <algorithm>

#include "core/platform/socket_watchdog.h"

namespace latchkey::platform {

SocketWatchdog::SocketWatchdog() : m_thread([this] { run(); }) {}

SocketWatchdog::~SocketWatchdog() {
  {
    const std::lock_guard lock(m_mutex);
    m_ends = true;
  }
  m_changed.notify_all();
  m_thread.join();
}

SocketWatchdog::Watch SocketWatchdog::watch(int socket, std::chrono::milliseconds deadline) {
  const std::lock_guard lock(m_mutex);
  m_entries.insert({++m_last, {std::chrono::steady_clock::now() + deadline, socket}});
  m_changed.notify_all();
  return {this, m_last};
}

void SocketWatchdog::Watch::end() {
  if (m_dog == nullptr) return;
  const std::lock_guard lock(m_dog->m_mutex);
  m_dog->m_entries.erase(m_number);
  m_dog = nullptr;
}

void SocketWatchdog::run() {
  std::unique_lock lock(m_mutex);
  while (!m_ends) {
    const auto first =
        std::ranges::min_element(m_entries, {}, [](const auto& entry) { return entry.second.until; });
    if (first == m_entries.end()) {
      m_changed.wait(lock);
    } else if (first->second.until > std::chrono::steady_clock::now()) {
      const auto until = first->second.until;  // the entry may go meanwhile
      m_changed.wait_until(lock, until);
    } else {
      ::shutdown(first->second.socket, SHUT_RDWR);
      m_entries.erase(first);
    }
  }
}

}  // namespace latchkey::platform

#endif
