// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/mail_fields.h"

#include <algorithm>
#include <cctype>

namespace latchkey::service::delivery {
namespace {

constexpr qsizetype mostMailFields = 500;
constexpr qsizetype mostParts = 20;

bool isBlank(char c) {
  return c == ' ' || c == '\t';
}

/// RFC 2045, 5.1: what a type or a parameter is made of outside of quotes.
bool isToken(char c) {
  return c > ' ' && c < 0x7f && !QByteArrayView("()<>@,;:\\\"/[]?=").contains(c);
}

bool isFieldName(QByteArrayView name) {
  return !name.isEmpty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f && c != ':'; });
}

/// Takes a text apart from left to right.
class Scanner {
public:
  explicit Scanner(const QByteArray& text) : m_text(text) {}

  void skipBlanks() {
    while (m_at < m_text.size() && isBlank(m_text.at(m_at))) ++m_at;
  }
  [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
  [[nodiscard]] bool take(char wanted) {
    if (atEnd() || m_text.at(m_at) != wanted) return false;
    ++m_at;
    return true;
  }
  [[nodiscard]] QByteArray token() {
    const qsizetype from = m_at;
    while (!atEnd() && isToken(m_text.at(m_at))) ++m_at;
    return m_text.mid(from, m_at - from);
  }
  /// After the opening quote; nothing when the closing one is missing.
  [[nodiscard]] std::optional<QByteArray> quoted() {
    QByteArray value;
    while (!atEnd()) {
      const char c = m_text.at(m_at++);
      if (c == '"') return value;
      if (c == '\\' && !atEnd()) {
        value += m_text.at(m_at++);
      } else {
        value += c;
      }
    }
    return std::nullopt;
  }

private:
  const QByteArray& m_text;
  qsizetype m_at = 0;
};

/// RFC 2046, 5.1.1: blanks may follow a boundary.
bool isBoundary(QByteArrayView line, const QByteArray& boundary) {
  return line.startsWith(boundary) &&
         std::all_of(line.begin() + boundary.size(), line.end(), [](char c) { return isBlank(c); });
}

}  // namespace

Lines linesOf(const QByteArray& text) {
  Lines lines;
  const QByteArrayView whole(text);
  qsizetype from = 0;
  while (from < whole.size()) {
    qsizetype end = text.indexOf('\n', from);
    const qsizetype next = end < 0 ? whole.size() : end + 1;
    if (end < 0) end = whole.size();
    if (end > from && whole.at(end - 1) == '\r') --end;
    lines.append(whole.sliced(from, end - from));
    from = next;
  }
  return lines;
}

std::optional<MailFields> fieldsOf(const Lines& lines) {
  MailFields fields;
  for (const QByteArrayView line : lines) {
    if (line.isEmpty()) return std::nullopt;
    if (isBlank(line.front())) {
      if (fields.isEmpty()) return std::nullopt;
      fields.last().value += ' ' + line.toByteArray().trimmed();
      continue;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || fields.size() >= mostMailFields) return std::nullopt;
    // Blanks before the colon are of older days (RFC 5322, 4.5).
    const QByteArrayView name = line.first(colon).trimmed();
    if (!isFieldName(name)) return std::nullopt;
    fields.append({name.toByteArray().toLower(), line.sliced(colon + 1).trimmed().toByteArray()});
  }
  for (MailField& field : fields) field.value = field.value.trimmed();
  return fields;
}

std::optional<QByteArray> onlyField(const MailFields& fields, const char* name) {
  QByteArray value;
  int found = 0;
  for (const MailField& field : fields) {
    if (field.name != name) continue;
    value = field.value;
    ++found;
  }
  if (found > 1) return std::nullopt;
  return value;
}

std::optional<ContentType> contentTypeOf(const QByteArray& value) {
  Scanner scanner(value);
  ContentType content;
  const QByteArray kind = scanner.token();
  if (kind.isEmpty() || !scanner.take('/')) return std::nullopt;
  const QByteArray subtype = scanner.token();
  if (subtype.isEmpty()) return std::nullopt;
  content.type = (kind + '/' + subtype).toLower();
  for (scanner.skipBlanks(); !scanner.atEnd(); scanner.skipBlanks()) {
    if (!scanner.take(';')) return std::nullopt;
    scanner.skipBlanks();
    if (scanner.atEnd()) break;  // a semicolon at the end is common
    const QByteArray name = scanner.token().toLower();
    scanner.skipBlanks();
    if (name.isEmpty() || !scanner.take('=')) return std::nullopt;
    scanner.skipBlanks();
    const auto text = scanner.take('"') ? scanner.quoted() : std::optional(scanner.token());
    const bool twice = std::any_of(content.parameters.begin(), content.parameters.end(),
                                   [&name](const MailField& known) { return known.name == name; });
    if (!text || text->isEmpty() || twice) return std::nullopt;
    content.parameters.append({name, *text});
  }
  return content;
}

std::optional<MailEntity> entityOf(const Lines& lines) {
  const auto empty =
      std::find_if(lines.begin(), lines.end(), [](QByteArrayView line) { return line.isEmpty(); });
  const qsizetype head = std::distance(lines.begin(), empty);
  auto fields = fieldsOf(lines.first(head));
  if (!fields) return std::nullopt;
  return MailEntity{std::move(*fields), empty == lines.end() ? Lines() : lines.sliced(head + 1)};
}

std::optional<QList<Lines>> partsOf(const Lines& body, const QByteArray& boundary) {
  QList<Lines> parts;
  const QByteArray next = "--" + boundary;
  const QByteArray last = next + "--";
  qsizetype from = -1;  // before the first boundary stands what old readers are told
  for (qsizetype i = 0; i < body.size(); ++i) {
    const bool ends = isBoundary(body.at(i), last);
    if (!ends && !isBoundary(body.at(i), next)) continue;
    if (from >= 0) {
      if (parts.size() >= mostParts) return std::nullopt;
      parts.append(body.sliced(from, i - from));
    }
    if (ends) return from < 0 ? std::nullopt : std::optional(parts);
    from = i + 1;
  }
  return std::nullopt;
}

}  // namespace latchkey::service::delivery
