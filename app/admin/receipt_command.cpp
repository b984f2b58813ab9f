// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/receipt_command.h"

#include <algorithm>

#include "app/admin/account_form.h"
#include "app/admin/delivery_text.h"
#include "app/admin/json_text.h"
#include "app/admin/service_data.h"
#include "app/admin/text_table.h"
#include "core/rules/receipt.h"
#include "service/domain/codes.h"
#include "service/domain/limits.h"
#include "service/domain/notices.h"
#include "service/store/sql_audit_trail.h"
#include "service/store/sql_delivery_records.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::JournalRow;
using domain::RecoveryRecord;

constexpr int mostSteps = 1000;

/// One recovery: the record is pruned a day after its end, the journal months later.
struct Story {
  QString id;
  std::optional<RecoveryRecord> record;
  QList<JournalRow> steps;
  QList<domain::MessageRecord> messages;
};

Story& storyOf(QList<Story>& stories, const QString& id) {
  for (Story& story : stories) {
    if (story.id == id) return story;
  }
  return stories.emplace_back(Story{id, {}, {}, {}});
}

Result<QList<Story>, domain::StoreError> find(ServiceData& data, const QString& receipt) {
  service::store::SqlDeliveryRecords records(*data.database);
  const auto recoveries = records.recoveriesBy(receipt);
  if (!recoveries) return unexpected(recoveries.error());
  const auto rows = service::store::SqlAuditTrail(*data.database, *data.keys).latest({}, receipt, mostSteps);
  if (!rows) return unexpected(rows.error());
  QList<Story> stories;
  for (const RecoveryRecord& record : *recoveries) storyOf(stories, record.id).record = record;
  for (const JournalRow& row : *rows) storyOf(stories, row.entry.recoveryId).steps.append(row);
  for (Story& story : stories) {
    auto messages = records.ofRecovery(story.id);
    if (!messages) return unexpected(messages.error());
    story.messages = std::move(*messages);
  }
  return stories;
}

QString doneText(domain::Finish finish) {
  switch (finish) {
    case domain::Finish::PasswordSet:
      return domain::codeOf(domain::Stage::Done);
    case domain::Finish::Unlocked:
      return domain::codeOf(domain::Stage::Done) + QStringLiteral(": unlocked, the password stayed");
    case domain::Finish::Rehearsed:
      return domain::codeOf(domain::Stage::Done) + QStringLiteral(": rehearsed, nothing was changed");
  }
  return {};
}

/// "done", "ended: too-many-tries", "at the code step until …"
QString stateOf(const RecoveryRecord& record, const domain::Realm* realm, qint64 now) {
  if (record.superseded)
    return QStringLiteral("ended: another recovery or a change of the account came first");
  switch (record.stage) {
    case domain::Stage::Done:
      return doneText(record.finish);
    case domain::Stage::Cancelled:
    case domain::Stage::Expired:
    case domain::Stage::Appealed:
      return domain::codeOf(record.stage);
    case domain::Stage::Ended: {
      const QString why = record.ending ? domain::codeOf(*record.ending) : QString();
      const bool waits = record.retryAt > now;
      return QStringLiteral("ended: ") + why +
             (waits ? QStringLiteral(", can go on at ") + domain::isoTime(record.retryAt) : QString());
    }
    case domain::Stage::Challenge:
    case domain::Stage::Method:
    case domain::Stage::Confirm:
    case domain::Stage::Code:
    case domain::Stage::Questions:
    case domain::Stage::SecurityKey:
    case domain::Stage::Password:
    case domain::Stage::AppealCode:
    case domain::Stage::AppealForm:
      break;
  }
  const domain::RecoveryLimits limits = realm != nullptr ? realm->limits : domain::RecoveryLimits();
  if (domain::hasExpired(record, limits, now)) {
    return QStringLiteral("expired at the %1 step").arg(domain::codeOf(record.stage));
  }
  return QStringLiteral("open, at the %1 step").arg(domain::codeOf(record.stage));
}

