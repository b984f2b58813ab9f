// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "app/admin/registered_text.h"
#include "app/admin/service_data.h"

namespace latchkey::admin {

/// `latchkeyctl accounts list|show|add`. A list names the kinds of contacts only; `show` prints the contacts
/// of its one account in full: administrators may see them (SPEC section 5), and need to.
class AccountsCommand {
public:
  AccountsCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm listForm();
  [[nodiscard]] static CommandForm showForm();
  [[nodiscard]] static CommandForm unfreezeForm();
  [[nodiscard]] static CommandForm addForm();

  [[nodiscard]] int list(const CommandArguments& arguments);
  [[nodiscard]] int show(const CommandArguments& arguments);
  [[nodiscard]] int unfreeze(const CommandArguments& arguments);
  [[nodiscard]] int add(const CommandArguments& arguments);

private:
  [[nodiscard]] QString shown(ServiceData& data, const service::domain::ListedAccount& entry,
                              const Registered& registered) const;
  [[nodiscard]] QByteArray shownAsJson(ServiceData& data, const service::domain::ListedAccount& entry,
                                       const Registered& registered) const;
  /// "yes, by mail, text", or "no: disabled".
  [[nodiscard]] QString recoveryOf(ServiceData& data, const service::domain::Account& account) const;
  /// The verifier of the password on standard input, or the status to end with.
  [[nodiscard]] Result<QByteArray, int> readPassword(const ServiceData& data,
                                                     const service::domain::Account& account);

  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

}  // namespace latchkey::admin
