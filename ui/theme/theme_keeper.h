// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>

#include "ui/theme/theme.h"

class QApplication;

namespace latchkey::ui::theme {

/// Puts the theme on the application and follows the system: light, dark, high contrast, text size.
/// Make one, after the application, and let it live as long.
class ThemeKeeper : public QObject {
  Q_OBJECT
public:
  /// What is set is forced, what is not comes from the system. @param fontScale 2.0 is 200 %.
  struct Choice {
    std::optional<Scheme> scheme;
    std::optional<double> fontScale;
    QColor accent;  ///< the realm's; invalid: our own
  };

  explicit ThemeKeeper(QApplication& application, const Choice& choice = {});

  [[nodiscard]] const Theme& theme() const { return m_theme; }
  void choose(const Choice& choice);

Q_SIGNALS:
  void themeChanged();

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void refresh();

  QApplication& m_application;
  Choice m_choice;
  Theme m_theme;
  bool m_applied = false;
  bool m_pending = false;
};

}  // namespace latchkey::ui::theme
