// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/captcha/warp.h"

#include <cmath>
#include <numbers>

namespace latchkey::service::captcha {

Warp::Warp(SeededGenerator& random, double strength) {
  for (Wave& wave : m_waves) {
    const double angle = random.between(0, 2 * std::numbers::pi);
    const double length = random.between(110, 210);
    const double push = random.between(0, 2 * std::numbers::pi);
    const double amount = strength * random.between(3.3, 5.8);
    wave.direction = QPointF(std::cos(angle), std::sin(angle)) * (2 * std::numbers::pi / length);
    wave.amplitude = QPointF(std::cos(push), std::sin(push)) * amount;
    wave.phase = random.between(0, 2 * std::numbers::pi);
  }
}

QPointF Warp::moved(QPointF point) const {
  QPointF shift;
  for (const Wave& wave : m_waves) {
    shift += wave.amplitude * std::sin(QPointF::dotProduct(point, wave.direction) + wave.phase);
  }
  return point + shift;
}

QList<QPointF> subdivided(const QList<QPointF>& line, double step) {
  QList<QPointF> fine;
  for (qsizetype i = 0; i + 1 < line.size(); ++i) {
    const QPointF way = line[i + 1] - line[i];
    const int parts = std::max(1, static_cast<int>(std::ceil(std::hypot(way.x(), way.y()) / step)));
    for (int part = 0; part < parts; ++part) fine << line[i] + way * part / parts;
  }
  if (!line.isEmpty()) fine << line.last();
  return fine;
}

}  // namespace latchkey::service::captcha
