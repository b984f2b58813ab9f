// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/security_answer.h"

#include <QString>
#include <algorithm>

#include "core/rules/wiped_text.h"

namespace latchkey::rules {

namespace {

using AnswerFailure = unexpected<AnswerFault>;

/// Far more than 40 code points can be before they are normalised; bounds the work for whatever comes in.
constexpr std::size_t mostTypedBytes = 4096;
/// Folding may undo NFKC and the reverse; two rounds settle all that Unicode has, the third is for doubt.
constexpr int mostRounds = 3;

bool isRefused(char32_t character) {
  switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
      return true;
    default:  // NOLINT: thirty categories of what people may type
      return false;
  }
}

/// Wiped when it goes; what Qt makes of it in between lies in freed memory, which is wiped as well
/// (docs/decisions/0005-freed-memory-is-wiped.md).
struct Working {
  QString text;
  Working() = default;
  ~Working() { platform::wipe(text); }
  Q_DISABLE_COPY_MOVE(Working)
};

bool settle(QString& text) {
  for (int round = 0; round < mostRounds; ++round) {
    QString next = text.normalized(QString::NormalizationForm_KC)
                       .toCaseFolded()
                       .normalized(QString::NormalizationForm_KC);
    const bool same = next == text;
    text.swap(next);
    platform::wipe(next);
    if (same) return true;
  }
  return false;
}

/// One blank for each run, none at the ends.
WipedText withoutSpareBlanks(const WipedText& text) {
  WipedText kept;
  kept.reserve(text.size());
  for (const char32_t character : text) {
    const bool blank = character == U' ';
    if (!blank || (!kept.empty() && kept.back() != U' ')) kept.push_back(character);
  }
  if (!kept.empty() && kept.back() == U' ') kept.pop_back();
  return kept;
}

}  // namespace

Result<platform::Secret, AnswerFault> normaliseAnswer(std::string_view utf8) {
  if (utf8.size() > mostTypedBytes) return AnswerFailure(AnswerFault::TooLong);
  auto typed = decodeUtf8(utf8);
  if (!typed) return AnswerFailure(AnswerFault::NotText);
  for (char32_t& character : *typed) {
    if (QChar::isSpace(character)) character = U' ';
  }
  if (std::ranges::any_of(*typed, isRefused)) return AnswerFailure(AnswerFault::NotText);

  Working working;
  working.text = QString::fromUcs4(typed->data(), static_cast<qsizetype>(typed->size()));
  if (!settle(working.text)) return AnswerFailure(AnswerFault::NotText);
  WipedText settled;
  settled.reserve(static_cast<std::size_t>(working.text.size()));
  const QStringView view(working.text);
  for (qsizetype i = 0; i < view.size(); ++i) {
    const bool pair = view.at(i).isHighSurrogate() && i + 1 < view.size();
    settled.push_back(pair ? QChar::surrogateToUcs4(view.at(i), view.at(i + 1))
                           : char32_t{view.at(i).unicode()});
    if (pair) ++i;
  }
  const WipedText answer = withoutSpareBlanks(settled);
  if (answer.size() < shortestAnswer) return AnswerFailure(AnswerFault::TooShort);
  if (answer.size() > longestAnswer) return AnswerFailure(AnswerFault::TooLong);
  WipedBytes bytes;
  bytes.reserve(answer.size() * 4);
  for (const char32_t character : answer) appendUtf8(bytes, character);
  return platform::Secret({bytes.data(), bytes.size()});
}

std::optional<std::size_t> repeatedAnswer(const std::vector<platform::Secret>& answers) {
  for (std::size_t later = 1; later < answers.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (answers[later].equals(answers[earlier])) return later;
    }
  }
  return std::nullopt;
}

}  // namespace latchkey::rules
