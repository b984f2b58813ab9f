// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/contrast.h"

#include <algorithm>
#include <cmath>

namespace latchkey::ui::theme {

namespace {

double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double worstRatio(const QColor& colour, const QList<QColor>& backgrounds) {
  double worst = 21.0;
  for (const QColor& background : backgrounds) worst = std::min(worst, contrastRatio(colour, background));
  return worst;
}

}  // namespace

double relativeLuminance(const QColor& colour) {
  const QColor rgb = colour.toRgb();
  return 0.2126 * linear(rgb.redF()) + 0.7152 * linear(rgb.greenF()) + 0.0722 * linear(rgb.blueF());
}

double contrastRatio(const QColor& first, const QColor& second) {
  const double a = relativeLuminance(first);
  const double b = relativeLuminance(second);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QColor readableOn(const QColor& wanted, const QList<QColor>& backgrounds, double ratio) {
  // Small steps towards black and towards white at once: the first that is enough is the nearest.
  constexpr int steps = 50;
  for (int step = 0; step <= steps; ++step) {
    const double share = static_cast<double>(step) / steps;
    for (const QColor& end : {QColor(Qt::black), QColor(Qt::white)}) {
      const QColor candidate = blended(wanted, end, share);
      if (worstRatio(candidate, backgrounds) >= ratio) return candidate;
    }
  }
  const QColor black(Qt::black);
  const QColor white(Qt::white);
  return worstRatio(black, backgrounds) >= worstRatio(white, backgrounds) ? black : white;
}

QColor blackOrWhiteOn(const QColor& background) {
  return readableOn(background, {background}, 21.0);
}

QColor blended(const QColor& first, const QColor& second, double share) {
  const QColor a = first.toRgb();
  const QColor b = second.toRgb();
  const auto mix = [share](int from, int to) {
    return static_cast<int>(std::lround(from + (to - from) * std::clamp(share, 0.0, 1.0)));
  };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

}  // namespace latchkey::ui::theme
