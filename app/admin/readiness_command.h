// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/readiness_report.h"
#include "app/admin/service_data.h"

namespace latchkey::admin {

/// `latchkeyctl readiness`: who could not recover an account today, and why. All accounts of the embedded
/// directory, page by page; of others, which need not list theirs, those that are named.
class ReadinessCommand {
public:
  ReadinessCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm form();
  [[nodiscard]] int run(const CommandArguments& arguments);

private:
  /// Nothing where the store does not say.
  [[nodiscard]] std::optional<service::domain::ReadinessFound> judge(
      ServiceData& data, service::domain::Transaction& tables, const QString& key,
      const std::optional<service::domain::Account>& account) const;
  [[nodiscard]] int ofAll(ServiceData& data, const QString& realm, ReadinessReport& report) const;
  [[nodiscard]] int ofNamed(ServiceData& data, const QStringList& names, const QString& realm,
                            ReadinessReport& report) const;
  /// One name a line, or the status to end with.
  [[nodiscard]] Result<QStringList, int> namesIn(const QString& path);

  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
