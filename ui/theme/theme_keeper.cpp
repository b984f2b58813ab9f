// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_keeper.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>

#include "ui/theme/theme_style.h"

namespace latchkey::ui::theme {

ThemeKeeper::ThemeKeeper(QApplication& application, const Choice& choice)
    : m_application(application), m_choice(choice) {
  refresh();
  application.installEventFilter(this);
}

void ThemeKeeper::choose(const Choice& choice) {
  m_choice = choice;
  refresh();
}

bool ThemeKeeper::eventFilter(QObject* watched, QEvent* event) {
  // Comes once for each window, and again when we set our own palette: gathered, and asked outside the event.
  if (event->type() == QEvent::ThemeChange && !m_pending) {
    m_pending = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
          m_pending = false;
          refresh();
        },
        Qt::QueuedConnection);
  }
  return QObject::eventFilter(watched, event);
}

void ThemeKeeper::refresh() {
  // An application palette of our own hides the system's; without one Qt tells the platform's again.
  if (m_applied) QGuiApplication::setPalette(QPalette());
  const QPalette system = QGuiApplication::palette();

  Theme theme = Theme::fromSystem(system, QFontDatabase::systemFont(QFontDatabase::GeneralFont));
  if (m_choice.scheme || m_choice.fontScale) {
    const double scale = m_choice.fontScale.value_or(theme.fontScale());
    const bool same = !m_choice.scheme || *m_choice.scheme == theme.scheme();
    theme = same ? theme.withFontScale(scale) : Theme::forced(*m_choice.scheme, scale);
  }
  m_theme = theme.withAccent(m_choice.accent);

  m_applied = true;
  QApplication::setStyle(new ThemeStyle(m_theme));
  QApplication::setFont(m_theme.font(TextRole::Body));
  QApplication::setPalette(m_theme.palette());
  Q_EMIT themeChanged();
}

}  // namespace latchkey::ui::theme
