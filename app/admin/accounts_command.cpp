// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/accounts_command.h"

#include <QJsonArray>

#include "app/admin/account_form.h"
#include "app/admin/contact_text.h"
#include "app/admin/directory_question.h"
#include "app/admin/json_text.h"
#include "app/admin/named_account.h"
#include "app/admin/text_table.h"
#include "core/rules/wiped_text.h"
#include "service/config/checks.h"
#include "service/delivery/channel_name.h"
#include "service/delivery/template_writer.h"
#include "service/directory/password_hasher.h"
#include "service/domain/codes.h"
#include "service/domain/freezes.h"
#include "service/domain/method_offers.h"
#include "service/domain/notices.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::Account;
using domain::ListedAccount;

constexpr int pageSize = 500;

/// Empty where another directory knows, or nobody.
QString createdText(const ListedAccount& entry) {
  return entry.createdAt == 0 ? QString() : domain::isoTime(entry.createdAt);
}

QString lockText(domain::LockState lock) {
  switch (lock) {
    case domain::LockState::Unknown:
      return QStringLiteral("the directory does not say");
    case domain::LockState::Open:
      return QStringLiteral("no");
    case domain::LockState::Locked:
      return QStringLiteral("yes");
  }
  return {};
}

QString passwordWord(const Account& account) {
  if (account.temporaryUntil > 0) return QStringLiteral("temporary");
  return account.hasPassword ? QStringLiteral("yes") : QStringLiteral("no");
}

QString passwordText(const ListedAccount& entry) {
  const Account& account = entry.account;
  if (account.temporaryUntil > 0) {
    return QStringLiteral("temporary, to be changed at the next sign-in, good until ") +
           domain::isoTime(account.temporaryUntil);
  }
  if (account.hasPassword) return QStringLiteral("set");
  // Other directories tell these two apart for nobody.
  return entry.createdAt == 0 ? QStringLiteral("none, or one to be changed at the next sign-in")
                              : QStringLiteral("none yet");
}

QString kindsOf(const Account& account) {
  QStringList kinds;
  for (const domain::Contact& contact : account.contacts) {
    const QString word = wordFor(contact.kind);
    if (contact.usable && !kinds.contains(word)) kinds << word;
  }
  return kinds.isEmpty() ? QStringLiteral("-") : kinds.join(QStringLiteral(", "));
}

JsonObjectText jsonOf(const ListedAccount& entry) {
  JsonObjectText object;
  object.add("account", entry.account.key)
      .add("displayName", entry.account.displayName)
      .add("realm", entry.account.realm)
      .add("status", wordFor(entry.account.status))
      .add("language", service::delivery::languageTag(entry.account.language))
      .add("hasPassword", entry.account.hasPassword)
      .add("temporaryUntil",
           textOrNull(entry.account.temporaryUntil > 0 ? domain::isoTime(entry.account.temporaryUntil)
                                                       : QString()))
      .add("createdAt", textOrNull(createdText(entry)))
      .add("note", textOrNull(entry.note));
  return object;
}

std::optional<domain::Language> languageFrom(const QString& tag) {
  for (const auto language : {domain::Language::English, domain::Language::Japanese}) {
    if (service::delivery::languageTag(language) == tag) return language;
  }
  return std::nullopt;
}

QString optionFor(const QString& column) {
  return column == u"account" ? QStringLiteral("NAME")
                              : QStringLiteral("--") + QString(column).replace(u'_', u'-');
}

}  // namespace

CommandForm AccountsCommand::listForm() {
  return {QStringLiteral("accounts list"),
          {},
          QStringList{QStringLiteral("realm=ID"), QStringLiteral("json")} + dataOptions(),
          QStringLiteral("print all accounts, what reaches them and what they are for")};
}

CommandForm AccountsCommand::showForm() {
  return {QStringLiteral("accounts show"),
          {QStringLiteral("NAME")},
          QStringList{QStringLiteral("json")} + dataOptions(),
          QStringLiteral("print all that is known of an account, its contacts in full, what its owner "
                         "registered and when a recovery was rehearsed")};
}

