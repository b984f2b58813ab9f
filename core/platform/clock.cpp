// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/clock.h"

#include <QByteArray>
#include <QFile>
#include <atomic>
#include <chrono>

#include "core/platform/failpoint.h"

namespace latchkey::platform {

namespace {
constexpr qint64 hour = 60 * 60 * 1000;

template <typename Clock>
qint64 millisecondsOf() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch()).count();
}

#ifdef LATCHKEY_FAILPOINTS
/// Hours that a test lets pass, for every program that it started and both clocks alike. What cannot be read
/// ends the process: a test whose hours do not pass would test nothing.
const QString& clockOfTest() {
  static const QString path = qEnvironmentVariable("LATCHKEY_CLOCK");
  return path;
}
qint64 passedInTest() {
  const QString& path = clockOfTest();
  if (path.isEmpty()) return 0;
  QFile file(path);
  bool isNumber = false;
  const qint64 passed = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong(&isNumber) : 0;
  if (!isNumber) qFatal("LATCHKEY_CLOCK: a file with a number of milliseconds");
  return passed;
}
#else
constexpr qint64 passedInTest() {
  return 0;
}
#endif
}  // namespace

qint64 systemNow() {
  // A clock does not fail; it is set, and set right again.
  const qint64 slip = failsHere(FailClass::Clock, "clock.now") ? hour : 0;
  return millisecondsOf<std::chrono::system_clock>() - slip + passedInTest();
}

qint64 steadyNow() {
  // It never goes back; it jumps ahead when the machine was held up.
  static std::atomic<qint64> heldUp = 0;
  if (failsHere(FailClass::Clock, "clock.steady")) heldUp += hour;
  return millisecondsOf<std::chrono::steady_clock>() + heldUp + passedInTest();
}

qint64 longestSleepMs() {
  constexpr qint64 minute = 60'000;
#ifdef LATCHKEY_FAILPOINTS
  if (!clockOfTest().isEmpty()) return 100;
#endif
  return minute;
}

}  // namespace latchkey::platform
