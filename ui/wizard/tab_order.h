// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace latchkey::ui::wizard {

/// Makes Tab go through these parts one after the other, and within each in the order of its layout,
/// beginning with the part's focus proxy. Qt's own
/// order is that in which widgets were made, and cards and links are made when the service has answered.
void orderTabs(const QList<QWidget*>& parts);

}  // namespace latchkey::ui::wizard
