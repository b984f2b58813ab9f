// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/directory_question.h"

#include "app/directories/directories.h"
#include "app/start/start_failure.h"

namespace latchkey::admin {

namespace domain = service::domain;

void noteTrouble(QString& trouble, const service::directory::LdapEvent& event) {
  const QString words = QStringList{event.what, event.server, event.detail}.join(u' ').simplified();
  if (trouble.contains(words)) return;
  trouble =
      (trouble.isEmpty() ? QStringLiteral(" (") : trouble.chopped(1) + QStringLiteral("; ")) + words + u')';
}

Result<OpenedDirectory, QString> openDirectory(ServiceData& data, const domain::Numbering& numbering) {
  const auto policy = std::make_shared<const domain::ServicePolicy>(data.policy);
  OpenedDirectory opened{
      std::make_unique<service::store::SqlChangeLedger>(*data.database), std::make_shared<QString>(), {}};
  const auto report = [trouble = opened.trouble](const service::directory::LdapEvent& event) {
    noteTrouble(*trouble, event);
  };
  try {
    opened.directory = app::makeDirectory(
        data.configuration,
        {data.accounts, *opened.ledger, numbering, data.clock, report, [policy] { return policy; }});
  } catch (const app::StartFailure& failure) {
    return unexpected(failure.line());
  }
  return opened;
}

Result<std::optional<domain::Account>, QString> askDirectory(ServiceData& data,
                                                             const domain::Numbering& numbering,
                                                             const QString& key) {
  const auto opened = openDirectory(data, numbering);
  if (!opened) return unexpected(opened.error());
  auto account = opened->directory->find(key);
  if (!account) return unexpected(QStringLiteral("the directory cannot be asked") + *opened->trouble);
  return std::move(*account);
}

Result<domain::Account, int> findInDirectory(const Console& console, ServiceData& data,
                                             const domain::Numbering& numbering, const QString& key) {
  const auto account = askDirectory(data, numbering, key);
  if (!account) return unexpected(console.fail(account.error()));
  if (!*account) return unexpected(console.fail(key + QStringLiteral(": there is no such account")));
  return **account;
}

}  // namespace latchkey::admin
