// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"

namespace latchkey::admin {

/// `latchkeyctl backup`: a copy of the database, made while the service runs and looked over before it has
/// its name.
class BackupCommand {
public:
  explicit BackupCommand(Console& console) : m_console(console) {}

  [[nodiscard]] static CommandForm form();
  [[nodiscard]] int run(const CommandArguments& arguments);

private:
  Console& m_console;
};

}  // namespace latchkey::admin
