// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace latchkey::tests {

/// An answer as it was on the wire.
struct RawAnswer {
  int status = 0;  ///< 0: no answer, only an end
  QByteArray head;
  QByteArray body;

  [[nodiscard]] static RawAnswer parse(const QByteArray& bytes) {
    RawAnswer answer;
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0) return answer;
    answer.head = bytes.first(end);
    answer.body = bytes.sliced(end + 4);
    answer.status = answer.head.split(' ').value(1).toInt();
    return answer;
  }
  /// @param name in small letters
  [[nodiscard]] QByteArray field(const QByteArray& name) const {
    for (const QByteArray& line : head.split('\n')) {
      if (line.toLower().startsWith(name + ':')) return line.sliced(name.size() + 1).trimmed();
    }
    return {};
  }
  /// In the order that they came in.
  [[nodiscard]] QByteArrayList fieldNames() const {
    QByteArrayList names;
    for (const QByteArray& line : head.split('\n').sliced(1)) names += line.first(line.indexOf(':'));
    return names;
  }
};

}  // namespace latchkey::tests
