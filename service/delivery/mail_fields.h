// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <optional>

/// How mails are read that come from outside: lines, fields, parameters, parts (RFC 5322, 2045, 2046).
namespace latchkey::service::delivery {

using Lines = QList<QByteArrayView>;

/// Without their ends, LF or CRLF. They are views of the text.
[[nodiscard]] Lines linesOf(const QByteArray& text);

struct MailField {
  QByteArray name;   ///< in small letters
  QByteArray value;  ///< unfolded, without blanks around it
};
using MailFields = QList<MailField>;
/// Nothing when a line is no field, or there are more than 500 of them.
[[nodiscard]] std::optional<MailFields> fieldsOf(const Lines& lines);

/// Nothing when it is there twice; empty when it is not there.
[[nodiscard]] std::optional<QByteArray> onlyField(const MailFields& fields, const char* name);

/// A value such as `multipart/report; boundary="x"`.
struct ContentType {
  QByteArray type;        ///< in small letters
  MailFields parameters;  ///< names in small letters, values without quotes
};
/// Nothing for another form, and where a parameter stands twice.
[[nodiscard]] std::optional<ContentType> contentTypeOf(const QByteArray& value);

/// The lines before the first empty one, and those after it.
struct MailEntity {
  MailFields fields;
  Lines body;
};
/// Nothing where fieldsOf() gives nothing.
[[nodiscard]] std::optional<MailEntity> entityOf(const Lines& lines);

/// The parts between the boundaries; nothing when the last boundary is missing or there are more than 20.
[[nodiscard]] std::optional<QList<Lines>> partsOf(const Lines& body, const QByteArray& boundary);

}  // namespace latchkey::service::delivery