CommandForm AccountsCommand::unfreezeForm() {
  return {
      QStringLiteral("accounts unfreeze"),
      {QStringLiteral("NAME")},
      dataOptions(),
      QStringLiteral("let an account be recovered again that somebody stopped by \"this was not me\". Codes "
                     "for that in earlier messages end; the owner and the realm's administrators are told")};
}

CommandForm AccountsCommand::addForm() {
  return {QStringLiteral("accounts add"),
          {QStringLiteral("NAME")},
          QStringList{QStringLiteral("display-name=TEXT"), QStringLiteral("realm=ID"),
                      QStringLiteral("mail=ADDRESS"), QStringLiteral("mobile=NUMBER"),
                      QStringLiteral("phone=NUMBER"), QStringLiteral("status=WORD"),
                      QStringLiteral("language=en|ja"), QStringLiteral("note=TEXT"),
                      QStringLiteral("password-stdin")} +
              dataOptions(),
          QStringLiteral("add one account; with --password-stdin its first password is read from standard "
                         "input. Statuses: ") +
              statusWords()};
}

int AccountsCommand::list(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const bool json = arguments.has(QStringLiteral("json"));
  const QString realm = arguments.value(QStringLiteral("realm"));
  TextTable table;
  QList<QStringList> rows{{QStringLiteral("ACCOUNT"), QStringLiteral("REALM"), QStringLiteral("STATUS"),
                           QStringLiteral("PASSWORD"), QStringLiteral("REACHED BY"), QStringLiteral("NOTE")}};
  QByteArray lead = "[\n";
  QString after;
  for (;;) {
    const auto page = (*data)->accounts.list(after, pageSize);
    if (!page) return m_console.fail(storeComplaint(**data));
    for (const ListedAccount& entry : *page) {
      if (!realm.isEmpty() && entry.account.realm != realm) continue;
      if (json) {
        const QJsonArray kinds = QJsonArray::fromStringList(
            kindsOf(entry.account) == u"-" ? QStringList()
                                           : kindsOf(entry.account).split(QStringLiteral(", ")));
        m_console.printRaw(lead + jsonOf(entry).add("reachedBy", kinds).text());
        lead = ",\n";
      } else {
        rows.append({entry.account.key, entry.account.realm, wordFor(entry.account.status),
                     passwordWord(entry.account), kindsOf(entry.account), entry.note});
      }
    }
    if (!json && !rows.isEmpty()) m_console.printRaw(table.lines(rows).toUtf8());
    rows.clear();
    if (page->size() < pageSize) break;
    after = page->last().account.key;
  }
  if (json) m_console.printRaw(lead.startsWith('[') ? "[]\n" : "\n]\n");
  return Succeeded;
}

int AccountsCommand::show(const CommandArguments& arguments) {
  const auto named = findAccountAnywhere(m_console, arguments, m_numbering);
  if (!named) return named.error();
  const ListedAccount entry{named->account, named->note, named->createdAt};
  const auto registered = registeredOf(*named->data, named->account.key);
  if (!registered) return m_console.fail(storeComplaint(*named->data));
  if (arguments.has(QStringLiteral("json"))) {
    m_console.printRaw(shownAsJson(*named->data, entry, *registered) + '\n');
  } else {
    m_console.printRaw(shown(*named->data, entry, *registered).toUtf8());
  }
  return Succeeded;
}

