// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtPlugin>
#include <functional>
#include <memory>

class QTextDocument;
class QWidget;

namespace latchkey::ui::widgets {

/// What is printed: a document of one page or more, and the name that it has among the printer's jobs.
struct PrintedCard {
  QString title;
  std::shared_ptr<QTextDocument> document;
  double margin = 0;  ///< mm, on each side
};

/// The printers of this PC. Implemented in ui/print, a library that is loaded when there is something to
/// print: Qt Print Support would make every start slower
/// (docs/decisions/0024-printing-is-loaded-when-it-is-needed.md). Lives on the GUI thread.
class CardPrinter {
public:
  using Found = std::function<void(bool hasPrinter)>;
  using Ended = std::function<void(bool isPrinted)>;

  virtual ~CardPrinter() = default;
  /// Looks for printers beside the event loop, since the print system may take its time; tells once, later.
  /// Not after this object is gone.
  virtual void look(Found found) = 0;
  /// Asks in a dialog of this window which printer and how, then prints. Returns at once; does not call back
  /// when the person changes their mind.
  virtual void print(QWidget& window, const PrintedCard& card, Ended ended) = 0;
};

class CardPrinterMaker {
public:
  virtual ~CardPrinterMaker() = default;
  [[nodiscard]] virtual std::unique_ptr<CardPrinter> make() = 0;
};

/// Where the library lies: module.h.
[[nodiscard]] QString printModulePath();

/// Loads the library at this absolute path; null when it is missing or made for another program.
[[nodiscard]] std::unique_ptr<CardPrinter> loadCardPrinter(const QString& modulePath);

}  // namespace latchkey::ui::widgets

#define LATCHKEY_PRINT_INTERFACE "latchkey.CardPrinterMaker/" LATCHKEY_VERSION
Q_DECLARE_INTERFACE(latchkey::ui::widgets::CardPrinterMaker, LATCHKEY_PRINT_INTERFACE)
