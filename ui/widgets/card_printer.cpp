// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card_printer.h"

#include "ui/widgets/module.h"

namespace latchkey::ui::widgets {

QString printModulePath() {
  return modulePath(QStringLiteral(LATCHKEY_PRINT_MODULE));
}

std::unique_ptr<CardPrinter> loadCardPrinter(const QString& modulePath) {
  auto* const maker = qobject_cast<CardPrinterMaker*>(loadModule(modulePath));
  return maker == nullptr ? nullptr : maker->make();
}

}  // namespace latchkey::ui::widgets
