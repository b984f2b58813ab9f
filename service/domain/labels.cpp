// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/labels.h"

#include <QList>
#include <algorithm>

namespace latchkey::service::domain {

namespace {
constexpr qsizetype longestLabel = 64;  // code points

/// Controls, marks that only format, and the tags beyond the first plane, of which some are
/// not even assigned.
bool isHidden(char32_t point) {
  constexpr char32_t firstTag = 0xE0000;
  constexpr char32_t lastTag = 0xE00FF;
  if (point >= firstTag && point <= lastTag) return true;
  switch (QChar::category(point)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
      return true;
    default:
      return false;
  }
}

bool endsPart(char32_t point) {
  return QStringView(u":?&#%").contains(QStringView(QChar::fromUcs4(point)));
}
}  // namespace

bool isPlainLabel(const QString& label) {
  const QList<uint> points = label.toUcs4();
  return label.isValidUtf16() && points.size() <= longestLabel && std::ranges::none_of(points, isHidden);
}

QString plainLabel(const QString& text) {
  QString plain;
  const QList<uint> points = text.toUcs4();
  for (const char32_t point : points) {
    if (isHidden(point) || QChar::category(point) == QChar::Other_PrivateUse || endsPart(point)) continue;
    plain.append(QChar::fromUcs4(point));
  }
  return plain.simplified();
}

}  // namespace latchkey::service::domain
