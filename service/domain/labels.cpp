// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/labels.h"

#include <QList>
#include <algorithm>

#include "core/rules/hidden_character.h"

namespace latchkey::service::domain {

namespace {
constexpr qsizetype longestLabel = 64;  // code points

bool endsPart(char32_t point) {
  return QStringView(u":?&#%").contains(QStringView(QChar::fromUcs4(point)));
}
}  // namespace

bool isPlainLabel(const QString& label) {
  const QList<uint> points = label.toUcs4();
  return label.isValidUtf16() && points.size() <= longestLabel &&
         std::ranges::none_of(points, rules::isHidden);
}

QString plainLabel(const QString& text) {
  QString plain;
  const QList<uint> points = text.toUcs4();
  for (const char32_t point : points) {
    if (rules::isHidden(point) || endsPart(point)) continue;
    plain.append(QChar::fromUcs4(point));
  }
  return plain.simplified();
}

}  // namespace latchkey::service::domain
