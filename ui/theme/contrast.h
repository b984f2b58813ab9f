// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>

/// Contrast as WCAG 2.2 defines it (section "relative luminance" and "contrast ratio").
namespace latchkey::ui::theme {

/// What the ratio must reach: 1.4.3 for text, 1.4.11 for borders and graphics, 1.4.6 for high contrast.
inline constexpr double textContrast = 4.5;
inline constexpr double graphicContrast = 3.0;
inline constexpr double enhancedContrast = 7.0;

/// 0 for black to 1 for white. Transparency is ignored.
[[nodiscard]] double relativeLuminance(const QColor& colour);

/// 1 to 21, the same for both orders.
[[nodiscard]] double contrastRatio(const QColor& first, const QColor& second);

/// The wanted colour, made darker or lighter by as little as makes it reach the ratio on every background.
/// Black or white, whichever comes nearer, when no shade does.
[[nodiscard]] QColor readableOn(const QColor& wanted, const QList<QColor>& backgrounds, double ratio);

/// Black or white, whichever reads better on the background.
[[nodiscard]] QColor blackOrWhiteOn(const QColor& background);

/// @param share 0 gives the first colour, 1 the second.
[[nodiscard]] QColor blended(const QColor& first, const QColor& second, double share);

}  // namespace latchkey::ui::theme
