// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/audit_command.h"

#include <QDateTime>
#include <QSaveFile>

#include "app/admin/account_form.h"
#include "app/admin/chain_text.h"
#include "app/admin/csv_writer.h"
#include "app/admin/json_text.h"
#include "app/admin/service_data.h"
#include "app/admin/text_table.h"
#include "core/platform/failpoint.h"
#include "core/rules/receipt.h"
#include "service/store/sql_audit_trail.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::JournalRow;
using platform::FailClass;
using platform::failsHere;
using service::store::SqlAuditTrail;

constexpr int usualRows = 100;
constexpr int mostRows = 100'000;

/// With milliseconds: rows of one request would look alike.
QString timeOf(const JournalRow& row) {
  return QDateTime::fromMSecsSinceEpoch(row.entry.at, Qt::UTC).toString(Qt::ISODateWithMs);
}

QByteArray jsonOf(const JournalRow& row) {
  return JsonObjectText()
      .add("number", row.number)
      .add("at", timeOf(row))
      .add("event", row.entry.event)
      .add("account", textOrNull(row.entry.accountKey))
      .add("receipt", textOrNull(row.entry.receipt))
      .add("recovery", textOrNull(row.entry.recoveryId))
      .add("detail", textOrNull(row.entry.detail))
      .text();
}

std::optional<domain::KnownRow> knownFrom(const QString& text) {
  bool isNumber = false;
  domain::KnownRow row{text.section(u':', 0, 0).toLongLong(&isNumber), {}};
  const QByteArray hex = text.section(u':', 1).toLatin1();
  row.link = QByteArray::fromHex(hex);
  if (!isNumber || row.number < 0 || row.link.size() != 32 || row.link.toHex() != hex.toLower()) return {};
  return row;
}

}  // namespace

CommandForm AuditCommand::showForm() {
  return {QStringLiteral("audit show"),
          {},
          QStringList{QStringLiteral("account=NAME"), QStringLiteral("receipt=CODE"),
                      QStringLiteral("limit=N"), QStringLiteral("json")} +
              dataOptions(),
          QStringLiteral("print the latest events, 100 unless said otherwise, the oldest of them first")};
}

CommandForm AuditCommand::verifyForm() {
  return {QStringLiteral("audit verify"),
          {},
          QStringList{QStringLiteral("head=NUMBER:LINK"), QStringLiteral("json")} + dataOptions(),
          QStringLiteral("check that no event was changed, removed, moved or cut off; status 1 and the first "
                         "row that is not right if so. With --head, as an earlier run printed it, a database "
                         "that was put back to an older state shows too")};
}

CommandForm AuditCommand::exportForm() {
  return {QStringLiteral("audit export"),
          {QStringLiteral("FILE.csv")},
          dataOptions(),
          QStringLiteral("write all events as CSV; - is standard output. Cells that a spreadsheet would run "
                         "as formulas are made text")};
}

int AuditCommand::show(const CommandArguments& arguments) {
  int limit = usualRows;
  if (arguments.has(QStringLiteral("limit"))) {
    bool isNumber = false;
    limit = arguments.value(QStringLiteral("limit")).toInt(&isNumber);
    if (!isNumber || limit < 1 || limit > mostRows) {
      return m_console.refuse(QStringLiteral("--limit: expected a whole number from 1 to %1").arg(mostRows));
    }
  }
  QString receipt;
  if (arguments.has(QStringLiteral("receipt"))) {
    const auto read = rules::readReceipt(arguments.value(QStringLiteral("receipt")));
    if (!read)
      return m_console.refuse(QStringLiteral("--receipt: this is no receipt; they look like 7Q4-K2M"));
    receipt = *read;
  }
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  QString account;
  if (arguments.has(QStringLiteral("account"))) {
    const auto key =
        AccountForm((*data)->policy, m_numbering).keyOf(arguments.value(QStringLiteral("account")));
    if (!key) return m_console.refuse(QStringLiteral("--account: this is no account name"));
    account = *key;
  }
  const auto found = SqlAuditTrail(*(*data)->database, *(*data)->keys).latest(account, receipt, limit);
  if (!found) return m_console.fail(storeComplaint(**data));
  if (arguments.has(QStringLiteral("json"))) {
    QByteArrayList items;
    for (const JournalRow& row : *found) items << jsonOf(row);
    m_console.printRaw(items.isEmpty() ? QByteArray("[]\n") : "[\n" + items.join(",\n") + "\n]\n");
    return Succeeded;
  }
  QList<QStringList> rows{{QStringLiteral("NUMBER"), QStringLiteral("TIME"), QStringLiteral("EVENT"),
                           QStringLiteral("ACCOUNT"), QStringLiteral("RECEIPT"), QStringLiteral("DETAIL")}};
  for (const JournalRow& row : *found) {
    rows.append({QString::number(row.number), timeOf(row), row.entry.event, row.entry.accountKey,
                 row.entry.receipt, row.entry.detail});
  }
  m_console.printRaw(TextTable().lines(rows).toUtf8());
  return Succeeded;
}

