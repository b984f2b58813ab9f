// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "app/admin/service_data.h"
#include "service/store/key_rotation.h"

namespace latchkey::admin {

/// `latchkeyctl keys rotate`: another master key, while the service is stopped.
class RotateCommand {
public:
  explicit RotateCommand(Console& console) : m_console(console) {}

  [[nodiscard]] static CommandForm form();
  [[nodiscard]] int run(const CommandArguments& arguments);

private:
  [[nodiscard]] int rotate(ServiceData& data);
  void tell(const service::store::RotationReport& report, const QString& keyFile);

  Console& m_console;
};

}  // namespace latchkey::admin
