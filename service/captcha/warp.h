// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <array>

#include "service/captcha/seeded_generator.h"

namespace latchkey::service::captcha {

/// A smooth random displacement of the plane: a few waves in random directions.
class Warp {
public:
  /// @param strength 1 is the challenge's; 0 moves nothing.
  Warp(SeededGenerator& random, double strength);
  [[nodiscard]] QPointF moved(QPointF point) const;

private:
  struct Wave {
    QPointF direction;  ///< of travel, times 2 pi / wavelength in pixels
    QPointF amplitude;  ///< pixels
    double phase = 0;
  };
  std::array<Wave, 4> m_waves;
};

/// The same line with a point at least every `step` pixels, so that it bends smoothly.
[[nodiscard]] QList<QPointF> subdivided(const QList<QPointF>& line, double step);

}  // namespace latchkey::service::captcha
