// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/csv_reader.h"

#include <QStringDecoder>
#include <utility>

namespace latchkey::admin {

namespace {
constexpr qint64 chunk = qint64{64} * 1024;
const QByteArray byteOrderMark("\xEF\xBB\xBF");

/// Unlike QString::fromUtf8() it keeps a byte order mark: that is text anywhere but at the file's start.
QString textOf(const QByteArray& utf8) {
  QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom);
  return decoder(utf8);
}
}  // namespace

CsvReader::CsvReader(QIODevice& device) : m_device(device) {
  m_buffer.reserve(chunk);
  skipMark();
}

int CsvReader::peek() {
  if (m_at == m_buffer.size() && !m_ended) {
    m_buffer.resize(chunk);
    const qint64 count = m_device.read(m_buffer.data(), chunk);
    m_buffer.resize(count > 0 ? count : 0);
    m_at = 0;
    m_ended = count <= 0;
    m_failed = count < 0;
  }
  return m_at < m_buffer.size() ? static_cast<unsigned char>(m_buffer.at(m_at)) : fileEnd;
}

int CsvReader::take() {
  const int byte = peek();
  if (byte == fileEnd) return byte;
  ++m_at;
  if (byte == '\n') ++m_line;
  return byte;
}

void CsvReader::skipMark() {
  if (peek() != fileEnd && m_buffer.startsWith(byteOrderMark)) m_at = byteOrderMark.size();
}

void CsvReader::skipLine() {
  for (int byte = take(); byte != '\n' && byte != fileEnd;) byte = take();
}

void CsvReader::complain(CsvFault fault, qint64 line) {
  if (!m_error) m_error = CsvError{fault, line, m_column};
}

void CsvReader::append(int byte) {
  if (byte == 0) complain(CsvFault::Nul, m_line);
  if (m_field.size() < longestField) {
    m_field.append(static_cast<char>(byte));
  } else {
    complain(CsvFault::FieldTooLong, m_line);
  }
}

CsvReader::Stop CsvReader::endOf(int byte) {
  if (byte == fileEnd) return Stop::FileEnd;
  if (byte == ',') return Stop::Comma;
  if (byte == '\n') return Stop::LineEnd;
  if (byte == '\r' && peek() == '\n') {
    take();
    return Stop::LineEnd;
  }
  return Stop::Fault;
}

CsvReader::Stop CsvReader::readQuoted() {
  const qint64 opened = m_line;
  for (;;) {
    const int byte = take();
    if (byte == fileEnd) {
      complain(CsvFault::QuoteOpen, opened);
      return Stop::FileEnd;
    }
    if (byte != '"') {
      append(byte);
    } else if (peek() == '"') {
      append(take());
    } else {
      break;
    }
  }
  const qint64 line = m_line;
  const Stop stop = endOf(take());
  if (stop == Stop::Fault) complain(CsvFault::AfterQuote, line);
  return stop;
}

CsvReader::Stop CsvReader::readField() {
  m_field.resize(0);  // keeps its memory
  m_quoted = peek() == '"';
  if (m_quoted) {
    take();
    return readQuoted();
  }
  for (;;) {
    const qint64 line = m_line;
    const int byte = take();
    const Stop stop = endOf(byte);
    if (stop != Stop::Fault) return stop;
    if (byte == '"' || byte == '\r') {
      complain(byte == '"' ? CsvFault::QuoteInside : CsvFault::LoneReturn, line);
      return Stop::Fault;
    }
    append(byte);
  }
}

Result<std::optional<CsvRecord>, CsvError> CsvReader::next() {
  for (;;) {
    CsvRecord record;
    record.line = m_line;
    m_error.reset();
    m_column = 0;
    Stop stop = Stop::Comma;
    while (stop == Stop::Comma) {
      ++m_column;
      const qint64 line = m_line;
      stop = readField();
      if (!m_field.isValidUtf8()) complain(CsvFault::NotUtf8, line);
      if (record.fields.size() < mostFields) {
        record.fields.append(textOf(m_field));
      } else {
        complain(CsvFault::TooManyFields, line);
      }
    }
    if (stop == Stop::Fault) skipLine();
    if (std::exchange(m_failed, false)) complain(CsvFault::ReadFailed, m_line);
    if (m_error) return unexpected(*m_error);
    const bool empty = record.fields.size() == 1 && record.fields.first().isEmpty() && !m_quoted;
    if (!empty) return record;
    if (stop == Stop::FileEnd) return std::optional<CsvRecord>();
  }
}

}  // namespace latchkey::admin
