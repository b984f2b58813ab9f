// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/domain/ports.h"

namespace latchkey::admin {

/// `latchkeyctl deliveries bounced RECIPIENT`: takes in a mail that came back. A mail server calls it, so
/// that what is not the mail's fault ends with TryLater.
class BouncesCommand {
public:
  BouncesCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm form();
  [[nodiscard]] int run(const CommandArguments& arguments);

private:
  [[nodiscard]] int later(const QString& text);

  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
