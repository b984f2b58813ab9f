// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

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

/// One page of A4 as PDF, in the fonts of the window. Holds what it is given, and no secret is ever given.
[[nodiscard]] QByteArray toPdf(const RecoveryCard& card);

}  // namespace latchkey::ui::wizard
