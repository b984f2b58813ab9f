// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/wizard/faces.h"
#include "tests/ui/wizard/layout_checks.h"
#include "ui/wizard/wizard_footer.h"

using latchkey::protocol::Language;
using latchkey::tests::bringAbout;
using latchkey::tests::faces;
using latchkey::tests::whatIsCut;
using latchkey::tests::windowFor;
using latchkey::tests::WizardFixture;

/// The smallest window, ordinary and large text, both languages.
class WizardFitTest : public latchkey::tests::FacesTest {
  Q_OBJECT

private Q_SLOTS:
  void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

  void nothingIsCut_data() {
    QTest::addColumn<QString>("face");
    QTest::addColumn<bool>("japanese");
    QTest::addColumn<double>("scale");
    QTest::addColumn<bool>("mirrored");
#if defined(LATCHKEY_BESIDE_ADDRESS_SANITIZER) || defined(__SANITIZE_THREAD__)
    // What a sanitizer looks for is the same in every size.
    for (const QString& face : faces) QTest::newRow(qPrintable(face)) << face << true << 2.0 << false;
    return;
#endif
    for (const QString& face : faces)
      for (const bool japanese : {false, true})
        for (const double scale : {1.0, 2.0})
          QTest::addRow("%s %s %d%%", qPrintable(face), japanese ? "ja" : "en", static_cast<int>(scale * 100))
              << face << japanese << scale << false;
    for (const QString& face : faces)
      QTest::addRow("%s right to left", qPrintable(face)) << face << false << 1.0 << true;
  }
  void nothingIsCut() {
    QFETCH(QString, face);
    QFETCH(bool, japanese);
    QFETCH(double, scale);
    QFETCH(bool, mirrored);
    QGuiApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
    show(scale);
    WizardFixture f = windowFor(face, japanese ? Language::Japanese : Language::English, {800, 600});
    bringAbout(f, face);
    QCOMPARE(f.wizard->size(), QSize(800, 600));
    QTRY_COMPARE(whatIsCut(*f.wizard), QString());
  }

  /// A longer word on a button takes a second row, and never a wider window.
  void theFooterAsksForTheWidthOfItsRowsAlone() {
    QWidget window;  // without a layout, so that the footer is as wide as it is made here
    latchkey::ui::wizard::WizardFooter footer(&window);
    footer.setCancel(QStringLiteral("Cancel"));
    footer.setPrimary(QStringLiteral("Next"), true);
    window.show();
    footer.resize(300, 200);
    const int inTwoRows = footer.minimumSizeHint().width();
    footer.resize(2000, 200);
    QCOMPARE(footer.minimumSizeHint().width(), inTwoRows);
  }
};

QTEST_MAIN(WizardFitTest)
#include "wizard_fit_test.moc"
