// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/dialog_printer.h"

#include <QPageLayout>
#include <QPrintDialog>
#include <QPrinter>
#include <QPrinterInfo>
#include <QTextDocument>
#include <QThread>
#include <atomic>
#include <utility>

namespace latchkey::ui::print {

void DialogPrinter::look(Found found) {
  // A print system out of reach answers after many seconds. Then this thread is let go with the program.
  auto hasPrinter = std::make_shared<std::atomic<bool>>(false);
  QThread* const thread =
      QThread::create([hasPrinter] { *hasPrinter = !QPrinterInfo::availablePrinterNames().isEmpty(); });
  connect(thread, &QThread::finished, thread, &QObject::deleteLater);
  connect(thread, &QThread::finished, this,
          [hasPrinter, found = std::move(found)] { found(hasPrinter->load()); });
  thread->start();
}

void DialogPrinter::print(QWidget& window, const widgets::PrintedCard& card, Ended ended) {
  const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
  printer->setDocName(card.title);
  printer->setPageMargins(QMarginsF(card.margin, card.margin, card.margin, card.margin),
                          QPageLayout::Millimeter);
  auto* const dialog = new QPrintDialog(printer.get(), &window);
  dialog->setObjectName(QStringLiteral("cardPrintDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  // It reads the printer until it is gone itself.
  connect(dialog, &QObject::destroyed, this, [printer] {});
  connect(dialog, &QDialog::accepted, this, [printer, document = card.document, ended = std::move(ended)] {
    document->print(printer.get());
    const QPrinter::PrinterState state = printer->printerState();
    ended(state != QPrinter::Error && state != QPrinter::Aborted);
  });
  dialog->open();
}

}  // namespace latchkey::ui::print
