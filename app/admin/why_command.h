// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/domain/obstacles.h"

namespace latchkey::admin {

struct ServiceData;

/// `latchkeyctl why ACCOUNT`: why no mail or text reached this account, and what to do next.
class WhyCommand {
public:
  WhyCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm form();
  [[nodiscard]] int run(const CommandArguments& arguments);

private:
  [[nodiscard]] Result<service::domain::ObstacleFacts, int> gather(ServiceData& data,
                                                                   const QString& name) const;

  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
