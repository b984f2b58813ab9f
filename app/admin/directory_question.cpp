// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/directory_question.h"

#include "app/directories/directories.h"
#include "app/start/start_failure.h"
#include "service/store/sqlite_change_ledger.h"

namespace latchkey::admin {

namespace domain = service::domain;

Result<std::optional<domain::Account>, QString> askDirectory(ServiceData& data,
                                                             const domain::Numbering& numbering,
                                                             const QString& key) {
  service::store::SqliteChangeLedger ledger(*data.database);
  const auto policy = std::make_shared<const domain::ServicePolicy>(data.policy);
  try {
    QString trouble;
    const auto report = [&trouble](const service::directory::LdapEvent& event) {
      trouble = QStringLiteral(" (%1 %2 %3)").arg(event.what, event.server, event.detail);
    };
    const auto directory = app::makeDirectory(
        data.configuration,
        {data.accounts, ledger, numbering, data.clock, report, [policy] { return policy; }});
    auto account = directory->find(key);
    if (!account) return unexpected(QStringLiteral("the directory cannot be asked") + trouble);
    return std::move(*account);
  } catch (const app::StartFailure& failure) {
    return unexpected(failure.line());
  }
}

Result<domain::Account, int> findInDirectory(const Console& console, ServiceData& data,
                                             const domain::Numbering& numbering, const QString& key) {
  const auto account = askDirectory(data, numbering, key);
  if (!account) return unexpected(console.fail(account.error()));
  if (!*account) return unexpected(console.fail(key + QStringLiteral(": there is no such account")));
  return **account;
}

}  // namespace latchkey::admin
