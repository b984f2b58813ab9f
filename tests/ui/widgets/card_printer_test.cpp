// SPDX-License-Identifier: GPL-3.0-or-later
// The library that prints: loaded when it is asked for and not before, and its dialog, which has no loop of
// its own.
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>

#include "ui/widgets/card_printer.h"

using namespace latchkey::ui::widgets;

namespace {

const QString module = QStringLiteral(LATCHKEY_PRINT_MODULE);
constexpr int patience = 30'000;  // a print system out of reach takes its time

bool isPrintSupportLoaded() {
  QFile maps(QStringLiteral("/proc/self/maps"));
  return maps.open(QIODevice::ReadOnly) && maps.readAll().contains("libQt6PrintSupport");
}

PrintedCard card() {
  auto document = std::make_shared<QTextDocument>(QStringLiteral("Signing in again"));
  return {QStringLiteral("Signing in again"), document, 18};
}

}  // namespace

class CardPrinterTest : public QObject {
  Q_OBJECT

  QWidget m_window;
  QDialog* dialog() { return m_window.findChild<QDialog*>(QStringLiteral("cardPrintDialog")); }

private Q_SLOTS:
  // First, as a library that is loaded stays.
  void nothingIsLoadedBeforeItIsAskedFor_data() {
    QTest::addColumn<QString>("path");
    QTest::newRow("nowhere") << QString();
    QTest::newRow("gone") << QStringLiteral("/nonexistent/latchkey_print.so");
    QTest::newRow("relative") << QStringLiteral("latchkey_print.so");
    QTest::newRow("no library") << QStringLiteral(__FILE__);
    QTest::newRow("beside this test") << printModulePath();
  }
  void nothingIsLoadedBeforeItIsAskedFor() {
    QFETCH(QString, path);
    QVERIFY(!loadCardPrinter(path));
    QVERIFY(!isPrintSupportLoaded());
  }

  void itSaysLaterWhetherThereIsAPrinter() {
    const auto printer = loadCardPrinter(module);
    QVERIFY(printer && isPrintSupportLoaded());
    std::optional<bool> found;
    printer->look([&](bool has) { found = has; });
    QVERIFY(!found);
    QTRY_VERIFY_WITH_TIMEOUT(found.has_value(), patience);
    // Nobody waits for it any more.
    loadCardPrinter(module)->look([](bool) { qFatal("it is gone"); });
    printer->look([&](bool) { found.reset(); });
    QTRY_VERIFY_WITH_TIMEOUT(!found.has_value(), patience);
  }

  void aCardIsPrintedOnceItIsConfirmed() {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("printed.pdf"));
    const auto printer = loadCardPrinter(module);
    m_window.show();
    std::optional<bool> printed;
    printer->print(m_window, card(), [&](bool done) { printed = done; });
    QVERIFY(!printed && dialog() && dialog()->isVisible());  // it returned, and the dialog stands there
    auto* const printers = dialog()->findChild<QComboBox*>(QStringLiteral("printers"));
    QVERIFY(printers != nullptr);
    printers->setCurrentIndex(printers->count() - 1);  // "Print to File (PDF)" is the last one
    auto* const file = dialog()->findChild<QLineEdit*>(QStringLiteral("filename"));
    QVERIFY(file != nullptr);
    file->setText(path);
    dialog()->accept();
    QCOMPARE(printed, std::optional(true));
    QFile made(path);
    QVERIFY(made.open(QIODevice::ReadOnly));
    QVERIFY(made.readAll().startsWith("%PDF"));
    QTRY_VERIFY(dialog() == nullptr);
  }

  void whoChangesTheirMindHearsNothing() {
    const auto printer = loadCardPrinter(module);
    printer->print(m_window, card(), [](bool) { qFatal("nothing was printed"); });
    QVERIFY(dialog());
    dialog()->reject();
    QTRY_VERIFY(dialog() == nullptr);
  }
};

QTEST_MAIN(CardPrinterTest)
#include "card_printer_test.moc"
