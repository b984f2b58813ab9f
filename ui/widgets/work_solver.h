// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <atomic>
#include <memory>

class QThread;

namespace latchkey::ui::widgets {

/// True when SHA-256(seed || counter as 8 bytes big endian) begins with so many zero bits.
[[nodiscard]] bool solvesWork(const QByteArray& seed, int bits, quint64 counter);

/// Does the proof of work of a challenge on a thread of its own, at low priority, so that the window stays
/// alive on one slow core. Signals come on the thread of this object. Deleting it cancels.
class WorkSolver : public QObject {
  Q_OBJECT
public:
  explicit WorkSolver(QObject* parent = nullptr);
  ~WorkSolver() override;

  /// More than that no honest service asks: minutes on one core.
  static constexpr int mostBits = 28;

  /// @param bits 0 to mostBits, else nothing starts and the answer is false. Cancels what runs.
  bool start(const QByteArray& seed, int bits);
  void cancel();  ///< no signal comes any more
  [[nodiscard]] bool isRunning() const { return m_thread != nullptr; }

Q_SIGNALS:
  void solved(quint64 counter);
  /// The chance, 0 to 1, that so many tries were enough; grows, but never quite reaches 1.
  void progressed(double share);

private:
  std::unique_ptr<QThread> m_thread;
  std::shared_ptr<std::atomic_bool> m_cancelled;
};

}  // namespace latchkey::ui::widgets
