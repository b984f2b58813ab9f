// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/import_command.h"

#include <QFile>
#include <QFileInfo>

#include "app/admin/account_form.h"
#include "app/admin/csv_reader.h"
#include "app/admin/service_data.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;

const QString header = QStringLiteral("account,display_name,realm,mail,mobile,phone,status");

/// Enough to see what is wrong with a file; more would only scroll away.
constexpr int mostErrors = 100;

QString explain(CsvFault fault) {
  switch (fault) {
    case CsvFault::QuoteInside:
      return QStringLiteral(
          "a quotation mark inside of a field; put the field in quotation marks and double it");
    case CsvFault::AfterQuote:
      return QStringLiteral(
          "something follows the closing quotation mark; expected a comma or the line's end");
    case CsvFault::QuoteOpen:
      return QStringLiteral("the quotation mark that begins here is never closed");
    case CsvFault::LoneReturn:
      return QStringLiteral("a carriage return without a line feed; expected LF or CRLF at a line's end");
    case CsvFault::Nul:
      return QStringLiteral("a zero byte; expected text in UTF-8");
    case CsvFault::NotUtf8:
      return QStringLiteral("this is not UTF-8");
    case CsvFault::FieldTooLong:
      return QStringLiteral("it is longer than %1 bytes").arg(CsvReader::longestField);
    case CsvFault::TooManyFields:
      return QStringLiteral("far too many columns");
    case CsvFault::ReadFailed:
      return QStringLiteral("the file cannot be read any further");
  }
  return {};
}

/// One import from its first to its last line.
class Import {
public:
  Import(const Console& console, QString file, ServiceData& data, const domain::Numbering& numbering)
      : m_console(console),
        m_file(std::move(file)),
        m_data(data),
        m_columns(header.split(u',')),
        m_form(data.policy, numbering),
        m_batch(data.accounts.beginBatch()) {}

  int run(QIODevice& device) {
    CsvReader reader(device);
    if (!readHeader(reader)) return finish();
    while (m_errors < mostErrors && !m_storeFailed) {
      const auto record = reader.next();
      if (!record) {
        complain(record.error().line, columnName(record.error().column), explain(record.error().fault));
      } else if (*record) {
        take(**record);
      } else {
        break;
      }
    }
    return finish();
  }

private:
  bool readHeader(CsvReader& reader) {
    const auto first = reader.next();
    if (first && *first && (*first)->fields == m_columns) return true;
    const QString found = first ? QStringLiteral("this is not the header") : explain(first.error().fault);
    complain(first ? (*first ? (*first)->line : 1) : first.error().line, {},
             found + QStringLiteral("; expected ") + header);
    return false;
  }

  void take(const CsvRecord& record) {
    if (record.fields.size() != m_columns.size()) {
      return complain(record.line, {},
                      QStringLiteral("there are %1 columns; expected %2")
                          .arg(record.fields.size())
                          .arg(m_columns.size()));
    }
    const auto field = [&record](int index) { return record.fields.at(index); };
    AccountReading reading =
        m_form.read({field(0), field(1), field(2), field(3), field(4), field(5), field(6)});
    for (const Remark& fault : reading.faults) complain(record.line, fault.column, fault.text);
    for (const Remark& warning : reading.warnings) {
      ++m_warnings;
      if (m_warningLines.size() < mostErrors) {
        m_warningLines << QStringLiteral("warning: ") + place(record.line, warning.column) + warning.text;
      }
    }
    if (!reading.faults.isEmpty()) return;
    reading.entry.account.language = m_data.configuration.languages.value(0, domain::Language::English);
    const auto added = m_batch->add(reading.entry, record.line);
    if (!added) {
      m_storeFailed = true;
    } else if (!*added) {
      complain(record.line, m_columns.first(), QStringLiteral("this account stands in the file before"));
    } else {
      ++m_accounts;
    }
  }

  int finish() {
    if (!m_storeFailed && m_errors < mostErrors) tellExisting();
    if (m_errors == 0 && !m_storeFailed) return commit();
    if (m_storeFailed) return m_console.fail(storeComplaint(m_data));
    const QString more = m_errors < mostErrors ? QString() : QStringLiteral(" or more");
    return m_console.fail(QStringLiteral("%1: nothing was imported: %2%3 %4")
                              .arg(m_file, QString::number(m_errors), more,
                                   m_errors == 1 ? QStringLiteral("error") : QStringLiteral("errors")));
  }

  void tellExisting() {
    const auto existing = m_batch->existing(mostErrors - m_errors);
    if (!existing) {
      m_storeFailed = true;
      return;
    }
    for (const qint64 line : *existing) {
      complain(line, m_columns.first(), QStringLiteral("this account exists already"));
    }
  }

  int commit() {
    const auto done = m_batch->commit(
        {m_data.clock.now(), QStringLiteral("accounts-imported"), {}, {}, QString::number(m_accounts)});
    if (!done && done.error() == domain::RegisterFault::AlreadyExists) {
      return m_console.fail(m_file +
                            QStringLiteral(": one of the accounts was added by somebody else just now; "
                                           "nothing was imported, try again"));
    }
    if (!done) return m_console.fail(storeComplaint(m_data));
    for (const QString& line : m_warningLines) m_console.complain(line);
    if (m_warnings > m_warningLines.size()) {
      m_console.complain(
          QStringLiteral("warning: and %1 more of the kind").arg(m_warnings - m_warningLines.size()));
    }
    m_console.print(QStringLiteral("imported %1 %2")
                        .arg(m_accounts)
                        .arg(m_accounts == 1 ? QStringLiteral("account") : QStringLiteral("accounts")));
    return Succeeded;
  }

  [[nodiscard]] QString columnName(int column) const {
    return column >= 1 && column <= m_columns.size() ? m_columns.at(column - 1) : QString::number(column);
  }
  [[nodiscard]] QString place(qint64 line, const QString& column) const {
    const QString at = QStringLiteral("%1:%2: ").arg(m_file).arg(line);
    return column.isEmpty() ? at : at + QStringLiteral("column %1: ").arg(column);
  }
  void complain(qint64 line, const QString& column, const QString& text) {
    if (m_errors >= mostErrors) return;
    ++m_errors;
    // Fields are not repeated: a file with other columns may hold anything.
    m_console.complain(place(line, column) + text);
  }

  const Console& m_console;
  QString m_file;
  ServiceData& m_data;
  QStringList m_columns;
  AccountForm m_form;
  std::unique_ptr<domain::AccountBatch> m_batch;
  qint64 m_accounts = 0;
  int m_errors = 0;
  qint64 m_warnings = 0;
  QStringList m_warningLines;
  bool m_storeFailed = false;
};

}  // namespace

CommandForm ImportCommand::form() {
  return {QStringLiteral("accounts import"),
          {QStringLiteral("FILE.csv")},
          dataOptions(),
          QStringLiteral("add all accounts of a file, or none; columns: ") + header};
}

int ImportCommand::run(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Make);
  if (!data) return data.error();
  const QString path = arguments.operands.first();
  QFile file(path);
  if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
    return m_console.fail(path + QStringLiteral(": this file cannot be read"));
  }
  return Import(m_console, path, **data, m_numbering).run(file);
}

}  // namespace latchkey::admin
