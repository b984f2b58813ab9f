// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <atomic>
#include <barrier>
#include <functional>
#include <thread>
#include <vector>

namespace latchkey::tests {

/// Calls act(0) … act(count - 1) at the same instant, each on a thread of its own, and waits for all.
template <typename Act>
void atOnce(int count, Act act) {
  std::barrier start(count);
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    threads.emplace_back([&start, &act, i] {
      start.arrive_and_wait();
      act(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

/// Calls act(0) … act(count - 1), as many at a time as a pool of `workers` would, all started at one
/// instant.
template <typename Act>
void byWorkers(int workers, int count, Act act) {
  std::atomic<int> next = 0;
  atOnce(workers, [&](int) {
    for (int number = next++; number < count; number = next++) act(number);
  });
}

/// The same, for many rounds: the threads stay, and with them each one's connection to a database, which is
/// most of what a round costs otherwise. Goes before the database does.
class Crew {
public:
  explicit Crew(int count) : m_start(count + 1), m_end(count + 1) {
    m_threads.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
      m_threads.emplace_back([this, i] {
        for (m_start.arrive_and_wait(); m_act; m_start.arrive_and_wait()) {
          m_act(i);
          m_end.arrive_and_wait();
        }
      });
    }
  }
  ~Crew() {
    m_act = nullptr;
    m_start.arrive_and_wait();
    for (std::thread& thread : m_threads) thread.join();
  }
  Q_DISABLE_COPY_MOVE(Crew)

  /// act(0) … act(count - 1) at the same instant; waits for all.
  void atOnce(std::function<void(int)> act) {
    m_act = std::move(act);
    m_start.arrive_and_wait();
    m_end.arrive_and_wait();
  }

private:
  std::barrier<> m_start;
  std::barrier<> m_end;
  std::function<void(int)> m_act;
  std::vector<std::thread> m_threads;
};

/// How often a race is run: a few times, or as LATCHKEY_RACE_ROUNDS says, which is set for the long run.
[[nodiscard]] inline int raceRounds(int few = 5) {
  bool given = false;
  const int number = qEnvironmentVariableIntValue("LATCHKEY_RACE_ROUNDS", &given);
  return given ? number : few;
}

}  // namespace latchkey::tests
