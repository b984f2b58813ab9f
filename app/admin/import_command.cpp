// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/import_command.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "app/admin/account_form.h"
#include "app/admin/csv_reader.h"
#include "app/admin/service_data.h"
#include "core/platform/failpoint.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;

const QString header = QStringLiteral("account,display_name,realm,mail,mobile,phone,status");

/// Enough to see what is wrong with a file; more would only scroll away.
constexpr int mostErrors = 100;

/// Rows in memory at one time.
constexpr std::size_t blockSize = 4096;
constexpr std::size_t rowsWorthAThread = 64;

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
    bool more = true;
    while (more && m_errors < mostErrors && !m_storeFailed) {
      std::vector<Row> rows;
      more = readBlock(reader, rows);
      judge(rows);
      store(rows);
      for (const Row& row : rows) {
        if (m_errors < mostErrors && !m_storeFailed) take(row);
      }
    }
    return finish();
  }

private:
  struct Row {
    CsvRecord record;
    std::optional<CsvError> error;
    AccountReading reading;
    bool isRepeated = false;  ///< its account stands in the file before

    [[nodiscard]] bool isGood(qsizetype columns) const {
      return !error && record.fields.size() == columns && reading.faults.isEmpty();
    }
  };

  bool readHeader(CsvReader& reader) {
    const auto first = reader.next();
    if (first && *first && (*first)->fields == m_columns) return true;
    const QString found = first ? QStringLiteral("this is not the header") : explain(first.error().fault);
    complain(first ? (*first ? (*first)->line : 1) : first.error().line, {},
             found + QStringLiteral("; expected ") + header);
    return false;
  }

  /// False at the end of the file.
  static bool readBlock(CsvReader& reader, std::vector<Row>& rows) {
    while (rows.size() < blockSize) {
      auto record = reader.next();
      if (!record) {
        rows.push_back({{}, record.error(), {}});
      } else if (*record) {
        rows.push_back({std::move(**record), {}, {}});
      } else {
        return false;
      }
    }
    return true;
  }

  /// Judging phone numbers takes most of an import's time, so all cores do it.
  void judge(std::vector<Row>& rows) const {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      for (std::size_t i = next++; i < rows.size(); i = next++) {
        const QStringList& field = rows[i].record.fields;
        if (field.size() != m_columns.size()) continue;
        rows[i].reading = m_form.read({field[0], field[1], field[2], field[3], field[4], field[5], field[6]});
      }
    };
    std::vector<std::thread> helpers;
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    while (helpers.size() + 1 < std::min(cores, rows.size() / rowsWorthAThread)) helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers) helper.join();
  }

  void store(std::vector<Row>& rows) {
    QList<domain::MarkedAccount> good;
    for (Row& row : rows) {
      if (!row.isGood(m_columns.size())) continue;
      row.reading.entry.account.language = m_data.configuration.languages.value(0, domain::Language::English);
      good.append({std::move(row.reading.entry), row.record.line});
    }
    const auto repeated = m_batch->add(good);
    m_storeFailed = !repeated;
    if (m_storeFailed || repeated->isEmpty()) return;
    const QSet<qint64> lines(repeated->begin(), repeated->end());
    for (Row& row : rows) row.isRepeated = row.isGood(m_columns.size()) && lines.contains(row.record.line);
  }

  void take(const Row& row) {
    if (row.error) {
      return complain(row.error->line, columnName(row.error->column), explain(row.error->fault));
    }
    const qint64 line = row.record.line;
    if (row.record.fields.size() != m_columns.size()) {
      return complain(line, {},
                      QStringLiteral("there are %1 columns; expected %2")
                          .arg(row.record.fields.size())
                          .arg(m_columns.size()));
    }
    for (const Remark& fault : row.reading.faults) complain(line, fault.column, fault.text);
    for (const Remark& warning : row.reading.warnings) {
      ++m_warnings;
      if (m_warningLines.size() < mostErrors) {
        m_warningLines << QStringLiteral("warning: ") + place(line, warning.column) + warning.text;
      }
    }
    if (!row.reading.faults.isEmpty()) return;
    if (row.isRepeated) {
      complain(line, m_columns.first(), QStringLiteral("this account stands in the file before"));
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
        {m_data.clock.now(), QStringLiteral("accounts-imported"), {}, {}, QString::number(m_accounts), {}});
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
  if (QFileInfo(path).isDir() || platform::failsHere(platform::FailClass::File, "import.open") ||
      !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
    return m_console.fail(path + QStringLiteral(": this file cannot be read"));
  }
  return Import(m_console, path, **data, m_numbering).run(file);
}

}  // namespace latchkey::admin