int AuditCommand::verify(const CommandArguments& arguments) {
  std::optional<domain::KnownRow> known;
  if (arguments.has(QStringLiteral("head"))) {
    known = knownFrom(arguments.value(QStringLiteral("head")));
    if (!known) {
      return m_console.refuse(QStringLiteral("--head: expected NUMBER:LINK, as audit verify prints it"));
    }
  }
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const auto report = SqlAuditTrail(*(*data)->database, *(*data)->keys).verify(known);
  if (!report) return m_console.fail(storeComplaint(**data));
  const auto& broken = report->broken;
  if (arguments.has(QStringLiteral("json"))) {
    JsonObjectText object;
    object.add("whole", !broken.has_value()).add("rows", report->rows);
    if (broken) {
      object.add("fault", domain::codeOf(broken->fault)).add("row", broken->row);
    } else {
      object.add("head", written(report->end));
    }
    if (report->adopted) {
      object.add("adopted", report->adopted->entry.detail)
          .add("adoptedAt", timeOf(*report->adopted))
          .add("adoptedRow", report->adopted->number);
    }
    m_console.printRaw(object.text() + '\n');
    return broken ? Negative : Succeeded;
  }
  if (broken) return m_console.fail(QStringLiteral("the audit trail is broken: ") + explain(*broken));
  m_console.print(QStringLiteral("the audit trail is whole: %1 rows").arg(report->rows));
  if (report->adopted) {
    m_console.print(
        QStringLiteral("row %1: what was there at %2 was taken in as it was found (%3); if nobody "
                       "upgraded Latchkey then, somebody has put the database back")
            .arg(report->adopted->number)
            .arg(timeOf(*report->adopted), report->adopted->entry.detail));
  }
  m_console.print(QStringLiteral("head %1").arg(written(report->end)));
  return Succeeded;
}

int AuditCommand::exportAll(const CommandArguments& arguments) {
  const QString name = arguments.operands.first();
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const bool toFile = name != u"-";
  QSaveFile file(name);
  // For its owner alone: it names accounts.
  if (toFile && (failsHere(FailClass::File, "export.open") || !file.open(QIODevice::WriteOnly) ||
                 !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))) {
    return m_console.fail(QStringLiteral("%1: the file cannot be written").arg(name));
  }
  qint64 count = 0;
  const auto put = [&](const QByteArray& record) {
    if (!toFile) {
      m_console.printRaw(record);
      return true;
    }
    return !failsHere(FailClass::File, "export.write") && file.write(record) == record.size();
  };
  bool written =
      put(csvRecord({QStringLiteral("number"), QStringLiteral("at"), QStringLiteral("event"),
                     QStringLiteral("account"), QStringLiteral("receipt"), QStringLiteral("recovery"),
                     QStringLiteral("detail"), QStringLiteral("link")}));
  const auto read = SqlAuditTrail(*(*data)->database, *(*data)->keys).all([&](const JournalRow& row) {
    ++count;
    written = written && put(csvRecord({QString::number(row.number), timeOf(row), row.entry.event,
                                        row.entry.accountKey, row.entry.receipt, row.entry.recoveryId,
                                        row.entry.detail, QString::fromLatin1(row.link.toHex())}));
    return written;
  });
  if (!read) return m_console.fail(storeComplaint(**data));
  if (!written || (toFile && (failsHere(FailClass::File, "export.rename") || !file.commit()))) {
    return m_console.fail(QStringLiteral("%1: the file could not be written whole").arg(name));
  }
  if (toFile) m_console.print(QStringLiteral("exported %1 rows").arg(count));
  return Succeeded;
}

}  // namespace latchkey::admin
