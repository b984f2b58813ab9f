// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "app/admin/console.h"
#include "app/admin/text_table.h"
#include "service/domain/readiness.h"

namespace latchkey::admin {

enum class ReportFormat { Table, Csv, Json };
[[nodiscard]] std::optional<ReportFormat> reportFormatFrom(const QString& word);

/// What was found, account by account: nothing is held but what is being written.
class ReadinessReport {
public:
  /// @param all those too that are ready
  ReadinessReport(const Console& console, ReportFormat format, bool all);

  void add(const service::domain::ReadinessFound& found);
  /// Writes what is waiting; after each page of accounts.
  void flush();
  void end();
  [[nodiscard]] bool isAnybodyNotReady() const { return m_counts[2] > 0; }

private:
  const Console& m_console;
  ReportFormat m_format;
  bool m_all;
  TextTable m_table;
  QList<QStringList> m_rows;
  QByteArray m_waiting;
  bool m_isFirst = true;
  qint64 m_counts[3] = {};  ///< by domain::Readiness
};

}  // namespace latchkey::admin
