// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/refusal_notes.h"

#include "service/domain/limits.h"

namespace latchkey::service::domain {

namespace {
constexpr qsizetype linesAnHour = 10;
}  // namespace

std::optional<JournalEntry> RefusalNotes::lineOf(const QString& event, const QString& detail) {
  const qint64 now = m_clock.now();
  const std::lock_guard lock(m_mutex);
  QList<qint64>& noted = m_noted[event + u' ' + detail];
  noted.removeIf([now](qint64 at) { return at <= now - hour; });
  if (noted.size() >= linesAnHour) return std::nullopt;
  noted.append(now);
  JournalEntry line;
  line.at = now;
  line.event = event;
  line.detail = detail;
  return line;
}

void RefusalNotes::write(const JournalEntry& line) {
  const auto tables = m_store.begin(Access::Write);
  tables->outgoing().note(line);
  std::ignore = tables->commit();
}

void RefusalNotes::note(const QString& event, const QString& detail) {
  if (const auto line = lineOf(event, detail)) write(*line);
}

}  // namespace latchkey::service::domain
