// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/retry_after.h"

#include <QDateTime>
#include <QTest>
#include <limits>

using namespace latchkey::client;

namespace {
constexpr qint64 birthday = 784111777000;  // Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110
constexpr int none = -1;
}  // namespace

class RetryAfterTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void readsEveryKind_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<int>("seconds");
    const auto row = [](const char* name, const QByteArray& value, qint64 now, int seconds) {
      QTest::newRow(name) << value << now << seconds;
    };
    row("seconds", "120", birthday, 120);
    row("zero", "0", birthday, 0);
    row("leading zeros", "0000000000000000000005", birthday, 5);
    row("blanks around", " \t7 ", birthday, 7);
    row("exactly a day", "86400", birthday, longestRetryAfter);
    row("a second more than a day", "86401", birthday, longestRetryAfter);
    row("largest int", "2147483648", birthday, longestRetryAfter);
    row("a year of digits", QByteArray(365, '9'), birthday, longestRetryAfter);
    row("fixdate in a minute", "Sun, 06 Nov 1994 08:50:37 GMT", birthday, 60);
    row("fixdate, part of a second is rounded up", "Sun, 06 Nov 1994 08:49:38 GMT", birthday + 1, 1);
    row("fixdate now", "Sun, 06 Nov 1994 08:49:37 GMT", birthday, 0);
    row("fixdate in the past", "Sun, 06 Nov 1994 08:49:37 GMT", birthday + 5000, 0);
    row("fixdate far ahead", "Fri, 31 Dec 9999 23:59:59 GMT", birthday, longestRetryAfter);
    row("leap second", "Sun, 06 Nov 1994 08:49:60 GMT", birthday, 22);
    row("rfc 850", "Sunday, 06-Nov-94 08:49:47 GMT", birthday, 10);
    row("rfc 850, of the last century", "Sunday, 06-Nov-94 08:49:47 GMT", 1764000000000, 0);
    row("asctime", "Sun Nov  6 08:49:47 1994", birthday, 10);
    row("the clock at its end", "Sun, 06 Nov 1994 08:50:37 GMT", std::numeric_limits<qint64>::max(), 0);
    row("the clock before all time", "Sun, 06 Nov 1994 08:50:37 GMT", std::numeric_limits<qint64>::min(),
        longestRetryAfter);
    row("empty", "", birthday, none);
    row("blanks only", "   ", birthday, none);
    row("negative", "-5", birthday, none);
    row("plus", "+5", birthday, none);
    row("fraction", "1.5", birthday, none);
    row("exponent", "1e3", birthday, none);
    row("hexadecimal", "0x10", birthday, none);
    row("a list", "5, 10", birthday, none);
    row("full-width digits", "\xef\xbc\x95", birthday, none);
    row("word", "soon", birthday, none);
    row("NUL", QByteArray("5\0", 2), birthday, none);
    row("other zone", "Sun, 06 Nov 1994 08:50:37 +0100", birthday, none);
    row("no zone", "Sun, 06 Nov 1994 08:50:37", birthday, none);
    row("no such day", "Wed, 30 Feb 1994 08:50:37 GMT", birthday, none);
    row("no such month", "Sun, 06 Nab 1994 08:50:37 GMT", birthday, none);
    row("no such hour", "Sun, 06 Nov 1994 24:50:37 GMT", birthday, none);
    row("one digit of the hour", "Sun, 06 Nov 1994 8:50:37 GMT", birthday, none);
    row("ISO 8601", "1994-11-06T08:50:37Z", birthday, none);
    row("endless", QByteArray(100000, 'x'), birthday, none);
  }
  void readsEveryKind() {
    QFETCH(QByteArray, value);
    QFETCH(qint64, now);
    QFETCH(int, seconds);
    QCOMPARE(parseRetryAfter(value, now).value_or(none), seconds);
  }
  void theThreeFormsOfADateMeanTheSame() {
    QCOMPARE(parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT", birthday), birthday);
    QCOMPARE(parseHttpDate("Sunday, 06-Nov-94 08:49:37 GMT", birthday), birthday);
    QCOMPARE(parseHttpDate("Sun Nov  6 08:49:37 1994", birthday), birthday);
  }
};

QTEST_APPLESS_MAIN(RetryAfterTest)
#include "retry_after_test.moc"
