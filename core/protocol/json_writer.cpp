// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/json_writer.h"

namespace latchkey::protocol {

void JsonWriter::beginObject(std::string_view name) {
  separate(name);
  m_out.append('{');
  m_first = true;
}

void JsonWriter::endObject() {
  m_out.append('}');
  m_first = false;
}

void JsonWriter::beginArray(std::string_view name) {
  separate(name);
  m_out.append('[');
  m_first = true;
}

void JsonWriter::endArray() {
  m_out.append(']');
  m_first = false;
}

void JsonWriter::text(std::string_view name, const QString& value) {
  const QByteArray utf8 = value.toUtf8();
  text(name, std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
}

void JsonWriter::text(std::string_view name, std::string_view utf8) {
  separate(name);
  quoted(utf8);
}

void JsonWriter::number(std::string_view name, qint64 value) {
  separate(name);
  m_out.append(QByteArray::number(value));
}

void JsonWriter::boolean(std::string_view name, bool value) {
  separate(name);
  m_out.append(value ? "true" : "false");
}

void JsonWriter::item(const QString& value) {
  text({}, value);
}

void JsonWriter::item(std::string_view utf8) {
  text({}, utf8);
}

void JsonWriter::separate(std::string_view name) {
  if (!m_first) m_out.append(',');
  m_first = false;
  if (name.empty()) return;
  quoted(name);
  m_out.append(':');
}

void JsonWriter::quoted(std::string_view utf8) {
  constexpr char hex[] = "0123456789abcdef";
  m_out.append('"');
  for (const char character : utf8) {
    const auto byte = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      m_out.append('\\').append(character);
    } else if (byte < 0x20 || byte == 0x7F) {
      m_out.append("\\u00").append(hex[byte >> 4]).append(hex[byte & 0xF]);
    } else {
      m_out.append(character);
    }
  }
  m_out.append('"');
}

}  // namespace latchkey::protocol
