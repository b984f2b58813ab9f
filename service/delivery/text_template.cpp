// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/text_template.h"

#include <QRegularExpression>

namespace latchkey::service::delivery {
namespace {

const QRegularExpression& placeholder() {
  static const QRegularExpression expression(
      QStringLiteral(R"(\{([A-Za-z]+)(?:(\?)|:([^|{}]*)\|([^|{}]*))?\})"));
  return expression;
}

bool lacksAnOptionalFact(const QString& line, const Facts& facts) {
  auto matches = placeholder().globalMatch(line);
  while (matches.hasNext()) {
    const auto match = matches.next();
    if (match.capturedStart(2) >= 0 && facts.value(match.captured(1)).isEmpty()) return true;
  }
  return false;
}

QString fillLine(const QString& line, const Facts& facts) {
  QString filled;
  qsizetype done = 0;
  auto matches = placeholder().globalMatch(line);
  while (matches.hasNext()) {
    const auto match = matches.next();
    filled += line.mid(done, match.capturedStart() - done);
    const QString value = facts.value(match.captured(1));
    const bool chooses = match.capturedStart(3) >= 0;
    filled += chooses ? match.captured(value == QStringLiteral("1") ? 3 : 4) : value;
    done = match.capturedEnd();
  }
  return filled + line.mid(done);
}

bool isHarmful(QChar character) {
  const QChar::Category category = character.category();
  if (category == QChar::Other_Control || category == QChar::Separator_Line ||
      category == QChar::Separator_Paragraph) {
    return true;
  }
  // Marks, embeddings, overrides and isolates that turn the direction of what follows.
  const char16_t unit = character.unicode();
  return unit == 0x061C || unit == 0x200E || unit == 0x200F || (unit >= 0x202A && unit <= 0x202E) ||
         (unit >= 0x2066 && unit <= 0x2069);
}

}  // namespace

QStringList placeholdersOf(const QString& text) {
  QStringList names;
  auto matches = placeholder().globalMatch(text);
  while (matches.hasNext()) names << matches.next().captured(1);
  return names;
}

QString fill(const QString& text, const Facts& facts) {
  QStringList lines;
  const QStringList templateLines = text.split(QLatin1Char('\n'));
  for (const QString& line : templateLines) {
    if (!lacksAnOptionalFact(line, facts)) lines << fillLine(line, facts);
  }
  return lines.join(QLatin1Char('\n'));
}

QString cleaned(const QString& fact) {
  QString result;
  result.reserve(fact.size());
  for (const QChar character : fact) {
    if (!isHarmful(character)) result += character;
  }
  return result;
}

}  // namespace latchkey::service::delivery
