// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/accessible.h"

#include <QWidget>

namespace latchkey::ui::widgets {

void announce(QWidget& widget, Urgency urgency) {
  if (!QAccessible::isActive()) return;
  QAccessibleEvent renamed(&widget, QAccessible::NameChanged);
  QAccessible::updateAccessibility(&renamed);
  // Windows and macOS speak on Alert. The AT-SPI bridge of Qt 6.4 drops it: there a notification that begins
  // to show is what screen readers speak.
  if (urgency == Urgency::Assertive) {
    QAccessibleEvent alert(&widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
  }
  if (widget.isVisible()) {
    QAccessibleEvent shown(&widget, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&shown);
  }
}

}  // namespace latchkey::ui::widgets
