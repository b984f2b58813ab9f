// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include "app/admin/console.h"
#include "app/admin/service_data.h"
#include "service/directory/ldap_settings.h"
#include "service/store/sql_change_ledger.h"

namespace latchkey::admin {

/// Adds what a directory says of why it does not answer: " (…; …)". What comes later came of the first.
void noteTrouble(QString& trouble, const service::directory::LdapEvent& event);

/// The configured directory, opened beside the service's.
struct OpenedDirectory {
  std::unique_ptr<service::store::SqlChangeLedger> ledger;
  std::shared_ptr<QString> trouble;  ///< why the directory did not answer, by noteTrouble()
  std::unique_ptr<service::domain::Directory> directory;  ///< goes first
};
/// @return else a line that says why not
[[nodiscard]] Result<OpenedDirectory, QString> openDirectory(ServiceData& data,
                                                             const service::domain::Numbering& numbering);

/// The account as the configured directory knows it, nothing where there is none; else a line that says why
/// nobody can tell.
[[nodiscard]] Result<std::optional<service::domain::Account>, QString> askDirectory(
    ServiceData& data, const service::domain::Numbering& numbering, const QString& key);

/// The same where nothing goes on without an account; else the exit status, after the complaint.
[[nodiscard]] Result<service::domain::Account, int> findInDirectory(
    const Console& console, ServiceData& data, const service::domain::Numbering& numbering,
    const QString& key);

}  // namespace latchkey::admin
