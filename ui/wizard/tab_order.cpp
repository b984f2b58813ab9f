// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/tab_order.h"

#include <QLayout>
#include <QScrollArea>
#include <algorithm>

namespace latchkey::ui::wizard {

namespace {

void collect(QWidget* widget, QList<QWidget*>& found);

void collect(QLayout* layout, QList<QWidget*>& found) {
  for (int i = 0; i < layout->count(); ++i) {
    QLayoutItem* item = layout->itemAt(i);
    if (QWidget* widget = item->widget()) collect(widget, found);
    if (QLayout* inner = item->layout()) collect(inner, found);
  }
}

void collect(QWidget* widget, QList<QWidget*>& found) {
  if (widget->focusPolicy() != Qt::NoFocus && widget->focusProxy() == nullptr) found.append(widget);
  if (const auto* area = qobject_cast<QScrollArea*>(widget)) {
    if (area->widget() != nullptr) collect(area->widget(), found);
  } else if (QLayout* layout = widget->layout()) {
    collect(layout, found);
  } else {
    // What places its parts by hand, such as a field with a button in it, made them in their order.
    for (auto* child : widget->findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
      if (!child->isWindow()) collect(child, found);  // the list of a combo box pops up in one of its own
  }
}

}  // namespace

void orderTabs(const QList<QWidget*>& parts) {
  QList<QWidget*> order;
  for (QWidget* part : parts) {
    QList<QWidget*> inside;
    collect(part, inside);
    // From where the person begins; QWizard never tabs to what stands before that.
    const qsizetype begin = std::max<qsizetype>(0, inside.indexOf(part->focusProxy()));
    std::rotate(inside.begin(), inside.begin() + begin, inside.end());
    order += inside;
  }
  for (qsizetype i = 1; i < order.size(); ++i) QWidget::setTabOrder(order.at(i - 1), order.at(i));
}

}  // namespace latchkey::ui::wizard
