// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/outside_text.h"

#include <QChar>
#include <QList>
#include <QSet>
#include <QStringList>
#include <QUrl>
#include <algorithm>
#include <array>

#include "core/platform/guard.h"

namespace latchkey::ui::widgets {

namespace {

constexpr qsizetype longestShown = 400;  // characters; nothing that the protocol carries is longer
constexpr int mostMarks = 3;             // on one letter; Vietnamese and Thai need two
constexpr char16_t firstStrongIsolate = 0x2068;
constexpr char16_t popIsolate = 0x2069;

/// Letters and blanks by category that are nevertheless seen as nothing (Unicode Default_Ignorable and
/// blank).
bool looksEmpty(char32_t c) {
  constexpr std::array<char32_t, 8> empty = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0};
  return std::find(empty.begin(), empty.end(), c) != empty.end() || (c >= 0x180B && c <= 0x180F) ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool isPlain(char32_t c) {
  if (!platform::isOn(platform::Guard::OutsideText)) return true;
  if (c == U' ' || c == 0x3000) return true;  // the ideographic blank is an ordinary one in Japanese
  if (looksEmpty(c)) return false;
  switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Separator_Space:
      return false;
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
    case QChar::Mark_Enclosing:
    case QChar::Number_DecimalDigit:
    case QChar::Number_Letter:
    case QChar::Number_Other:
    case QChar::Letter_Uppercase:
    case QChar::Letter_Lowercase:
    case QChar::Letter_Titlecase:
    case QChar::Letter_Modifier:
    case QChar::Letter_Other:
    case QChar::Punctuation_Connector:
    case QChar::Punctuation_Dash:
    case QChar::Punctuation_Open:
    case QChar::Punctuation_Close:
    case QChar::Punctuation_InitialQuote:
    case QChar::Punctuation_FinalQuote:
    case QChar::Punctuation_Other:
    case QChar::Symbol_Math:
    case QChar::Symbol_Currency:
    case QChar::Symbol_Modifier:
    case QChar::Symbol_Other:
      return true;
  }
  return false;
}

QString codePointName(char32_t c) {
  return QStringLiteral("[U+%1]").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')).toUpper();
}

/// Foreign letters whose usual shape is that of a Latin letter (from the confusables of UTS 39).
bool looksLatin(char32_t c) {
  static const QSet<char32_t> letters = {
      0x0430, 0x0441, 0x0501, 0x0435, 0x04BB, 0x0456, 0x0458, 0x04CF, 0x043E, 0x0440, 0x051B,
      0x0455, 0x0475, 0x051D, 0x0445, 0x0443, 0x0432, 0x043C, 0x043D, 0x0442, 0x043A, 0x04AF,  // Cyrillic
      0x03B1, 0x03B9, 0x03BD, 0x03BF, 0x03C1, 0x03C3, 0x03C5, 0x03BA, 0x03B3, 0x03F2,          // Greek
      0x0570, 0x0578, 0x057D, 0x0585, 0x0566, 0x0578, 0x0581};                                 // Armenian
  return letters.contains(c);
}

/// One of the mixtures that people really write, or a single script.
bool isOrdinaryMixture(const QSet<int>& scripts) {
  if (scripts.size() <= 1) return true;
  const QList<QSet<int>> mixtures = {
      {QChar::Script_Latin, QChar::Script_Han, QChar::Script_Hiragana, QChar::Script_Katakana},
      {QChar::Script_Latin, QChar::Script_Han, QChar::Script_Bopomofo},
      {QChar::Script_Latin, QChar::Script_Han, QChar::Script_Hangul}};
  return std::any_of(mixtures.begin(), mixtures.end(),
                     [&](const QSet<int>& mixture) { return mixture.contains(scripts); });
}

bool isMisleadingLabel(const QString& label) {
  QSet<int> scripts;
  bool allLookLatin = true;
  bool hasForeignLetter = false;
  for (const char32_t c : label.toUcs4()) {
    const QChar::Script script = QChar::script(c);
    if (script == QChar::Script_Common || script == QChar::Script_Inherited) continue;
    scripts.insert(script);
    if (script != QChar::Script_Latin) {
      hasForeignLetter = true;
      allLookLatin = allLookLatin && looksLatin(QChar::toLower(c));
    }
  }
  return !isOrdinaryMixture(scripts) || (hasForeignLetter && allLookLatin);
}

/// Not toUcs4(): that one swallows a byte order mark at the beginning.
char32_t codePointAt(QStringView text, qsizetype index) {
  const char16_t unit = text.at(index).unicode();
  const bool pair =
      QChar::isHighSurrogate(unit) && index + 1 < text.size() && text.at(index + 1).isLowSurrogate();
  return pair ? QChar::surrogateToUcs4(unit, text.at(index + 1).unicode()) : unit;
}

bool isIsolate(char32_t c) {
  return c >= 0x2066 && c <= firstStrongIsolate;
}

/// @param sentence isolates and line feeds are ours, and stay.
QString shownWith(QStringView outside, bool sentence) {
  QString shown;
  int marks = 0;
  const bool tooLong = !sentence && outside.size() > longestShown;
  const qsizetype size = tooLong ? longestShown : outside.size();
  for (qsizetype i = 0; i < size; ++i) {
    const char32_t c = codePointAt(outside, i);
    if (QChar::requiresSurrogates(c)) ++i;
    marks = QChar::isMark(c) ? marks + 1 : 0;
    const bool ours = sentence && (isIsolate(c) || c == popIsolate || c == U'\n');
    if (ours || (isPlain(c) && marks <= mostMarks)) {
      shown += QString::fromUcs4(&c, 1);
    } else {
      shown += codePointName(c);
    }
  }
  if (tooLong) shown += QChar(0x2026);
  return shown;
}

}  // namespace

QString visibleText(QStringView outside) {
  return shownWith(outside, false);
}

QString visibleSentence(QStringView sentence) {
  int open = 0;
  for (const QChar c : sentence) {
    if (isIsolate(c.unicode())) ++open;
    if (c.unicode() == popIsolate && --open < 0) break;
  }
  return shownWith(sentence, open == 0);
}

QString withoutIsolates(QString text) {
  return text.removeIf([](QChar c) { return isIsolate(c.unicode()) || c.unicode() == popIsolate; });
}

QString shownOutside(QStringView outside) {
  if (outside.isEmpty()) return {};
  return QChar(firstStrongIsolate) + visibleText(outside) + QChar(popIsolate);
}

bool isMisleadingDomain(QStringView domain) {
  const QStringList labels = domain.toString().split(QLatin1Char('.'), Qt::SkipEmptyParts);
  return std::any_of(labels.begin(), labels.end(), [](const QString& label) {
    if (!label.startsWith(QLatin1String("xn--"), Qt::CaseInsensitive)) return isMisleadingLabel(label);
    // Qt leaves what it does not decode as it is: such a label is shown in its ASCII form, which is honest.
    return isMisleadingLabel(QUrl::fromAce(label.toLatin1(), QUrl::IgnoreIDNWhitelist));
  });
}

bool isSuspicious(QStringView outside) {
  if (visibleText(outside) != outside) return true;
  const QStringList words = outside.toString().split(QLatin1Char(' '), Qt::SkipEmptyParts);
  return std::any_of(words.begin(), words.end(), [](const QString& word) {
    const QString domain = word.section(QLatin1Char('@'), -1);
    const bool looksLikeDomain = domain.size() != word.size() || domain.contains(QLatin1Char('.'));
    return looksLikeDomain && isMisleadingDomain(domain);
  });
}

}  // namespace latchkey::ui::widgets
