// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to security questions: what comes out is text of 3 to 40 code points, and normalising it again
// changes nothing.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "core/rules/security_answer.h"
#include "core/rules/wiped_text.h"

using namespace latchkey::rules;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto answer = normaliseAnswer({reinterpret_cast<const char*>(data), size});
  if (!answer) return 0;
  const auto text = decodeUtf8(answer->view());
  if (!text || text->size() < shortestAnswer || text->size() > longestAnswer) std::abort();
  if (text->front() == U' ' || text->back() == U' ') std::abort();
  const auto twoBlanks =
      std::ranges::adjacent_find(*text, [](char32_t a, char32_t b) { return a == U' ' && b == U' '; });
  if (twoBlanks != text->end()) std::abort();
  if (std::ranges::any_of(*text, [](char32_t c) { return c < U' ' || c == 0x7F; })) std::abort();
  const auto again = normaliseAnswer(answer->view());
  if (!again || !again->equals(*answer)) std::abort();
  return 0;
}
