// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace latchkey::ui::text {

QString timeOfDay(const QDateTime& moment, const QDateTime& now) {
  const QString time = QLocale().toString(moment.time(), QStringLiteral("HH:mm"));
  if (moment.date() == now.date()) return time;
  //: A moment on another day. %1 is the date, %2 the time of day.
  return QCoreApplication::translate("Times", "%1, %2")
      .arg(QLocale().toString(moment.date(), QCoreApplication::translate("Times", "d MMMM")), time);
}

QString timeFrom(const QDateTime& moment, const QDateTime& now) {
  constexpr int minute = 60'000;  // ms
  const int over = moment.time().msecsSinceStartOfDay() % minute;
  return timeOfDay(over == 0 ? moment : moment.addMSecs(minute - over), now);
}

QString remaining(qint64 seconds) {
  const qint64 left = std::max<qint64>(0, seconds);
  const auto two = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
  const qint64 hours = left / 3600;
  const qint64 minutes = left / 60 % 60;
  if (hours > 0) return QStringLiteral("%1:%2:%3").arg(QString::number(hours), two(minutes), two(left % 60));
  return QStringLiteral("%1:%2").arg(QString::number(minutes), two(left % 60));
}

QString codeExpiryLine(const QDateTime& moment, const QDateTime& now) {
  //: %1 is a time of day such as 14:32, %2 a duration such as 9:05.
  return QCoreApplication::translate("Times", "Valid until %1 (%2 left)")
      .arg(timeOfDay(moment, now), remaining(now.secsTo(moment)));
}

QString codeExpiredLine() {
  return QCoreApplication::translate("Times", "This code is no longer valid. Send a new one.");
}

QString codeExpiredForGood() {
  return QCoreApplication::translate("Times", "This code is no longer valid.");
}

QString resendLine(const QDateTime& moment, const QDateTime& now) {
  //: %1 is a time of day such as 14:32, %2 a duration such as 0:45.
  return QCoreApplication::translate("Times", "You can send it again at %1 (in %2)")
      .arg(timeFrom(moment, now), remaining(now.secsTo(moment)));
}

QString retryLine(const QDateTime& moment, const QDateTime& now) {
  //: %1 is a time of day such as 14:32, %2 a duration such as 9:05.
  return QCoreApplication::translate("Times", "You can go on at %1 (in %2)")
      .arg(timeFrom(moment, now), remaining(now.secsTo(moment)));
}

QString retryTriedLine(const QDateTime& moment, const QDateTime& now) {
  //: %1 is a time of day such as 14:32, %2 a duration such as 9:05.
  return QCoreApplication::translate("Times", "What you have tried opens again at %1 (in %2)")
      .arg(timeFrom(moment, now), remaining(now.secsTo(moment)));
}

QString retryNowLine() {
  return QCoreApplication::translate("Times", "You can go on now.");
}

}  // namespace latchkey::ui::text
