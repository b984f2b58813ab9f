// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace latchkey::tests {

/// As QTRY_VERIFY(), for tests with many rows: looks after every event instead of every 10 or 50 ms.
/// False after half a minute, which a passing test never meets.
template <typename Condition>
[[nodiscard]] bool isSoon(Condition condition) {
  const QDeadlineTimer deadline(30'000);
  QTimer heartbeat;  // the loop wakes for the deadline too
  heartbeat.start(500);
  while (!condition()) {
    if (deadline.hasExpired()) return false;
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
  return true;
}

}  // namespace latchkey::tests
