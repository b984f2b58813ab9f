// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/objection_code.h"

#include <QStringList>

#include "core/rules/receipt.h"

namespace latchkey::rules {

namespace {
constexpr qsizetype longestObjection = 64;
constexpr int groupSize = 4;

/// Blanks, and whatever a keyboard or a mail program makes of a hyphen: the minus sign, and the long vowel
/// mark that a Japanese keyboard gives.
bool isBetweenSigns(QChar unit) {
  return unit.isSpace() || unit.category() == QChar::Punctuation_Dash || unit == u'\u2212' ||
         unit == u'\u30FC';
}
}  // namespace

QString groupedObjection(const QString& signs) {
  QStringList groups;
  for (qsizetype at = 0; at < signs.size(); at += groupSize) groups << signs.mid(at, groupSize);
  return groups.join(u'-');
}

std::optional<QString> readObjection(QStringView text) {
  if (text.size() > longestObjection || !text.isValidUtf16()) return std::nullopt;
  const QString alphabet = receiptAlphabet();
  QString signs;
  for (const QChar unit : text.toString().normalized(QString::NormalizationForm_KC)) {
    const QChar sign = unit.toUpper();
    if (alphabet.contains(sign)) {
      signs += sign;
    } else if (!isBetweenSigns(unit)) {
      return std::nullopt;
    }
  }
  if (signs.size() != objectionSigns) return std::nullopt;
  return groupedObjection(signs);
}

std::optional<QString> readTicketLink(QLatin1StringView lead, QStringView link) {
  if (!link.startsWith(lead)) return std::nullopt;
  const QStringView ticket = link.sliced(lead.size());
  const auto code = readObjection(ticket);
  return code && *code == ticket ? code : std::nullopt;
}

std::optional<QString> readObjectionLink(QStringView link) {
  return readTicketLink(QLatin1StringView("latchkey:not-me?ticket="), link);
}

}  // namespace latchkey::rules
