// SPDX-License-Identifier: GPL-3.0-or-later
// The table that the assistant shows countries by, against that of libphonenumber, by which the service
// judges.
#include <phonenumbers/phonenumberutil.h>

#include <QtTest>
#include <set>

#include "ui/enrol/dialling_codes.h"
#include "ui/text/catalogue.h"
#include "ui/text/country_text.h"

using namespace latchkey;  // NOLINT
using ui::enrol::diallingCode;

class DiallingCodesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theyAreThoseThatTheServiceGoesBy() {
    const auto& numbering = *i18n::phonenumbers::PhoneNumberUtil::GetInstance();
    std::set<std::string> regions;
    numbering.GetSupportedRegions(&regions);
    QVERIFY(regions.size() > 200);
    const ui::text::Catalogue japanese(protocol::Language::Japanese);
    for (const std::string& region : regions) {
      const QString name = QString::fromStdString(region);
      QCOMPARE(diallingCode(name), numbering.GetCountryCodeForRegion(region));
      const QString country = ui::text::countryName(name);
      QVERIFY2(country != name, qPrintable(name));
      // In Japanese letters: a table that is out of order would leave some as they are.
      QVERIFY2(country.at(0).unicode() > 0x3000, qPrintable(country));
    }
    QVERIFY(!diallingCode(QStringLiteral("XX")));
    QVERIFY(!diallingCode({}));
    QCOMPARE(ui::text::countryName(QStringLiteral("XX")), QStringLiteral("XX"));
  }
};

QTEST_GUILESS_MAIN(DiallingCodesTest)
#include "dialling_codes_test.moc"
