// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/named_account.h"

#include <utility>

#include "app/admin/account_form.h"

namespace latchkey::admin {

Result<NamedAccount, int> findAccount(const Console& console, const CommandArguments& arguments,
                                      const service::domain::Numbering& numbering) {
  auto data = openServiceData(console, arguments, WhenMissing::Refuse);
  if (!data) return unexpected(data.error());
  const auto key = AccountForm((*data)->policy, numbering).keyOf(arguments.operands.first());
  if (!key) return unexpected(console.refuse(QStringLiteral("NAME: this is no account name")));
  const auto entry = (*data)->accounts.show(*key);
  if (!entry) return unexpected(console.fail(storeComplaint(**data)));
  if (!*entry) return unexpected(console.fail(*key + QStringLiteral(": there is no such account")));
  return NamedAccount{std::move(*data), (*entry)->account};
}

}  // namespace latchkey::admin
