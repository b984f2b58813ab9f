// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/challenge_picture.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/png_chunks.h"

namespace latchkey::ui::widgets {

using theme::Theme;
using theme::themeOf;

namespace {
constexpr qsizetype mostBytes = 512 * 1024;  // SECURITY: what a client takes of a picture
constexpr QSize largest(1200, 400);
constexpr QSize plate(360, 120);  // px at 100 %, while there is no picture
constexpr int mostMegabytes = 8;  // of one decoded picture, for Qt's own guard; ours is the size
}  // namespace

std::optional<QImage> decodePicture(const QByteArray& png) {
  if (png.size() > mostBytes) return std::nullopt;
  std::optional<QByteArray> bytes = withoutSpareChunks(png);
  if (!bytes) return std::nullopt;
  QBuffer buffer(&*bytes);
  buffer.open(QIODevice::ReadOnly);
  QImageReader::setAllocationLimit(mostMegabytes);
  QImageReader reader(&buffer, "png");
  reader.setAutoDetectImageFormat(false);
  const QSize size = reader.size();  // from the header alone
  if (!size.isValid() || size.width() > largest.width() || size.height() > largest.height())
    return std::nullopt;
  const QImage image = reader.read();
  if (image.isNull()) return std::nullopt;
  return image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

ChallengePicture::ChallengePicture(QWidget* parent) : QWidget(parent) {
  provideAccessible<ChallengePicture, RoleInterface<ChallengePicture, QAccessible::Graphic>>();
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void ChallengePicture::setPicture(const QImage& image) {
  m_image = image;
  updateGeometry();
  update();
}

void ChallengePicture::clear() {
  setPicture(QImage());
}

QSize ChallengePicture::wantedSize() const {
  const Theme& theme = themeOf(*this);
  const QSize size = m_image.isNull() ? plate : m_image.size();
  // A picture made for dense screens is not blown up: wider than the plate means more pixels, not more room.
  return QSize(theme.scaled(plate.width()),
               theme.scaled(plate.width()) * size.height() / std::max(1, size.width()));
}

QSize ChallengePicture::sizeHint() const {
  return wantedSize();
}

QSize ChallengePicture::minimumSizeHint() const {
  return {plate.width() / 2, plate.height() / 2};
}

int ChallengePicture::heightForWidth(int width) const {
  const QSize wanted = wantedSize();
  return width >= wanted.width() ? wanted.height() : wanted.height() * width / std::max(1, wanted.width());
}

void ChallengePicture::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QSize fitted = wantedSize().scaled(wantedSize().boundedTo(size()), Qt::KeepAspectRatio);
  QRectF place(QPointF(0, 0), QSizeF(fitted));
  if (layoutDirection() == Qt::RightToLeft) place.moveRight(width());
  QPainterPath shape;
  shape.addRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), theme::radius::control, theme::radius::control);
  // Ink and paper are the picture's own: a transparent one is made for white.
  painter.fillPath(shape, m_image.isNull() ? theme.colours().panel : QColor(Qt::white));
  if (!m_image.isNull()) {
    painter.setClipPath(shape);
    const double ratio = devicePixelRatioF();
    const QSize pixels = (place.size() * ratio).toSize();
    const QImage scaled = m_image.size() == pixels
                              ? m_image
                              : m_image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    painter.drawImage(place, scaled, QRectF(QPointF(0, 0), QSizeF(scaled.size())));
    painter.setClipping(false);
  }
  painter.setPen(QPen(theme.colours().border, theme.borderWidth()));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(shape);
}

}  // namespace latchkey::ui::widgets
