// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QTimer>
#include <utility>

#include "core/client/exchange.h"
#include "core/client/ports.h"

namespace latchkey::tests {

/// The client's ports with time in the test's hand: pauses pass at once and are noted, the total deadline
/// passes when the test says so, that of connecting never does; random bytes are seeded.
class HeldTime {
public:
  [[nodiscard]] client::Ports ports() {
    return {[this](std::span<std::byte> bytes) {
              for (std::size_t i = 0; i < bytes.size(); ++i)
                bytes[i] = std::byte(m_random >> (i % 4 * 8) & 0xff);
              m_random += 0x9e3779b9;
            },
            [this] { return m_now; },
            [this](int milliseconds, QObject* context, const std::function<void()>& callback) {
              const client::ExchangeLimits limits;
              if (milliseconds == limits.total) {
                m_deadlines.append({QPointer<QObject>(context), callback});
              } else if (milliseconds != limits.connect) {
                m_pauses.append(milliseconds);
                QTimer::singleShot(0, context, callback);
              }
            }};
  }

  [[nodiscard]] const QList<int>& pauses() const { return m_pauses; }  ///< ms
  void setNow(qint64 now) { m_now = now; }
  [[nodiscard]] qint64 now() const { return m_now; }
  void passTotalDeadline() {
    const auto deadlines = std::exchange(m_deadlines, {});
    for (const auto& [context, callback] : deadlines)
      if (context) callback();
  }

private:
  quint32 m_random = 1;
  qint64 m_now = 1'800'000'000'000;
  QList<int> m_pauses;
  QList<std::pair<QPointer<QObject>, std::function<void()>>> m_deadlines;
};

}  // namespace latchkey::tests
