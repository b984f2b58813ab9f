// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/domain/key_changes.h"

namespace latchkey::admin {

/// `latchkeyctl accounts keys list|add|remove`: security keys. Of every change the owner is told.
class KeysCommand {
public:
  KeysCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm listForm();
  [[nodiscard]] static CommandForm addForm();
  [[nodiscard]] static CommandForm removeForm();

  [[nodiscard]] int list(const CommandArguments& arguments);
  [[nodiscard]] int add(const CommandArguments& arguments);
  [[nodiscard]] int remove(const CommandArguments& arguments);

private:
  [[nodiscard]] int tell(const QString& done, int told, const QString& key);

  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
