// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colours.h"

#include "ui/theme/contrast.h"

namespace latchkey::ui::theme {

Colours lightColours() {
  Colours c;
  c.window = QColor(0xffffff);
  c.panel = QColor(0xf3f5f8);
  c.field = QColor(0xffffff);
  c.text = QColor(0x1b2430);
  c.mutedText = QColor(0x5a6675);
  c.accent = QColor(0x1f5fbf);
  c.onAccent = QColor(0xffffff);
  c.accentSoft = QColor(0xeef4fd);
  c.border = QColor(0x838d9b);
  c.divider = QColor(0xcfd6df);
  c.error = QColor(0xb3261e);
  c.errorSoft = QColor(0xfdefee);
  c.warning = QColor(0x855300);
  c.warningSoft = QColor(0xfff5dc);
  c.success = QColor(0x1a7a48);
  c.onSuccess = QColor(0xffffff);
  c.infoSoft = QColor(0xeef4fd);
  return c;
}

Colours darkColours() {
  Colours c;
  c.window = QColor(0x14181f);
  c.panel = QColor(0x1b212a);
  c.field = QColor(0x14181f);
  c.text = QColor(0xe8ecf2);
  c.mutedText = QColor(0xa6b0bd);
  c.accent = QColor(0x7fb0ff);
  c.onAccent = QColor(0x0d1117);
  c.accentSoft = QColor(0x1c2a42);
  c.border = QColor(0x6b7787);
  c.divider = QColor(0x3a4452);
  c.error = QColor(0xff9d94);
  c.errorSoft = QColor(0x3d1c1c);
  c.warning = QColor(0xf2c55c);
  c.warningSoft = QColor(0x3a3215);
  c.success = QColor(0x5cc48d);
  c.onSuccess = QColor(0x14181f);
  c.infoSoft = QColor(0x1c2a42);
  return c;
}

Colours highContrastColours() {
  QPalette palette;
  palette.setColor(QPalette::Window, Qt::black);
  palette.setColor(QPalette::WindowText, Qt::white);
  palette.setColor(QPalette::Highlight, QColor(0xffe14d));
  palette.setColor(QPalette::HighlightedText, Qt::black);
  return highContrastColours(palette);
}

Colours highContrastColours(const QPalette& system) {
  Colours c;
  c.window = c.panel = c.field = system.color(QPalette::Window);
  c.errorSoft = c.warningSoft = c.infoSoft = c.accentSoft = c.window;
  c.text = readableOn(system.color(QPalette::WindowText), {c.window}, enhancedContrast);
  c.mutedText = c.border = c.divider = c.text;
  c.error = readableOn(QColor(0xff8a80), {c.window}, enhancedContrast);
  c.warning = readableOn(QColor(0xffd54f), {c.window}, enhancedContrast);
  c.success = readableOn(QColor(0x69f0ae), {c.window}, enhancedContrast);
  c.onSuccess = c.window;
  c = withAccent(c, system.color(QPalette::Highlight), enhancedContrast);
  const QColor wanted = system.color(QPalette::HighlightedText);
  if (contrastRatio(wanted, c.accent) >= enhancedContrast) c.onAccent = wanted;
  c.accentSoft = c.window;
  return c;
}

Colours withAccent(Colours colours, const QColor& accent, double ratio) {
  // Soft first, from the wanted colour: the readable accent has to stand on it too.
  colours.accentSoft = blended(colours.window, accent, relativeLuminance(colours.window) > 0.5 ? 0.07 : 0.16);
  colours.accent = readableOn(
      accent, {colours.window, colours.panel, colours.field, colours.accentSoft, colours.infoSoft}, ratio);
  colours.onAccent = blackOrWhiteOn(colours.accent);
  return colours;
}

Scheme schemeOf(const QPalette& system) {
  const QColor window = system.color(QPalette::Window);
  const bool uniform = system.color(QPalette::Base).rgb() == window.rgb() &&
                       system.color(QPalette::Button).rgb() == window.rgb();
  if (uniform && contrastRatio(window, system.color(QPalette::WindowText)) >= 20.0)
    return Scheme::HighContrast;
  return relativeLuminance(window) < relativeLuminance(system.color(QPalette::WindowText)) ? Scheme::Dark
                                                                                           : Scheme::Light;
}

}  // namespace latchkey::ui::theme
