// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

/// Small pure helpers for JSON texts, shared by reader and writer.
namespace latchkey::protocol {

/// Length in bytes of the UTF-8 sequence at the start, 0 when it is not well-formed (RFC 3629).
[[nodiscard]] std::size_t utf8SequenceLength(std::string_view bytes);
/// Code points of well-formed UTF-8.
[[nodiscard]] std::size_t codePoints(std::string_view utf8);
/// Writes the code point as UTF-8 and returns the bytes written (1 to 4). It has to be a scalar value.
std::size_t encodeUtf8(char32_t codePoint, char* out);
/// The value of exactly four hexadecimal digits.
[[nodiscard]] std::optional<char32_t> hexQuad(std::string_view digits);

}  // namespace latchkey::protocol
