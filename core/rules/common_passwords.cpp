// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/common_passwords.h"

#include <zxcvbn.h>

#include <QChar>
#include <algorithm>
#include <array>

namespace latchkey::rules {

namespace {

/// log2 of a million guesses, the upper end of zxcvbn's score 1.
constexpr double smallestBits = 19.93;
/// zxcvbn's time grows with the cube of the length of a repeat: 2 ms for this many bytes.
constexpr std::size_t mostBytes = 64;

bool isListed(const WipedText& folded) {
  WipedBytes bytes;
  bytes.reserve(folded.size() * 4);
  for (const char32_t character : folded) appendUtf8(bytes, character);
  const auto list = commonPasswords();
  return std::binary_search(list.begin(), list.end(), std::string_view(bytes.data(), bytes.size()));
}

/// zxcvbn overwrites what it allocates but leaves parts of words in its stack frames (a dictionary
/// search is recursive, some KiB deep). This takes the same stretch of stack and overwrites it.
[[gnu::noinline]] void overwriteStackBelow() {
  std::array<char, 32UL * 1024UL> area;
  overwrite(area.data(), area.size());
}

double bitsOf(std::string_view ascii) {
  WipedBytes text;
  text.reserve(ascii.size() + 1);
  text.assign(ascii.begin(), ascii.end());
  text.push_back('\0');
  const double bits = ZxcvbnMatch(text.data(), nullptr, nullptr);
  overwriteStackBelow();
  return bits;
}

}  // namespace

bool isListedPassword(const WipedText& candidate) {
  const WipedText folded = foldText(candidate);
  if (isListed(folded)) return true;
  WipedText plain;
  plain.reserve(folded.size());
  std::copy_if(folded.begin(), folded.end(), std::back_inserter(plain),
               [](char32_t character) { return QChar::isLetterOrNumber(character); });
  return plain.size() != folded.size() && !plain.empty() && isListed(plain);
}

bool isEasilyGuessed(std::string_view ascii) {
  const double bits = bitsOf(ascii.substr(0, mostBytes));
  if (bits >= smallestBits || ascii.size() <= mostBytes) return bits < smallestBits;
  return bitsOf(ascii.substr(ascii.size() - mostBytes)) < smallestBits;
}

}  // namespace latchkey::rules
