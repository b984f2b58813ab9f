// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QColor>
#include <QImage>
#include <QString>

namespace latchkey::service::captcha {

/// None is the control of tests and bench: the same letters as a reader of printed text expects them.
enum class Distortion { Full, None };

/// One ink, on paper with faint lines. Ink stands out by at least 4.5 to 1 (WCAG 2.2, SC 1.4.3) from both.
struct PictureColours {
  QColor ink;
  QColor paper;
  QColor lines;
};
[[nodiscard]] PictureColours coloursFor(QByteArrayView seed);

/// Pixels: 300 x 100 at twice the resolution. Opaque and light within rounded corners, so that it is a
/// card of its own on a dark page as well.
inline constexpr QSize kPictureSize(600, 200);

/// Needs no QGuiApplication: no fonts, no pixmaps. Letters that have no glyph are left out.
[[nodiscard]] QImage drawPicture(const QString& letters, QByteArrayView seed, Distortion distortion);

}  // namespace latchkey::service::captcha
