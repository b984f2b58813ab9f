// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/json_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/platform/secret.h"
#include "core/protocol/json_text.h"
#include "core/protocol/limits.h"

namespace latchkey::protocol {

namespace {

bool isDecimalDigit(char character) {
  return character >= '0' && character <= '9';
}

/// Recursive descent; the depth limit bounds the stack. Unescaped texts go into `arena`, which is as
/// large as the input: no escape is shorter than what it stands for.
class Parser {
public:
  Parser(std::string_view text, char* arena) : m_text(text), m_arena(arena) {}

  bool parse(JsonValue& root) {
    skipBlanks();
    if (!value(root, 0)) return false;
    skipBlanks();
    return m_at == m_text.size() || refuse(JsonError::TrailingBytes);
  }
  [[nodiscard]] JsonFault fault() const { return {m_error, static_cast<qsizetype>(m_at)}; }

private:
  bool refuse(JsonError error) {
    m_error = error;
    return false;
  }
  [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
  [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
  [[nodiscard]] std::string_view rest() const { return m_text.substr(m_at); }

  void skipBlanks() {
    while (!atEnd() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos) ++m_at;
  }
  bool take(char expected) {
    if (atEnd() || m_text[m_at] != expected) return refuse(JsonError::BadSyntax);
    ++m_at;
    return true;
  }

  bool value(JsonValue& into, int depth) {
    if (++m_values > limits::jsonValues) return refuse(JsonError::TooMany);
    switch (peek()) {
      case '{':
        return object(into, depth + 1);
      case '[':
        return array(into, depth + 1);
      case '"':
        into.type = JsonValue::Type::String;
        return string(into.text);
      case 't':
        into.boolean = true;
        return word(into, JsonValue::Type::Boolean, "true");
      case 'f':
        return word(into, JsonValue::Type::Boolean, "false");
      case 'n':
        return word(into, JsonValue::Type::Null, "null");
      default:
        return number(into);
    }
  }

  bool word(JsonValue& into, JsonValue::Type type, std::string_view expected) {
    if (!rest().starts_with(expected)) return refuse(JsonError::BadSyntax);
    m_at += expected.size();
    into.type = type;
    return true;
  }

  bool array(JsonValue& into, int depth) {
    if (depth > limits::jsonDepth) return refuse(JsonError::TooDeep);
    into.type = JsonValue::Type::Array;
    ++m_at;
    skipBlanks();
    if (peek() == ']') return take(']');
    for (;;) {
      if (!value(into.items.emplace_back(), depth)) return false;
      skipBlanks();
      if (peek() == ']') return take(']');
      if (!take(',')) return false;
      skipBlanks();
    }
  }

  bool object(JsonValue& into, int depth) {
    if (depth > limits::jsonDepth) return refuse(JsonError::TooDeep);
    into.type = JsonValue::Type::Object;
    ++m_at;
    skipBlanks();
    if (peek() == '}') return take('}');
    for (;;) {
      if (!member(into, depth)) return false;
      skipBlanks();
      if (peek() == '}') return take('}');
      if (!take(',')) return false;
      skipBlanks();
    }
  }

  bool member(JsonValue& into, int depth) {
    if (into.members.size() >= limits::jsonMembers) return refuse(JsonError::TooMany);
    const std::size_t start = m_at;
    std::string_view name;
    if (!string(name)) return false;
    if (into.find(name) != nullptr) {
      m_at = start;
      return refuse(JsonError::DuplicateMember);
    }
    skipBlanks();
    if (!take(':')) return false;
    skipBlanks();
    return value(into.members.emplace_back(JsonValue::Member{name, {}}).value, depth);
  }

  bool string(std::string_view& into) {
    if (!take('"')) return false;
    char* const start = m_arena;
    while (!atEnd()) {
      const char character = m_text[m_at];
      if (character == '"') {
        ++m_at;
        into = {start, static_cast<std::size_t>(m_arena - start)};
        return true;
      }
      if (!(character == '\\' ? escape() : plain(character))) return false;
    }
    return refuse(JsonError::BadSyntax);
  }

  bool plain(char character) {
    if (character == '\0') return refuse(JsonError::NulCharacter);
    if (static_cast<unsigned char>(character) < 0x20) return refuse(JsonError::ControlCharacter);
    const std::size_t length = utf8SequenceLength(rest());
    if (length == 0) return refuse(JsonError::BadUtf8);
    m_arena = std::ranges::copy(rest().substr(0, length), m_arena).out;
    m_at += length;
    return true;
  }

  bool escape() {
    const std::string_view here = rest();
    if (here.size() < 2) return refuse(JsonError::BadEscape);
    if (here[1] == 'u') return unicodeEscape(here);
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const std::size_t which = letters.find(here[1]);
    if (which == std::string_view::npos) return refuse(JsonError::BadEscape);
    *m_arena++ = meanings[which];
    m_at += 2;
    return true;
  }

  bool unicodeEscape(std::string_view here) {
    const auto unit = hexQuad(here.substr(2));
    if (!unit) return refuse(JsonError::BadEscape);
    if (*unit == 0) return refuse(JsonError::NulCharacter);
    char32_t codePoint = *unit;
    std::size_t length = 6;
    if (*unit >= 0xD800 && *unit <= 0xDFFF) {
      const std::string_view second = here.substr(6);
      const auto low = second.starts_with("\\u") ? hexQuad(second.substr(2)) : std::nullopt;
      if (*unit > 0xDBFF || !low || *low < 0xDC00 || *low > 0xDFFF) return refuse(JsonError::LoneSurrogate);
      codePoint = 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00);
      length = 12;
    }
    m_arena += encodeUtf8(codePoint, m_arena);
    m_at += length;
    return true;
  }

  bool digits() {
    if (!isDecimalDigit(peek())) return refuse(JsonError::BadSyntax);
    while (isDecimalDigit(peek())) ++m_at;
    return true;
  }

  bool number(JsonValue& into) {
    const std::size_t start = m_at;
    if (peek() == '-') ++m_at;
    if (peek() == '0') {
      ++m_at;  // no digit may follow: the next token is then refused
    } else if (!digits()) {
      return false;
    }
    if (peek() == '.') {
      ++m_at;
      if (!digits()) return false;
    }
    if (peek() == 'e' || peek() == 'E') {
      ++m_at;
      if (peek() == '+' || peek() == '-') ++m_at;
      if (!digits()) return false;
    }
    const std::string_view literal = m_text.substr(start, m_at - start);
    into.type = JsonValue::Type::Number;
    into.text = {m_arena, literal.size()};
    m_arena = std::ranges::copy(literal, m_arena).out;
    double ignored = 0;
    const auto parsed = std::from_chars(literal.data(), literal.data() + literal.size(), ignored);
    if (literal.size() <= limits::jsonNumberBytes && parsed.ec == std::errc()) return true;
    m_at = start;
    return refuse(JsonError::NumberOutOfRange);
  }

  std::string_view m_text;
  char* m_arena;
  std::size_t m_at = 0;
  std::size_t m_values = 0;
  JsonError m_error = JsonError::BadSyntax;
};

}  // namespace

struct JsonDocument::Arena {
  QByteArray bytes;
};

void JsonDocument::Wiper::operator()(Arena* arena) const {
  platform::wipe(arena->bytes);
  delete arena;
}

Result<JsonDocument, JsonFault> JsonDocument::read(QByteArrayView text) {
  JsonDocument document;
  document.m_arena.reset(new Arena{QByteArray(text.size(), Qt::Uninitialized)});
  Parser parser({text.data(), static_cast<std::size_t>(text.size())}, document.m_arena->bytes.data());
  if (!parser.parse(document.m_root)) return unexpected(parser.fault());
  return document;
}

const JsonValue* JsonValue::find(std::string_view name) const {
  const auto found = std::ranges::find(members, name, &Member::name);
  return found == members.end() ? nullptr : &found->value;
}

std::optional<qint64> JsonValue::integer() const {
  if (type != Type::Number) return {};
  qint64 result = 0;
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, result);
  if (parsed.ec != std::errc() || parsed.ptr != end) return {};
  return result;
}

}  // namespace latchkey::protocol
