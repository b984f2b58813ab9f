// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/receipt.h"

namespace latchkey::rules {

namespace {
constexpr qsizetype signs = 6;
constexpr qsizetype longestText = 64;
}  // namespace

std::optional<QString> readReceipt(QStringView text) {
  if (text.size() > longestText || !text.isValidUtf16()) return std::nullopt;
  const QString alphabet = receiptAlphabet();
  QString code;
  for (const QChar unit : text.toString().normalized(QString::NormalizationForm_KC)) {
    const QChar sign = unit.toUpper();
    if (alphabet.contains(sign)) {
      code += sign;
    } else if (!unit.isSpace() && unit.category() != QChar::Punctuation_Dash && unit != u'\u2212' &&
               unit != u'\u30FC') {  // the minus sign, and the long vowel mark that a Japanese keyboard gives
      return std::nullopt;
    }
  }
  if (code.size() != signs) return std::nullopt;
  return code.first(signs / 2) + u'-' + code.sliced(signs / 2);
}

}  // namespace latchkey::rules
