// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/retry_after.h"

#include <QDateTime>
#include <QList>
#include <algorithm>
#include <array>

namespace latchkey::client {

namespace {
constexpr qsizetype longestField = 64;  // characters; the longest HTTP-date has 33
constexpr qint64 year = 365LL * 24 * 60 * 60 * 1000;

/// Plain decimal digits, `least` to `most` of them.
std::optional<int> number(QByteArrayView text, qsizetype least, qsizetype most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<int> month(QByteArrayView text) {
  constexpr std::array names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return static_cast<int>(found - names.begin()) + 1;
}

std::optional<QTime> timeOfDay(QByteArrayView text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  const auto hour = number(text.sliced(0, 2), 2, 2);
  const auto minute = number(text.sliced(3, 2), 2, 2);
  const auto second = number(text.sliced(6, 2), 2, 2);
  if (!hour || !minute || !second) return std::nullopt;
  const QTime time(*hour, *minute, *second == 60 ? 59 : *second);  // a leap second is a valid HTTP-date
  if (!time.isValid()) return std::nullopt;
  return time;
}

std::optional<qint64> moment(std::optional<int> yearNumber, std::optional<int> monthNumber,
                             std::optional<int> day, std::optional<QTime> time) {
  if (!yearNumber || !monthNumber || !day || !time) return std::nullopt;
  const QDate date(*yearNumber, *monthNumber, *day);
  if (!date.isValid()) return std::nullopt;
  return QDateTime(date, *time, Qt::UTC).toMSecsSinceEpoch();
}

/// Words between single or doubled blanks; asctime pads the day with a second blank.
QList<QByteArrayView> words(QByteArrayView text) {
  QList<QByteArrayView> found;
  qsizetype begin = 0;
  for (qsizetype i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ') continue;
    if (i > begin) found.append(text.sliced(begin, i - begin));
    begin = i + 1;
  }
  return found;
}

/// "06-Nov-94": a year that would be more than 50 years ahead means the century before.
std::optional<qint64> dashedDate(QByteArrayView date, QByteArrayView time, qint64 now) {
  if (date.size() != 9 || date[2] != '-' || date[6] != '-') return std::nullopt;
  const auto twoDigits = number(date.sliced(7), 2, 2);
  if (!twoDigits) return std::nullopt;
  const int thisYear = QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).date().year();
  int fullYear = thisYear - thisYear % 100 + *twoDigits;
  if (fullYear > thisYear + 50) fullYear -= 100;
  return moment(fullYear, month(date.sliced(3, 3)), number(date.sliced(0, 2), 2, 2), timeOfDay(time));
}

QByteArrayView trimmed(QByteArrayView value) {
  while (!value.isEmpty() && (value.front() == ' ' || value.front() == '\t')) value = value.sliced(1);
  while (!value.isEmpty() && (value.back() == ' ' || value.back() == '\t')) value.chop(1);
  return value;
}
}  // namespace

std::optional<qint64> parseHttpDate(QByteArrayView value, qint64 now) {
  value = trimmed(value);
  if (value.size() > longestField) return std::nullopt;
  // A clock far outside any real time must not reach the calendar's limits.
  now = std::clamp<qint64>(now, 0, 8000 * year);
  // The name of the day is not judged: the date says it already.
  const QList<QByteArrayView> parts = words(value);
  if (parts.size() == 6 && parts[0].endsWith(',') && parts[5] == "GMT")  // Sun, 06 Nov 1994 08:49:37 GMT
    return moment(number(parts[3], 4, 4), month(parts[2]), number(parts[1], 2, 2), timeOfDay(parts[4]));
  if (parts.size() == 4 && parts[0].endsWith(',') && parts[3] == "GMT")  // Sunday, 06-Nov-94 08:49:37 GMT
    return dashedDate(parts[1], parts[2], now);
  if (parts.size() == 5 && parts[0].size() == 3)  // Sun Nov  6 08:49:37 1994
    return moment(number(parts[4], 4, 4), month(parts[1]), number(parts[2], 1, 2), timeOfDay(parts[3]));
  return std::nullopt;
}

std::optional<int> parseRetryAfter(QByteArrayView value, qint64 now) {
  value = trimmed(value);
  if (value.isEmpty()) return std::nullopt;
  if (std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    while (value.size() > 1 && value.front() == '0') value = value.sliced(1);
    if (value.size() > 9) return longestRetryAfter;
    return std::min(*number(value, 1, 9), longestRetryAfter);
  }
  now = std::clamp<qint64>(now, 0, 8000 * year);
  const std::optional<qint64> date = parseHttpDate(value, now);
  if (!date) return std::nullopt;
  if (*date <= now) return 0;
  // Rounded up, so that nobody comes back a moment too early.
  return static_cast<int>(std::min<qint64>((*date - now + 999) / 1000, longestRetryAfter));
}

}  // namespace latchkey::client
