// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "app/admin/health.h"

namespace latchkey::admin {

/// `latchkeyctl doctor`: everything that a service needs, tried as far as that does no harm.
class DoctorCommand {
public:
  DoctorCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm form();
  [[nodiscard]] int run(const CommandArguments& arguments);

private:
  [[nodiscard]] HealthFindings examine(const CommandArguments& arguments,
                                       const service::config::ServiceConfiguration& configuration) const;
  [[nodiscard]] int tell(const HealthFindings& findings, bool asJson);

  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
