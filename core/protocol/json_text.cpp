// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/json_text.h"

#include <algorithm>
#include <cstdint>

namespace latchkey::protocol {

namespace {

std::uint8_t byteAt(std::string_view bytes, std::size_t index) {
  return static_cast<std::uint8_t>(bytes[index]);
}

bool within(std::uint8_t byte, int least, int most) {
  return byte >= least && byte <= most;
}

}  // namespace

std::size_t utf8SequenceLength(std::string_view bytes) {
  if (bytes.empty()) return 0;
  const std::uint8_t first = byteAt(bytes, 0);
  if (first < 0x80) return 1;
  // RFC 3629, section 4: the second byte's range keeps out overlong forms, surrogates and the far end.
  std::size_t length = 0;
  int least = 0x80;
  int most = 0xBF;
  if (within(first, 0xC2, 0xDF)) {
    length = 2;
  } else if (within(first, 0xE0, 0xEF)) {
    length = 3;
    if (first == 0xE0) least = 0xA0;
    if (first == 0xED) most = 0x9F;
  } else if (within(first, 0xF0, 0xF4)) {
    length = 4;
    if (first == 0xF0) least = 0x90;
    if (first == 0xF4) most = 0x8F;
  }
  if (length == 0 || bytes.size() < length || !within(byteAt(bytes, 1), least, most)) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!within(byteAt(bytes, i), 0x80, 0xBF)) return 0;
  }
  return length;
}

std::size_t codePoints(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(
      utf8, [](char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0) != 0x80; }));
}

std::size_t encodeUtf8(char32_t codePoint, char* out) {
  const auto put = [out](std::size_t index, char32_t bits) { out[index] = static_cast<char>(bits); };
  if (codePoint < 0x80) {
    put(0, codePoint);
    return 1;
  }
  if (codePoint < 0x800) {
    put(0, 0xC0 | (codePoint >> 6));
    put(1, 0x80 | (codePoint & 0x3F));
    return 2;
  }
  if (codePoint < 0x10000) {
    put(0, 0xE0 | (codePoint >> 12));
    put(1, 0x80 | ((codePoint >> 6) & 0x3F));
    put(2, 0x80 | (codePoint & 0x3F));
    return 3;
  }
  put(0, 0xF0 | (codePoint >> 18));
  put(1, 0x80 | ((codePoint >> 12) & 0x3F));
  put(2, 0x80 | ((codePoint >> 6) & 0x3F));
  put(3, 0x80 | (codePoint & 0x3F));
  return 4;
}

std::optional<char32_t> hexQuad(std::string_view digits) {
  if (digits.size() < 4) return {};
  char32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const char digit = digits[i];
    value <<= 4;
    if (digit >= '0' && digit <= '9') {
      value |= static_cast<char32_t>(digit - '0');
    } else if (digit >= 'a' && digit <= 'f') {
      value |= static_cast<char32_t>(digit - 'a' + 10);
    } else if (digit >= 'A' && digit <= 'F') {
      value |= static_cast<char32_t>(digit - 'A' + 10);
    } else {
      return {};
    }
  }
  return value;
}

}  // namespace latchkey::protocol
