// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/named_account.h"

#include <utility>

#include "app/admin/account_form.h"
#include "app/admin/directory_question.h"

namespace latchkey::admin {

namespace {

Result<NamedAccount, int> findNamed(const Console& console, const CommandArguments& arguments,
                                    const service::domain::Numbering& numbering, bool asksAnyDirectory) {
  auto data = openServiceData(console, arguments, WhenMissing::Refuse);
  if (!data) return unexpected(data.error());
  const auto key = AccountForm((*data)->policy, numbering).keyOf(arguments.operands.first());
  if (!key) return unexpected(console.refuse(QStringLiteral("NAME: this is no account name")));
  const bool isElsewhere = (*data)->configuration.directory.kind != service::config::DirectoryKind::Embedded;
  if (isElsewhere && asksAnyDirectory) {
    auto account = findInDirectory(console, **data, numbering, *key);
    if (!account) return unexpected(account.error());
    return NamedAccount{std::move(*data), std::move(*account), {}, 0, true};
  }
  auto entry = (*data)->accounts.show(*key);
  if (!entry) return unexpected(console.fail(storeComplaint(**data)));
  if (!*entry) {
    return unexpected(console.fail(
        *key + (isElsewhere
                    ? QStringLiteral(": accounts are kept in another directory; this changes those of "
                                     "Latchkey's own alone")
                    : QStringLiteral(": there is no such account"))));
  }
  return NamedAccount{std::move(*data), (*entry)->account, (*entry)->note, (*entry)->createdAt};
}

}  // namespace

Result<NamedAccount, int> findAccount(const Console& console, const CommandArguments& arguments,
                                      const service::domain::Numbering& numbering) {
  return findNamed(console, arguments, numbering, false);
}

Result<NamedAccount, int> findAccountAnywhere(const Console& console, const CommandArguments& arguments,
                                              const service::domain::Numbering& numbering) {
  return findNamed(console, arguments, numbering, true);
}

}  // namespace latchkey::admin