/// From the journal alone. That an account could not be recovered ends nothing by itself: in realms that do
/// not disclose it goes on like any other.
QString stateOf(const QList<JournalRow>& steps) {
  for (auto step = steps.crbegin(); step != steps.crend(); ++step) {
    if (step->entry.event == u"password-changed") return doneText(domain::Finish::PasswordSet);
    if (step->entry.event == u"account-unlocked") return doneText(domain::Finish::Unlocked);
    if (step->entry.event == u"rehearsed") return doneText(domain::Finish::Rehearsed);
    if (step->entry.event == u"continued-elsewhere") {
      return QStringLiteral("ended: ") + domain::codeOf(domain::Ending::ContinuedElsewhere);
    }
    // Its own receipt ends with that: what followed stands under the other one.
    if (step->entry.event == u"continued") return QStringLiteral("went on ") + step->entry.detail;
    if (step->entry.event == u"appeal-filed") return domain::codeOf(domain::Stage::Appealed);
    if (step->entry.event == u"cancelled") return QStringLiteral("cancelled");
    if (step->entry.event.startsWith(u"ended-")) {
      return QStringLiteral("ended: ") + domain::codeOf(domain::Ending::TooManyTries);
    }
  }
  return QStringLiteral("over; the recovery itself is no longer kept");
}
QString causeOf(const QList<JournalRow>& steps) {
  const auto step = std::ranges::find(steps, QStringLiteral("not-possible"),
                                      [](const JournalRow& row) { return row.entry.event; });
  return step == steps.end() ? QString() : step->entry.detail;
}

/// What became of the receipt of an earlier recovery that it was opened with; empty: there was none.
QString continuationOf(const RecoveryRecord& record) {
  switch (record.continuation) {
    case domain::Continuation::None:
      return {};
    case domain::Continuation::Waiting:
      return record.earlierReceipt + QStringLiteral(" was given, and nothing is proven yet");
    case domain::Continuation::Continued:
      return QStringLiteral("goes on with what was begun at another PC");
    case domain::Continuation::NothingFound:
      return record.earlierReceipt + QStringLiteral(" was given, and led to nothing");
  }
  return {};
}

/// A rehearsal has no other one.
QString reasonOf(const RecoveryRecord& record) {
  return record.rehearsal ? QStringLiteral("rehearsal") : domain::codeOf(record.reason);
}

/// The cause that only administrators see.
QString causeOf(const RecoveryRecord& record) {
  return record.cause == domain::Cause::None ? QString() : domain::codeOf(record.cause);
}

/// What became of the appeal that was filed in it; nothing: none was, or it is no longer kept.
/// @return nullopt: the store does not say
std::optional<QString> appealOf(ServiceData& data, const QString& recoveryId) {
  const auto tables = data.store.begin(domain::Access::Read);
  const auto appeal = tables->appeals().find(recoveryId);
  if (!tables->commit()) return std::nullopt;
  if (!appeal || appeal->state == domain::AppealState::Begun) return QString();
  return domain::codeOf(appeal->state);
}

struct Summary {
  QString account;
  QString state;
  QString cause;
  QString appeal = {};
};
Summary summaryOf(const ServiceData& data, const domain::Numbering& numbering, const Story& story) {
  if (!story.record)
    return {story.steps.first().entry.accountKey, stateOf(story.steps), causeOf(story.steps)};
  const RecoveryRecord& record = *story.record;
  const domain::Realm* const realm = AccountForm(data.policy, numbering).realmBy(record.realm);
  return {record.accountKey, stateOf(record, realm, data.clock.now()), causeOf(record)};
}

