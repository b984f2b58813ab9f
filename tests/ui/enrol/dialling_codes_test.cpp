// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the table is right, tests/service/numbering/dialling_codes_test.cpp asks libphonenumber.
#include "ui/enrol/dialling_codes.h"

#include <QTest>

using latchkey::ui::enrol::regionOf;

class DiallingCodesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aCountryIsFoundWithItsFirstDigits_data() {
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("preferred");
    QTest::addColumn<QString>("region");
    const auto row = [](const char* number, const char* preferred, const char* region) {
      QTest::addRow("%s, %s", number, preferred)
          << QString::fromUtf8(number) << QString::fromLatin1(preferred) << QString::fromLatin1(region);
    };
    row("+81 90", "JP", "JP");
    row("+8", "JP", "");
    row("+8190", "DE", "JP");
    row("＋８１", "DE", "JP");
    row("+(1) 416", "CA", "CA");
    row("+1 416", "JP", "US");
    row("+358 40", "JP", "FI");
    row("+44", "JP", "");  // not one of these
    row("81 90", "JP", "");
    row("0081 90", "JP", "");
    row("", "JP", "");
  }
  void aCountryIsFoundWithItsFirstDigits() {
    QFETCH(QString, number);
    QFETCH(QString, preferred);
    const QStringList regions{QStringLiteral("JP"), QStringLiteral("US"), QStringLiteral("CA"),
                              QStringLiteral("DE"), QStringLiteral("FI")};
    QTEST(regionOf(number, regions, preferred), "region");
  }
};

QTEST_MAIN(DiallingCodesTest)
#include "dialling_codes_test.moc"
