// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/log.h"

#include <QDateTime>
#include <QJsonDocument>

namespace latchkey::service::http {

JsonLog::JsonLog(std::FILE* out, const domain::Clock& clock) : m_out(out), m_clock(clock) {}

void JsonLog::write(QLatin1String event, const QJsonObject& fields) {
  QJsonObject line = fields;
  line.insert(QStringLiteral("event"), event);
  line.insert(QStringLiteral("time"),
              QDateTime::fromMSecsSinceEpoch(m_clock.now(), Qt::UTC).toString(Qt::ISODateWithMs));
  // JSON escapes control characters, so that one entry is always one line.
  const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
  const std::lock_guard lock(m_mutex);
  std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), m_out);
  std::fflush(m_out);
}

}  // namespace latchkey::service::http
