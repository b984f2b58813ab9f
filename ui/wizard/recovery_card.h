// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "core/protocol/messages.h"
#include "ui/widgets/card_printer.h"

namespace latchkey::ui::wizard {

/// The words of a card to print: sentences of ours, and text from outside that has been made safe to show.
struct RecoveryCard {
  QString title;
  QStringList facts;  ///< account, sign-in address, receipt
  struct Section {
    QString heading;
    QStringList points;
  };
  QList<Section> sections;
  QString footer;
};

/// The card of a recovery that is done. It is made of what the service shows, so that no secret can be on it.
[[nodiscard]] RecoveryCard cardOf(const protocol::RecoveryView& view, protocol::Reason reason,
                                  const protocol::SupportContact& support, const QStringList& review);
/// One page of A4 as PDF, in the fonts of the window.
[[nodiscard]] QByteArray toPdf(const RecoveryCard& card);
/// The same for a printer.
[[nodiscard]] widgets::PrintedCard toPrinted(const RecoveryCard& card);

}  // namespace latchkey::ui::wizard
