// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/work_solver.h"

#include <QCryptographicHash>
#include <QPointer>
#include <QThread>
#include <QtEndian>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <optional>

namespace latchkey::ui::widgets {

namespace {

constexpr quint64 triesBetweenLooks = 2048;      // about a millisecond: how soon a cancel is heard
constexpr quint64 triesBetweenNews = 64 * 1024;  // some ten times a second

int leadingZeroBits(QByteArrayView hash) {
  int bits = 0;
  for (const char c : hash) {
    const auto byte = static_cast<unsigned char>(c);
    bits += std::countl_zero(byte);
    if (byte != 0) break;
  }
  return bits;
}

class Attempt {
public:
  explicit Attempt(const QByteArray& seed) : m_seed(seed), m_hash(QCryptographicHash::Sha256) {}

  int zeroBits(quint64 counter) {
    std::array<char, 8> bytes;
    qToBigEndian(counter, bytes.data());
    m_hash.reset();
    m_hash.addData(m_seed);
    m_hash.addData(QByteArrayView(bytes.data(), bytes.size()));
    return leadingZeroBits(m_hash.resultView());
  }

private:
  QByteArray m_seed;
  QCryptographicHash m_hash;
};

std::optional<quint64> search(const QByteArray& seed, int bits, const std::atomic_bool& cancelled,
                              const std::function<void(double)>& tell) {
  Attempt attempt(seed);
  const double expected = std::pow(2.0, bits);
  for (quint64 counter = 0;; ++counter) {
    if (counter % triesBetweenLooks == 0 && cancelled.load(std::memory_order_relaxed)) return std::nullopt;
    if (counter % triesBetweenNews == 0) tell(1.0 - std::exp(-static_cast<double>(counter) / expected));
    if (attempt.zeroBits(counter) >= bits) return counter;
  }
}

}  // namespace

bool solvesWork(const QByteArray& seed, int bits, quint64 counter) {
  return Attempt(seed).zeroBits(counter) >= bits;
}

WorkSolver::WorkSolver(QObject* parent) : QObject(parent) {}

WorkSolver::~WorkSolver() {
  cancel();
}

bool WorkSolver::start(const QByteArray& seed, int bits) {
  cancel();
  if (bits < 0 || bits > mostBits || seed.isEmpty()) return false;
  const auto cancelled = std::make_shared<std::atomic_bool>(false);
  m_cancelled = cancelled;
  // The destructor waits for the thread, so `this` outlives it; what it has posted dies with the object, and
  // what it posted before a cancel is told apart by its own flag.
  m_thread.reset(QThread::create([this, seed, bits, cancelled] {
    const auto found = search(seed, bits, *cancelled, [&](double share) {
      QMetaObject::invokeMethod(
          this,
          [this, cancelled, share] {
            if (!*cancelled) Q_EMIT progressed(share);
          },
          Qt::QueuedConnection);
    });
    if (!found) return;
    QMetaObject::invokeMethod(
        this,
        [this, cancelled, counter = *found] {
          if (*cancelled) return;
          cancel();
          Q_EMIT solved(counter);
        },
        Qt::QueuedConnection);
  }));
  m_thread->start(QThread::LowPriority);
  return true;
}

void WorkSolver::cancel() {
  if (m_thread == nullptr) return;
  *m_cancelled = true;
  m_thread->wait();
  m_thread.reset();
}

}  // namespace latchkey::ui::widgets
