// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/domain/ports.h"

namespace latchkey::admin {

/// `latchkeyctl rules`: masks, password rules and phone numbers for scripts (SPEC section 10).
class RulesCommand {
public:
  RulesCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm maskForm();
  [[nodiscard]] static CommandForm passwordForm();
  [[nodiscard]] static CommandForm phoneForm();

  [[nodiscard]] int mask(const CommandArguments& arguments);
  [[nodiscard]] int password(const CommandArguments& arguments);
  [[nodiscard]] int phone(const CommandArguments& arguments);

private:
  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
