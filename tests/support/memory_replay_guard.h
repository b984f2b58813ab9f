// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <mutex>

#include "service/domain/recoveries.h"

namespace latchkey::tests {

/// Remembers for ever; `broken` plays a store that fails.
class MemoryReplayGuard final : public service::domain::ReplayGuard {
public:
  [[nodiscard]] service::domain::ProofUse use(const QByteArray& proofId, qint64 forgetAt) override {
    const std::lock_guard lock(m_mutex);
    lastForgetAt = forgetAt;
    using enum service::domain::ProofUse;
    if (broken) return Unavailable;
    if (m_used.contains(proofId)) return Repeated;
    m_used.insert(proofId);
    return First;
  }
  bool broken = false;
  qint64 lastForgetAt = 0;

private:
  std::mutex m_mutex;
  QSet<QByteArray> m_used;
};

}  // namespace latchkey::tests
