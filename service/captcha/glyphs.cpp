// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/captcha/glyphs.h"

#include <QByteArray>
#include <QList>
#include <algorithm>
#include <iterator>

namespace latchkey::service::captcha {
namespace {

/// Path data in the manner of SVG: absolute M, L, Q, C, each followed by its points.
struct Shape {
  char letter;
  int width;
  const char* path;
};

constexpr Shape kShapes[] = {
    {'A', 76, "M 0 100 L 38 0 L 76 100 M 14 66 L 62 66"},
    {'A', 72, "M 0 100 L 28 0 L 44 0 L 72 100 M 11 62 L 61 62"},
    {'C', 72, "M 71 22 C 57 -7 0 -10 0 50 C 0 110 57 107 71 78"},
    {'C', 66, "M 66 14 C 50 -4 0 -6 0 50 C 0 106 50 104 66 86"},
    {'D', 70, "M 0 100 L 0 0 L 26 0 C 85 0 85 100 26 100 L 0 100"},
    {'D', 68, "M 8 0 L 8 100 M -4 0 L 28 0 C 84 4 80 98 26 100 L -4 100"},
    {'E', 58, "M 58 0 L 0 0 L 0 100 L 58 100 M 0 49 L 50 49"},
    {'E', 60, "M 60 2 C 40 -1 20 0 4 3 C -2 30 -2 70 3 98 C 24 101 42 100 60 96 M 0 51 L 50 47"},
    {'F', 54, "M 54 0 L 0 0 L 0 100 M 0 50 L 46 50"},
    {'F', 58, "M 58 0 L 0 0 M 8 0 L 8 100 M 8 46 L 50 46"},
    {'H', 68, "M 0 0 L 0 100 M 68 0 L 68 100 M 0 49 L 68 49"},
    {'H', 68, "M 4 0 C 0 30 0 70 4 100 M 64 0 C 68 30 68 70 64 100 M 1 52 L 67 48"},
    {'K', 68, "M 0 0 L 0 100 M 64 0 L 0 62 M 23 40 L 68 100"},
    {'K', 64, "M 0 0 L 0 100 M 60 0 L 4 52 L 64 100"},
    {'M', 84, "M 0 100 L 0 0 L 42 92 L 84 0 L 84 100"},
    {'M', 86, "M 0 100 L 3 0 L 43 68 L 83 0 L 86 100"},
    {'N', 70, "M 0 100 L 0 0 L 70 100 L 70 0"},
    {'N', 66, "M 0 100 L 4 0 L 62 100 L 66 0"},
    {'P', 60, "M 0 100 L 0 0 L 30 0 C 70 0 70 55 30 55 L 0 55"},
    {'P', 60, "M 6 100 L 6 0 M -4 0 L 30 0 C 72 2 70 58 28 58 L 6 58"},
    {'R', 66, "M 0 100 L 0 0 L 34 0 C 72 0 72 52 34 52 L 0 52 M 34 52 L 66 100"},
    {'R', 66, "M 4 100 L 4 0 M -4 0 L 32 0 C 70 2 70 54 30 54 L 4 54 M 26 54 C 46 56 50 100 68 98"},
    {'T', 70, "M 0 0 L 70 0 M 35 0 L 35 100"},
    {'T', 68, "M 0 8 C 20 -4 48 8 68 0 M 35 2 C 32 40 34 70 32 100"},
    {'U', 68, "M 0 0 L 0 60 C 0 113 68 113 68 60 L 68 0"},
    {'U', 66, "M 0 0 L 0 64 C 0 112 60 110 60 64 L 60 0 M 60 60 L 62 100"},
    {'W', 100, "M 0 0 L 25 100 L 50 6 L 75 100 L 100 0"},
    {'W', 96, "M 0 0 C 2 60 10 100 26 100 C 40 100 46 60 48 34 C 50 60 56 100 70 100 C 86 100 94 60 96 0"},
    {'X', 70, "M 2 0 L 70 100 M 68 0 L 0 100"},
    {'X', 66, "M 0 4 C 30 10 36 92 66 96 M 64 0 C 40 14 28 86 0 100"},
    {'Y', 66, "M 0 0 C 10 30 20 50 33 56 C 48 50 56 30 66 0 M 33 54 L 32 100"},
    {'Y', 70, "M 0 0 L 35 54 L 70 0 M 35 54 L 35 100"},
};

QPainterPath parsed(const char* text) {
  const QList<QByteArray> words = QByteArray(text).split(' ');
  QPainterPath path;
  qsizetype at = 0;
  const auto point = [&words, &at] {
    const double x = words[at++].toDouble();
    const double y = words[at++].toDouble();
    return QPointF(x, y);
  };
  while (at < words.size()) {
    const QByteArray& command = words[at++];
    if (command == "M") {
      path.moveTo(point());
    } else if (command == "L") {
      path.lineTo(point());
    } else {
      const QPointF first = point();
      const QPointF second = point();
      path.cubicTo(first, second, point());
    }
  }
  return path;
}

}  // namespace

int shapesOf(QChar letter) {
  return static_cast<int>(std::count_if(std::begin(kShapes), std::end(kShapes), [letter](const Shape& shape) {
    return QLatin1Char(shape.letter) == letter;
  }));
}

Glyph glyph(QChar letter, int shape) {
  for (const Shape& candidate : kShapes) {
    if (QLatin1Char(candidate.letter) == letter && shape-- == 0) {
      return {parsed(candidate.path), static_cast<double>(candidate.width)};
    }
  }
  return {};
}

}  // namespace latchkey::service::captcha
