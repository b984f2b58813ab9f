// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"

namespace latchkey::admin {

/// `latchkeyctl policy show|set|unset`: the policy in force by realm, and settings that go over those of
/// the configuration file. A running service takes them up within seconds.
class PolicyCommand {
public:
  explicit PolicyCommand(Console& console) : m_console(console) {}

  [[nodiscard]] static CommandForm showForm();
  [[nodiscard]] static CommandForm setForm();
  [[nodiscard]] static CommandForm unsetForm();

  [[nodiscard]] int show(const CommandArguments& arguments);
  [[nodiscard]] int set(const CommandArguments& arguments);
  [[nodiscard]] int unset(const CommandArguments& arguments);

private:
  /// @param value nothing: the configuration file's value holds again.
  [[nodiscard]] int change(const CommandArguments& arguments, const std::optional<QString>& value);

  Console& m_console;
};

}  // namespace latchkey::admin
