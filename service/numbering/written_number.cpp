// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/numbering/written_number.h"

#include <QRegularExpression>

namespace latchkey::service::numbering {

namespace {

constexpr qsizetype longestText = 100;
constexpr qsizetype mostDigits = 20;  // 15 of E.164 behind an international prefix

/// Blanks, hyphens of every make, brackets, full stops and slashes stand between digits.
bool isBetweenDigits(QChar unit) {
  return unit == u' ' || unit.category() == QChar::Separator_Space ||
         unit.category() == QChar::Punctuation_Dash || QStringView(u"()./\u2212ー").contains(unit);
}

/// NFKC makes ASCII of full-width signs, of no-break blanks and of the half-width long vowel mark.
QString folded(QStringView text) {
  return text.trimmed().toString().normalized(QString::NormalizationForm_KC);
}

}  // namespace

std::optional<WrittenNumber> readNumber(QStringView text) {
  if (text.size() > longestText || !text.isValidUtf16()) return std::nullopt;
  QString main = folded(text);
  if (main.startsWith(u"tel:", Qt::CaseInsensitive)) main.remove(0, 4);  // RFC 3966, as directories store it

  WrittenNumber number;
  static const QRegularExpression extension(
      QStringLiteral("(?:;ext=|[ ,;]*(?:extension|extn?\\.?|x|#|内線)[ .:]*)([0-9]{1,7})$"),
      QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
  if (const auto match = extension.match(main); match.hasMatch()) {
    number.extension = match.captured(1);
    main.truncate(match.capturedStart());
  }
  for (const QChar unit : main.trimmed()) {
    if (unit >= u'0' && unit <= u'9') {
      number.digits += unit;
    } else if (unit == u'+' && number.digits.isEmpty() && !number.international) {
      number.international = true;
    } else if (!isBetweenDigits(unit)) {
      return std::nullopt;
    }
  }
  if (number.digits.isEmpty() || number.digits.size() > mostDigits) return std::nullopt;
  return number;
}

}  // namespace latchkey::service::numbering
