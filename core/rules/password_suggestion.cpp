// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/password_suggestion.h"

#include <algorithm>
#include <string_view>

#include "core/rules/wiped_text.h"

namespace latchkey::rules {

namespace {

// Nothing that is taken for something else on paper or on the telephone: no l, no 0 and no 1; c, q, w, x
// and y are said differently in different languages.
constexpr std::string_view consonants = "bdfghjkmnprstvz";
constexpr std::string_view vowels = "aeiou";
constexpr std::string_view digits = "23456789";
constexpr std::string_view symbols = "-.+=";

constexpr int digitsAtEnd = 2;
constexpr int mostSyllablesOfWord = 3;
constexpr int twoWords = 16;    ///< "Rofadu-Tekimo-84"
constexpr int threeWords = 23;  ///< "Rofadu-Tekimo-Zabure-84"
constexpr int shortest = 6;     ///< "Ro-842"; anything shorter is no password worth suggesting

/// Draws from the given bytes, four for each choice: the bias of the remainder is below 2^-26.
class Choices {
public:
  explicit Choices(std::span<const std::byte> random) : m_random(random) {}
  [[nodiscard]] bool has(std::size_t choices) const { return m_random.size() / 4 >= choices; }
  char from(std::string_view alphabet) {
    std::size_t number = 0;
    for (int i = 0; i < 4; ++i) {
      number = number << 8U | std::to_integer<std::size_t>(m_random.front());
      m_random = m_random.subspan(1);
    }
    const char chosen = alphabet[number % alphabet.size()];
    overwrite(&number, sizeof number);
    return chosen;
  }

private:
  std::span<const std::byte> m_random;
};

/// How the characters are shared out: words of syllables, each followed by the separator, then digits,
/// as "Cvcvcv-Cvcvcv-dd".
struct Plan {
  int length = 0;
  int digits = 0;
  QList<int> syllables;  ///< of each word
};

std::optional<Plan> planFor(const PasswordPolicy& policy) {
  Plan plan;
  const int wished = policy.maximumLength >= threeWords ? threeWords : twoWords;
  plan.length = std::min(std::max(policy.minimumLength, wished), policy.maximumLength);
  if (plan.length < std::max(shortest, policy.minimumLength)) return std::nullopt;
  int left = plan.length - digitsAtEnd;
  while (left >= 3) {  // one syllable and the separator
    const int syllables = std::min((left - 1) / 2, mostSyllablesOfWord);
    plan.syllables << syllables;
    left -= 2 * syllables + 1;
  }
  plan.digits = digitsAtEnd + left;  // what is too short for another word
  return plan;
}

WipedBytes compose(const Plan& plan, Choices& choices) {
  WipedBytes bytes;
  bytes.reserve(static_cast<std::size_t>(plan.length));
  const char separator = choices.from(symbols);
  for (const int syllables : plan.syllables) {
    for (int i = 0; i < syllables; ++i) {
      const char consonant = choices.from(consonants);
      bytes.push_back(i == 0 ? static_cast<char>(consonant - 'a' + 'A') : consonant);
      bytes.push_back(choices.from(vowels));
    }
    bytes.push_back(separator);
  }
  for (int i = 0; i < plan.digits; ++i) bytes.push_back(choices.from(digits));
  return bytes;
}

}  // namespace

std::optional<platform::Secret> suggestPassword(std::span<const std::byte> random,
                                                const PasswordPolicy& policy, const PasswordOwner& owner) {
  const auto plan = planFor(policy);
  if (!plan) return std::nullopt;
  Choices choices(random);
  while (choices.has(static_cast<std::size_t>(plan->length))) {
    const WipedBytes candidate = compose(*plan, choices);
    const std::string_view view(candidate.data(), candidate.size());
    if (judgePassword(view, policy, owner).isEmpty()) return platform::Secret(view);
  }
  return std::nullopt;
}

}  // namespace latchkey::rules
