// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/domain/ports.h"

namespace latchkey::admin {

/// `latchkeyctl audit show|verify|export`: what happened, and whether the record of it is whole.
class AuditCommand {
public:
  AuditCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm showForm();
  [[nodiscard]] static CommandForm verifyForm();
  [[nodiscard]] static CommandForm exportForm();

  [[nodiscard]] int show(const CommandArguments& arguments);
  [[nodiscard]] int verify(const CommandArguments& arguments);
  [[nodiscard]] int exportAll(const CommandArguments& arguments);

private:
  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
