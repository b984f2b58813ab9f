// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/field_reader.h"

#include <QStringConverter>
#include <algorithm>
#include <charconv>

#include "core/protocol/json_text.h"

namespace latchkey::protocol {

namespace {

const JsonValue nothing;

bool isAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isIdentifierCharacter(char c) {
  return isAsciiLetter(c) || isDigit(c) || c == '-' || c == '_';
}
/// token68 of RFC 9110, section 11.2, which is what an Authorization header can carry.
bool isTokenCharacter(char c) {
  return isIdentifierCharacter(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
}

std::optional<QByteArray> bytesOf(const QByteArray& encoded, limits::Range size) {
  constexpr auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals |
                           QByteArray::AbortOnBase64DecodingErrors;
  const auto decoded = QByteArray::fromBase64Encoding(encoded, options);
  const bool fits = decoded && decoded.decoded.size() >= size.least && decoded.decoded.size() <= size.most;
  // Encoded again it has to be the same: one spelling for one value (RFC 4648, section 3.5).
  if (!fits || decoded.decoded.toBase64(options) != encoded) return std::nullopt;
  return decoded.decoded;
}

/// Like QString::fromUtf8(), which drops a U+FEFF at the beginning; nothing is trimmed here.
QString toText(std::string_view utf8) {
  QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom);
  return decoder.decode(QByteArrayView(utf8.data(), static_cast<qsizetype>(utf8.size())));
}

bool hasControl(const QString& text) {
  return std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

/// A member name that could be one of ours. Anything else is input, and input is not repeated.
bool looksLikeAName(std::string_view name) {
  return !name.empty() && name.size() <= 32 && isAsciiLetter(name.front()) &&
         std::ranges::all_of(name, [](char c) { return isAsciiLetter(c) || isDigit(c); });
}

bool fits(std::size_t size, limits::Range range) {
  return size >= static_cast<std::size_t>(range.least) && size <= static_cast<std::size_t>(range.most);
}

}  // namespace

QString FieldReader::text(std::string_view name, limits::Range size) {
  return toText(sized(name, size));
}

QString FieldReader::line(std::string_view name, limits::Range size) {
  QString value = text(name, size);
  if (!hasControl(value)) return value;
  refuse(name);
  return {};
}

QString FieldReader::identifier(std::string_view name, limits::Range size) {
  return toText(matching(name, size, isIdentifierCharacter));
}

platform::Secret FieldReader::secret(std::string_view name, limits::Range size) {
  return platform::Secret(sized(name, size));
}

platform::Secret FieldReader::digits(std::string_view name, limits::Range size) {
  return platform::Secret(matching(name, size, isDigit));
}

platform::Secret FieldReader::token(std::string_view name, limits::Range size) {
  return platform::Secret(matching(name, size, isTokenCharacter));
}

QByteArray FieldReader::base64Url(std::string_view name, limits::Range bytes) {
  const std::string_view written = string(name);
  const auto value = bytesOf(QByteArray(written.data(), static_cast<qsizetype>(written.size())), bytes);
  if (!value) refuse(name);
  return value.value_or(QByteArray());
}

QList<QByteArray> FieldReader::base64Urls(std::string_view name, std::size_t most, limits::Range bytes) {
  QList<QByteArray> values;
  // Four characters carry three bytes.
  for (const QString& written : texts(name, most, {1, (bytes.most * 4 + 2) / 3})) {
    const auto value = bytesOf(written.toLatin1(), bytes);
    if (!value) refuseElement(name, static_cast<std::size_t>(values.size()));
    values << value.value_or(QByteArray());
  }
  return values;
}

QUrl FieldReader::httpsUrl(std::string_view name, limits::Range size) {
  const QUrl url(line(name, size), QUrl::StrictMode);
  if (url.isValid() && url.scheme() == QLatin1StringView("https") && !url.host().isEmpty() &&
      url.userInfo().isEmpty())
    return url;
  refuse(name);
  return {};
}

quint64 FieldReader::counter(std::string_view name) {
  const std::string_view literal = string(name);
  quint64 value = 0;
  const char* const end = literal.data() + literal.size();
  const bool written = !literal.empty() && std::ranges::all_of(literal, isDigit) &&
                       (literal.size() == 1 || literal.front() != '0');
  if (written) {
    const auto parsed = std::from_chars(literal.data(), end, value);
    if (parsed.ec == std::errc() && parsed.ptr == end) return value;
  }
  refuse(name);
  return 0;
}

int FieldReader::integer(std::string_view name, limits::Range range) {
  const JsonValue* const value = m_object.find(name);
  const auto number = value != nullptr ? value->integer() : std::nullopt;
  if (number && *number >= range.least && *number <= range.most) return static_cast<int>(*number);
  refuse(name);
  return range.least;
}

bool FieldReader::boolean(std::string_view name) {
  const JsonValue* const value = m_object.find(name);
  if (value != nullptr && value->type == JsonValue::Type::Boolean) return value->boolean;
  refuse(name);
  return false;
}

FieldReader FieldReader::object(std::string_view name) {
  const JsonValue* value = m_object.find(name);
  if (value == nullptr || value->type != JsonValue::Type::Object) {
    refuse(name);
    value = &nothing;
  }
  return {*value, m_problem, pointerTo(name)};
}

const std::vector<JsonValue>& FieldReader::items(std::string_view name, std::size_t most) {
  const JsonValue* const value = m_object.find(name);
  if (value == nullptr) return nothing.items;
  if (value->type == JsonValue::Type::Array && value->items.size() <= most) return value->items;
  refuse(name);
  return nothing.items;
}

QStringList FieldReader::texts(std::string_view name, std::size_t most, limits::Range size) {
  QStringList texts;
  std::size_t index = 0;
  for (const JsonValue& item : items(name, most)) {
    const QString text = item.type == JsonValue::Type::String ? toText(item.text) : QString();
    if (item.type != JsonValue::Type::String || !fits(codePoints(item.text), size) || hasControl(text))
      refuseElement(name, index);
    texts << text;
    ++index;
  }
  return texts;
}

std::vector<platform::Secret> FieldReader::secrets(std::string_view name, std::size_t most,
                                                   limits::Range size) {
  std::vector<platform::Secret> secrets;
  std::size_t index = 0;
  for (const JsonValue& item : items(name, most)) {
    const bool isText = item.type == JsonValue::Type::String && fits(codePoints(item.text), size);
    if (!isText) refuseElement(name, index);
    secrets.emplace_back(isText ? item.text : std::string_view());
    ++index;
  }
  return secrets;
}

FieldReader FieldReader::element(std::string_view name, const JsonValue& item, std::size_t index) {
  if (item.type != JsonValue::Type::Object) refuseElement(name, index);
  return {item, m_problem, pointerTo(name) + QLatin1Char('/') + QString::number(index)};
}

void FieldReader::refuseOthers(std::initializer_list<std::string_view> known) {
  for (const auto& member : m_object.members) {
    if (std::ranges::find(known, member.name) == known.end()) {
      return refuse(looksLikeAName(member.name) ? member.name : std::string_view(),
                    ProblemKind::UnknownField);
    }
  }
}

void FieldReader::refuse(std::string_view name, ProblemKind kind) {
  if (!m_problem) m_problem = problemOf(kind, name.empty() ? m_pointer : pointerTo(name));
}

void FieldReader::refuseElement(std::string_view name, std::size_t index) {
  if (!m_problem) {
    m_problem =
        problemOf(ProblemKind::InvalidField, pointerTo(name) + QLatin1Char('/') + QString::number(index));
  }
}

std::string_view FieldReader::string(std::string_view name) {
  const JsonValue* const value = m_object.find(name);
  if (value != nullptr && value->type == JsonValue::Type::String) return value->text;
  refuse(name);
  return {};
}

std::string_view FieldReader::sized(std::string_view name, limits::Range size) {
  const std::string_view value = string(name);
  if (fits(codePoints(value), size)) return value;
  refuse(name);
  return {};
}

template <typename Predicate>
std::string_view FieldReader::matching(std::string_view name, limits::Range size, Predicate allowed) {
  const std::string_view value = string(name);
  if (fits(value.size(), size) && std::ranges::all_of(value, allowed)) return value;
  refuse(name);
  return {};
}

QString FieldReader::pointerTo(std::string_view name) const {
  return m_pointer + QLatin1Char('/') + toText(name);
}

}  // namespace latchkey::protocol
