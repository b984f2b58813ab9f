// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/worker_pool.h"

#include <utility>

namespace latchkey::service::http {

WorkerPool::WorkerPool(std::size_t threads, std::size_t queueLimit) : m_queueLimit(queueLimit) {
  m_threads.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) m_threads.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
  close();
}

bool WorkerPool::tryPost(Task task) {
  {
    const std::lock_guard lock(m_mutex);
    if (m_closed || m_queue.size() >= m_queueLimit) return false;
    m_queue.push_back(std::move(task));
  }
  m_changed.notify_one();
  return true;
}

void WorkerPool::close() {
  {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
  }
  m_changed.notify_all();
  for (std::thread& thread : m_threads) {
    if (thread.joinable()) thread.join();
  }
}

std::size_t WorkerPool::queued() const {
  const std::lock_guard lock(m_mutex);
  return m_queue.size();
}

void WorkerPool::run() {
  std::unique_lock lock(m_mutex);
  while (true) {
    m_changed.wait(lock, [this] { return m_closed || !m_queue.empty(); });
    if (m_queue.empty()) return;
    Task task = std::move(m_queue.front());
    m_queue.pop_front();
    lock.unlock();
    task();
    task = nullptr;  // what it holds is released outside the lock
    lock.lock();
  }
}

}  // namespace latchkey::service::http
