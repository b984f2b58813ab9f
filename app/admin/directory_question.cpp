// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/directory_question.h"

#include <algorithm>

#include "app/directories/directories.h"
#include "app/start/start_failure.h"

namespace latchkey::admin {

namespace domain = service::domain;

namespace {
QString wordsOf(const service::directory::LdapEvent& event) {
  return QStringList{event.what, event.server, event.detail}.join(u' ').simplified();
}
}  // namespace

void DirectoryTrouble::note(const service::directory::LdapEvent& event) {
  const auto isSame = [&](const auto& other) { return wordsOf(other) == wordsOf(event); };
  if (std::ranges::none_of(events, isSame)) events << event;
}

QString DirectoryTrouble::text() const {
  if (events.isEmpty()) return {};
  QStringList words;
  for (const auto& event : events) words << wordsOf(event);
  return QStringLiteral(" (%1)").arg(words.join(QStringLiteral("; ")));
}

QString DirectoryTrouble::whyNobody() const {
  const auto was = [this](QLatin1String what) {
    return std::ranges::any_of(events, [&](const auto& event) { return event.what == what; });
  };
  if (was(QLatin1String("login-unusable"))) {
    return QStringLiteral(
        "there is somebody of this name in the directory, whose login is no account name (login-unusable): "
        "see docs/directories.md");
  }
  if (was(QLatin1String("ambiguous-name"))) {
    return QStringLiteral(
        "several people in the directory have this name, so that it finds none of them (ambiguous-name): "
        "ask by login");
  }
  return {};
}

Result<OpenedDirectory, QString> openDirectory(ServiceData& data, const domain::Numbering& numbering) {
  const auto policy = std::make_shared<const domain::ServicePolicy>(data.policy);
  OpenedDirectory opened{std::make_unique<service::store::SqlChangeLedger>(*data.database),
                         std::make_shared<DirectoryTrouble>(),
                         {}};
  const auto report = [trouble = opened.trouble](const service::directory::LdapEvent& event) {
    trouble->note(event);
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
  if (!account) return unexpected(QStringLiteral("the directory cannot be asked") + opened->trouble->text());
  if (const QString why = opened->trouble->whyNobody(); !*account && !why.isEmpty()) {
    return unexpected(key + QStringLiteral(": ") + why);
  }
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