int AccountsCommand::unfreeze(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const auto key = AccountForm((*data)->policy, m_numbering).keyOf(arguments.operands.first());
  if (!key) return m_console.refuse(QStringLiteral("NAME: this is no account name"));
  // Asked first: its contacts are told in the same moment, or it stays as it is.
  const auto account = findInDirectory(m_console, **data, m_numbering, *key);
  if (!account) return account.error();
  const service::delivery::TemplateWriter writer;
  domain::Freezes freezes({(*data)->store, writer, (*data)->clock, (*data)->random}, (*data)->policy);
  const auto lifted = freezes.lift(*account);
  if (!lifted && lifted.error() == domain::FreezeFault::Unavailable) {
    return m_console.fail(storeComplaint(**data));
  }
  if (!lifted)
    return m_console.fail(singleLine(account->key + QStringLiteral(": its recoveries are not stopped")));
  if (lifted->toldOwner + lifted->toldAdministrators == 0) {
    m_console.complain(
        QStringLiteral("warning: nobody was told: no contact of %1 can be reached, and its realm names no "
                       "administrators")
            .arg(account->key));
  }
  m_console.print(singleLine(QStringLiteral("%1: it can be recovered again; messages to the owner: %2, to "
                                            "administrators: %3")
                                 .arg(account->key)
                                 .arg(lifted->toldOwner)
                                 .arg(lifted->toldAdministrators)));
  return Succeeded;
}

QString AccountsCommand::recoveryOf(ServiceData& data, const Account& account) const {
  const domain::Realm* const realm = AccountForm(data.policy, m_numbering).realmBy(account.realm);
  if (realm == nullptr) return QStringLiteral("no: the configuration has no such realm");
  const auto tables = data.store.begin(domain::Access::Read);
  const domain::Factors factors =
      domain::usableFactors(account, tables->factors().of(account.key), data.clock.now());
  const qint64 stopped = tables->objections().frozenUntil(account.key, data.clock.now());
  if (!tables->commit()) return QStringLiteral("not known: the database could not be read");
  const auto methods = domain::methodsOf({account.key}, account.contacts, factors, *realm, m_numbering);
  const domain::Cause cause = domain::causeOf(account, *realm, methods, stopped > 0);
  if (cause == domain::Cause::Stopped) {
    return QStringLiteral("no: stopped by \"this was not me\" until ") + domain::isoTime(stopped);
  }
  if (cause != domain::Cause::None) return QStringLiteral("no: ") + domain::codeOf(cause);
  QStringList kinds;
  const int lastGate = domain::gatesFor(account, methods, *realm) - 1;
  for (const domain::MethodRecord& method : methods) {
    if (!domain::isAllowedNow(method, lastGate, *realm)) continue;
    if (!kinds.contains(domain::codeOf(method.kind))) kinds << domain::codeOf(method.kind);
  }
  return QStringLiteral("yes, by ") + kinds.join(QStringLiteral(", "));
}

QString AccountsCommand::shown(ServiceData& data, const ListedAccount& entry,
                               const Registered& registered) const {
  const Account& account = entry.account;
  QString text = TextTable().lines(
      {{QStringLiteral("account"), account.key},
       {QStringLiteral("display name"), account.displayName},
       {QStringLiteral("realm"), account.realm},
       {QStringLiteral("status"), wordFor(account.status)},
       {QStringLiteral("language"), service::delivery::languageTag(account.language)},
       {QStringLiteral("locked out"), lockText(account.lock)},
       {QStringLiteral("password"), passwordText(entry)},
       {QStringLiteral("created"), createdText(entry)},
       {QStringLiteral("note"), entry.note},
       {QStringLiteral("recovery"), recoveryOf(data, account)},
       {QStringLiteral("rehearsed"), rehearsalText(registered)},
       {QStringLiteral("contacts"), account.contacts.isEmpty() ? QStringLiteral("none") : QString()}});
  QList<QStringList> rows;
  for (const domain::Contact& contact : account.contacts) rows.append(QStringList{{}} + contactRow(contact));
  for (const QStringList& row : registeredRows(registered)) rows.append(QStringList{{}} + row);
  return text + TextTable().lines(rows);
}

