// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QMutex>
#include <QSemaphore>
#include <QStringList>
#include <atomic>
#include <thread>
#include <vector>

#include "tests/chaos/ground.h"
#include "tests/support/recovery_steps.h"

namespace latchkey::chaos {

/// What clients were told, added up.
struct Told {
  int begun = 0;
  int finished = 0;
  QMap<QString, int> refused;  ///< recoveries that ended with a problem of the interface, by its name
  QStringList unclean;         ///< what no client should ever see
  QMap<QString, int> tries;    ///< at codes, judged right or wrong, by receipt
  int misses = 0;              ///< of these, those that were judged wrong
  int secondUses = 0;          ///< codes that were taken although they had been taken
  QList<int> withNewPassword;  ///< who has set one
};

/// So many clients, each with one full recovery after the other, until nobody begins any more. Each asks both
/// services in turn, and does what an assistant does that hears nothing: the same request again, under the
/// same key.
class Crowd {
public:
  Crowd(Ground& ground, int clients);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  /// Whoever is amid a recovery goes on.
  void beginNoMore() { m_beginsNoMore = true; }
  [[nodiscard]] bool isDone() const { return m_active == 0; }
  [[nodiscard]] Told told() const;
  [[nodiscard]] int finished() const { return m_finished; }
  [[nodiscard]] int waiting() const { return m_waiting; }  ///< for a code
  /// Requests that had to be made again, so far.
  [[nodiscard]] int repeated() const { return m_repeated; }

private:
  using Answer = tests::RecoveryCaller::Answer;
  void live();
  /// Whether it came to its end.
  bool recover(int number);
  [[nodiscard]] bool toCode(tests::RecoveryCaller& caller, const Someone& person, QString* receipt);
  [[nodiscard]] bool prove(tests::RecoveryCaller& caller, const Someone& person, const QString& receipt,
                           int codesBefore);
  /// Empty: there is none, and it is told why.
  [[nodiscard]] QString awaitCode(tests::RecoveryCaller& caller, const Someone& person, int* known);
  [[nodiscard]] Answer submit(tests::RecoveryCaller& caller, const QString& receipt, const QString& code);
  /// The same code by two requests at once, at the two services, as whoever has read it beside its owner
  /// would: what it led to for the one that it let pass, and for the first where it let none.
  [[nodiscard]] Answer submitAtBoth(tests::RecoveryCaller& caller, const QString& receipt,
                                    const QString& code);
  void noteJudged(const QString& receipt, const Answer& answer);
  [[nodiscard]] Answer insist(tests::RecoveryCaller& caller, const QByteArray& path,
                              const QJsonObject& body = {});
  /// True for an answer that leads on to this stage; else what it was is noted.
  bool leadsTo(const Answer& answer, const QString& stage, const QByteArray& path);
  [[nodiscard]] tests::RecoveryCaller caller();
  /// As a balancer: both in turn, and one that gave no answer once in a while.
  [[nodiscard]] tests::RawAnswer ask(const QByteArray& request);
  void note(const std::function<void(Told&)>& change);
  void pause(int ms) { std::ignore = m_ended.tryAcquire(1, ms); }

  Ground& m_ground;
  std::atomic<bool> m_beginsNoMore = false;
  std::atomic<int> m_active = 0;
  std::atomic<int> m_next = 0;
  std::atomic<int> m_finished = 0;
  std::atomic<int> m_waiting = 0;
  std::atomic<int> m_repeated = 0;
  std::atomic<int> m_turn = 0;
  std::atomic<int> m_silent = -1;  ///< which of the two gave no answer
  std::atomic<bool> m_givesUp = false;
  QSemaphore m_ended;  ///< for pauses: nobody waits longer than the crowd is there
  mutable QMutex m_lock;
  Told m_told;
  std::vector<std::thread> m_threads;
};

}  // namespace latchkey::chaos
