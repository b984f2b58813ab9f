// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QStringList>
#include <optional>

#include "core/platform/result.h"

namespace latchkey::admin {

enum class CsvFault {
  QuoteInside,  ///< a quotation mark amid a field that does not begin with one
  AfterQuote,   ///< something between a closing quotation mark and the next comma
  QuoteOpen,    ///< the file ends inside of quotation marks
  LoneReturn,   ///< CR without LF
  Nul,          ///< a zero byte: not text, or UTF-16
  NotUtf8,
  FieldTooLong,
  TooManyFields,
  ReadFailed
};

struct CsvError {
  CsvFault fault = CsvFault::ReadFailed;
  qint64 line = 0;  ///< where the field stands; QuoteOpen: where it begins
  int column = 0;   ///< of fields, from 1
};

struct CsvRecord {
  qint64 line = 0;  ///< where it begins, from 1
  QStringList fields;
};

/// Comma-separated values by RFC 4180, in UTF-8: quoted fields with doubled quotation marks and line ends in
/// them, lines that end with LF or CRLF, the last with or without. A byte order mark at the start is
/// skipped, as are empty lines. Takes one record at a time: memory does not grow with the file.
class CsvReader {
public:
  static constexpr qsizetype longestField = 4096;  ///< bytes
  static constexpr qsizetype mostFields = 64;

  /// @param device open for reading; must outlive the reader.
  explicit CsvReader(QIODevice& device);

  /// Nothing at the end. After an error it goes on with the next line, so that all errors of a file can be
  /// found; after QuoteOpen and ReadFailed the next call is at the end.
  [[nodiscard]] Result<std::optional<CsvRecord>, CsvError> next();

private:
  enum class Stop { Comma, LineEnd, FileEnd, Fault };
  static constexpr int fileEnd = -1;

  [[nodiscard]] int peek();
  int take();
  void skipMark();
  void skipLine();

  [[nodiscard]] Stop readField();
  [[nodiscard]] Stop readQuoted();
  [[nodiscard]] Stop endOf(int byte);
  void append(int byte);
  void complain(CsvFault fault, qint64 line);

  QIODevice& m_device;
  QByteArray m_buffer;
  qsizetype m_at = 0;
  bool m_ended = false;
  bool m_failed = false;

  qint64 m_line = 1;
  QByteArray m_field;
  bool m_quoted = false;
  int m_column = 0;
  std::optional<CsvError> m_error;  ///< the first one of the present record
};

}  // namespace latchkey::admin
