// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/readiness_command.h"

#include "app/admin/account_form.h"
#include "app/admin/directory_question.h"
#include "app/directories/directories.h"
#include "app/start/start_failure.h"
#include "core/platform/files.h"
#include "service/domain/realm_lookup.h"
#include "service/store/sql_change_ledger.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::Account;
using domain::ReadinessFacts;
using domain::ReadinessFound;

constexpr int pageOfAccounts = 500;
constexpr qint64 mostNameBytes = 16 * 1024 * 1024;

}  // namespace

CommandForm ReadinessCommand::form() {
  return {QStringLiteral("readiness"),
          {QStringLiteral("[ACCOUNT]")},
          QStringList{QStringLiteral("accounts=FILE"), QStringLiteral("realm=ID"),
                      QStringLiteral("format=table|csv|json"), QStringLiteral("all")} +
              dataOptions(),
          QStringLiteral(
              "print who could not recover their account today, or perhaps not, and why; status 1 when "
              "somebody could not. All accounts, or those of FILE, one a line (- is standard input): other "
              "directories than the embedded one do not list theirs. With --all those too that are ready")};
}

std::optional<ReadinessFound> ReadinessCommand::judge(ServiceData& data, domain::Transaction& tables,
                                                      const QString& key,
                                                      const std::optional<Account>& account) const {
  ReadinessFacts facts;
  facts.account.accountKey = key;
  facts.account.account = account;
  facts.account.now = data.clock.now();
  if (account) {
    facts.account.realm = domain::realmById(data.policy, account->realm);
    facts.account.factors = tables.factors().of(account->key);
    facts.account.isStopped = tables.objections().frozenUntil(account->key, facts.account.now) > 0;
    facts.confirmed = tables.factors().confirmed(account->key);
    facts.rehearsal = tables.factors().rehearsal(account->key);
  }
  if (tables.failed()) return std::nullopt;
  return domain::readinessOf(facts, m_numbering, *data.keys);
}

int ReadinessCommand::ofAll(ServiceData& data, const QString& realm, ReadinessReport& report) const {
  QString after;
  for (;;) {
    const auto page = data.accounts.list(after, pageOfAccounts);
    if (!page) return m_console.fail(storeComplaint(data));
    // One for each page: what is looked at for long holds up nobody, and a page is seen at one moment.
    const auto tables = data.store.begin(domain::Access::Read);
    for (const domain::ListedAccount& entry : *page) {
      if (!realm.isEmpty() && entry.account.realm != realm) continue;
      const auto found = judge(data, *tables, entry.account.key, entry.account);
      if (!found) return m_console.fail(storeComplaint(data));
      report.add(*found);
    }
    report.flush();
    if (page->size() < pageOfAccounts) break;
    after = page->last().account.key;
  }
  report.end();
  return report.isAnybodyNotReady() ? Negative : Succeeded;
}

int ReadinessCommand::ofNamed(ServiceData& data, const QStringList& names, const QString& realm,
                              ReadinessReport& report) const {
  service::store::SqlChangeLedger ledger(*data.database);
  const auto policy = std::make_shared<const domain::ServicePolicy>(data.policy);
  DirectoryTrouble trouble;
  const auto tell = [&trouble](const service::directory::LdapEvent& event) { trouble.note(event); };
  try {
    const auto directory = app::makeDirectory(
        data.configuration,
        {data.accounts, ledger, m_numbering, data.clock, tell, [policy] { return policy; }});
    const AccountForm form(data.policy, m_numbering);
    for (const QString& name : names) {
      const auto key = form.keyOf(name);
      if (!key) return m_console.refuse(singleLine(name + QStringLiteral(": this is no account name")));
      trouble = {};
      const auto account = directory->find(*key);
      if (!account) return m_console.fail(QStringLiteral("the directory cannot be asked") + trouble.text());
      if (const QString why = trouble.whyNobody(); !*account && !why.isEmpty()) {
        m_console.complain(singleLine(QStringLiteral("warning: %1: %2").arg(*key, why)));
      }
      if (!realm.isEmpty() && *account && (*account)->realm != realm) continue;
      const auto tables = data.store.begin(domain::Access::Read);
      const auto found = judge(data, *tables, *account ? (*account)->key : *key, *account);
      if (!found) return m_console.fail(storeComplaint(data));
      report.add(*found);
      report.flush();
    }
  } catch (const app::StartFailure& failure) {
    return m_console.fail(failure.line());
  }
  report.end();
  return report.isAnybodyNotReady() ? Negative : Succeeded;
}

Result<QStringList, int> ReadinessCommand::namesIn(const QString& path) {
  QByteArray bytes;
  if (path == u"-") {
    auto read = m_console.readBytes(mostNameBytes);
    if (!read) return unexpected(m_console.fail(QStringLiteral("standard input cannot be read")));
    bytes = std::move(*read);
  } else {
    auto read = platform::readFile(path, mostNameBytes);
    if (!read) return unexpected(m_console.fail(path + QStringLiteral(": the file cannot be read")));
    bytes = std::move(*read);
  }
  QStringList names;
  for (const QString& line : QString::fromUtf8(bytes).split(u'\n')) {
    if (const QString name = line.trimmed(); !name.isEmpty()) names << name;
  }
  return names;
}

int ReadinessCommand::run(const CommandArguments& arguments) {
  const QString word = arguments.has(QStringLiteral("format")) ? arguments.value(QStringLiteral("format"))
                                                               : QStringLiteral("table");
  const auto format = reportFormatFrom(word);
  if (!format) return m_console.refuse(QStringLiteral("--format: expected table, csv or json"));
  const bool fromFile = arguments.has(QStringLiteral("accounts"));
  if (fromFile && !arguments.operands.isEmpty()) {
    return m_console.refuse(QStringLiteral("--accounts: leave it out where an ACCOUNT is given"));
  }
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const QString realm = arguments.value(QStringLiteral("realm"));
  if (!realm.isEmpty() && domain::realmById((*data)->policy, realm) == nullptr) {
    return m_console.refuse(singleLine(QStringLiteral("--realm: there is no realm '%1'").arg(realm)));
  }
  const bool isListed = (*data)->configuration.directory.kind == service::config::DirectoryKind::Embedded;
  if (!isListed && !fromFile && arguments.operands.isEmpty()) {
    return m_console.refuse(
        QStringLiteral("this directory does not list its accounts: name them by --accounts FILE"));
  }
  QStringList names = arguments.operands;
  if (fromFile) {
    auto read = namesIn(arguments.value(QStringLiteral("accounts")));
    if (!read) return read.error();
    names = std::move(*read);
  }
  ReadinessReport report(m_console, *format, arguments.has(QStringLiteral("all")));
  const bool isNamed = fromFile || !names.isEmpty();
  return isNamed ? ofNamed(**data, names, realm, report) : ofAll(**data, realm, report);
}

}  // namespace latchkey::admin
