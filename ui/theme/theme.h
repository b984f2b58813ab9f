// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPalette>

#include "ui/theme/colours.h"

class QWidget;

namespace latchkey::ui::theme {

/// The 8 px grid. Device-independent pixels; text brings its own size.
namespace spacing {
inline constexpr int half = 4;
inline constexpr int unit = 8;
inline constexpr int wide = 12;
inline constexpr int twice = 16;
inline constexpr int section = 24;
inline constexpr int page = 48;
}  // namespace spacing

namespace radius {
inline constexpr int small = 4;
inline constexpr int control = 6;
inline constexpr int card = 8;
}  // namespace radius

enum class TextRole {
  Body,       ///< 11 pt or what the system asks for, if that is larger
  Strong,     ///< captions of fields
  CardTitle,  ///< 12 pt
  Title,      ///< 20 pt: what to do on this page
  Brand,      ///< 13.5 pt: the product's name
  Code        ///< digits of a code: large and evenly wide
};

/// Colours, fonts and measures of one look. A value; the style that is set on the application carries it.
class Theme {
public:
  Theme();  ///< light, at 100 %

  /// @param systemFont gives the size of the text, never under 11 pt.
  [[nodiscard]] static Theme fromSystem(const QPalette& system, const QFont& systemFont);
  /// For tests, the tour and the command line. @param fontScale 2.0 is 200 %.
  [[nodiscard]] static Theme forced(Scheme scheme, double fontScale = 1.0);
  /// A realm's colour; left out in high contrast, where the person's own colours win.
  [[nodiscard]] Theme withAccent(const QColor& accent) const;

  [[nodiscard]] Theme withFontScale(double scale) const;

  [[nodiscard]] Scheme scheme() const { return m_scheme; }
  [[nodiscard]] bool isHighContrast() const { return m_scheme == Scheme::HighContrast; }
  [[nodiscard]] const Colours& colours() const { return m_colours; }
  [[nodiscard]] double fontScale() const { return m_fontScale; }

  [[nodiscard]] QPalette palette() const;
  [[nodiscard]] QFont font(TextRole role) const;
  /// Pixels that grow with the text: icons, circles, fields. scaled(24) is 24 at 100 %, 48 at 200 %.
  [[nodiscard]] int scaled(int pixels) const;
  [[nodiscard]] int borderWidth() const { return isHighContrast() ? 2 : 1; }
  [[nodiscard]] int focusWidth() const { return isHighContrast() ? 3 : 2; }

private:
  Scheme m_scheme = Scheme::Light;
  Colours m_colours;
  double m_fontScale = 1.0;
};

/// The theme of the style that draws the widget; without one (a lone widget in a test) the plain light theme.
/// Valid until the style changes: ask again in changeEvent(StyleChange), keep no reference.
[[nodiscard]] const Theme& themeOf(const QWidget& widget);

}  // namespace latchkey::ui::theme
