// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/wiped_text.h"

#include <QChar>

namespace latchkey::rules {

namespace {

struct Lead {
  int following;      ///< continuation bytes
  char32_t bits;      ///< of the lead byte
  char32_t smallest;  ///< anything below is an overlong form
};

std::optional<Lead> readLead(unsigned char byte) {
  if (byte < 0x80) return Lead{0, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return Lead{1, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return Lead{2, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return Lead{3, byte & 0x07U, 0x10000};
  return std::nullopt;
}

}  // namespace

std::optional<WipedText> decodeUtf8(std::string_view utf8) {
  WipedText text;
  text.reserve(utf8.size());  // once, so that growing leaves nothing behind
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = readLead(static_cast<unsigned char>(utf8[i++]));
    if (!lead) return std::nullopt;
    char32_t character = lead->bits;
    for (int n = 0; n < lead->following; ++n, ++i) {
      if (i >= utf8.size()) return std::nullopt;
      const auto byte = static_cast<unsigned char>(utf8[i]);
      if ((byte & 0xC0U) != 0x80U) return std::nullopt;
      character = (character << 6U) | (byte & 0x3FU);
    }
    if (character < lead->smallest || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
      return std::nullopt;
    text.push_back(character);
  }
  return text;
}

void appendUtf8(WipedBytes& bytes, char32_t character) {
  const auto push = [&bytes](char32_t byte) { bytes.push_back(static_cast<char>(byte)); };
  if (character < 0x80) {
    push(character);
  } else if (character < 0x800) {
    push(0xC0U | (character >> 6U));
    push(0x80U | (character & 0x3FU));
  } else if (character < 0x10000) {
    push(0xE0U | (character >> 12U));
    push(0x80U | ((character >> 6U) & 0x3FU));
    push(0x80U | (character & 0x3FU));
  } else {
    push(0xF0U | (character >> 18U));
    push(0x80U | ((character >> 12U) & 0x3FU));
    push(0x80U | ((character >> 6U) & 0x3FU));
    push(0x80U | (character & 0x3FU));
  }
}

char32_t foldCharacter(char32_t character) {
  if (character >= 0xFF01 && character <= 0xFF5E) character -= 0xFEE0;  // full-width ASCII
  if (character == 0x3000) character = U' ';                            // ideographic blank
  return QChar::toCaseFolded(character);
}

WipedText foldText(const WipedText& text) {
  WipedText folded;
  folded.reserve(text.size());
  for (const char32_t character : text) folded.push_back(foldCharacter(character));
  return folded;
}

}  // namespace latchkey::rules
