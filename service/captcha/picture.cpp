// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/captcha/picture.h"

#include <QList>
#include <QPainter>
#include <QPen>
#include <QTransform>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "service/captcha/glyphs.h"
#include "service/captcha/seeded_generator.h"
#include "service/captcha/warp.h"

namespace latchkey::service::captcha {
namespace {

constexpr double kLetterHeight = 104;  // pixels of 200
constexpr double kCornerRadius = 16;
constexpr double kStep = 3;  // pixels between points of a stroke

/// One letter in its place: its strokes as lines of points, in pixels.
struct PlacedLetter {
  QList<QList<QPointF>> lines;
  double thickness = 0;
  double swell = 0;  ///< phase of the varying thickness
};

QList<QList<QPointF>> linesOf(const QPainterPath& strokes, const QTransform& place, const Warp& warp) {
  QList<QList<QPointF>> lines;
  const QList<QPolygonF> polygons = strokes.toSubpathPolygons(QTransform::fromScale(4, 4));
  for (const QPolygonF& polygon : polygons) {
    QList<QPointF> line;
    for (const QPointF& point : polygon) line << place.map(point / 4);
    line = subdivided(line, kStep);
    for (QPointF& point : line) point = warp.moved(point);
    lines << line;
  }
  return lines;
}

/// Lays the letters out from left to right and centres them.
QList<PlacedLetter> placed(const QString& letters, SeededGenerator& random, bool distorted) {
  struct Chosen {
    Glyph glyph;
    double scale, across, angle, shear, drop, gap;
  };
  QList<Chosen> row;
  double widths = 0;
  double gaps = 0;
  for (const QChar letter : letters) {
    const int shapes = shapesOf(letter);
    if (shapes == 0) continue;
    Chosen chosen{glyph(letter, distorted ? random.below(shapes) : 0), kLetterHeight / 100, 1, 0, 0, 0, 44};
    if (distorted) {
      chosen.scale *= random.between(0.88, 1.12);
      chosen.across = random.between(0.86, 1.1);
      chosen.angle = random.between(-8, 8);  // degrees
      chosen.shear = random.between(-0.12, 0.12);
      chosen.drop = random.between(-14, 14);  // pixels
      chosen.gap = random.between(24, 33);    // pixels between the middle lines of two strokes
    }
    widths += chosen.glyph.width * chosen.scale * chosen.across;
    if (!row.isEmpty()) gaps += chosen.gap;
    row << chosen;
  }

  // Letters give way, the gaps between them do not: nobody should have to guess where one ends.
  const double room = kPictureSize.width() - 56;
  const double fit = std::min(1.0, std::max(room / 3, room - gaps) / std::max(1.0, widths));
  double x = (kPictureSize.width() - widths * fit - gaps) / 2;
  const Warp warp(random, distorted ? 1 : 0);
  QList<PlacedLetter> result;
  for (const Chosen& chosen : row) {
    const double width = chosen.glyph.width * chosen.scale * chosen.across * fit;
    if (!result.isEmpty()) x += chosen.gap;
    QTransform place;
    place.translate(x + width / 2, kPictureSize.height() / 2.0 + chosen.drop);
    place.rotate(chosen.angle);
    place.shear(chosen.shear, 0);
    place.scale(chosen.scale * chosen.across * fit, chosen.scale * std::sqrt(fit));
    place.translate(-chosen.glyph.width / 2, -50);
    result << PlacedLetter{linesOf(chosen.glyph.strokes, place, warp),
                           distorted ? random.between(11.5, 15) : 15,
                           distorted ? random.between(0, 2 * std::numbers::pi) : 0};
    x += width;
  }
  return result;
}

/// The control: even strokes with square ends, as a sans-serif typeface has them.
void drawPlain(QPainter& painter, const PlacedLetter& letter, const QColor& colour) {
  painter.setPen(QPen(colour, letter.thickness, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  painter.setBrush(Qt::NoBrush);
  for (const QList<QPointF>& line : letter.lines) {
    painter.drawPolyline(line.constData(), static_cast<int>(line.size()));
  }
}

void drawBent(QPainter& painter, const PlacedLetter& letter, const QColor& colour, double extra) {
  QPen pen(colour, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  for (const QList<QPointF>& line : letter.lines) {
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
      const double swell = 1 + 0.2 * std::sin(letter.swell + line[i].y() / 14 + line[i].x() / 31);
      pen.setWidthF(letter.thickness * swell + extra);
      painter.setPen(pen);
      painter.drawLine(line[i], line[i + 1]);
    }
  }
}

/// A curve from edge to edge that crosses the row of letters, every second one downwards: two of them never
/// run together above the letters, where they would be in nobody's way.
QPainterPath arcAcross(SeededGenerator& random, bool downwards) {
  const double width = kPictureSize.width();
  const double high = random.between(50, 85);
  const double low = random.between(115, 150);
  const double from = downwards ? high : low;
  const double to = downwards ? low : high;
  QPainterPath arc(QPointF(-10, from));
  arc.cubicTo(QPointF(width * random.between(0.2, 0.4), random.between(30, 170)),
              QPointF(width * random.between(0.6, 0.8), random.between(30, 170)), QPointF(width + 10, to));
  return arc;
}

void drawArcs(QPainter& painter, SeededGenerator& random, const QColor& colour, int count, double width) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
  for (int i = 0; i < count; ++i) painter.drawPath(arcAcross(random, i % 2 == 0));
}

void drawPaper(QPainter& painter, SeededGenerator& random, const PictureColours& colours, bool distorted) {
  QPainterPath card;
  card.addRoundedRect(QRectF(QPointF(), kPictureSize), kCornerRadius, kCornerRadius);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours.paper);
  painter.drawPath(card);
  painter.setClipPath(card);
  if (distorted) drawArcs(painter, random, colours.lines, 9, 3);
}

}  // namespace

PictureColours coloursFor(QByteArrayView seed) {
  SeededGenerator random(seed, "colours");
  const int hue = random.below(360);
  return {QColor::fromHsl(hue, 110, 52), QColor::fromHsl((hue + 180) % 360, 90, 243),
          QColor::fromHsl((hue + 150) % 360, 60, 208)};
}

QImage drawPicture(const QString& letters, QByteArrayView seed, Distortion distortion) {
  const bool distorted = distortion == Distortion::Full;
  const PictureColours colours =
      distorted ? coloursFor(seed) : PictureColours{QColor(Qt::black), QColor(Qt::white), QColor(Qt::white)};
  SeededGenerator random(seed, "picture");

  QImage image(kPictureSize, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  drawPaper(painter, random, colours, distorted);
  for (const PlacedLetter& letter : placed(letters, random, distorted)) {
    if (!distorted) {
      drawPlain(painter, letter, colours.ink);
      continue;
    }
    drawBent(painter, letter, colours.paper, 5);  // a rim of paper keeps letters that touch apart for the eye
    drawBent(painter, letter, colours.ink, 0);
  }
  if (distorted) {
    drawArcs(painter, random, colours.paper, 3, 3);
    drawArcs(painter, random, colours.ink, 2, 4);
  }
  painter.end();
  return image;
}

}  // namespace latchkey::service::captcha