QString textOf(const Story& story, const Summary& summary, const QString& receipt,
               const domain::Numbering& numbering) {
  QList<QStringList> head{{QStringLiteral("receipt"), receipt},
                          {QStringLiteral("account"), summary.account},
                          {QStringLiteral("state"), summary.state}};
  if (!summary.appeal.isEmpty()) head.append({QStringLiteral("appeal"), summary.appeal});
  if (!summary.cause.isEmpty()) head.append({QStringLiteral("true cause"), summary.cause});
  if (story.record) {
    head.append({QStringLiteral("realm"), story.record->realm});
    head.append({QStringLiteral("reason"), reasonOf(*story.record)});
    head.append({QStringLiteral("opened"), domain::isoTime(story.record->createdAt)});
    head.append(
        {QStringLiteral("gates"),
         QStringLiteral("%1 of %2 passed").arg(story.record->gatesPassed).arg(story.record->gatesNeeded)});
    const QString continuation = continuationOf(*story.record);
    if (!continuation.isEmpty()) head.append({QStringLiteral("earlier"), continuation});
  }
  QList<QStringList> steps;
  for (const JournalRow& row : story.steps) {
    steps.append({QString(), domain::isoTime(row.entry.at), row.entry.event, row.entry.detail});
  }
  QList<QStringList> messages;
  for (const domain::MessageRecord& message : story.messages) {
    messages.append(QStringList{{}} + messageRow(message, numbering));
  }
  const QString none = QStringLiteral(" none, or no longer kept\n");
  return TextTable().lines(head) + QStringLiteral("steps") +
         (steps.isEmpty() ? none : u'\n' + TextTable().lines(steps)) + QStringLiteral("deliveries") +
         (messages.isEmpty() ? none : u'\n' + TextTable().lines(messages));
}

QByteArray jsonOf(const Story& story, const Summary& summary, const QString& receipt,
                  const domain::Numbering& numbering) {
  QByteArrayList steps;
  for (const JournalRow& row : story.steps) {
    steps << JsonObjectText()
                 .add("at", domain::isoTime(row.entry.at))
                 .add("event", row.entry.event)
                 .add("detail", textOrNull(row.entry.detail))
                 .text();
  }
  QByteArrayList messages;
  for (const domain::MessageRecord& message : story.messages) messages << messageJson(message, numbering);
  JsonObjectText object;
  object.add("receipt", receipt)
      .add("account", summary.account)
      .add("state", summary.state)
      .add("appeal", textOrNull(summary.appeal))
      .add("cause", textOrNull(summary.cause));
  if (story.record) {
    object.add("realm", story.record->realm)
        .add("reason", reasonOf(*story.record))
        .add("openedAt", domain::isoTime(story.record->createdAt))
        .add("gatesPassed", story.record->gatesPassed)
        .add("gatesNeeded", story.record->gatesNeeded)
        .add("earlier", textOrNull(continuationOf(*story.record)));
  }
  return object.addRaw("steps", '[' + steps.join(',') + ']')
      .addRaw("deliveries", '[' + messages.join(',') + ']')
      .text();
}

}  // namespace

CommandForm ReceiptCommand::form() {
  return {
      QStringLiteral("receipt"),
      {QStringLiteral("CODE")},
      QStringList{QStringLiteral("json")} + dataOptions(),
      QStringLiteral("print the state, steps and deliveries of the recovery with this support code; blanks, "
                     "hyphens and lower case do not matter")};
}

int ReceiptCommand::run(const CommandArguments& arguments) {
  const auto receipt = rules::readReceipt(arguments.operands.first());
  if (!receipt) return m_console.refuse(QStringLiteral("CODE: this is no receipt; they look like 7Q4-K2M"));
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const auto stories = find(**data, *receipt);
  if (!stories) return m_console.fail(storeComplaint(**data));
  if (stories->isEmpty()) {
    return m_console.fail(*receipt + QStringLiteral(": there is no recovery with this receipt"));
  }
  const bool json = arguments.has(QStringLiteral("json"));
  QByteArrayList texts;
  for (const Story& story : *stories) {
    Summary summary = summaryOf(**data, m_numbering, story);
    const auto appeal = appealOf(**data, story.id);
    if (!appeal) return m_console.fail(storeComplaint(**data));
    summary.appeal = *appeal;
    texts << (json ? jsonOf(story, summary, *receipt, m_numbering)
                   : textOf(story, summary, *receipt, m_numbering).toUtf8());
  }
  m_console.printRaw(json ? "[\n" + texts.join(",\n") + "\n]\n" : texts.join('\n'));
  return Succeeded;
}

}  // namespace latchkey::admin
