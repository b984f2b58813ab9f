// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QKeySequence>
#include <QLabel>
#include <QMap>
#include <QScrollArea>

#include "ui/widgets/choice_card.h"
#include "ui/widgets/code_field.h"
#include "ui/widgets/labels.h"

/// What every window and dialog has to keep to, whatever it shows.
namespace latchkey::tests {

/// The first text or button that does not fit, or what scrolls sideways.
[[nodiscard]] inline QString whatIsCut(const QWidget& window) {
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    const auto* label = qobject_cast<const QLabel*>(widget);
    // Cards of a choice break their lines.
    const auto* button = qobject_cast<const ui::widgets::ChoiceCard*>(widget) == nullptr
                             ? qobject_cast<const QAbstractButton*>(widget)
                             : nullptr;
    const auto* code = qobject_cast<const ui::widgets::CodeField*>(widget);
    if (!widget->isVisible() || (!label && !button && !code)) continue;
    const QString text = label ? label->text() : button ? button->text() : code->objectName();
    if (label && !text.isEmpty()) {
      const int needed = label->heightForWidth(label->width()) > 0 ? label->heightForWidth(label->width())
                                                                   : label->sizeHint().height();
      if (label->height() < needed) return QStringLiteral("too low: ") + text;
    }
    if (button && button->width() < button->sizeHint().width()) return QStringLiteral("too narrow: ") + text;
    // Inside its parent, all the way up to what scrolls or to the window.
    for (const QWidget* inner = widget;
         inner->parentWidget() && !inner->isWindow() &&
         !qobject_cast<const QScrollArea*>(inner->parentWidget()->parentWidget());
         inner = inner->parentWidget()) {
      if (!inner->parentWidget()->rect().contains(inner->geometry()))
        return QStringLiteral("%1 out of %2")
            .arg(text, QLatin1String(inner->parentWidget()->metaObject()->className()));
    }
  }
  for (const auto* area : window.findChildren<QScrollArea*>())
    if (area->isVisible() && area->widget()->width() > area->viewport()->width())
      return QStringLiteral("scrolls sideways");
  return {};
}

/// The first shortcut that leads to two things, and what they are.
[[nodiscard]] inline QString sharedShortcut(const QWidget& window) {
  QMap<QString, QString> taken;
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    const auto* label = qobject_cast<const QLabel*>(widget);
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    if (!widget->isVisible() || (!button && !(label && label->buddy()))) continue;
    const QString text = label ? label->text() : button->text();
    const QString key = QKeySequence::mnemonic(text).toString();
    if (key.isEmpty()) continue;
    if (taken.contains(key)) return QStringList{key, taken.value(key), text}.join(u' ');
    taken.insert(key, text);
  }
  return taken.isEmpty() ? QStringLiteral("no shortcut at all") : QString();
}

}  // namespace latchkey::tests
