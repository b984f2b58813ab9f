// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/why_command.h"

#include "app/admin/account_form.h"
#include "app/admin/directory_question.h"
#include "app/admin/json_text.h"
#include "app/admin/obstacle_text.h"
#include "app/admin/service_data.h"
#include "service/delivery/channel_name.h"
#include "service/domain/notices.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/start_codes.h"
#include "service/store/sql_audit_trail.h"
#include "service/store/sql_delivery_records.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::ObstacleFacts;
using domain::ObstacleFound;

/// What one account can do in a day stays far below.
constexpr int mostRows = 1000;
/// As long as latchkeyd keeps messages.
constexpr qint64 keptMs = qint64{26} * 60 * 60 * 1000;

QString subjectOf(const ObstacleFound& found) {
  QString subject = found.contactId;
  if (found.channel) subject = service::delivery::channelName(*found.channel) + QStringLiteral(" to");
  if (!found.mask.isEmpty()) subject += (subject.isEmpty() ? QString() : QStringLiteral(" ")) + found.mask;
  return subject;
}

QString lineOf(const ObstacleFound& found, const ObstacleText& text) {
  QString line;
  if (found.at > 0) line = domain::isoTime(found.at) + u' ';
  if (const QString subject = subjectOf(found); !subject.isEmpty()) line += subject + QStringLiteral(": ");
  line += text.cause;
  if (found.count > 1) line += QStringLiteral(" (%1 times)").arg(found.count);
  return singleLine(line + QStringLiteral(". Next: ") + text.next);
}

QByteArray jsonOf(const ObstacleFound& found, const ObstacleText& text) {
  const auto channel = found.channel ? service::delivery::channelName(*found.channel) : QString();
  return JsonObjectText()
      .add("obstacle", domain::codeOf(found.obstacle))
      .add("contact", textOrNull(found.contactId))
      .add("channel", textOrNull(channel))
      .add("mask", textOrNull(found.mask))
      .add("at", found.at > 0 ? QJsonValue(domain::isoTime(found.at)) : QJsonValue(QJsonValue::Null))
      .add("count", found.count)
      .add("reason", textOrNull(found.channel ? found.detail : QString()))
      .add("cause", text.cause)
      .add("next", text.next)
      .text();
}

/// An appeal that is on its way is what this person waits for.
QString nextOf(const domain::AppealRecord& appeal) {
  return QStringLiteral("latchkeyctl appeals show ") + appeal.receipt;
}

QString lineOf(const domain::AppealRecord& appeal) {
  const QString until = appeal.state == domain::AppealState::Approved
                            ? QStringLiteral(", its code goes out at ") + domain::isoTime(appeal.releaseAt)
                            : QString();
  return singleLine(
      QStringLiteral("%1 an appeal is %2%3. Next: %4")
          .arg(domain::isoTime(appeal.filedAt), domain::codeOf(appeal.state), until, nextOf(appeal)));
}

QByteArray jsonOf(const domain::AppealRecord& appeal) {
  return JsonObjectText()
      .add("obstacle", QStringLiteral("appeal-open"))
      .add("at", domain::isoTime(appeal.filedAt))
      .add("state", domain::codeOf(appeal.state))
      .add("receipt", appeal.receipt)
      .add("next", nextOf(appeal))
      .text();
}

/// @return nullopt: the store does not say
std::optional<QList<domain::AppealRecord>> openAppealsOf(ServiceData& data, const QString& account) {
  const auto tables = data.store.begin(domain::Access::Read);
  domain::AppealFilter filter;
  filter.account = account;
  filter.openOnly = true;
  QList<domain::AppealRecord> appeals = tables->appeals().of(filter);
  if (!tables->commit()) return std::nullopt;
  return appeals;
}

}  // namespace

CommandForm WhyCommand::form() {
  return {QStringLiteral("why"),
          {QStringLiteral("ACCOUNT")},
          QStringList{QStringLiteral("json")} + dataOptions(),
          QStringLiteral(
              "print why no mail or text reached this account: one cause a line, with what to do next; "
              "from its contacts, the policy and what became of its messages of the last day")};
}

Result<ObstacleFacts, int> WhyCommand::gather(ServiceData& data, const QString& name) const {
  const AccountForm form(data.policy, m_numbering);
  const auto key = form.keyOf(name);
  if (!key) return unexpected(m_console.refuse(QStringLiteral("ACCOUNT: this is no account name")));
  const auto complaint = [&] { return unexpected(m_console.fail(storeComplaint(data))); };

  ObstacleFacts facts;
  facts.now = data.clock.now();
  auto account = askDirectory(data, m_numbering, *key);
  if (account) {
    facts.account = std::move(*account);
  } else {
    // What the database knows of its messages is told all the same.
    facts.isKeptElsewhere = true;
    m_console.complain(singleLine(
        QStringLiteral("warning: the contacts of this account were not looked at: ") + account.error()));
  }
  facts.accountKey = facts.account ? facts.account->key : *key;
  QStringList contacts;
  if (facts.account) {
    facts.realm = form.realmBy(facts.account->realm);
    for (const domain::Contact& contact : std::as_const(facts.account->contacts)) contacts << contact.value;
    contacts.removeAll(QString());
    contacts.removeDuplicates();
  }
  const QString& whose = facts.accountKey;
  {
    const auto tables = data.store.begin(domain::Access::Read);
    facts.factors = tables->factors().of(whose);
    facts.isStopped = tables->objections().frozenUntil(whose, data.clock.now()) > 0;
    if (facts.realm != nullptr) {
      facts.startCodeClosedUntil =
          domain::startCodeClosedUntil(tables->tallies(), whose, *facts.realm, data.clock.now());
    }
    if (tables->failed()) return complaint();
  }
  const auto rows = service::store::SqlAuditTrail(*data.database, *data.keys).latest(whose, {}, mostRows);
  if (!rows) return complaint();
  const qint64 since = data.clock.now() - keptMs;
  for (const domain::JournalRow& row : *rows) {
    if (row.entry.at > since) facts.journal.append(row);
  }
  auto messages = service::store::SqlDeliveryRecords(*data.database).ofAccount(whose, contacts);
  if (!messages) return complaint();
  facts.messages = std::move(*messages);
  return facts;
}

int WhyCommand::run(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const auto facts = gather(**data, arguments.operands.first());
  if (!facts) return facts.error();
  const auto& mail = (*data)->configuration.mail;
  const QString sender = mail ? mail->from : QString();
  const bool json = arguments.has(QStringLiteral("json"));
  QByteArrayList lines;
  for (const ObstacleFound& found : domain::obstaclesOf(*facts, m_numbering)) {
    const ObstacleText text = textOf(found, facts->accountKey, sender);
    lines << (json ? jsonOf(found, text) : lineOf(found, text).toUtf8());
  }
  const auto appeals = openAppealsOf(**data, facts->accountKey);
  if (!appeals) return m_console.fail(storeComplaint(**data));
  for (const domain::AppealRecord& appeal : *appeals) {
    lines << (json ? jsonOf(appeal) : lineOf(appeal).toUtf8());
  }
  m_console.printRaw(json ? "[\n" + lines.join(",\n") + "\n]\n" : lines.join('\n') + '\n');
  // Also where the directory could not be asked: then there was something to complain of.
  return facts->account ? Succeeded : Negative;
}

}  // namespace latchkey::admin
