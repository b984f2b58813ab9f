// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <mutex>
#include <optional>

#include "service/domain/store_ports.h"

namespace latchkey::service::domain {

/// What was refused before anybody was known to have sent it, in the audit trail: ten lines an hour of each
/// kind, as anybody may come with rubbish. Thread-safe.
class RefusalNotes {
public:
  /// Both must outlive this.
  RefusalNotes(Store& store, const Clock& clock) : m_store(store), m_clock(clock) {}

  /// The line to write, unless there were enough of its kind. Does not block.
  [[nodiscard]] std::optional<JournalEntry> lineOf(const QString& event, const QString& detail);
  /// The refusal stands, whether this succeeds or not. May block for as long as the store does.
  void write(const JournalEntry& line);
  void note(const QString& event, const QString& detail);

private:
  Store& m_store;
  const Clock& m_clock;
  std::mutex m_mutex;
  QHash<QString, QList<qint64>> m_noted;
};

}  // namespace latchkey::service::domain
