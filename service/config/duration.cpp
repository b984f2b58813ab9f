// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/duration.h"

#include <array>

namespace latchkey::service::config {

namespace {

struct Unit {
  char16_t sign;
  qint64 seconds;
};
constexpr std::array<Unit, 4> units{{{u'd', 86'400}, {u'h', 3'600}, {u'm', 60}, {u's', 1}}};

}  // namespace

std::optional<qint64> parseDuration(QStringView text) {
  text = text.trimmed();
  qint64 factor = 1;
  for (const Unit& unit : units) {
    if (!text.endsWith(QChar(unit.sign))) continue;
    factor = unit.seconds;
    text = text.chopped(1).trimmed();
    break;
  }
  // Nine digits at most, so that the product fits.
  if (text.isEmpty() || text.size() > 9) return std::nullopt;
  for (const QChar digit : text) {
    if (digit < u'0' || digit > u'9') return std::nullopt;
  }
  return text.toLongLong() * factor;
}

QString durationText(qint64 seconds) {
  for (const Unit& unit : units) {
    if (seconds != 0 && seconds % unit.seconds == 0)
      return QString::number(seconds / unit.seconds) + QChar(unit.sign);
  }
  return QStringLiteral("0s");
}

}  // namespace latchkey::service::config
