// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <mutex>

#include "service/http/log.h"

namespace latchkey::tests {

/// Keeps all that was logged. Thread-safe while it is written.
class MemoryLog final : public service::http::Log {
public:
  void write(QLatin1String event, const QJsonObject& fields) override {
    const std::lock_guard lock(m_mutex);
    text += QByteArray(event.data(), event.size()) + ' ' +
            QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n';
  }
  QByteArray text;

private:
  std::mutex m_mutex;
};

}  // namespace latchkey::tests
