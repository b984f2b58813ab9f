// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace latchkey::service::directory {

/// How many threads may wait inside a directory at once. While it answers, seats change hands by the
/// millisecond and whoever comes waits for one; when none has changed hands for a while it does not answer,
/// and who comes is sent away at once, so that some threads are left for all that needs no directory.
/// Thread-safe.
class LdapSeats {
public:
  using Duration = std::chrono::milliseconds;

  LdapSeats(int most, Duration patience) : m_most(most), m_patience(patience) {}
  LdapSeats(const LdapSeats&) = delete;
  LdapSeats& operator=(const LdapSeats&) = delete;
  ~LdapSeats() = default;

  /// One seat, given back with the last that holds it. Must not outlive the seats.
  class Seat {
  public:
    explicit Seat(LdapSeats& seats) : m_seats(seats) {}
    ~Seat() { m_seats.giveBack(); }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

  private:
    LdapSeats& m_seats;
  };
  struct Taken {
    std::shared_ptr<Seat> seat;  ///< null: there is none
    bool isFirst = false;        ///< without a seat: the first one since a seat has changed hands
  };
  [[nodiscard]] Taken take();

private:
  void giveBack();
  void noteMove();

  const int m_most;
  const Duration m_patience;
  std::mutex m_mutex;  ///< of what follows
  std::condition_variable m_changed;
  int m_taken = 0;
  unsigned m_moves = 0;    ///< how often a seat has changed hands
  bool m_isStuck = false;  ///< somebody has waited in vain, and none has moved since
  bool m_isTold = false;
};

}  // namespace latchkey::service::directory
