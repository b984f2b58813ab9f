// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace latchkey::ui::theme {

enum class Scheme { Light, Dark, HighContrast };

/// Every colour of the window. Which pairs must reach which contrast is a table in the test.
struct Colours {
  QColor window;      ///< behind the page
  QColor panel;       ///< behind step trail and button row
  QColor field;       ///< inside fields, cards and plain buttons
  QColor text;        ///< on all of the above
  QColor mutedText;   ///< explanations, steps to come
  QColor accent;      ///< the one accent: links, the main button, what is chosen; readable as text
  QColor onAccent;    ///< text and ticks on it
  QColor accentSoft;  ///< inside the chosen card
  QColor border;      ///< outline of what can be used
  QColor divider;     ///< lines that only decorate; no contrast is asked of them
  QColor error;
  QColor errorSoft;  ///< banner behind an error
  QColor warning;
  QColor warningSoft;
  QColor success;
  QColor onSuccess;
  QColor infoSoft;
};

[[nodiscard]] Colours lightColours();
[[nodiscard]] Colours darkColours();
/// Our own high contrast colours, where they are asked for and the system has none.
[[nodiscard]] Colours highContrastColours();
/// The person's own high contrast colours; only what they leave open is added, readably.
[[nodiscard]] Colours highContrastColours(const QPalette& system);

/// Puts another accent (a realm's branding) in, shifted until it reads on everything it stands on.
[[nodiscard]] Colours withAccent(Colours colours, const QColor& accent, double ratio);

/// Light or dark by the window's colour. High contrast when window, field and button are one and the same
/// extreme colour and the text is the other extreme: ordinary themes tell them apart.
[[nodiscard]] Scheme schemeOf(const QPalette& system);

}  // namespace latchkey::ui::theme
