// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/active_directory_values.h"

#include <QString>
#include <QtEndian>
#include <array>

namespace latchkey::service::directory {

namespace {
constexpr qint64 perMillisecond = 10'000;
constexpr qint64 epochShift = 11'644'473'600'000;  ///< ms from 1601 to 1970
constexpr qint64 never = 0x7FFF'FFFF'FFFF'FFFF;

quint32 partOf(const QByteArray& sid, int index) {
  return qFromLittleEndian<quint32>(sid.constData() + 8 + qsizetype{4} * index);
}
}  // namespace

qint64 momentOf(qint64 fileTime) {
  if (fileTime <= 0 || fileTime == never) return 0;
  return fileTime / perMillisecond - epochShift;
}

qint64 spanOf(qint64 fileTimeSpan) {
  // The smallest number means "for ever": as long as can be counted.
  if (fileTimeSpan == -never - 1) return never / perMillisecond;
  return fileTimeSpan < 0 ? -fileTimeSpan / perMillisecond : 0;
}

bool isPrivilegedGroup(const QByteArray& sid) {
  if (sid.size() < 12) return false;
  const int parts = static_cast<unsigned char>(sid.at(1));
  if (parts < 1 || sid.size() != 8 + 4 * parts) return false;
  constexpr quint32 builtIn = 32;
  constexpr quint32 ofDomain = 21;
  const quint32 last = partOf(sid, parts - 1);
  // [MS-ADTS] 3.1.1.6.1.2 (protected groups), and those who may change policies or keys.
  constexpr std::array<quint32, 6> builtInGroups{544, 548, 549, 550, 551, 552};
  constexpr std::array<quint32, 9> domainGroups{512, 516, 517, 518, 519, 520, 521, 526, 527};
  const auto holds = [last](const auto& groups) {
    for (const quint32 group : groups) {
      if (group == last) return true;
    }
    return false;
  };
  if (partOf(sid, 0) == builtIn) return parts == 2 && holds(builtInGroups);
  return partOf(sid, 0) == ofDomain && parts == 5 && holds(domainGroups);
}

platform::Secret quotedUtf16(const platform::Secret& password) {
  const std::string_view bytes = password.view();
  QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
  platform::Secret quoted;
  const auto append = [&quoted](char16_t unit) {
    const std::array<char, 2> pair{static_cast<char>(unit & 0xFFU), static_cast<char>(unit >> 8U)};
    quoted.append({pair.data(), pair.size()});
  };
  append(u'"');
  for (const QChar unit : std::as_const(text)) append(unit.unicode());
  append(u'"');
  platform::wipe(text);
  return quoted;
}

}  // namespace latchkey::service::directory
