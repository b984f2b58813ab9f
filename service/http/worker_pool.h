// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <tuple>
#include <vector>

namespace latchkey::service::http {

/// The threads that do slow work (Argon2id, SQL, LDAP). The queue is bounded: what does not fit is
/// refused at once, so that a flood makes 503 and not memory.
class WorkerPool {
public:
  using Task = std::function<void()>;

  WorkerPool(std::size_t threads, std::size_t queueLimit);
  /// Runs what is queued to its end, then joins.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the queue is full or the pool is closed. The task must not throw.
  [[nodiscard]] bool tryPost(Task task);
  /// The same for what may as well be left undone; an empty task is none.
  void offer(Task task) {
    if (task) std::ignore = tryPost(std::move(task));
  }
  /// Takes nothing more, finishes what is queued, joins the threads. May be called twice.
  void close();
  [[nodiscard]] std::size_t queued() const;

private:
  void run();

  const std::size_t m_queueLimit;
  mutable std::mutex m_mutex;
  std::condition_variable m_changed;
  std::deque<Task> m_queue;
  bool m_closed = false;
  std::vector<std::thread> m_threads;
};

}  // namespace latchkey::service::http
