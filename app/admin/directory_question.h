// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <memory>
#include <optional>

#include "app/admin/console.h"
#include "app/admin/service_data.h"
#include "service/directory/ldap_settings.h"
#include "service/store/sql_change_ledger.h"

namespace latchkey::admin {

/// What a directory has said of what is wrong with it, or with one of its entries: each once, what comes
/// later came of the first.
struct DirectoryTrouble {
  QList<service::directory::LdapEvent> events;

  void note(const service::directory::LdapEvent& event);
  [[nodiscard]] QString text() const;  ///< " (…; …)"; empty: nothing
  /// Why a name finds nobody although it stands in the directory, as a sentence; empty: that is not so.
  [[nodiscard]] QString whyNobody() const;
};

/// The configured directory, opened beside the service's.
struct OpenedDirectory {
  std::unique_ptr<service::store::SqlChangeLedger> ledger;
  std::shared_ptr<DirectoryTrouble> trouble;
  std::unique_ptr<service::domain::Directory> directory;  ///< goes first
};
/// @return else a line that says why not
[[nodiscard]] Result<OpenedDirectory, QString> openDirectory(ServiceData& data,
                                                             const service::domain::Numbering& numbering);

/// The account as the configured directory knows it, nothing where there is none; else a line that says why
/// nobody can tell, or why somebody who is there is not found.
[[nodiscard]] Result<std::optional<service::domain::Account>, QString> askDirectory(
    ServiceData& data, const service::domain::Numbering& numbering, const QString& key);

/// The same where nothing goes on without an account; else the exit status, after the complaint.
[[nodiscard]] Result<service::domain::Account, int> findInDirectory(
    const Console& console, ServiceData& data, const service::domain::Numbering& numbering,
    const QString& key);

}  // namespace latchkey::admin
