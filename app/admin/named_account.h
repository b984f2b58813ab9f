// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "app/admin/service_data.h"

namespace latchkey::admin {

/// An account that the command line names, among the data it lies in.
struct NamedAccount {
  std::unique_ptr<ServiceData> data;
  service::domain::Account account;
  QString note = {};     ///< for administrators
  qint64 createdAt = 0;  ///< 0: another directory knows, or nobody
  bool isElsewhere = false;

  /// What is changed of what its owner registered needs it where it lies elsewhere.
  [[nodiscard]] const service::domain::Account* elsewhere() const { return isElsewhere ? &account : nullptr; }
};

/// By the first operand. What is wrong was said on the console.
/// @return else the status to end with
[[nodiscard]] Result<NamedAccount, int> findAccount(const Console& console, const CommandArguments& arguments,
                                                    const service::domain::Numbering& numbering);

/// The same in whichever directory is configured, which keeps accounts elsewhere: for what changes nothing of
/// them.
[[nodiscard]] Result<NamedAccount, int> findAccountAnywhere(const Console& console,
                                                            const CommandArguments& arguments,
                                                            const service::domain::Numbering& numbering);

}  // namespace latchkey::admin
