// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/code_entry.h"

#include <algorithm>

namespace latchkey::rules {

namespace {

constexpr qsizetype lastDigits = 4;
constexpr qsizetype fewestOfNumber = 7;  // what the shortest national numbers in use have
constexpr qsizetype mostOfNumber = 19;   // 15 of E.164, a trunk 0, and room for 00 in front

/// ASCII and full-width digits: what Japanese and English keyboards give.
std::optional<QChar> digitOf(QChar unit) {
  if (unit >= u'0' && unit <= u'9') return unit;
  if (unit >= u'０' && unit <= u'９') return QChar(unit.unicode() - u'０' + u'0');
  return std::nullopt;
}

/// Blanks of every kind and whatever a keyboard or a mail program makes of a hyphen, the long vowel mark
/// of Japanese input among them.
bool isSpacing(QChar unit) {
  return unit.isSpace() || unit.category() == QChar::Punctuation_Dash || unit == u'\u2212' || unit == u'ー' ||
         unit == u'ｰ';
}

/// Digits of a telephone number without the signs that people put between them.
std::optional<QString> digitsOfNumber(QStringView text) {
  QString bare;
  for (const QChar unit : text) {
    if (!QStringView(u"()（）.．/").contains(unit)) bare += unit;
  }
  return digitsOfCode(bare);
}

QString foldMail(QStringView text) {
  return text.trimmed().toString().normalized(QString::NormalizationForm_KC).toCaseFolded();
}

bool isUnfitForMail(QChar unit) {
  return unit.isSpace() || !unit.isPrint();
}

}  // namespace

std::optional<QString> digitsOfCode(QStringView typed) {
  QString digits;
  digits.reserve(typed.size());
  for (const QChar unit : typed) {
    if (const auto digit = digitOf(unit)) {
      digits += *digit;
    } else if (!isSpacing(unit)) {
      return std::nullopt;
    }
  }
  return digits;
}

ConfirmVerdict confirmMail(QStringView typed, QStringView address) {
  const QString entry = foldMail(typed);
  const qsizetype at = entry.indexOf(u'@');
  if (entry.isEmpty() || entry.size() > 320 || !entry.isValidUtf16()) return ConfirmVerdict::Malformed;
  if (std::any_of(entry.begin(), entry.end(), isUnfitForMail)) return ConfirmVerdict::Malformed;
  // Nothing before the @, nothing after it, or two of them: a slip that can be told to everybody.
  if (at == 0 || at == entry.size() - 1 || at != entry.lastIndexOf(u'@')) return ConfirmVerdict::Malformed;

  const QString whole = foldMail(address);
  const qsizetype end = whole.lastIndexOf(u'@');
  if (end < 1) return ConfirmVerdict::Mismatch;
  return entry == (at < 0 ? whole.left(end) : whole) ? ConfirmVerdict::Match : ConfirmVerdict::Mismatch;
}

ConfirmVerdict confirmPhone(QStringView typed, QStringView national, QStringView e164) {
  const QStringView entry = typed.trimmed();
  const bool international = entry.startsWith(u'+') || entry.startsWith(u'＋');
  const auto digits = digitsOfNumber(international ? entry.mid(1) : entry);
  if (!digits || digits->size() < lastDigits || digits->size() > mostOfNumber)
    return ConfirmVerdict::Malformed;

  const QString inland = digitsOfNumber(national).value_or(QString());
  const QString abroad = e164.mid(e164.startsWith(u'+') ? 1 : 0).toString();
  if (inland.size() < lastDigits && abroad.size() < lastDigits) return ConfirmVerdict::Mismatch;
  const auto verdict = [](bool match) { return match ? ConfirmVerdict::Match : ConfirmVerdict::Mismatch; };

  if (digits->size() == lastDigits && !international)
    return verdict((inland.isEmpty() ? abroad : inland).endsWith(*digits));
  if (*digits == abroad || (!international && *digits == inland)) return ConfirmVerdict::Match;
  // +81 090-… : the trunk 0 of the national form left in after the country code.
  const bool trunk = inland.startsWith(u'0') && abroad.endsWith(QStringView(inland).mid(1));
  const qsizetype countryDigits = abroad.size() - inland.size() + 1;
  if (international && trunk && countryDigits > 0 && *digits == abroad.left(countryDigits) + inland)
    return ConfirmVerdict::Match;
  return digits->size() < fewestOfNumber ? ConfirmVerdict::Malformed : ConfirmVerdict::Mismatch;
}

}  // namespace latchkey::rules
