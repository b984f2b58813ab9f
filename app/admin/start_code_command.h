// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/domain/ports.h"

namespace latchkey::admin {

struct ServiceData;

/// `latchkeyctl start-code ACCOUNT`: a code for somebody who never had a password, printed once. Nothing
/// keeps it but paper and memory; owner and administrators are told that there is one. With
/// `--withdraw` it ends the one that was handed out.
class StartCodeCommand {
public:
  StartCodeCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm form();
  [[nodiscard]] int run(const CommandArguments& arguments);

private:
  [[nodiscard]] int runWithdraw(ServiceData& data, const QString& key);

  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

/// "482 915 037 466": in the groups of the field that it is typed into.
[[nodiscard]] platform::Secret groupedCode(const platform::Secret& digits);

}  // namespace latchkey::admin
