// SPDX-License-Identifier: GPL-3.0-or-later
// Import files. What was read once is written out as RFC 4180 says and must come back the same.
#include <QBuffer>
#include <cstdint>
#include <cstdlib>

#include "app/admin/csv_reader.h"

using latchkey::admin::CsvReader;

namespace {

struct Reading {
  QList<QStringList> records;
  int errors = 0;
};

Reading readAll(QByteArray bytes) {
  QBuffer buffer(&bytes);
  if (!buffer.open(QIODevice::ReadOnly)) std::abort();
  CsvReader reader(buffer);
  Reading reading;
  qint64 line = 0;
  for (;;) {
    const auto record = reader.next();
    if (!record) {
      ++reading.errors;
      if (record.error().line < 1 || record.error().column < 1) std::abort();
      // Every error takes at least a byte with it.
      if (reading.errors > bytes.size()) std::abort();
      continue;
    }
    if (!*record) return reading;
    if ((*record)->line <= line || (*record)->fields.isEmpty()) std::abort();
    if ((*record)->fields.size() > CsvReader::mostFields) std::abort();
    line = (*record)->line;
    for (const QString& field : (*record)->fields) {
      if (field.toUtf8().size() > CsvReader::longestField || field.contains(QChar(0))) std::abort();
    }
    reading.records.append((*record)->fields);
  }
}

QByteArray written(const QList<QStringList>& records) {
  QByteArray bytes;
  for (const QStringList& fields : records) {
    for (qsizetype i = 0; i < fields.size(); ++i) {
      if (i > 0) bytes += ',';
      bytes += '"' + QString(fields.at(i)).replace(u'"', QStringLiteral("\"\"")).toUtf8() + '"';
    }
    bytes += "\r\n";
  }
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Reading first =
      readAll(QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)));
  const Reading second = readAll(written(first.records));
  if (second.errors != 0 || second.records != first.records) std::abort();
  return 0;
}
