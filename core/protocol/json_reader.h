// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/platform/result.h"

/// RFC 8259, and stricter where the RFC leaves a choice. QJson is not used for reading: it takes the last
/// of duplicate members, NUL and lone surrogates, each a way to make two readers see two messages.
namespace latchkey::protocol {

enum class JsonError {
  BadSyntax,         ///< a byte-order mark and an empty text too
  BadUtf8,           ///< overlong, surrogate, above U+10FFFF, cut
  BadEscape,         ///< unknown, or not four hexadecimal digits
  LoneSurrogate,     ///< an escape that is half of a pair
  NulCharacter,      ///< raw or escaped
  ControlCharacter,  ///< raw in a string
  DuplicateMember,   ///< compared after unescaping
  TooDeep,           ///< limits::jsonDepth
  TooMany,           ///< limits::jsonMembers or limits::jsonValues
  NumberOutOfRange,  ///< no finite double holds it, or limits::jsonNumberBytes
  TrailingBytes
};

struct JsonFault {
  JsonError error = JsonError::BadSyntax;
  qsizetype offset = 0;  ///< of the byte that was refused; for logs and tests
};

/// One value. Texts lie in the document's arena: valid as long as the document lives.
struct JsonValue {
  enum class Type { Null, Boolean, Number, String, Array, Object };
  struct Member;

  Type type = Type::Null;
  bool boolean = false;
  std::string_view text;         ///< String: unescaped UTF-8. Number: its literal.
  std::vector<JsonValue> items;  ///< Array
  std::vector<Member> members;   ///< Object, in the order of the text

  [[nodiscard]] const JsonValue* find(std::string_view name) const;
  /// A number without fraction and exponent that fits; nothing for any other value.
  [[nodiscard]] std::optional<qint64> integer() const;
};
struct JsonValue::Member {
  std::string_view name;
  JsonValue value;
};

/// A tree whose texts are wiped when it dies: passwords pass through it. Move-only.
class JsonDocument {
public:
  /// The text itself is only read; whoever owns it wipes it.
  [[nodiscard]] static Result<JsonDocument, JsonFault> read(QByteArrayView text);

  [[nodiscard]] const JsonValue& root() const { return m_root; }

private:
  struct Arena;
  struct Wiper {
    void operator()(Arena* arena) const;
  };
  JsonDocument() = default;

  std::unique_ptr<Arena, Wiper> m_arena;
  JsonValue m_root;
};

}  // namespace latchkey::protocol
