// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

/// UTF-8 in place: secrets are measured and drawn without being copied into ordinary memory.
/// The bytes are well-formed: they only get in through encodeCodePoint().
namespace latchkey::ui::widgets {

/// Number of bytes of the character that begins with this byte.
[[nodiscard]] constexpr std::size_t codePointSize(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

[[nodiscard]] constexpr int countCodePoints(std::string_view utf8) {
  int count = 0;
  for (std::size_t i = 0; i < utf8.size(); i += codePointSize(utf8[i])) ++count;
  return count;
}

/// Where the index-th character begins; the size for an index past the end.
[[nodiscard]] constexpr std::size_t offsetOf(std::string_view utf8, int index) {
  std::size_t offset = 0;
  for (; index > 0 && offset < utf8.size(); --index) offset += codePointSize(utf8[offset]);
  return offset < utf8.size() ? offset : utf8.size();
}

[[nodiscard]] constexpr char32_t codePointAt(std::string_view utf8, std::size_t offset) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[offset + i]); };
  const auto low = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
  switch (codePointSize(utf8[offset])) {
    case 1:
      return byte(0);
    case 2:
      return (static_cast<char32_t>(byte(0) & 0x1F) << 6) | low(1);
    case 3:
      return (static_cast<char32_t>(byte(0) & 0x0F) << 12) | (low(1) << 6) | low(2);
    default:
      return (static_cast<char32_t>(byte(0) & 0x07) << 18) | (low(1) << 12) | (low(2) << 6) | low(3);
  }
}

/// @param bytes room for four. Returns how many were written.
constexpr std::size_t encodeCodePoint(char32_t c, char* bytes) {
  if (c < 0x80) {
    bytes[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    bytes[0] = static_cast<char>(0xC0 | (c >> 6));
    bytes[1] = static_cast<char>(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    bytes[0] = static_cast<char>(0xE0 | (c >> 12));
    bytes[1] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    bytes[2] = static_cast<char>(0x80 | (c & 0x3F));
    return 3;
  }
  bytes[0] = static_cast<char>(0xF0 | (c >> 18));
  bytes[1] = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
  bytes[2] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  bytes[3] = static_cast<char>(0x80 | (c & 0x3F));
  return 4;
}

}  // namespace latchkey::ui::widgets
