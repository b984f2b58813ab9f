// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/domain/appeals.h"

namespace latchkey::admin {

struct ServiceData;

/// `latchkeyctl appeals`: what waits for a decision, what was said, and the decision.
class AppealsCommand {
public:
  AppealsCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm listForm();
  [[nodiscard]] static CommandForm showForm();
  [[nodiscard]] static CommandForm approveForm();
  [[nodiscard]] static CommandForm denyForm();

  [[nodiscard]] int list(const CommandArguments& arguments);
  [[nodiscard]] int show(const CommandArguments& arguments);
  [[nodiscard]] int approve(const CommandArguments& arguments);
  [[nodiscard]] int deny(const CommandArguments& arguments);

private:
  /// The latest appeal with this receipt, else the exit status, after the complaint.
  [[nodiscard]] Result<service::domain::AppealRecord, int> appealBy(ServiceData& data,
                                                                    const QString& written) const;
  /// The reviewer's own account name, in its one spelling.
  [[nodiscard]] Result<QString, int> reviewerIn(const ServiceData& data,
                                                const CommandArguments& arguments) const;
  [[nodiscard]] int complain(const ServiceData& data, const service::domain::AppealRecord& appeal,
                             service::domain::AppealFault fault) const;

  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
