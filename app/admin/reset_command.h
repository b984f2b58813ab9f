// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/domain/ports.h"

namespace latchkey::admin {

/// `latchkeyctl reset`: a temporary password to a registered contact. Whoever calls it never sees it.
class ResetCommand {
public:
  ResetCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm form();
  [[nodiscard]] int run(const CommandArguments& arguments);

private:
  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
