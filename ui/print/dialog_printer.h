// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/widgets/card_printer.h"

namespace latchkey::ui::print {

/// Prints by Qt Print Support and its dialog.
class DialogPrinter final : public QObject, public widgets::CardPrinter {
  Q_OBJECT
public:
  void look(Found found) override;
  void print(QWidget& window, const widgets::PrintedCard& card, Ended ended) override;
};

/// What the library gives to whoever loads it.
class PrintPlugin final : public QObject, public widgets::CardPrinterMaker {
  Q_OBJECT
  Q_PLUGIN_METADATA(IID LATCHKEY_PRINT_INTERFACE)
  Q_INTERFACES(latchkey::ui::widgets::CardPrinterMaker)
public:
  std::unique_ptr<widgets::CardPrinter> make() override { return std::make_unique<DialogPrinter>(); }
};

}  // namespace latchkey::ui::print
