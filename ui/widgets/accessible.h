// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QAccessibleWidget>
#include <QString>

namespace latchkey::ui::widgets {

enum class Urgency { Polite, Assertive };

/// Tells a screen reader that the widget's text is new. Polite: when it has finished; assertive: at once.
/// Costs nothing when nobody listens.
void announce(QWidget& widget, Urgency urgency);

/// Makes Interface the accessible side of every Widget. Called in the widget's constructor; the first call
/// counts.
template <typename Widget, typename Interface>
void provideAccessible() {
  static const bool provided = [] {
    QAccessible::installFactory([](const QString& className, QObject* object) -> QAccessibleInterface* {
      if (className != QLatin1String(Widget::staticMetaObject.className())) return nullptr;
      return new Interface(static_cast<Widget*>(object));
    });
    return true;
  }();
  Q_UNUSED(provided)
}

/// A widget that only needs another role than Qt gives it. Its name is its accessibleName().
template <typename Widget, QAccessible::Role Role>
class RoleInterface : public QAccessibleWidget {
public:
  explicit RoleInterface(Widget* widget) : QAccessibleWidget(widget, Role) {}
};

}  // namespace latchkey::ui::widgets
