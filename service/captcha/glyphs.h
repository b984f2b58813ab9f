// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>
#include <QPainterPath>

namespace latchkey::service::captcha {

/// The middle line of a letter's strokes. Cap height 100, y down from the top, x from 0 to width.
/// Own data, because Qt's fonts need a QGuiApplication, which a service does not have, and because a font
/// of the machine would make the same seed look different elsewhere.
struct Glyph {
  QPainterPath strokes;
  double width = 0;
};

/// How many shapes of this letter there are; 0 for what is not in pictureAlphabet(). Shape 0 is the plain
/// one.
[[nodiscard]] int shapesOf(QChar letter);
/// @param shape below shapesOf(letter).
[[nodiscard]] Glyph glyph(QChar letter, int shape);

}  // namespace latchkey::service::captcha
