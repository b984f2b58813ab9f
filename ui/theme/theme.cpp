// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QStringList>
#include <QWidget>
#include <algorithm>
#include <cmath>

#include "ui/theme/contrast.h"
#include "ui/theme/theme_style.h"

namespace latchkey::ui::theme {

namespace {

constexpr double bodyPoints = 11.0;
constexpr double smallestScale = 1.0;
constexpr double largestScale = 3.0;

/// The first that is installed wins; the Japanese ones also supply what the first lacks, in Japanese
/// shapes (without them fontconfig may choose Chinese ones for the same code points).
QStringList families() {
  return {QStringLiteral("Noto Sans"),   QStringLiteral("Segoe UI"),         QStringLiteral("SF Pro Text"),
          QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Sans CJK JP"), QStringLiteral("Yu Gothic UI"),
          QStringLiteral("Meiryo"),      QStringLiteral("Hiragino Sans")};
}

double pointsOf(TextRole role) {
  switch (role) {
    case TextRole::Body:
    case TextRole::Strong:
      return bodyPoints;
    case TextRole::CardTitle:
      return 12.0;
    case TextRole::Title:
      return 20.0;
    case TextRole::Brand:
      return 13.5;
    case TextRole::Code:
      return 18.0;
  }
  return bodyPoints;
}

/// Headings grow more slowly than the text that is to be read, or 200 % leaves no room for it.
double growthOf(TextRole role, double scale) {
  const bool heading = role == TextRole::Title || role == TextRole::Brand;
  return heading ? 1.0 + (scale - 1.0) * 0.6 : scale;
}

}  // namespace

Theme::Theme() : m_colours(lightColours()) {}

Theme Theme::fromSystem(const QPalette& system, const QFont& systemFont) {
  Theme theme = forced(schemeOf(system));
  if (theme.isHighContrast()) theme.m_colours = highContrastColours(system);
  // A size in pixels has no points (-1): it stays at 100 %.
  theme.m_fontScale = std::clamp(systemFont.pointSizeF() / bodyPoints, smallestScale, largestScale);
  return theme;
}

Theme Theme::forced(Scheme scheme, double fontScale) {
  Theme theme;
  theme.m_scheme = scheme;
  theme.m_fontScale = std::clamp(fontScale, smallestScale, largestScale);
  switch (scheme) {
    case Scheme::Light:
      theme.m_colours = lightColours();
      break;
    case Scheme::Dark:
      theme.m_colours = darkColours();
      break;
    case Scheme::HighContrast:
      theme.m_colours = highContrastColours();
      break;
  }
  return theme;
}

Theme Theme::withAccent(const QColor& accent) const {
  Theme theme = *this;
  if (!isHighContrast() && accent.isValid())
    theme.m_colours = theme::withAccent(m_colours, accent, textContrast);
  return theme;
}

Theme Theme::withFontScale(double scale) const {
  Theme theme = *this;
  theme.m_fontScale = std::clamp(scale, smallestScale, largestScale);
  return theme;
}

QPalette Theme::palette() const {
  const Colours& c = m_colours;
  QPalette p;
  p.setColor(QPalette::Window, c.window);
  p.setColor(QPalette::WindowText, c.text);
  p.setColor(QPalette::Base, c.field);
  p.setColor(QPalette::AlternateBase, c.panel);
  p.setColor(QPalette::Text, c.text);
  p.setColor(QPalette::PlaceholderText, c.mutedText);
  p.setColor(QPalette::Button, c.field);
  p.setColor(QPalette::ButtonText, c.text);
  p.setColor(QPalette::BrightText, c.error);
  p.setColor(QPalette::ToolTipBase, c.panel);
  p.setColor(QPalette::ToolTipText, c.text);
  p.setColor(QPalette::Highlight, c.accent);
  p.setColor(QPalette::HighlightedText, c.onAccent);
  p.setColor(QPalette::Link, c.accent);
  p.setColor(QPalette::LinkVisited, c.accent);
  p.setColor(QPalette::Light, c.field);
  p.setColor(QPalette::Midlight, c.panel);
  p.setColor(QPalette::Mid, c.divider);
  p.setColor(QPalette::Dark, c.border);
  p.setColor(QPalette::Shadow, c.border);
  const QColor disabled = isHighContrast() ? c.mutedText : blended(c.mutedText, c.window, 0.3);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    p.setColor(QPalette::Disabled, role, disabled);
  return p;
}

QFont Theme::font(TextRole role) const {
  QFont font(families());
  font.setPointSizeF(pointsOf(role) * growthOf(role, m_fontScale));
  const bool strong = role != TextRole::Body;
  font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
  return font;
}

int Theme::scaled(int pixels) const {
  return static_cast<int>(std::lround(pixels * m_fontScale));
}

const Theme& themeOf(const QWidget& widget) {
  if (const auto* style = qobject_cast<const ThemeStyle*>(widget.style())) return style->theme();
  static const Theme plain;
  return plain;
}

}  // namespace latchkey::ui::theme
