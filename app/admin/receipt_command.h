// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/domain/audit_trail.h"

namespace latchkey::admin {

/// `latchkeyctl receipt CODE`: what became of the recovery whose support code a caller reads out.
class ReceiptCommand {
public:
  ReceiptCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm form();
  [[nodiscard]] int run(const CommandArguments& arguments);

private:
  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
