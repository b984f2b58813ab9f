// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QLatin1String>
#include <cstdio>
#include <mutex>

#include "service/domain/ports.h"

namespace latchkey::service::http {

/// The structured log. Fields are codes, numbers, route names and receipts: never a token, code, answer,
/// contact or account name, and nothing that a peer chose freely.
class Log {
public:
  virtual ~Log() = default;
  virtual void write(QLatin1String event, const QJsonObject& fields) = 0;
};

/// One JSON object a line: {"time":"…Z","event":…, …}. Thread-safe.
class JsonLog final : public Log {
public:
  /// @param out not owned; usually stderr.
  JsonLog(std::FILE* out, const domain::Clock& clock);
  void write(QLatin1String event, const QJsonObject& fields) override;

private:
  std::FILE* m_out;
  const domain::Clock& m_clock;
  std::mutex m_mutex;
};

}  // namespace latchkey::service::http