QByteArray AccountsCommand::shownAsJson(ServiceData& data, const ListedAccount& entry,
                                        const Registered& registered) const {
  const auto& rehearsal = registered.rehearsal;
  return jsonOf(entry)
      .add("recovery", recoveryOf(data, entry.account))
      .addRaw("contacts", contactsJson(entry.account.contacts))
      .addRaw("registered", '[' + registeredJson(registered) + ']')
      .add("rehearsedAt", textOrNull(rehearsal ? domain::isoTime(rehearsal->at) : QString()))
      .add("rehearsedBy", QJsonArray::fromStringList(rehearsedBy(registered)))
      .text();
}

Result<QByteArray, int> AccountsCommand::readPassword(const ServiceData& data, const Account& account) {
  const auto password = m_console.readSecret();
  if (!password) {
    return unexpected(m_console.refuse(QStringLiteral("standard input cannot be read, or is over 64 KiB")));
  }
  if (!rules::decodeUtf8(password->view())) {
    return unexpected(m_console.refuse(QStringLiteral("standard input is not UTF-8")));
  }
  const domain::Realm* const realm = AccountForm(data.policy, m_numbering).realmBy(account.realm);
  QStringList codes;
  for (const auto violation :
       rules::judgePassword(password->view(), realm->password, {account.key, account.displayName})) {
    codes << rules::codeOf(violation);
  }
  if (!codes.isEmpty()) {
    return unexpected(
        m_console.fail(QStringLiteral("the password is refused: ") + codes.join(QStringLiteral(", "))));
  }
  using service::directory::HashCost;
  const QByteArray verifier = service::directory::PasswordHasher(HashCost::interactive()).hash(*password);
  if (verifier.isEmpty()) {
    return unexpected(m_console.fail(QStringLiteral("there is not enough memory to hash the password")));
  }
  return verifier;
}

int AccountsCommand::add(const CommandArguments& arguments) {
  const auto language = languageFrom(arguments.value(QStringLiteral("language")));
  if (arguments.has(QStringLiteral("language")) && !language) {
    return m_console.refuse(QStringLiteral("--language: there is no such language; expected en or ja"));
  }
  const QString note = arguments.value(QStringLiteral("note"));
  if (!service::config::isPlainText(note)) {
    return m_console.refuse(
        QStringLiteral("--note: it is too long or holds a control or invisible character"));
  }
  const auto data = openServiceData(m_console, arguments, WhenMissing::Make);
  if (!data) return data.error();

  const AccountForm form((*data)->policy, m_numbering);
  AccountReading reading =
      form.read({arguments.operands.first(), arguments.value(QStringLiteral("display-name")),
                 arguments.value(QStringLiteral("realm")), arguments.value(QStringLiteral("mail")),
                 arguments.value(QStringLiteral("mobile")), arguments.value(QStringLiteral("phone")),
                 arguments.value(QStringLiteral("status"))});
  if (!reading.faults.isEmpty()) {
    const Remark& fault = reading.faults.first();
    return m_console.refuse(optionFor(fault.column) + QStringLiteral(": ") + fault.text);
  }
  Account& account = reading.entry.account;
  reading.entry.note = note;
  account.language = language.value_or((*data)->configuration.languages.value(0, domain::Language::English));
  const auto known = (*data)->accounts.show(account.key);
  if (!known) return m_console.fail(storeComplaint(**data));
  const QString exists = account.key + QStringLiteral(": this account exists already");
  if (*known) return m_console.fail(exists);
  if (arguments.has(QStringLiteral("password-stdin"))) {
    auto verifier = readPassword(**data, account);
    if (!verifier) return verifier.error();
    reading.entry.verifier = std::move(*verifier);
  }
  const auto added = (*data)->accounts.add({reading.entry});
  if (!added) {
    const bool twice = added.error().fault == domain::RegisterFault::AlreadyExists;
    return m_console.fail(twice ? exists : storeComplaint(**data));
  }
  for (const Remark& warning : reading.warnings) {
    m_console.complain(QStringLiteral("warning: %1: %2").arg(optionFor(warning.column), warning.text));
  }
  m_console.print(singleLine(QStringLiteral("added %1 to realm %2").arg(account.key, account.realm)));
  return Succeeded;
}

}  // namespace latchkey::admin
