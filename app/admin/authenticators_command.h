// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/domain/ports.h"

namespace latchkey::admin {

/// `latchkeyctl accounts authenticators list|remove`: for who has lost the phone that an app is on. Nobody
/// but its owner adds one. Of a removal the owner is told.
class AuthenticatorsCommand {
public:
  AuthenticatorsCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm listForm();
  [[nodiscard]] static CommandForm removeForm();

  [[nodiscard]] int list(const CommandArguments& arguments);
  [[nodiscard]] int remove(const CommandArguments& arguments);

private:
  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
